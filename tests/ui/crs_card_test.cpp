#include "ui/crs_card.h"

#include <gtest/gtest.h>

#include "desk.h"
#include "small_town.h"

namespace wangge::ui {
namespace {

session::Snapshot with_finding() {
  session::Snapshot snapshot = SmallTown().snapshot;
  auto ranking = std::make_shared<analysis::CrsRanking>();
  ranking->verdict = analysis::CrsVerdict::other;
  ranking->margin = 60;
  analysis::RankedCrs gcj{geo::Crs::gcj02(), false, 95, 1, {}, {}, {0, 0, 200, 200}, {{50, 50}}};
  gcj.evidence.push_back({analysis::Measure::at_building, "buildings", 0.9, 0.2, 1, 100});
  analysis::RankedCrs read{geo::Crs::wgs84(), true, 33, 1, {}, {}, {500, 0, 700, 200}, {{550, 50}}};
  ranking->ranked = {gcj, read};
  snapshot.crs_findings.push_back(
      {7, SmallTown::tickets, "tickets.csv", "tickets", ranking, std::nullopt});
  return snapshot;
}

/// The card has its height from its second frame on.
class CrsCard : public testing::Test {
 protected:
  static void settle(Desk& desk) {
    for (int i = 0; i < 3; ++i) desk.frame();
  }
};

TEST_F(CrsCard, AppliesTheBestHypothesis) {
  Desk desk(with_finding());
  settle(desk);
  desk.click("crs/apply");
  const auto* action = desk.only<session::ApplyCrs>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->finding, 7U);
  EXPECT_EQ(action->crs.code(), "GCJ-02");
}

TEST_F(CrsCard, ChoosingAHypothesisShowsWhereItLies) {
  Desk desk(with_finding());
  settle(desk);
  desk.click("crs/hypothesis/1");
  ASSERT_FALSE(desk.commands.empty());
  const auto* zoom = std::get_if<ZoomTo>(&desk.commands.back());
  ASSERT_NE(zoom, nullptr);
  EXPECT_EQ(zoom->box, (geo::Box{500, 0, 700, 200}));
  EXPECT_TRUE(shown_hypothesis(desk.snapshot, desk.state.crs_card)->as_read);
  desk.click("crs/apply");
  EXPECT_EQ(desk.only<session::ApplyCrs>(), nullptr) << "it is read so already";
}

TEST_F(CrsCard, LeavesTheLayerAsItIs) {
  Desk desk(with_finding());
  settle(desk);
  desk.click("crs/leave");
  const auto* action = desk.only<session::DismissCrsFinding>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->finding, 7U);
}

TEST_F(CrsCard, WhatWasAppliedCanBePutBack) {
  session::Snapshot snapshot = with_finding();
  snapshot.crs_findings.front().before = geo::Crs::wgs84();
  Desk desk(snapshot);
  settle(desk);
  desk.click("crs/back");
  const auto* action = desk.only<session::ApplyCrs>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->crs.code(), "EPSG:4326");
}

}  // namespace
}  // namespace wangge::ui
