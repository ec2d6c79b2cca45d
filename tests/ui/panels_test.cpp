#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

#include "desk.h"
#include "small_town.h"
#include "ui/conservation_bar.h"
#include "ui/status_bar.h"

namespace wangge::ui {
namespace {

TEST(Toolbar, ModesAndLanguageAreAskedFor) {
  Desk desk(SmallTown().snapshot);
  desk.click("toolbar/mode/1");
  EXPECT_EQ(desk.state.mode, Mode::incidents);
  desk.click("toolbar/language/1");
  desk.click("toolbar/language/0");
  ASSERT_FALSE(desk.commands.empty());
  EXPECT_TRUE(std::holds_alternative<SwitchLanguage>(desk.commands.back()));
}

TEST(Toolbar, UndoWorksOnlyWhenThereIsSomethingToUndo) {
  Desk desk(SmallTown().snapshot);
  desk.click("toolbar/undo");
  EXPECT_EQ(desk.only<session::Undo>(), nullptr);
  desk.snapshot.undo_label = "Give 1 unit to West";
  desk.click("toolbar/undo");
  EXPECT_NE(desk.only<session::Undo>(), nullptr);
}

TEST(Toolbar, CtrlZUndoes) {
  Desk desk(SmallTown().snapshot);
  desk.snapshot.undo_label = "Give 1 unit to West";
  desk.press(GLFW_KEY_Z, true);
  EXPECT_NE(desk.only<session::Undo>(), nullptr);
}

TEST(LayerPanel, TheEyeHidesALayer) {
  Desk desk(SmallTown().snapshot);
  desk.click("layer/3/eye");
  const auto* action = desk.only<session::ShowLayer>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->layer, SmallTown::tickets);
  EXPECT_FALSE(action->visible);
}

TEST(LayerPanel, TheMenuAsksForTheNewerFileOfALayer) {
  Desk desk(SmallTown().snapshot);
  desk.click("layer/1/menu");
  desk.click("layer/1/update");
  ASSERT_EQ(desk.commands.size(), 1U);
  const auto* update = std::get_if<AskForUpdate>(&desk.commands[0]);
  ASSERT_NE(update, nullptr);
  EXPECT_EQ(update->layer, model::LayerId{1});
}

TEST(LayerPanel, TheMenuMovesAndClosesALayer) {
  Desk desk(SmallTown().snapshot);
  desk.click("layer/1/menu");
  desk.click("layer/1/up");
  const auto* move = desk.only<session::MoveLayer>();
  ASSERT_NE(move, nullptr);
  EXPECT_EQ(move->to, 1U);
  desk.click("layer/1/menu");
  desk.click("layer/1/close");
  ASSERT_NE(desk.only<session::CloseLayer>(), nullptr);
}

TEST(CheckCard, WhatIsNoFaultIsNotMendedAndLeavesTheMapAlone) {
  Desk desk(SmallTown().snapshot);
  std::vector<analysis::Finding> found(2);
  for (auto& one : found) one.kind = analysis::FindingKind::crossed, one.place = {50, 50};
  desk.snapshot.check = std::make_shared<const session::CheckView>(
      session::CheckView{SmallTown::grids, desk.snapshot.workspace->find(SmallTown::grids)->layer,
                         std::make_shared<const std::vector<analysis::Finding>>(found), nullptr});
  desk.frame();
  EXPECT_TRUE(desk.commands.empty());
  EXPECT_FALSE(desk.drawn.contains("check/mend"));
  desk.click("check/next");
  EXPECT_EQ(desk.commands.size(), 1U) << "a step goes there";
}

TEST(CheckCard, StepsThroughTheFindings) {
  Desk desk(SmallTown().snapshot);
  desk.click("layer/2/menu");
  desk.click("layer/2/check");
  const auto* asked = desk.only<session::CheckLayer>();
  ASSERT_NE(asked, nullptr);
  EXPECT_EQ(asked->layer, SmallTown::grids);

  std::vector<analysis::Finding> found(2);
  found[0].row = 0, found[0].place = {50, 50}, found[0].what = "a gap";
  found[1].row = 1, found[1].place = {150, 150}, found[1].what = "overlaps";
  session::CheckView view{SmallTown::grids,
                          desk.snapshot.workspace->find(SmallTown::grids)->layer,
                          std::make_shared<const std::vector<analysis::Finding>>(found),
                          {}};
  desk.snapshot.check = std::make_shared<const session::CheckView>(view);
  desk.frame();
  EXPECT_NEAR(desk.state.map.camera.centre.x, 50, 1) << "the map goes to the first one";
  desk.click("check/next");
  EXPECT_NEAR(desk.state.map.camera.centre.x, 150, 1);
  const auto* picked = std::get_if<session::Select>(&desk.actions.back());
  ASSERT_NE(picked, nullptr);
  EXPECT_EQ(picked->rows, model::Rows{1});
  desk.click("check/next");  // there is none
  EXPECT_EQ(desk.state.check_card.at, 1U);
  desk.click("check/before");
  EXPECT_EQ(desk.state.check_card.at, 0U);
  desk.click("check/close");
  EXPECT_NE(desk.only<session::DismissCheck>(), nullptr);
}

TEST(CheckCard, OffersToMendAndThenShowsWhatWasDoneAndWhatIsLeft) {
  Desk desk(SmallTown().snapshot);
  std::vector<analysis::Finding> found(1);
  found[0].kind = analysis::FindingKind::gap;
  found[0].row = 0, found[0].place = {50, 50}, found[0].what = "a gap";
  session::CheckView view{SmallTown::grids,
                          desk.snapshot.workspace->find(SmallTown::grids)->layer,
                          std::make_shared<const std::vector<analysis::Finding>>(found),
                          {}};
  desk.snapshot.check = std::make_shared<const session::CheckView>(view);
  desk.state.check_card.gap_width_m = 2.5F;
  desk.frame();
  desk.click("check/mend");
  const auto* mend = desk.only<session::MendLayer>();
  ASSERT_NE(mend, nullptr);
  EXPECT_EQ(mend->layer, SmallTown::grids);
  EXPECT_DOUBLE_EQ(mend->options.width_m, 2.5);

  analysis::MendReport report;
  report.coverage = true;
  report.mended = found;
  report.mended[0].place = {150, 150};
  view.findings = std::make_shared<const std::vector<analysis::Finding>>();
  view.mended = std::make_shared<const analysis::MendReport>(report);
  desk.snapshot.check = std::make_shared<const session::CheckView>(view);
  desk.actions.clear();
  desk.frame();
  EXPECT_TRUE(desk.state.check_card.done) << "nothing is left to look at";
  desk.click("check/list/0");
  EXPECT_FALSE(desk.state.check_card.done);
  desk.click("check/list/1");
  EXPECT_NEAR(desk.state.map.camera.centre.x, 150, 1);
  EXPECT_EQ(desk.only<session::Select>(), nullptr) << "rows as they were before may be gone";
}

TEST(ColumnsSheet, SetsRightWhatAColumnMeans) {
  Desk desk(SmallTown().snapshot);
  desk.click("layer/3/menu");
  desk.click("layer/3/columns");
  ASSERT_EQ(desk.state.columns_of, SmallTown::tickets);
  desk.frame();
  const std::string field = "columns/" + std::string(model::field_key(model::Field::category));
  desk.click(field);
  desk.click(field + "/3");  // the third column, behind "none"
  const auto* set = desk.only<session::SetColumn>();
  ASSERT_NE(set, nullptr);
  EXPECT_EQ(set->layer, SmallTown::tickets);
  EXPECT_EQ(set->field, model::Field::category);
  EXPECT_EQ(set->column, 2);
  desk.click("columns/close");
  EXPECT_EQ(desk.state.columns_of, model::no_layer);
}

TEST(ColumnsSheet, CodesAreGivenTexts) {
  Desk desk(SmallTown().snapshot);
  desk.state.columns_of = SmallTown::units;
  desk.frame();
  desk.click("columns/codes/0");
  ASSERT_EQ(desk.state.codes.column, 0);
  EXPECT_EQ(desk.state.codes.codes, (std::vector<std::string>{"u0", "u1", "u2", "u3"}));
  desk.click("codes/apply");
  EXPECT_EQ(desk.only<session::SetCodeTable>(), nullptr) << "nothing was typed";
  desk.state.codes.texts[1] = "two";
  desk.click("codes/apply");
  const auto* set = desk.only<session::SetCodeTable>();
  ASSERT_NE(set, nullptr);
  EXPECT_EQ(set->column, 0);
  EXPECT_EQ(set->codes, (model::CodeTable{{"u1", "two"}}));
  EXPECT_LT(desk.state.codes.column, 0) << "back on the sheet";
  desk.click("columns/codes/0");
  desk.press(GLFW_KEY_ESCAPE);
  EXPECT_EQ(desk.state.columns_of, SmallTown::units) << "one step back";
  desk.press(GLFW_KEY_ESCAPE);
  EXPECT_EQ(desk.state.columns_of, model::no_layer);
}

TEST(ColumnsSheet, GoesWithEscAndWithItsLayer) {
  Desk desk(SmallTown().snapshot);
  desk.state.columns_of = SmallTown::grids;
  desk.frame();
  desk.press(GLFW_KEY_ESCAPE);
  EXPECT_EQ(desk.state.columns_of, model::no_layer);
  desk.state.columns_of = model::LayerId{77};
  desk.frame();
  EXPECT_EQ(desk.state.columns_of, model::no_layer) << "a layer that was closed has no sheet";
}

/// The actions of one kind, in order.
template <typename T>
std::vector<T> all_of(const Desk& desk) {
  std::vector<T> found;
  for (const session::Action& action : desk.actions) {
    if (const T* one = std::get_if<T>(&action)) found.push_back(*one);
  }
  return found;
}

TEST(RedrawPanel, TheBrushGivesUnitsToTheCurrentGrid) {
  Desk desk(SmallTown().snapshot);
  desk.state.map.brush_m = 10;
  desk.click("grid/B");
  EXPECT_EQ(desk.state.redraw.current, model::GridIndex{1});
  desk.press(GLFW_KEY_B);
  desk.click(desk.on_map({50, 50}));
  const auto steps = all_of<session::AssignUnits>(desk);
  ASSERT_EQ(steps.size(), 1U);
  EXPECT_EQ(steps[0].units, model::Rows{0});
  EXPECT_EQ(steps[0].grid, model::GridIndex{1});
  EXPECT_EQ(all_of<session::EndGesture>(desk).size(), 1U);
}

TEST(RedrawPanel, AStrokeGivesUnitsWhileTheButtonIsDownAsOneGesture) {
  Desk desk(SmallTown().snapshot);
  desk.state.map.brush_m = 10;
  desk.state.redraw.current = model::GridIndex{1};
  desk.press(GLFW_KEY_B);
  const ImVec2 from = desk.on_map({50, 150}), to = desk.on_map({50, 50});
  desk.point_at(from);
  ImGui::GetIO().MouseDown[0] = true;
  desk.frame();
  desk.point_at(to);
  desk.frame();
  const auto steps = all_of<session::AssignUnits>(desk);
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[0].units, model::Rows{2});
  EXPECT_EQ(steps[1].units, model::Rows{0});
  EXPECT_NE(steps[0].gesture, 0U);
  EXPECT_EQ(steps[0].gesture, steps[1].gesture);
  EXPECT_TRUE(all_of<session::EndGesture>(desk).empty());
  ImGui::GetIO().MouseDown[0] = false;
  desk.frame();
  EXPECT_EQ(all_of<session::EndGesture>(desk).size(), 1U);
  EXPECT_EQ(all_of<session::AssignUnits>(desk).size(), 2U);
}

