#define GLFW_INCLUDE_NONE
#include "ui/coordinates.h"

#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

#include "desk.h"
#include "geo/gcj.h"
#include "small_town.h"

namespace wangge::ui {
namespace {

constexpr geo::Point somewhere{423'456.789, 2'558'901.234};  // in EPSG:4547, by 114° E

/// The small town, where a street of that zone would lie.
session::Snapshot real_town() {
  session::Snapshot snapshot = SmallTown().snapshot;
  auto workspace = std::make_shared<model::Workspace>(*snapshot.workspace);
  for (model::LayerEntry& entry : workspace->layers) {
    auto layer = std::make_shared<model::Layer>(*entry.layer);
    for (geo::Point& p : layer->geometry.mutable_points()) {
      p = {p.x + somewhere.x, p.y + somewhere.y};
    }
    layer->extent = layer->geometry.box();
    entry.layer = layer;
  }
  snapshot.workspace = workspace;
  return snapshot;
}

TEST(Coordinates, OfEverySystemAreThoseOfThePlace) {
  const session::Snapshot town = real_town();
  Coordinates in;
  in.refresh(*town.workspace);
  const geo::Point wgs84 =
      geo::Transformer::make(town.workspace->crs, geo::Crs::wgs84())->transform(somewhere);
  const auto degrees = [](geo::Point p) { return fmt::format("{:.5f}, {:.5f}", p.x, p.y); };
  EXPECT_EQ(in.text(somewhere), degrees(wgs84));
  const geo::Point gcj02 = geo::gcj02_from_wgs84(wgs84);
  in.choose(CoordinatesIn::gcj02);
  EXPECT_EQ(in.text(somewhere), degrees(gcj02));
  in.choose(CoordinatesIn::bd09);
  EXPECT_EQ(in.text(somewhere), degrees(geo::bd09_from_gcj02(gcj02)));
  in.choose(CoordinatesIn::map);
  EXPECT_EQ(in.text(somewhere), "423456.79, 2558901.23");
  in.choose(CoordinatesIn::zone);
  EXPECT_EQ(in.system().code(), "EPSG:4547");
  in.choose(CoordinatesIn::prefixed_zone);
  EXPECT_EQ(in.system().code(), "EPSG:4526");
  EXPECT_EQ(in.text(somewhere), "38423456.79, 2558901.23");
}

TEST(Coordinates, ACodeThatIsTypedIsTakenAndNonsenseIsNot) {
  const session::Snapshot town = real_town();
  Coordinates in;
  in.refresh(*town.workspace);
  EXPECT_TRUE(in.choose("3857"));
  EXPECT_EQ(in.chosen(), CoordinatesIn::typed);
  EXPECT_EQ(in.system().code(), "EPSG:3857");
  EXPECT_FALSE(in.choose("EPSG:0"));
  EXPECT_EQ(in.system().code(), "EPSG:3857") << "the one before stays";
}

TEST(Coordinates, OutsideOfChinaThereAreNoZones) {
  session::Snapshot town = SmallTown().snapshot;
  auto workspace = std::make_shared<model::Workspace>(*town.workspace);
  workspace->crs = *geo::Crs::from_text("EPSG:32631");
  Coordinates in;
  in.refresh(*workspace);
  EXPECT_FALSE(in.system(CoordinatesIn::zone));
  in.choose(CoordinatesIn::zone);
  EXPECT_EQ(in.chosen(), CoordinatesIn::wgs84);
}

TEST(Coordinates, TheStatusBarOffersTheSystemsAndRemembersTheChoice) {
  Desk desk(real_town());
  desk.click("status/place");
  desk.click("coordinates/prefixed_zone");
  EXPECT_EQ(desk.state.coordinates.in.chosen(), CoordinatesIn::prefixed_zone);
  EXPECT_FALSE(desk.state.coordinates.listed);
  desk.snapshot.workspace = std::make_shared<const model::Workspace>(*desk.snapshot.workspace);
  desk.frame();
  EXPECT_EQ(desk.state.coordinates.in.chosen(), CoordinatesIn::prefixed_zone);
}

TEST(Coordinates, ATypedCodeIsUsedAndAWrongOneSaysWhy) {
  Desk desk(real_town());
  desk.click("status/place");
  desk.state.coordinates.typed = "no such";
  desk.click("coordinates/use");
  EXPECT_TRUE(desk.state.coordinates.listed);
  EXPECT_FALSE(desk.state.coordinates.complaint.empty());
  desk.state.coordinates.typed = "EPSG:4490";
  desk.click("coordinates/use");
  EXPECT_FALSE(desk.state.coordinates.listed);
  EXPECT_EQ(desk.state.coordinates.in.system().code(), "EPSG:4490");
}

TEST(Coordinates, EscClosesTheListAndNothingElse) {
  Desk desk(real_town());
  desk.snapshot.selection =
      std::make_shared<const model::Selection>(model::Selection{SmallTown::tickets, {0}});
  desk.click("status/place");
  EXPECT_TRUE(desk.drawn.contains("coordinates/wgs84"));
  desk.press(GLFW_KEY_ESCAPE);
  desk.frame();
  EXPECT_FALSE(desk.drawn.contains("coordinates/wgs84"));
  EXPECT_EQ(desk.only<session::ClearSelection>(), nullptr);
}

/// A click of the right button at a place of the map.
void right_click(Desk& desk, geo::Point place) {
  desk.point_at(desk.on_map(place));
  desk.frame();
  ImGui::GetIO().MouseDown[1] = true;
  desk.frame();
  ImGui::GetIO().MouseDown[1] = false;
  desk.frame();
  desk.frame();
}

constexpr geo::Point in_town{somewhere.x + 50, somewhere.y + 50};

TEST(MapMenu, CopiesTheCoordinatesOfThePlace) {
  Desk desk(real_town());
  desk.state.coordinates.in.refresh(*desk.snapshot.workspace);
  desk.state.coordinates.in.choose(CoordinatesIn::map);
  right_click(desk, in_town);
  ASSERT_TRUE(desk.state.map.asked_place);
  const std::string expected = desk.state.coordinates.in.text(*desk.state.map.asked_place);
  desk.click("map_menu/copy");
  EXPECT_EQ(std::string(ImGui::GetClipboardText()), expected);
  EXPECT_FALSE(desk.state.map.asked_place);
  EXPECT_TRUE(copied_sentence(desk.state.coordinates).find(expected) != std::string::npos);
}

TEST(MapMenu, CopiesByKeyWhatIsUnderTheCursor) {
  Desk desk(real_town());
  desk.point_at(desk.on_map(in_town));
  desk.frame();
  ASSERT_TRUE(desk.state.map.cursor);
  const std::string expected = desk.state.coordinates.in.text(*desk.state.map.cursor);
  desk.press(GLFW_KEY_C);
  EXPECT_EQ(std::string(ImGui::GetClipboardText()), expected);
}

TEST(MapMenu, BeginsALineAtThePlace) {
  Desk desk(real_town());
  right_click(desk, in_town);
  const geo::Point asked = desk.state.map.asked_place.value();
  desk.click("map_menu/measure");
  EXPECT_EQ(desk.state.map.tool, Tool::measure);
  ASSERT_EQ(desk.state.map.ruler.points.size(), 1U);
  EXPECT_EQ(desk.state.map.ruler.points[0], asked);
}

TEST(MapMenu, EscClosesIt) {
  Desk desk(real_town());
  right_click(desk, in_town);
  EXPECT_TRUE(desk.drawn.contains("map_menu/copy"));
  desk.press(GLFW_KEY_ESCAPE);
  desk.frame();
  EXPECT_FALSE(desk.drawn.contains("map_menu/copy"));
}

}  // namespace
}  // namespace wangge::ui
