// Mending a layer in the session: one step, what is left shown, nothing lost.
#include <gtest/gtest.h>

#include "session/session.h"
#include "support/test_folder.h"

namespace wangge::session {
namespace {

/// Two squares that overlap, one with a bow tie beside them.
constexpr const char* dirty = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"A"},"geometry":{"type":"Polygon","coordinates":
 [[[113.5,22.2],[113.501,22.2],[113.501,22.201],[113.5,22.201],[113.5,22.2]]]}},
{"type":"Feature","properties":{"code":"B"},"geometry":{"type":"Polygon","coordinates":
 [[[113.5009,22.2],[113.502,22.2],[113.502,22.201],[113.5009,22.201],[113.5009,22.2]]]}},
{"type":"Feature","properties":{"code":"C"},"geometry":{"type":"Polygon","coordinates":
 [[[113.502,22.2],[113.503,22.201],[113.503,22.2],[113.502,22.201],[113.502,22.2]]]}}]})";

class MendLayerTest : public testing::Test {
 protected:
  MendLayerTest() {
    session.apply(OpenFiles{{folder_.put("grids.geojson", dirty)}, {}});
    session.wait();
  }
  const model::LayerEntry& entry() const { return session.snapshot().workspace->layers.at(0); }
  void mend() {
    session.apply(MendLayer{entry().id, {}});
    session.wait();
  }

  TestFolder folder_;
  Session session;
};

TEST_F(MendLayerTest, IsOneStepThatUndoTakesBackAndRedoDoesAgain) {
  const model::LayerPtr before = entry().layer;
  mend();
  const model::LayerPtr after = entry().layer;
  ASSERT_NE(after, before);
  EXPECT_NE(session.snapshot().undo_label.find("Mend"), std::string::npos);
  session.apply(Undo{});
  EXPECT_EQ(entry().layer->geometry, before->geometry);
  EXPECT_FALSE(session.snapshot().check) << "it told of the mended layer";
  EXPECT_EQ(session.snapshot().undo_label, "");
  session.apply(Redo{});
  EXPECT_EQ(entry().layer->geometry, after->geometry);
}

TEST_F(MendLayerTest, ShowsWhatWasDoneAndWhatIsLeft) {
  mend();
  const auto& check = session.snapshot().check;
  ASSERT_TRUE(check && check->mended);
  EXPECT_TRUE(check->findings->empty()) << check->findings->front().what;
  EXPECT_GE(check->mended->mended.size(), 2U);
  EXPECT_TRUE(check->mended->coverage);
  EXPECT_EQ(check->checked, entry().layer);
  session.apply(DismissCheck{});
  EXPECT_FALSE(session.snapshot().check);
}

TEST_F(MendLayerTest, ASecondTimeThereIsNothingToDoAndNothingToUndo) {
  mend();
  const model::LayerPtr once = entry().layer;
  mend();
  EXPECT_EQ(entry().layer, once);
  session.apply(Undo{});
  EXPECT_EQ(session.snapshot().undo_label, "");
}

TEST_F(MendLayerTest, KeepsWhatWasSaidOfTheLayer) {
  session.apply(SetRole{entry().id, model::Role::grids});
  mend();
  EXPECT_EQ(entry().layer->role, model::Role::grids);
  EXPECT_EQ(entry().layer->label(2), "C");
}

}  // namespace
}  // namespace wangge::session
