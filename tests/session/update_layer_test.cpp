// A newer delivery of a table taken over into an open layer.
#include <gtest/gtest.h>

#include "session/session.h"
#include "support/test_folder.h"

namespace wangge::session {
namespace {

class UpdateLayerTest : public testing::Test {
 protected:
  UpdateLayerTest() {
    session.apply(OpenFiles{
        {put("tickets.csv", "lon,lat,工单编号,状态\n113.5,22.2,1,受理\n113.5,22.3,2,受理\n")}, {}});
    session.wait();
  }
  std::string put(const std::string& name, const std::string& text) const {
    return folder_.put(name, text);
  }
  const model::LayerEntry& entry() const { return session.snapshot().workspace->layers.at(0); }
  std::string state(std::size_t row) const {
    return entry()
        .layer->table.columns.at(static_cast<std::size_t>(entry().layer->table.find("状态")))
        .text(row);
  }

  TestFolder folder_;
  Session session;
};

TEST_F(UpdateLayerTest, NewAndChangedRowsComeInOneStepThatUndoTakesBack) {
  const model::Table before = entry().layer->table;
  const std::string newer =
      put("newer.csv", "lon,lat,工单编号,状态,备注\n113.5,22.3,2,结案,x\n113.6,22.2,3,受理,y\n");
  session.apply(UpdateLayer{entry().id, newer, {}, "工单编号", false});
  session.wait();
  ASSERT_EQ(entry().layer->size(), 3U);
  EXPECT_EQ(state(1), "结案");
  EXPECT_EQ(entry().layer->geometry.size(), 3U);
  EXPECT_NE(session.snapshot().undo_label, "");
  ASSERT_FALSE(session.snapshot().notices.empty());
  EXPECT_NE(session.snapshot().notices.back().text.find("1 new, 1 changed, 0 unchanged, 1 gone"),
            std::string::npos)
      << session.snapshot().notices.back().text;

  // A field set to a column that only the newer file has: it goes with the column.
  session.apply(
      SetColumn{entry().id, model::Field::description, entry().layer->table.find("备注")});
  session.apply(Undo{});
  session.wait();
  EXPECT_EQ(entry().layer->table, before);
  EXPECT_EQ(entry().layer->field(model::Field::description), nullptr);
  EXPECT_EQ(session.snapshot().undo_label, "");
  session.apply(Redo{});
  session.wait();
  EXPECT_EQ(entry().layer->size(), 3U);
}

TEST_F(UpdateLayerTest, TheSameFileChangesNothingAndLeavesNothingToUndo) {
  const auto before = entry().layer;
  session.apply(UpdateLayer{entry().id, before->source.path, {}, "", true});
  session.wait();
  EXPECT_EQ(entry().layer, before);
  EXPECT_EQ(session.snapshot().undo_label, "");
}

TEST_F(UpdateLayerTest, AMissingKeyIsAFailureThatChangesNothing) {
  const auto before = entry().layer;
  session.apply(UpdateLayer{entry().id, before->source.path, {}, "no such column", true});
  session.wait();
  EXPECT_EQ(entry().layer, before);
  ASSERT_FALSE(session.snapshot().notices.empty());
  EXPECT_EQ(session.snapshot().notices.back().kind, NoticeKind::failure);
}

TEST_F(UpdateLayerTest, AClosedLayerLeavesNothingToUndo) {
  session.apply(UpdateLayer{
      entry().id, put("n.csv", "lon,lat,工单编号,状态\n113.5,22.2,1,结案\n"), {}, "", false});
  session.wait();
  EXPECT_NE(session.snapshot().undo_label, "");
  session.apply(CloseLayer{entry().id});
  EXPECT_EQ(session.snapshot().undo_label, "");
  session.apply(Undo{});
}

}  // namespace
}  // namespace wangge::session
