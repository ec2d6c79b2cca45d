#include "ui/statistics_page.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "desk.h"
#include "small_town.h"

namespace wangge::ui {
namespace {

using analysis::Aggregate;
using session::GroupBy;
using session::RowsOf;
using session::ShowStatistics;
using Step = analysis::GroupKey::Step;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

struct Page : Desk {
  explicit Page(session::Snapshot shown = SmallTown().snapshot) : Desk(std::move(shown)) {
    state.mode = Mode::query;
    state.query.page = QueryPage::statistics;
  }
  StatisticsPage& page() { return state.query.statistics; }
  const ShowStatistics* last_asked() const {
    const ShowStatistics* last = nullptr;
    for (const session::Action& action : actions) {
      if (const auto* one = std::get_if<ShowStatistics>(&action)) last = one;
    }
    return last;
  }
  /// What the session would answer, keys of areas left out.
  void answer() {
    const ShowStatistics& asked = *last_asked();
    auto view = std::make_shared<session::StatisticsView>();
    view->request = asked;
    view->of = snapshot.workspace->find(asked.layer)->layer;
    view->rows = std::make_shared<const model::Rows>(model::Rows{0, 1, 2});
    std::vector<analysis::GroupKey> keys;
    for (const GroupBy& key : asked.keys) keys.push_back({key.column, key.step});
    Progress progress;
    view->table = *analysis::group_rows(*view->of, *view->rows, keys, asked.measures, progress);
    if (keys.size() == 2) {
      view->pivot = *analysis::pivot_rows(*view->of, *view->rows, keys[0], keys[1],
                                          asked.measures.front(), progress);
    }
    snapshot.statistics = view;
  }
};

TEST(StatisticsPage, AsksAtOnceForTheShownTicketsByGrid) {
  Page desk;
  desk.frame();
  const auto* asked = desk.only<ShowStatistics>();
  ASSERT_NE(asked, nullptr);
  EXPECT_EQ(asked->layer, SmallTown::tickets);
  EXPECT_EQ(asked->of, RowsOf::shown);
  ASSERT_EQ(asked->keys.size(), 1U);
  EXPECT_EQ(asked->keys[0].by, GroupBy::By::grids);
  EXPECT_EQ(asked->measures.front().aggregate, Aggregate::count);
}

TEST(StatisticsPage, AsksAgainWhenTheCountedRowsChangeAndOnlyThen) {
  Page desk;
  desk.frame();
  auto selected = std::make_shared<model::Selection>();
  selected->layer = SmallTown::tickets, selected->rows = {1};
  desk.snapshot.selection = selected;
  desk.frame();
  EXPECT_NE(desk.only<ShowStatistics>(), nullptr) << "shown rows do not depend on the selection";
  auto shown = SmallTown::copy(desk.snapshot.tickets);
  shown->rows = std::make_shared<const model::Rows>(model::Rows{0});
  desk.snapshot.tickets = shown;
  desk.frame();
  EXPECT_EQ(desk.actions.size(), 2U);
  desk.click("statistics/rows");
  desk.click("statistics/rows/2");
  ASSERT_EQ(desk.actions.size(), 3U);
  EXPECT_EQ(desk.last_asked()->of, RowsOf::selected);
  desk.snapshot.selection = std::make_shared<const model::Selection>();
  desk.frame();
  EXPECT_EQ(desk.actions.size(), 4U);
  desk.frame();
  EXPECT_EQ(desk.actions.size(), 4U);
}

TEST(StatisticsPage, KeysAreColumnsAndStepsOfTimesButNoPersonalData) {
  Page desk;
  desk.frame();
  const auto keys =
      offered_keys(desk.snapshot, *desk.snapshot.workspace->find(SmallTown::tickets)->layer,
                   desk.page().offered);
  EXPECT_TRUE(std::ranges::none_of(keys, [](const GroupBy& key) { return key.column == "phone"; }));
  const auto reported = std::ranges::find(keys, "reported_at", &GroupBy::column);
  ASSERT_NE(reported, keys.end());
  desk.click("statistics/key/0");
  desk.click("statistics/key/0/" + std::to_string(reported - keys.begin()));
  ASSERT_EQ(desk.last_asked()->keys.size(), 1U);
  EXPECT_EQ(desk.last_asked()->keys[0].column, "reported_at");
  EXPECT_EQ(desk.last_asked()->keys[0].step, Step::month);
  desk.click("statistics/key/0/step");
  desk.click("statistics/key/0/step/1");
  EXPECT_EQ(desk.last_asked()->keys[0].step, Step::weekday);
  desk.click("statistics/key/1");
  desk.click("statistics/key/1/2");
  ASSERT_EQ(desk.last_asked()->keys.size(), 2U);
  EXPECT_EQ(desk.last_asked()->keys[1].column, "class");
  desk.click("statistics/key/0");
  desk.click("statistics/key/0/0");
  ASSERT_EQ(desk.last_asked()->keys.size(), 2U) << "another first key leaves the second alone";
  EXPECT_EQ(desk.last_asked()->keys[0].by, GroupBy::By::grids);
  desk.click("statistics/key/0");
  desk.click("statistics/key/0/1");
  EXPECT_EQ(desk.last_asked()->keys.size(), 1U) << "the same column twice divides nothing";
}

TEST(StatisticsPage, AMeasureOfAColumnHasTheRowsBesideIt) {
  Page desk;
  desk.click("statistics/measure");
  desk.click("statistics/measure/3");
  const auto& measures = desk.last_asked()->measures;
  ASSERT_EQ(measures.size(), 2U);
  EXPECT_EQ(measures[0].aggregate, Aggregate::median);
  EXPECT_EQ(measures[0].column, "days");
  EXPECT_EQ(measures[1].aggregate, Aggregate::count);
}

TEST(StatisticsPage, AClickOnALineSelectsItsRowsAndOneOnAHeadSorts) {
  Page desk;
  desk.frame();
  desk.page().wish.keys = {{GroupBy::By::column, "class"}};
  desk.page().touched = true;
  desk.frame();
  desk.answer();
  desk.click("statistics/line/0");
  const auto* picked = desk.only<session::SelectGroup>();
  ASSERT_NE(picked, nullptr);
  EXPECT_EQ(picked->line, 0U);
  const std::vector<std::uint32_t> by_key{0, 1, 2};
  EXPECT_EQ(desk.page().table.order, by_key) << "litter, noise, total";
  desk.click("statistics/head/1");
  const std::vector<std::uint32_t> by_count{1, 0, 2};
  EXPECT_EQ(desk.page().table.order, by_count) << "the most first";
}

TEST(StatisticsPage, CopiesWhatIsShownAsText) {
  Page desk;
  desk.frame();
  desk.page().wish.keys = {{GroupBy::By::column, "class"},
                           {GroupBy::By::column, "reported_at", Step::weekday}};
  desk.page().touched = true;
  desk.frame();
  desk.answer();
  desk.click("statistics/copy");
  EXPECT_EQ(ImGui::GetClipboardText(), analysis::to_tabs(desk.snapshot.statistics->table));
  desk.click("statistics/as/1");
  EXPECT_EQ(desk.page().as, StatisticsAs::pivot);
  desk.click("statistics/copy");
  EXPECT_EQ(ImGui::GetClipboardText(), analysis::to_tabs(*desk.snapshot.statistics->pivot));
}

TEST(StatisticsPage, CellsOfAPivotKnowTheirRows) {
  Page desk;
  desk.frame();
  desk.page().wish.keys = {{GroupBy::By::column, "class"}, {GroupBy::By::column, "days"}};
  desk.page().touched = true;
  desk.page().as = StatisticsAs::pivot;
  desk.frame();
  desk.answer();
  const auto lines = lines_of_cells(*desk.snapshot.statistics);
  constexpr std::size_t no = PivotState::no_line;
  const std::vector<std::vector<std::size_t>> expected{{0, no, no}, {no, 2, 3}};
  EXPECT_EQ(lines, expected) << "litter: 1 day; noise: 2 and 3 days";
  desk.click("statistics/cell/1/2");
  const auto* picked = desk.only<session::SelectGroup>();
  ASSERT_NE(picked, nullptr);
  EXPECT_EQ(picked->line, 3U);
}

TEST(StatisticsPage, APivotNeedsTwoKeys) {
  Page desk;
  desk.click("statistics/as/1");
  EXPECT_EQ(desk.page().as, StatisticsAs::table);
}

TEST(StatisticsPage, AChosenFileIsWrittenOnce) {
  Page desk;
  desk.frame();
  desk.page().wish.keys = {{GroupBy::By::column, "class"}};
  desk.page().touched = true;
  desk.frame();
  desk.answer();
  desk.click("statistics/export");
  ASSERT_FALSE(desk.commands.empty());
  const auto* asked = std::get_if<AskForPath>(&desk.commands.back());
  ASSERT_NE(asked, nullptr);
  desk.state.browser.close();
  asked->chosen({"/tmp/groups.csv"});
  desk.frame();
  desk.frame();
  const auto* written = desk.only<session::ExportStatistics>();
  ASSERT_NE(written, nullptr);
  EXPECT_EQ(written->path, "/tmp/groups.csv");
}

TEST(StatisticsPage, WhatCannotBeWorkedOutIsSaidInPlace) {
  Page desk;
  desk.frame();
  auto view = std::make_shared<session::StatisticsView>();
  view->request = *desk.last_asked();
  view->error = Error{ErrorCode::not_found, "", "No layer of these areas is open.", "Open one."};
  desk.snapshot.statistics = view;
  desk.frame();
  EXPECT_FALSE(desk.drawn.contains("statistics/copy"));
}

analysis::GroupLine line(std::vector<std::string> keys, std::size_t depth, double value) {
  return {std::move(keys), depth, 0, 1, {value}, {}};
}

TEST(LineOrder, SubtotalsComeBeforeTheirGroupsAndTheTotalLast) {
  analysis::GroupTable table;
  table.keys = 2;
  table.lines = {line({"a", "x"}, 2, 1), line({"a", "y"}, 2, none), line({"a", ""}, 1, 1),
                 line({"b", "x"}, 2, 2), line({"b", "y"}, 2, 5),    line({"b", ""}, 1, 7),
                 line({"", ""}, 0, 8)};
  const std::vector<std::uint32_t> by_key{2, 0, 1, 5, 3, 4, 6};
  EXPECT_EQ(ordered_lines(table, nullptr, true), by_key);
  NumberColumn value;
  const std::vector<std::uint32_t> most_first{5, 4, 3, 2, 0, 1, 6};
  EXPECT_EQ(ordered_lines(table, &value, false), most_first) << "without a number: behind";
}

TEST(StatisticText, NumbersOfAColumnHaveTheSameDecimals) {
  EXPECT_EQ(style_of(Aggregate::sum, {1, 2, none}), (NumberStyle{0, false}));
  EXPECT_EQ(statistic_text(1234567, {0, false}), "1,234,567");
  EXPECT_EQ(statistic_text(2, style_of(Aggregate::mean, {2, 0.5})), "2.00");
  EXPECT_EQ(statistic_text(-1234.56, style_of(Aggregate::mean, {-1234.56})), "−1,234.6");
  EXPECT_EQ(statistic_text(0.835, style_of(Aggregate::share, {0.835})), "83.5 %");
  EXPECT_EQ(statistic_text(none, {0, false}), "—");
}

}  // namespace
}  // namespace wangge::ui
