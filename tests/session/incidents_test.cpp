// Tickets on the demo: what a filter, a measure, bins and a compared period show.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <numeric>

#include "session/session.h"

namespace wangge::session {
namespace {

using analysis::AreaMeasure;
using model::Role;
const std::string demo = std::string(WANGGE_SOURCE_DIR) + "/data/demo/";

/// Tickets of their own: a file of points with these times, a minute's walk apart.
std::string file_of_times(const std::vector<std::string>& times) {
  const std::string path =
      (std::filesystem::path(testing::TempDir()) / "tickets_with_times.csv").string();
  std::ofstream file(path);
  file << "lon,lat,工单编号,大类,上报时间\n";
  for (std::size_t i = 0; i < times.size(); ++i) {
    file << 113.54 + 1e-5 * static_cast<double>(i) << ",22.265,T" << i << ",市容环境," << times[i]
         << "\n";
  }
  return path;
}

class Incidents : public testing::Test {
 protected:
  void SetUp() override {
    open({"communities.geojson", "units.geojson", "grids.geojson", "buildings.shp", "tickets.csv",
          "hazards.geojson"});
  }
  void open(std::initializer_list<const char*> files) {
    for (const char* file : files) {
      session.apply(OpenFiles{{demo + file}, {}, false});
      session.wait();
    }
  }
  template <typename A>
  void act(A action) {
    session.apply(std::move(action));
    session.wait();
  }
  const Snapshot& now() const { return session.snapshot(); }
  const model::Layer& tickets() const { return *now().tickets->facts->layer; }
  static TicketFilter falling(Seconds from = from_civil({2025, 3, 1}),
                              Seconds until = from_civil({2025, 4, 1})) {
    TicketFilter filter;
    filter.categories = {"高空坠物"};
    filter.from = from, filter.until = until;
    return filter;
  }
  Session session;
};

TEST_F(Incidents, ACommunityAndAGridAreConditionsLikeOthers) {
  const std::size_t all = now().tickets->rows->size();
  const auto& grids = now().plan->plan->grids;
  std::size_t sum = 0;
  std::map<std::string, std::size_t> by_community;
  for (const model::GridRecord& grid : grids) {
    act(SetTicketFilter{{}, {}, {grid.code}});
    EXPECT_EQ(now().conservation->inside, now().tickets->rows->size()) << grid.code;
    sum += now().tickets->rows->size();
    by_community[grid.community] += now().tickets->rows->size();
  }
  act(SetTicketFilter{});
  EXPECT_EQ(sum, now().conservation->inside);
  EXPECT_EQ(now().conservation->all, all);
  for (const auto& [community, count] : by_community) {
    act(SetTicketFilter{{}, {community}, {}});
    EXPECT_EQ(now().tickets->rows->size(), count) << community;
  }
}

TEST_F(Incidents, AChangedPlanMovesTheTicketsOfAGridThatIsAskedFor) {
  const std::string code = now().plan->plan->grids[0].code;
  act(SetTicketFilter{{}, {}, {code}});
  const std::size_t before = now().tickets->rows->size();
  ASSERT_GT(before, 0U);
  model::Rows units;
  for (std::uint32_t unit = 0; unit < now().plan->ground->size(); ++unit) {
    if (now().plan->plan->grid_of_unit[unit] == model::GridIndex{0}) units.push_back(unit);
  }
  act(AssignUnits{units, model::unassigned});
  EXPECT_EQ(now().tickets->rows->size(), 0U) << "its ground is gone";
  act(Undo{});
  EXPECT_EQ(now().tickets->rows->size(), before);
}

TEST_F(Incidents, TheTableHoldsEveryTicketInAGridOnce) {
  act(SetTicketFilter{falling()});
  const GridTable& table = *now().grid_table;
  EXPECT_EQ(table.of, now().tickets);
  ASSERT_EQ(table.values->size(), now().plan->plan->grids.size());
  double sum = 0;
  for (const analysis::AreaValue& value : *table.values) sum += value.value;
  EXPECT_EQ(sum, static_cast<double>(now().conservation->inside));
  EXPECT_EQ(table.league->size(), table.values->size());
  ASSERT_TRUE(table.patrol) << "there are hazards";
}

TEST_F(Incidents, HouseholdsAreThoseOfThePlan) {
  act(SetMeasure{AreaMeasure::per_households});
  const auto& figures = *now().plan->figures;
  for (std::size_t g = 0; g < now().plan->plan->grids.size(); ++g) {
    const analysis::AreaValue& value = (*now().grid_table->values)[g];
    EXPECT_EQ(value.denominator, figures[g].households);
    EXPECT_EQ(value.numerator, (*now().conservation->counts)[g]);
    EXPECT_NEAR(value.value, 1000 * value.numerator / value.denominator, 1e-9);
  }
  act(SetMeasure{AreaMeasure::per_officer});
  for (const analysis::AreaValue& value : *now().grid_table->values) {
    EXPECT_EQ(value.denominator, 4) << "one leads, three work with her";
  }
}

TEST_F(Incidents, GridsWithoutAPlanAreMeasuredByTheirBuildings) {
  act(SetMeasure{AreaMeasure::per_households});
  const auto with_plan = *now().grid_table->values;
  act(CloseLayer{now().workspace->find(Role::units)->id});
  ASSERT_FALSE(now().plan);
  ASSERT_TRUE(now().grid_table);
  ASSERT_EQ(now().grid_table->values->size(), with_plan.size());
  for (std::size_t g = 0; g < with_plan.size(); ++g) {
    EXPECT_NEAR((*now().grid_table->values)[g].denominator, with_plan[g].denominator,
                0.05 * with_plan[g].denominator)
        << "buildings on a border may go to the other side";
  }
}

TEST_F(Incidents, AMapOfGridsHasClassesThatStayWhileOnlyTheTimeChanges) {
  act(SetTicketFilter{falling()});
  act(ShowAreas{});
  ASSERT_TRUE(now().areas);
  const AreaView first = *now().areas;
  EXPECT_EQ(first.areas->size(), now().plan->plan->grids.size());
  EXPECT_EQ(first.breaks.size(), 5U);
  EXPECT_FALSE(first.note.empty()) << "plain numbers are said to be plain";
  EXPECT_EQ(std::accumulate(first.breaks.counts.begin(), first.breaks.counts.end(), std::size_t{0}),
            first.values->size());
  act(SetTicketFilter{falling(from_civil({2025, 5, 1}), from_civil({2025, 6, 1}))});
  EXPECT_EQ(now().areas->breaks.uppers, first.breaks.uppers);
  EXPECT_EQ(now().areas->of, now().tickets);
  EXPECT_EQ(now().areas->areas, first.areas) << "the ground of the grids is the same";
  act(SetTicketFilter{});
  EXPECT_NE(now().areas->breaks.uppers, first.breaks.uppers) << "other tickets, other classes";
  act(ShowAreas{.ends = {10, 100}});
  EXPECT_EQ(now().areas->breaks.uppers[0], 10);
  act(HideAreas{});
  EXPECT_FALSE(now().areas);
}

TEST_F(Incidents, BinsHoldTheTicketsOfTheStreet) {
  for (const AreasShown of : {AreasShown::squares, AreasShown::hexagons}) {
    act(ShowAreas{.of = of, .bin_m = 150});
    ASSERT_TRUE(now().areas);
    double sum = 0;
    for (const analysis::AreaValue& value : *now().areas->values) sum += value.value;
    EXPECT_GE(sum, static_cast<double>(now().conservation->inside));
    EXPECT_LE(sum, static_cast<double>(now().conservation->inside + now().conservation->outside));
    const auto areas = now().areas->areas;
    act(SetTicketFilter{falling()});
    EXPECT_EQ(now().areas->areas, areas) << "bins do not move with the tickets";
    act(SetTicketFilter{});
  }
  act(ShowAreas{.of = AreasShown::squares, .bin_m = -5});
  EXPECT_FALSE(now().areas);
  EXPECT_EQ(now().notices.back().kind, NoticeKind::failure);
}

TEST_F(Incidents, APeriodIsComparedWithTheOneBefore) {
  act(SetTicketFilter{falling()});
  act(ShowHeat{200});
  act(ShowAreas{});
  act(ComparePeriod{ComparePeriod::With::before});
  ASSERT_TRUE(now().period);
  const PeriodView& period = *now().period;
  EXPECT_EQ(period.from, from_civil({2025, 2, 1})) << "the month before";
  EXPECT_EQ(period.until, from_civil({2025, 3, 1}));
  ASSERT_TRUE(period.heat && period.areas && period.workspace);
  EXPECT_EQ(period.heat->domain_max, now().heat->domain_max);
  EXPECT_EQ(period.areas->breaks.uppers, now().areas->breaks.uppers);
  EXPECT_EQ(period.areas->areas, now().areas->areas);
  const std::size_t before = period.figures.tickets;
  std::size_t seen = 0;
  const model::LayerEntry* shown = period.workspace->find(Role::tickets);
  for (std::size_t row = 0; row < tickets().size(); ++row) {
    seen += shown->style->is_hidden(row) ? 0 : 1;
  }
  EXPECT_EQ(seen, before);
  ASSERT_TRUE(now().grid_table->before);
  // The same month by itself has the same numbers.
  act(ComparePeriod{});
  EXPECT_FALSE(now().period);
  act(SetTicketFilter{falling(from_civil({2025, 2, 1}), from_civil({2025, 3, 1}))});
  EXPECT_EQ(now().numbers->figures.tickets, before);
  act(ComparePeriod{ComparePeriod::With::year_before});
  EXPECT_EQ(now().period->from, from_civil({2024, 2, 1}));
  // Nobody counted in 1999: that is no map of zeros.
  act(ComparePeriod{ComparePeriod::With::chosen, from_civil({1999, 1, 1}),
                    from_civil({2000, 1, 1})});
  EXPECT_FALSE(now().period->areas || now().period->heat);
  act(ComparePeriod{ComparePeriod::With::chosen, 10, 5});
  EXPECT_FALSE(now().period) << "it ends before it begins";
}

TEST_F(Incidents, AllTimeHasNothingToCompareWithAndThatIsSaid) {
  act(ComparePeriod{ComparePeriod::With::before});
  EXPECT_FALSE(now().period);
  EXPECT_EQ(now().notices.back().kind, NoticeKind::failure);
}

TEST_F(Incidents, SurfacesOfHazardsAndByHouseholdsHaveUnitsOfTheirOwn) {
  act(ShowHeat{.sigma_m = 200});
  const std::string plain = now().heat->legend_title;
  const std::size_t points = now().heat->surface->points;
  act(ShowHeat{.sigma_m = 200, .of = HeatOf::hazards});
  EXPECT_NE(now().heat->legend_title, plain);
  EXPECT_LT(now().heat->surface->points, points);
  act(ShowHeat{.sigma_m = 200, .of = HeatOf::per_households});
  EXPECT_NE(now().heat->legend_title, plain);
  std::size_t blank = 0;
  for (const float value : now().heat->surface->values) blank += std::isnan(value) ? 1 : 0;
  EXPECT_GT(blank, 0U) << "nobody lives on the hill";
  EXPECT_LT(blank, now().heat->surface->values.size());
  act(ShowHeat{.sigma_m = 200, .weight = analysis::WeightBy::severity});
  EXPECT_NE(now().heat->legend_title, plain);
  act(ShowHeat{.sigma_m = 200, .domain_max = 3.5F});
  EXPECT_EQ(now().heat->domain_max, 3.5F);
  act(CloseLayer{now().workspace->find(Role::hazards)->id});
  act(ShowHeat{.sigma_m = 200, .of = HeatOf::hazards});
  EXPECT_EQ(now().notices.back().kind, NoticeKind::failure);
}

TEST_F(Incidents, ASurfaceHoldsTheTicketsOfItsTimeSharpOrSmoothed) {
  act(SetTicketFilter{falling(from_civil({2025, 3, 1}), from_civil({2025, 5, 1}))});
  const auto total = [&] {
    const analysis::HeatSurface& surface = *now().heat->surface;
    const double sum = std::accumulate(surface.values.begin(), surface.values.end(), 0.0);
    return sum * surface.frame.cell_m * surface.frame.cell_m / 1e4;
  };
  act(ShowHeat{.sigma_m = 50, .edge_corrected = false});
  EXPECT_NEAR(total(), 30 / now().heat->days * static_cast<double>(now().heat->surface->points),
              0.01 * total());
  act(ShowHeat{.sigma_m = 50, .edge_corrected = false, .smooth_time = true});
  // By hand: what each ticket of the class weighs at the end of the two months, per day.
  TicketFilter any_time;
  any_time.categories = {"高空坠物"};
  const auto rows = analysis::passing(tickets(), any_time);
  const auto frame = analysis::frame_of_playback(
      *tickets().field(model::Field::reported_at), rows, {},
      {now().heat->days, analysis::TimeKernel::Side::past}, from_civil({2025, 5, 1}));
  double weight = 0;
  for (std::size_t i = 0; i < frame.rows.size(); ++i) {
    if (tickets().geometry.has_geometry(frame.rows[i])) weight += frame.weights[i];
  }
  EXPECT_NEAR(total(), 30 * weight, 0.01 * 30 * weight);
}

TEST_F(Incidents, AFilterThatLeavesNothingIsAPictureOfNothing) {
  TicketFilter none;
  none.categories = {"没有这一类"};
  act(ShowAreas{});
  act(ShowHeat{100});
  act(SetTicketFilter{none});
  EXPECT_EQ(now().tickets->rows->size(), 0U);
  EXPECT_EQ(now().heat->surface->max, 0);
  EXPECT_GT(now().heat->domain_max, 0);
  EXPECT_EQ(now().numbers->figures.tickets, 0U);
  ASSERT_TRUE(now().areas);
  for (const std::uint16_t place : *now().areas->classes) EXPECT_EQ(place, 0);
}

TEST_F(Incidents, GoWithTheirLayer) {
  act(SetTicketFilter{falling()});
  act(ShowAreas{});
  act(ComparePeriod{ComparePeriod::With::before});
  act(CloseLayer{now().tickets->layer});
  EXPECT_FALSE(now().tickets || now().numbers || now().areas || now().grid_table || now().period);
}

TEST(IncidentsWithoutDates, AreCountedAndHaveAnUndatedSurface) {
  Session session;
  session.apply(OpenFiles{{demo + "facilities.geojson"}, {}, false});
  session.wait();
  session.apply(SetRole{session.snapshot().workspace->layers.front().id, Role::tickets});
  session.wait();
  session.apply(ShowHeat{100});
  session.apply(ComparePeriod{ComparePeriod::With::before});
  session.wait();
  const Snapshot& now = session.snapshot();
  ASSERT_TRUE(now.tickets && now.heat && now.numbers);
  EXPECT_EQ(now.heat->days, 0);
  EXPECT_EQ(now.numbers->figures.tickets, now.tickets->facts->layer->size());
  EXPECT_EQ(now.numbers->figures.days, 0);
  EXPECT_EQ(now.numbers->week.without_time, now.numbers->figures.tickets);
}

TEST_F(Incidents, AnotherLayerOfTicketsIsPlacedAnewWhicheverComesFirst) {
  const std::string few = file_of_times({"2025-03-01 08:00", "2025-03-02 08:00"});
  const std::size_t many = now().tickets->rows->size();
  ASSERT_EQ(now().conservation->all, many);
  act(ShowAreas{});
  act(OpenFiles{{few}, {}, false});
  ASSERT_EQ(now().tickets->rows->size(), 2U);
  EXPECT_EQ(now().conservation->all, 2U);
  EXPECT_EQ(now().conservation->assignment->total(), 2U);
  act(CloseLayer{now().tickets->layer});
  EXPECT_EQ(now().conservation->all, many);
  // Both are read at once beside the grids: one takes the place of the other while it is counted.
  for (const auto& files : {std::vector{few, demo + "tickets.csv"}, {demo + "tickets.csv", few}}) {
    Session other;
    other.apply(OpenFiles{{demo + "grids.geojson"}, {}, false});
    other.wait();
    other.apply(OpenFiles{files, {}, false});
    other.wait();
    const Snapshot& seen = other.snapshot();
    ASSERT_TRUE(seen.tickets && seen.conservation);
    EXPECT_EQ(seen.conservation->assignment->total(), seen.tickets->facts->layer->size());
    EXPECT_EQ(seen.conservation->all, seen.tickets->rows->size());
    std::size_t in_table = 0;
    for (const auto& row : *seen.grid_table->league) {
      in_table += static_cast<std::size_t>(row.value.numerator);
    }
    EXPECT_EQ(in_table, seen.conservation->inside);
  }
}

TEST(TicketTimes, OfMixedZonesAreTheOfficesClock) {
  // All of one moment, 2025-03-01 07:30 in the office: the day before in Greenwich.
  const std::vector<std::string> one{"2025-03-01 07:30",     "2025-03-01T07:30:00+08:00",
                                     "2025-02-28T23:30:00Z", "2025-02-28T18:30:00-05:00",
                                     "2025年3月1日 7时30分", "2025/3/1 7:30"};
  std::vector<std::string> times = one;
  times.push_back("2025-03-01T23:59:59+08:00");
  times.push_back("2025-03-01T16:00:00Z");  // midnight of the 2nd
  Session session;
  session.apply(OpenFiles{{file_of_times(times)}, {}, false});
  session.wait();
  ASSERT_TRUE(session.snapshot().tickets);
  const auto& facts = *session.snapshot().tickets->facts;
  EXPECT_EQ(facts.first, from_civil({2025, 3, 1}));
  EXPECT_EQ(facts.until, from_civil({2025, 3, 3}));
  const model::Column& reported = *analysis::reported_column(*facts.layer);
  for (std::uint32_t row = 0; row < one.size(); ++row) {
    EXPECT_EQ(reported.text(row), "2025-03-01 07:30") << one[row];
  }
  SetTicketFilter first_day;
  first_day.filter.from = from_civil({2025, 3, 1}),
  first_day.filter.until = from_civil({2025, 3, 2});
  session.apply(first_day);
  session.wait();
  EXPECT_EQ(session.snapshot().tickets->rows->size(), 7U);
}

TEST(TicketTimes, InTheFutureAreCountedAndDoNotStretchTheTimeLine) {
  std::vector<std::string> times;
  for (int day = 1; day <= 28; ++day) times.push_back(fmt::format("2025-03-{:02} 08:00", day));
  times.push_back("2099-12-31 08:00");
  times.push_back("2206-03-05 08:00");
  times.push_back("1900-01-01 00:00");
  times.push_back("");
  Session session;
  session.apply(OpenFiles{{file_of_times(times)}, {}, false});
  session.wait();
  const auto& tickets = session.snapshot().tickets;
  ASSERT_TRUE(tickets);
  EXPECT_EQ(tickets->rows->size(), times.size());  // none is lost
  EXPECT_EQ(tickets->facts->first, from_civil({2025, 3, 1}));
  EXPECT_EQ(tickets->facts->until, from_civil({2025, 3, 29}));
  EXPECT_EQ(tickets->facts->stray_dates, (model::Rows{28, 29, 30}));
  std::size_t in_bins = 0;
  for (const auto& bin : *tickets->timeline) in_bins += bin.count;
  EXPECT_EQ(in_bins, 28U);
  EXPECT_LE(tickets->timeline->size(), 120U);
  const auto& notices = session.snapshot().notices;
  const auto told = std::ranges::count_if(notices, [](const Notice& notice) {
    return notice.text.find(
               "3 of the tickets are dated far from all others, the first in row 29 "
               "(2099-12-31 08:00)") != std::string::npos;
  });
  EXPECT_EQ(told, 1);
  // A filter does not say it again.
  session.apply(SetTicketFilter{});
  session.wait();
  EXPECT_EQ(session.snapshot().notices.size(), notices.size());
}

TEST(TicketTimes, OfNextMonthAreShownAsTheyAre) {
  Session session;
  session.apply(OpenFiles{
      {file_of_times({"2025-03-01 08:00", "2025-03-02 08:00", "2027-01-05 08:00"})}, {}, false});
  session.wait();
  ASSERT_TRUE(session.snapshot().tickets);
  EXPECT_EQ(session.snapshot().tickets->facts->until, from_civil({2027, 1, 6}));
  EXPECT_TRUE(session.snapshot().tickets->facts->stray_dates.empty());
}

}  // namespace
}  // namespace wangge::session
