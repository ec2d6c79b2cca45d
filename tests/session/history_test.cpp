#include "session/history.h"

#include <gtest/gtest.h>

#include <random>

namespace wangge::session {
namespace {

using model::GridIndex;
using model::PlanEdit;
using model::UnitIndex;

PlanEdit edit(const char* label, std::uint32_t unit, std::uint32_t from, std::uint32_t to) {
  return {label, {{UnitIndex{unit}, GridIndex{from}, GridIndex{to}}}};
}

TEST(History, GoesBackAndForth) {
  History history;
  EXPECT_FALSE(history.undo());
  history.push(edit("a", 0, 0, 1));
  history.push(edit("b", 1, 0, 1));
  EXPECT_EQ(history.undo_label(), "b");
  EXPECT_EQ(history.undo(), Edit(inverse(edit("b", 1, 0, 1))));
  EXPECT_EQ(history.undo_label(), "a");
  EXPECT_EQ(history.redo_label(), "b");
  EXPECT_EQ(history.redo(), Edit(edit("b", 1, 0, 1)));
  EXPECT_FALSE(history.redo());
}

TEST(History, ANewEditForgetsWhatWasUndone) {
  History history;
  history.push(edit("a", 0, 0, 1));
  history.undo();
  history.push(edit("c", 2, 0, 1));
  EXPECT_EQ(history.redo_label(), "");
  EXPECT_EQ(history.undo_label(), "c");
}

TEST(History, KnowsWhetherTheSavedStateIsShown) {
  History history;
  EXPECT_FALSE(history.changed());
  history.push(edit("a", 0, 0, 1));
  EXPECT_TRUE(history.changed());
  history.mark_saved();
  EXPECT_FALSE(history.changed());
  history.undo();
  EXPECT_TRUE(history.changed());
  history.redo();
  EXPECT_FALSE(history.changed());
  history.undo();
  history.push(edit("b", 1, 0, 1));
  EXPECT_TRUE(history.changed()) << "the saved state can no longer be reached";
  history.undo();
  EXPECT_TRUE(history.changed());
}

TEST(History, UndoingEverythingReturnsThePlanOfTheStart) {
  std::mt19937 random(3);
  model::Plan plan;
  plan.grids.resize(5);
  std::vector<std::string> ids;
  for (std::uint32_t u = 0; u < 200; ++u) {
    ids.push_back(std::to_string(u));
    plan.grid_of_unit.push_back(GridIndex{static_cast<std::uint32_t>(random() % 5)});
  }
  plan.unit_ids = std::move(ids);
  const model::Plan start = plan;
  History history;
  for (int i = 0; i < 1000; ++i) {
    const std::uint32_t unit = static_cast<std::uint32_t>(random() % 200);
    const PlanEdit one{"e",
                       {{UnitIndex{unit}, plan.grid_of_unit[unit],
                         GridIndex{static_cast<std::uint32_t>(random() % 5)}}}};
    plan = apply(plan, one);
    history.push(one);
  }
  const model::Plan end = plan;
  while (const auto back = history.undo()) plan = apply(plan, std::get<PlanEdit>(*back));
  EXPECT_EQ(plan, start);
  while (const auto forth = history.redo()) plan = apply(plan, std::get<PlanEdit>(*forth));
  EXPECT_EQ(plan, end);
}

LayerEdit layer_edit(const char* label, std::uint32_t id) {
  LayerEdit edit{label, model::LayerId{id}, {}, {}};
  edit.after.layer = std::make_shared<const model::Layer>();
  return edit;
}

TEST(History, EditsOfLayersAreNoChangeOfThePlan) {
  History history;
  history.push(layer_edit("update", 1));
  EXPECT_FALSE(history.changed());
  history.push(edit("a", 0, 0, 1));
  EXPECT_TRUE(history.changed());
  history.undo();
  const auto back = history.undo();
  ASSERT_TRUE(back);
  EXPECT_FALSE(std::get<LayerEdit>(*back).after.layer) << "inverted";
  EXPECT_FALSE(history.changed());
}

TEST(History, WhatBelongsToAClosedLayerOrPlanIsForgotten) {
  History history;
  history.push(layer_edit("one", 1));
  history.push(edit("a", 0, 0, 1));
  history.push(layer_edit("two", 2));
  history.undo();
  history.forget_layer(model::LayerId{1});
  EXPECT_EQ(history.undo_label(), "a");
  EXPECT_EQ(history.redo_label(), "two");
  history.forget_plan();
  EXPECT_EQ(history.undo_label(), "");
  EXPECT_EQ(history.redo_label(), "two");
  EXPECT_FALSE(history.changed());
}

}  // namespace
}  // namespace wangge::session
