#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "session/session.h"
#include "support/test_folder.h"

namespace wangge::session {
namespace {

const std::string demo = std::string(WANGGE_SOURCE_DIR) + "/data/demo/";

class OfferedLayers : public testing::Test {
 protected:
  OfferedLayers() {
    file_ = folder_ / "town.topojson";
    std::ofstream(file_) << R"({"type":"Topology","transform":{"scale":[0.01,0.01],
      "translate":[113,22]},"arcs":[[[0,0],[10,0],[0,10],[-10,0],[0,-10]],[[20,0],[10,10]]],
      "objects":{"grids":{"type":"GeometryCollection","geometries":[
        {"type":"Polygon","arcs":[[0]],"properties":{"name":"a"}}]},
      "roads":{"type":"GeometryCollection","geometries":[
        {"type":"LineString","arcs":[1],"properties":{"name":"b"}}]}}})";
  }
  void offer(const std::vector<std::string>& paths) {
    session_.apply(OfferLayers{paths, {}});
    session_.wait();
  }
  std::vector<std::string> open_layers() {
    std::vector<std::string> names;
    for (const auto& entry : session_.snapshot().workspace->layers) {
      names.push_back(entry.layer->name);
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  TestFolder folder_;
  std::string file_;
  Session session_;
};

TEST_F(OfferedLayers, AreOpenedAsChosen) {
  offer({file_});
  EXPECT_TRUE(open_layers().empty());
  ASSERT_EQ(session_.snapshot().layer_offers.size(), 1U);
  const LayerOffer offer = session_.snapshot().layer_offers.front();
  EXPECT_EQ(offer.path, file_);
  EXPECT_EQ(offer.layers->size(), 2U);
  session_.apply(OpenOffered{offer.number, {"roads"}});
  session_.wait();
  EXPECT_EQ(open_layers(), std::vector<std::string>{"roads"});
  EXPECT_TRUE(session_.snapshot().layer_offers.empty());
  session_.apply(OpenOffered{offer.number, {"grids"}});
  session_.wait();
  EXPECT_EQ(open_layers(), std::vector<std::string>{"roads"}) << "an offer is answered once";
}

TEST_F(OfferedLayers, AreNotOpenedWhereNoneIsChosen) {
  offer({file_});
  session_.apply(OpenOffered{session_.snapshot().layer_offers.front().number, {}});
  session_.wait();
  EXPECT_TRUE(open_layers().empty());
  EXPECT_TRUE(session_.snapshot().layer_offers.empty());
  EXPECT_TRUE(session_.snapshot().notices.empty());
}

TEST_F(OfferedLayers, DoNotHoldUpFilesOfOneLayerAndBadOnes) {
  offer({file_, demo + "grids.geojson", folder_ / "missing.gpkg"});
  EXPECT_EQ(open_layers(), std::vector<std::string>{"grids"});
  EXPECT_EQ(session_.snapshot().layer_offers.size(), 1U);
  const auto& notices = session_.snapshot().notices;
  EXPECT_TRUE(std::any_of(notices.begin(), notices.end(), [](const Notice& one) {
    return one.kind == NoticeKind::failure && one.code == ErrorCode::not_found;
  }));
}

TEST_F(OfferedLayers, OpenFilesOpensEverything) {
  session_.apply(OpenFiles{{file_}, {}, false});
  session_.wait();
  EXPECT_EQ(open_layers(), (std::vector<std::string>{"grids", "roads"}));
}

}  // namespace
}  // namespace wangge::session
