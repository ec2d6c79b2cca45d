#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "session/session.h"

namespace wangge::session {
namespace {

namespace fs = std::filesystem;

TEST(CheckingALayer, SaysWhenNothingIsWrong) {
  Session session;
  session.apply(OpenFiles{{std::string(WANGGE_SOURCE_DIR) + "/data/demo/grids.geojson"}, {}});
  session.wait();
  session.apply(CheckLayer{session.snapshot().workspace->layers.at(0).id});
  session.wait();
  EXPECT_EQ(session.snapshot().check, nullptr);
  ASSERT_FALSE(session.snapshot().notices.empty());
  EXPECT_EQ(session.snapshot().notices.back().kind, NoticeKind::done);
}

TEST(CheckingALayer, KeepsTheFindingsUntilTheyAreDismissed) {
  const fs::path file =
      fs::temp_directory_path() / ("wangge_bow_" + std::to_string(::getpid()) + ".geojson");
  std::ofstream(file)
      << R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},
      "geometry":{"type":"Polygon","coordinates":[[[113.5,22.2],[113.6,22.3],[113.6,22.2],[113.5,22.3],[113.5,22.2]]]}}]})";
  Session session;
  session.apply(OpenFiles{{file.string()}, {}});
  session.wait();
  fs::remove(file);
  const LayerId id = session.snapshot().workspace->layers.at(0).id;
  session.apply(CheckLayer{id});
  session.wait();
  ASSERT_NE(session.snapshot().check, nullptr);
  EXPECT_EQ(session.snapshot().check->layer, id);
  ASSERT_EQ(session.snapshot().check->findings->size(), 1U);
  EXPECT_EQ(session.snapshot().check->findings->front().kind, analysis::FindingKind::invalid);
  session.apply(DismissCheck{});
  EXPECT_EQ(session.snapshot().check, nullptr);
}

}  // namespace
}  // namespace wangge::session