TEST(RedrawPanel, EscTakesAStrokeBack) {
  Desk desk(SmallTown().snapshot);
  desk.state.redraw.current = model::GridIndex{1};
  desk.press(GLFW_KEY_B);
  desk.point_at(desk.on_map({50, 150}));
  ImGui::GetIO().MouseDown[0] = true;
  desk.frame();
  desk.press(GLFW_KEY_ESCAPE);
  ImGui::GetIO().MouseDown[0] = false;
  desk.frame();
  EXPECT_EQ(all_of<session::CancelGesture>(desk).size(), 1U);
  EXPECT_TRUE(all_of<session::EndGesture>(desk).empty());
}

TEST(RedrawPanel, ARectangleAssignsTheUnitsInIt) {
  Desk desk(SmallTown().snapshot);
  desk.state.redraw.current = model::GridIndex{0};
  desk.press(GLFW_KEY_R);
  desk.drag(desk.on_map({120, 20}), desk.on_map({180, 180}));
  const auto* action = desk.only<session::AssignUnits>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->units, (model::Rows{1, 3}));
  EXPECT_EQ(action->grid, model::GridIndex{0});
}

TEST(RedrawPanel, TheEyedropperTakesTheGridUnderTheCursor) {
  Desk desk(SmallTown().snapshot);
  desk.press(GLFW_KEY_I);
  desk.click(desk.on_map({150, 50}));
  EXPECT_EQ(desk.state.redraw.current, model::GridIndex{1});
  EXPECT_EQ(desk.state.map.tool, Tool::brush);
}

