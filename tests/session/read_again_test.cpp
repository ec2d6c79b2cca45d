// A layer read once more, its file understood otherwise.
#include <gtest/gtest.h>

#include "session/session.h"

namespace wangge::session {
namespace {

class ReadAgainTest : public testing::Test {
 protected:
  ReadAgainTest() {
    session.apply(OpenFiles{{std::string(WANGGE_SOURCE_DIR) + "/data/demo/buildings.shp"}, {}});
    session.wait();
  }
  const model::LayerEntry& entry() const { return session.snapshot().workspace->layers.at(0); }
  std::string first_text() const {
    for (const model::Column& column : entry().layer->table.columns) {
      if (std::holds_alternative<model::Texts>(column.values) && column.text(0).size() > 9) {
        return std::string(column.text(0));
      }
    }
    return "";
  }
  Session session;
};

TEST_F(ReadAgainTest, AnotherEncodingChangesTheTextsAndNothingElse) {
  const model::Source& source = entry().layer->source;
  ASSERT_EQ(source.encoding, "GB18030");
  ASSERT_FALSE(source.encodings.empty());
  EXPECT_EQ(source.encodings.front().name, "GB18030");
  const std::string right = first_text();
  const auto before = entry();

  session.apply(ShowLayer{before.id, false});
  session.apply(ReadAgain{before.id, "BIG5", {}});
  session.wait();
  EXPECT_EQ(entry().id, before.id);
  EXPECT_FALSE(entry().visible);
  EXPECT_EQ(entry().layer->role, before.layer->role);
  EXPECT_EQ(entry().layer->geometry, before.layer->geometry);
  EXPECT_EQ(entry().layer->source.encoding, "BIG5");
  EXPECT_NE(first_text(), right);

  session.apply(ReadAgain{before.id, "GB18030", {}});
  session.wait();
  EXPECT_EQ(first_text(), right);
}

TEST_F(ReadAgainTest, AnotherCoordinateSystemMovesTheLayerAndTheEncodingStays) {
  const auto before = entry();
  session.apply(ReadAgain{before.id, "GB18030", {}});
  session.wait();
  session.apply(ReadAgain{before.id, "", *geo::Crs::from_text("EPSG:4546")});
  session.wait();
  EXPECT_EQ(entry().layer->source.encoding, "GB18030");
  EXPECT_NE(entry().layer->extent, before.layer->extent);
}

TEST_F(ReadAgainTest, WhatCannotBeReadThatWayLeavesTheLayerAsItWas) {
  const auto before = entry();
  session.apply(ReadAgain{before.id, "klingon", {}});
  session.wait();
  EXPECT_EQ(entry().layer, before.layer);
  ASSERT_FALSE(session.snapshot().notices.empty());
  EXPECT_EQ(session.snapshot().notices.back().kind, NoticeKind::failure);
}

}  // namespace
}  // namespace wangge::session
