// Everything in one GeoPackage, and back.
#include <filesystem>

#include "workspace_sample.h"

namespace wangge::io {
namespace {

namespace fs = std::filesystem;
using model::LayerId;

TEST_F(WorkspaceFileTest, GivesBackEverything) {
  for (const int side : {1, 3, 8}) {
    const WorkspaceState state = sample_state(random, std::max(side, 2), 10 * side);
    make(state);
    auto opened = open();
    ASSERT_TRUE(opened) << to_text(opened.error());
    EXPECT_TRUE(opened->warnings.empty());
    EXPECT_FALSE(opened->draft);
    expect_same(state, opened->saved);
  }
  EXPECT_EQ(folder.entries(), 1U) << "nothing lies beside the file once it is closed";
}

TEST_F(WorkspaceFileTest, KeepsAnEmptyWorkspace) {
  make({});
  auto opened = open();
  ASSERT_TRUE(opened) << to_text(opened.error());
  expect_same(WorkspaceState(), opened->saved);
}

TEST_F(WorkspaceFileTest, KeepsEveryLayerVersionOnce) {
  WorkspaceState state = sample_state(random);
  const std::size_t edits = state.edits.size();
  auto file = make(state);
  // The version after the update is the one that is open: four layers and the one before.
  EXPECT_EQ(count("SELECT count(*) FROM wangge_piece WHERE kind = 'layer'"), 5);
  EXPECT_EQ(count("SELECT count(*) FROM wangge_piece WHERE kind = 'edit'"),
            static_cast<std::int64_t>(edits));
  EXPECT_EQ(count("SELECT count(*) FROM wangge_piece WHERE kind = 'units'"), 1);
}

TEST_F(WorkspaceFileTest, WritesOnlyWhatChanged) {
  WorkspaceState state = sample_state(random);
  auto file = make(state);
  const auto seen = [&] {
    return count("SELECT group_concat(rootpage) FROM sqlite_master WHERE name = 'units'");
  };
  const std::int64_t before = seen(), edits = count("SELECT max(id) FROM wangge_piece");
  const auto edit = random_edit(*state.plan, random);
  state.edits.resize(state.cursor);
  state.edits.push_back(std::make_shared<const model::Edit>(edit));
  ++state.cursor;
  state.plan = std::make_shared<const model::Plan>(model::apply(*state.plan, edit));
  ASSERT_TRUE(file.save(state, nullptr, false, progress));
  EXPECT_EQ(seen(), before) << "the table of the units was not made anew";
  EXPECT_EQ(count("SELECT count(*) FROM wangge_piece WHERE id > " + std::to_string(edits)), 2)
      << "the edit and the plan are new";
  auto opened = open();
  ASSERT_TRUE(opened) << to_text(opened.error());
  expect_same(state, opened->saved);
}

TEST_F(WorkspaceFileTest, KeepsLayersThatCameChangedAndWent) {
  WorkspaceState state = sample_state(random);
  auto file = make(state);
  // One goes, one changes with an edit that remembers it, one comes.
  state.layers.erase(state.layers.begin() + 2);
  model::LayerEdit edit{"改", LayerId{4}, {}, {}};
  edit.before.layer = state.layers[0].layer;
  model::Layer changed = *state.layers[0].layer;
  changed.table.columns.erase(changed.table.columns.begin() + 3);
  edit.after.layer = shared(changed);
  state.layers[0].layer = edit.after.layer;
  state.edits.resize(state.cursor);
  state.edits.push_back(std::make_shared<const model::Edit>(edit));
  ++state.cursor;
  state.layers.push_back({LayerId{12}, shared(sample_layer(geo::Kind::points)), true, 1});
  ASSERT_TRUE(file.save(state, nullptr, false, progress));
  {
    auto opened = open();
    ASSERT_TRUE(opened) << to_text(opened.error());
    expect_same(state, opened->saved);
    // Undone: the version before is open again, out of the bytes.
    state = opened->saved;
    state.layers[0].layer = std::get<model::LayerEdit>(*state.edits.back()).before.layer;
    --state.cursor;
    const auto saved = opened->file.save(state, nullptr, false, progress);
    ASSERT_TRUE(saved) << to_text(saved.error());
  }
  auto opened = open();
  ASSERT_TRUE(opened) << to_text(opened.error());
  expect_same(state, opened->saved);
}

TEST_F(WorkspaceFileTest, TheDraftStandsBesideWhatWasSaved) {
  const WorkspaceState saved = sample_state(random);
  WorkspaceState state = saved;
  {
    auto file = make(state);
    for (int i = 0; i < 20; ++i) {
      const auto edit = random_edit(*state.plan, random);
      state.edits.resize(state.cursor);
      state.edits.push_back(std::make_shared<const model::Edit>(edit));
      ++state.cursor;
      state.plan = std::make_shared<const model::Plan>(model::apply(*state.plan, edit));
      ASSERT_TRUE(file.keep_draft(state, 1000 + i, static_cast<std::size_t>(i) + 1));
    }
  }
  auto opened = open();
  ASSERT_TRUE(opened) << to_text(opened.error());
  expect_same(saved, opened->saved);
  ASSERT_TRUE(opened->draft);
  EXPECT_EQ(opened->draft->at, 1019);
  EXPECT_EQ(opened->draft->steps, 20U);
  expect_same(state, opened->draft->state);
  // Layers that both have are the same ones.
  EXPECT_EQ(opened->saved.layers[0].layer, opened->draft->state.layers[0].layer);
  ASSERT_TRUE(opened->file.drop_draft());
  auto again = open();
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->draft);
  expect_same(saved, again->saved);
}

TEST_F(WorkspaceFileTest, AJournalNeedsNoSave) {
  const WorkspaceState state = sample_state(random);
  {
    auto file = WorkspaceFile::make_journal(folder / "w.gpkg");
    ASSERT_TRUE(file) << to_text(file.error());
    ASSERT_TRUE(file->keep_draft(state, 5, 3));
  }
  const auto rights = fs::status(folder / "w.gpkg").permissions();
  EXPECT_EQ(rights & (fs::perms::group_all | fs::perms::others_all), fs::perms::none);
  auto opened = open();
  ASSERT_TRUE(opened) << to_text(opened.error());
  ASSERT_TRUE(opened->draft);
  expect_same(state, opened->draft->state);
  ASSERT_TRUE(opened->file.save(state, nullptr, false, progress));
}

}  // namespace
}  // namespace wangge::io