TEST(RedrawPanel, TicketsMakeRoomAndComeBack) {
  Desk desk(SmallTown().snapshot);
  desk.state.mode = Mode::incidents;
  desk.press('1');
  const auto* hide = desk.only<session::ShowLayer>();
  ASSERT_NE(hide, nullptr);
  EXPECT_FALSE(hide->visible);
  desk.actions.clear();
  desk.press('2');
  const auto* show = desk.only<session::ShowLayer>();
  ASSERT_NE(show, nullptr);
  EXPECT_TRUE(show->visible);
}

TEST(MapView, AClickSelectsAndADragPans) {
  Desk desk(SmallTown().snapshot);
  desk.state.mode = Mode::query;
  desk.click(desk.on_map({60, 60}));
  const auto* action = desk.only<session::Select>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->layer, SmallTown::grids);
  EXPECT_EQ(action->rows, model::Rows{0});
  desk.actions.clear();
  const geo::Point before = desk.state.map.camera.centre;
  desk.drag(desk.on_map({60, 60}), desk.on_map({80, 60}));
  EXPECT_TRUE(desk.actions.empty());
  EXPECT_NEAR(desk.state.map.camera.centre.x, before.x - 20, 1);
}

TEST(MapView, TheWheelZoomsAboutTheCursor) {
  Desk desk(SmallTown().snapshot);
  const geo::Point place{150, 150};
  const ImVec2 at = desk.on_map(place);
  desk.point_at(at);
  const double before = desk.state.map.camera.metres_per_pixel;
  ImGui::GetIO().MouseWheel = 1;
  desk.frame();
  ImGui::GetIO().MouseWheel = 0;
  EXPECT_LT(desk.state.map.camera.metres_per_pixel, before);
  const ImVec2 after = desk.on_map(place);
  EXPECT_NEAR(after.x, at.x, 1);
  EXPECT_NEAR(after.y, at.y, 1);
}

