// A session driven by actions, on the demo's files.
#include "session/session.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <sstream>

namespace wangge::session {
namespace {

namespace fs = std::filesystem;
using model::Role;

class SessionOnDemo : public testing::Test {
 protected:
  SessionOnDemo()
      : folder(fs::temp_directory_path() / ("wangge_session_" + std::to_string(::getpid()))) {
    fs::create_directories(folder);
    const std::string demo = std::string(WANGGE_SOURCE_DIR) + "/data/demo/";
    session.apply(
        OpenFiles{{demo + "grids.geojson", demo + "units.geojson", demo + "communities.geojson",
                   demo + "tickets.csv", demo + "facilities.geojson"},
                  {}});
    session.wait();
  }
  ~SessionOnDemo() override { fs::remove_all(folder); }

  const Snapshot& now() const { return session.snapshot(); }
  LayerId id(Role role) const { return now().workspace->find(role)->id; }
  std::size_t failures() const {
    return static_cast<std::size_t>(
        std::count_if(now().notices.begin(), now().notices.end(),
                      [](const Notice& n) { return n.kind == NoticeKind::failure; }));
  }
  std::string file(const char* name) const { return (folder / name).string(); }

  fs::path folder;
  Session session;
};

TEST_F(SessionOnDemo, OpensFilesGuessesRolesAndOrdersLayers) {
  EXPECT_EQ(failures(), 0U);
  ASSERT_EQ(now().workspace->layers.size(), 5U);
  EXPECT_TRUE(now().workspace->demo);
  for (const Role role :
       {Role::grids, Role::units, Role::communities, Role::tickets, Role::facilities}) {
    EXPECT_NE(now().workspace->find(role), nullptr) << role_key(role);
  }
  EXPECT_EQ(now().workspace->layers.back().layer->role, Role::tickets) << "points lie on top";
  EXPECT_NE(session.index(id(Role::grids)), nullptr);
}

TEST_F(SessionOnDemo, NoTicketIsLost) {
  ASSERT_TRUE(now().conservation);
  const Conservation& c = *now().conservation;
  EXPECT_EQ(c.all, 12'000U);
  EXPECT_EQ(c.inside + c.outside + c.without_coordinates, c.all);
  EXPECT_EQ(std::accumulate(c.counts->begin(), c.counts->end(), std::size_t{0}), c.inside);
  EXPECT_GT(c.without_coordinates, 0U);
}

TEST_F(SessionOnDemo, AnEditMovesTicketsWithItsUnitAndUndoBringsThemBack) {
  ASSERT_TRUE(now().plan);
  const auto before = now().plan->plan;
  const auto counts = *now().conservation->counts;
  const auto households =
      (*now().plan->figures)[0].households + (*now().plan->figures)[1].households;
  model::Rows of_first;
  for (std::uint32_t u = 0; u < before->grid_of_unit.size(); ++u) {
    if (before->grid_of_unit[u] == model::GridIndex{0}) of_first.push_back(u);
  }
  session.apply(AssignUnits{of_first, model::GridIndex{1}});
  EXPECT_TRUE(now().plan->changed);
  EXPECT_FALSE(now().undo_label.empty());
  EXPECT_EQ((*now().conservation->counts)[0], 0U);
  EXPECT_EQ((*now().conservation->counts)[1], counts[0] + counts[1]);
  EXPECT_EQ((*now().plan->figures)[0].units, 0U);
  EXPECT_EQ((*now().plan->figures)[1].households, households);
  session.apply(Undo{});
  EXPECT_EQ(*now().plan->plan, *before);
  EXPECT_EQ(*now().conservation->counts, counts);
  EXPECT_FALSE(now().plan->changed);
  session.apply(Redo{});
  EXPECT_EQ((*now().conservation->counts)[0], 0U);
}

TEST_F(SessionOnDemo, UnitsGivenToNoGridAreCountedAsOutside) {
  const Conservation before = *now().conservation;
  model::Rows all(now().plan->plan->grid_of_unit.size());
  std::iota(all.begin(), all.end(), 0U);
  session.apply(AssignUnits{all, model::unassigned});
  EXPECT_EQ(now().conservation->inside, 0U);
  EXPECT_EQ(now().conservation->outside, before.inside + before.outside);
  EXPECT_EQ(now().plan->figures->back().units, all.size());
}

TEST_F(SessionOnDemo, ASavedPlanOpensAsItWas) {
  session.apply(AssignUnits{{0, 1, 2, 3}, model::GridIndex{2}});
  const auto saved = now().plan->plan;
  session.apply(SavePlan{file("plan.csv")});
  EXPECT_EQ(failures(), 0U);
  EXPECT_FALSE(now().plan->changed);
  session.apply(Undo{});
  EXPECT_TRUE(now().plan->changed);
  session.apply(OpenPlan{file("plan.csv")});
  EXPECT_EQ(failures(), 0U);
  EXPECT_EQ(now().plan->plan->grid_of_unit, saved->grid_of_unit);
  session.apply(SavePlan{file("no such folder/plan.csv")});
  EXPECT_EQ(failures(), 1U);
}

TEST_F(SessionOnDemo, AFilterHidesTicketsAndIsCountedEverywhere) {
  session.apply(
      SetTicketFilter{{{"高空坠物"}, {}, from_civil({2025, 1, 1}), from_civil({2026, 1, 1})}});
  session.wait();
  const TicketView& tickets = *now().tickets;
  const auto& layer = *now().workspace->find(Role::tickets);
  ASSERT_GT(tickets.rows->size(), 100U);
  ASSERT_LT(tickets.rows->size(), 2000U);
  for (const auto row : *tickets.rows) {
    EXPECT_EQ(layer.layer->field(model::Field::category)->text(row), "高空坠物");
    EXPECT_FALSE(layer.style->is_hidden(row));
  }
  std::size_t hidden = 0;
  for (std::size_t row = 0; row < layer.layer->size(); ++row)
    hidden += layer.style->is_hidden(row) ? 1 : 0;
  EXPECT_EQ(hidden, layer.layer->size() - tickets.rows->size());
  const Conservation& c = *now().conservation;
  EXPECT_EQ(c.all, tickets.rows->size());
  EXPECT_EQ(c.inside + c.outside + c.without_coordinates, c.all);
  std::size_t on_timeline = 0;
  for (const auto& bin : *tickets.timeline) on_timeline += bin.count;
  EXPECT_GT(on_timeline, tickets.rows->size()) << "the timeline shows the class at all times";
}

TEST_F(SessionOnDemo, TheHeatLegendStaysWhileOnlyTheTimeChanges) {
  session.apply(ShowHeat{100, analysis::Kernel::gaussian});
  session.wait();
  ASSERT_TRUE(now().heat);
  const float domain = now().heat->domain_max;
  EXPECT_GE(domain, now().heat->surface->max);
  session.apply(SetTicketFilter{{{}, {}, from_civil({2024, 9, 6}), from_civil({2024, 9, 7})}});
  session.wait();
  EXPECT_EQ(now().heat->domain_max, domain);
  EXPECT_NEAR(now().heat->days, 1, 1e-9);
  session.apply(ShowHeat{400, analysis::Kernel::gaussian});
  session.wait();
  EXPECT_NE(now().heat->domain_max, domain);
  session.apply(HideHeat{});
  EXPECT_FALSE(now().heat);
}

TEST_F(SessionOnDemo, TheHeatAtTheEdgeOfTheStreetIsMadeUpForUnlessItIsNotWanted) {
  session.apply(ShowHeat{200, analysis::Kernel::quartic, false});
  session.wait();
  ASSERT_TRUE(now().heat);
  const auto plain = now().heat->surface;
  EXPECT_FALSE(now().heat->edge_corrected);
  session.apply(ShowHeat{200, analysis::Kernel::quartic});
  session.wait();
  EXPECT_TRUE(now().heat->edge_corrected);
  const auto corrected = now().heat->surface;
  ASSERT_EQ(corrected->values.size(), plain->values.size());
  EXPECT_LE(corrected->points, plain->points);
  EXPECT_GE(corrected->max, plain->max);
  const geo::Box street = now().workspace->find(Role::communities)->layer->extent;
  std::size_t higher = 0;
  for (int row = 0; row < plain->frame.rows; ++row) {
    for (int column = 0; column < plain->frame.columns; ++column) {
      const geo::Point centre{plain->frame.origin.x + (column + 0.5) * plain->frame.cell_m,
                              plain->frame.origin.y + (row + 0.5) * plain->frame.cell_m};
      const auto i = static_cast<std::size_t>(row * plain->frame.columns + column);
      if (!street.contains(centre)) {
        EXPECT_EQ(corrected->values[i], 0);
      }
      higher += corrected->values[i] > 1.2F * plain->values[i] ? 1 : 0;
    }
  }
  EXPECT_GT(higher, 20U);
  // Without an area there is no edge, and a surface all the same.
  session.apply(CloseLayer{id(Role::communities)});
  session.wait();
  while (now().workspace->find(Role::grids) != nullptr) {
    session.apply(CloseLayer{id(Role::grids)});
    session.wait();
  }
  session.apply(ShowHeat{100, analysis::Kernel::quartic});
  session.wait();
  EXPECT_EQ(failures(), 0U);
  ASSERT_TRUE(now().heat);
  EXPECT_FALSE(now().heat->edge_corrected);
}

TEST_F(SessionOnDemo, SelectsByDistanceAndExportsTheSelection) {
  session.apply(SelectBySpace{id(Role::tickets),
                              analysis::Predicate::within_distance,
                              50,
                              id(Role::facilities),
                              false,
                              {}});
  session.wait();
  const auto selected = now().selection->rows.size();
  ASSERT_GT(selected, 100U);
  ASSERT_LT(selected, 11'000U);
  ExportLayer wish{id(Role::tickets), true, file("near.gpkg"), {}};
  session.apply(wish);
  session.wait();
  EXPECT_EQ(failures(), 0U);
  Progress progress;
  const auto again = io::read_file(file("near.gpkg"), {}, progress);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->layers.front()->size(), selected);
  session.apply(ClearSelection{});
  session.apply(wish);
  session.wait();
  EXPECT_EQ(failures(), 1U) << "nothing is selected";
}

TEST_F(SessionOnDemo, WhatTheFilterHidesIsNotSelected) {
  session.apply(SetTicketFilter{{{"高空坠物"}, {}, {}, {}}});
  session.wait();
  session.apply(SelectBySpace{id(Role::tickets),
                              analysis::Predicate::within_distance,
                              50,
                              id(Role::facilities),
                              false,
                              {}});
  session.wait();
  ASSERT_FALSE(now().selection->empty());
  for (const auto row : now().selection->rows) {
    EXPECT_TRUE(std::binary_search(now().tickets->rows->begin(), now().tickets->rows->end(), row));
  }
}

TEST_F(SessionOnDemo, SelectionsAddAndToggle) {
  const LayerId grids = id(Role::grids);
  session.apply(Select{grids, {3, 1}, SelectMode::replace});
  EXPECT_EQ(now().selection->rows, (model::Rows{1, 3}));
  session.apply(Select{grids, {2}, SelectMode::add});
  session.apply(Select{grids, {1, 5}, SelectMode::toggle});
  EXPECT_EQ(now().selection->rows, (model::Rows{2, 3, 5}));
  session.apply(Select{grids, {9999}, SelectMode::replace});
  EXPECT_TRUE(now().selection->empty());
}

TEST_F(SessionOnDemo, ABrokenFileIsOneNoticeAndEverythingElseStaysOpen) {
  std::ofstream(file("broken.geojson")) << "{\"type\": \"FeatureCollection\", \"features\": [";
  session.apply(OpenFiles{{file("broken.geojson"), file("missing.shp")}, {}});
  session.wait();
  EXPECT_EQ(failures(), 2U);
  EXPECT_EQ(now().workspace->layers.size(), 5U);
}

TEST_F(SessionOnDemo, ClosingTicketsClosesWhatDependsOnThem) {
  session.apply(ShowHeat{});
  session.wait();
  session.apply(CloseLayer{id(Role::tickets)});
  session.wait();
  EXPECT_FALSE(now().tickets);
  EXPECT_FALSE(now().heat);
  EXPECT_FALSE(now().conservation);
  session.apply(CloseLayer{id(Role::units)});
  session.wait();
  EXPECT_FALSE(now().plan);
  EXPECT_FALSE(now().workspace->plan);
}

TEST_F(SessionOnDemo, LayersMoveFadeAndHide) {
  const LayerId grids = id(Role::grids);
  session.apply(MoveLayer{grids, 0});
  EXPECT_EQ(now().workspace->layers.front().id, grids);
  session.apply(SetOpacity{grids, 7});
  EXPECT_EQ(now().workspace->find(grids)->opacity, 1);
  session.apply(ShowLayer{grids, false});
  EXPECT_FALSE(now().workspace->find(grids)->visible);
}

}  // namespace
}  // namespace wangge::session