TEST(QueryPanel, ExportWaitsForAFileAndMasksByDefault) {
  Desk desk(SmallTown().snapshot);
  desk.state.mode = Mode::query;
  desk.state.query.page = QueryPage::layers_out;
  desk.click("export/go");
  EXPECT_EQ(desk.only<session::ExportLayer>(), nullptr);
  desk.state.query.layers_out.path = "/tmp/out.gpkg";
  desk.click("export/go");
  const auto* action = desk.only<session::ExportLayer>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->layer, SmallTown::grids);
  EXPECT_EQ(action->options.format, "GPKG");
  EXPECT_TRUE(action->options.mask_personal);
}

TEST(AttributeTable, AClickOnARowSelectsIt) {
  Desk desk(SmallTown().snapshot);
  desk.state.table_open = true;
  desk.state.active = SmallTown::tickets;
  while (desk.state.table.busy() || !desk.state.table.order) desk.frame();  // sorted in the background
  desk.click("table/row/1");
  const auto* action = desk.only<session::Select>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->layer, SmallTown::tickets);
  EXPECT_EQ(action->rows, model::Rows{1});
}

TEST(Notices, TheCrossDismissesOne) {
  Desk desk(SmallTown().snapshot);
  desk.snapshot.notices.push_back(
      {7, session::NoticeKind::failure, "calls.csv cannot be read.", ErrorCode::broken});
  desk.click("notice/7/close");
  const auto* action = desk.only<session::DismissNotice>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->notice, 7U);
}

TEST(EmptyState, OffersTheDemo) {
  session::Snapshot nothing;
  nothing.workspace = std::make_shared<const model::Workspace>();
  nothing.selection = std::make_shared<const model::Selection>();
  Desk desk(nothing);
  desk.click("empty/demo");
  ASSERT_EQ(desk.commands.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<OpenDemo>(desk.commands[0]));
}

TEST(StatusBar, SaysThatNoTicketIsLost) {
  set_language(Language::english);
  SmallTown town;
  auto conservation = std::make_shared<session::Conservation>();
  conservation->inside = 1200, conservation->outside = 30, conservation->without_coordinates = 4;
  conservation->all = 1234;
  town.snapshot.conservation = conservation;
  EXPECT_EQ(conservation_sentence(town.snapshot),
            "in grids 1,200 + outside 30 + without coordinates 4 = 1,234");
}

TEST(StatusBar, EachPartOfTheSumSelectsItsTickets) {
  set_language(Language::english);
  SmallTown town;
  auto conservation = std::make_shared<session::Conservation>();
  using analysis::Assignment;
  auto owners = std::make_shared<Assignment>();
  owners->area_of = {0, Assignment::outside, Assignment::without_coordinates};
  conservation->tickets = SmallTown::tickets, conservation->grids = SmallTown::grids;
  conservation->assignment = owners;
  conservation->counts = std::make_shared<const std::vector<std::uint32_t>>(2);
  conservation->all = 3;
  conservation->inside = conservation->outside = conservation->without_coordinates = 1;
  town.snapshot.conservation = conservation;
  const std::vector<model::Rows> expected{{0}, {1}, {2}, {0, 1, 2}};
  for (std::size_t part = 0; part < expected.size(); ++part) {
    Desk desk(town.snapshot);
    desk.click("status/conservation/" + std::to_string(part));
    const auto* selected = desk.only<session::Select>();
    ASSERT_NE(selected, nullptr) << part;
    EXPECT_EQ(selected->layer, SmallTown::tickets);
    EXPECT_EQ(selected->rows, expected[part]);
  }
}

TEST(Language, SwitchesWhileRunning) {
  const SmallTown town;
  set_language(Language::chinese, WANGGE_BUILD_DIR "/locale");
  EXPECT_EQ(selection_sentence(town.snapshot), "未选择要素。");
  set_language(Language::english);
  EXPECT_EQ(selection_sentence(town.snapshot), "Nothing is selected.");
}

TEST(Layout, ASplitterResizesItsPanel) {
  Desk desk(SmallTown().snapshot);
  const float before = desk.state.left;
  const ImVec2 at = desk.centre("split/left");
  desk.drag(at, {at.x + 40, at.y});
  EXPECT_NEAR(desk.state.left, before + 40, 2);
}

/// Every control lies inside the window, in both languages and at the smallest size.
TEST(Layout, NothingLeavesTheWindow) {
  for (const Language language : {Language::english, Language::chinese}) {
    set_language(language, WANGGE_BUILD_DIR "/locale");
    for (const Mode mode : {Mode::redraw, Mode::incidents, Mode::query}) {
      Desk desk(SmallTown().snapshot, {1280, 720});
      desk.state.mode = mode;
      desk.frame();
      desk.frame();
      for (const auto& [name, r] : desk.drawn) {
        EXPECT_GE(r.x, 0) << name;
        EXPECT_LE(r.z, 1280) << name;
      }
    }
  }
  set_language(Language::english);
}

}  // namespace
}  // namespace wangge::ui
