#include "ui/export_page.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "desk.h"
#include "small_town.h"

namespace wangge::ui {
namespace {

constexpr int geojson_rfc = 2, shapefile = 3, kml = 6, dxf = 7;

struct Page : Desk {
  explicit Page(session::Snapshot shown = SmallTown().snapshot) : Desk(std::move(shown)) {
    state.mode = Mode::query;
    state.query.page = QueryPage::layers_out;
    page().path = "/tmp/out.gpkg";
    frame();
  }
  ExportPage& page() { return state.query.layers_out; }
  void choose_tickets() {
    page().layer = SmallTown::tickets;
    page().touched = true;
    frame();
  }
};

TEST(ExportPage, TheChosenFormatGoesIntoTheFile) {
  Page desk;
  desk.click("export/format");
  desk.click("export/format/2");
  desk.click("export/go");
  const auto* action = desk.only<session::ExportLayer>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->options.format, "GeoJSON");
  EXPECT_TRUE(action->options.rfc7946);
  EXPECT_EQ(action->path, "/tmp/out.geojson");
  EXPECT_TRUE(action->options.fields.empty()) << "all, as they are";
}

TEST(ExportPage, FormatsKeepTheSystemsTheyCannotTakeAway) {
  Page desk;
  desk.page().systems.chosen = SystemChoice::gcj02;
  desk.page().format = kml;
  desk.frame();
  EXPECT_EQ(desk.page().systems.chosen, SystemChoice::wgs84);
  desk.page().format = dxf;
  desk.frame();
  EXPECT_EQ(desk.page().systems.chosen, SystemChoice::as_map) << "metres";
  desk.click("export/crs");
  desk.click("export/crs/0");
  EXPECT_EQ(desk.page().systems.chosen, SystemChoice::as_map) << "degrees are greyed";
  desk.page().format = geojson_rfc;
  desk.frame();
  EXPECT_EQ(desk.page().systems.chosen, SystemChoice::wgs84);
}

TEST(ExportPage, TheZoneIsFoundFromTheLongitude) {
  EXPECT_EQ(three_degree_zone(114.3), 38);
  EXPECT_EQ(three_degree_zone(121.47), 40);
  EXPECT_EQ(three_degree_zone(75), 25);
  EXPECT_EQ(three_degree_zone(137), std::nullopt);
  EXPECT_EQ(three_degree_zone(-0.1), std::nullopt);
  ExportSystems systems;
  session::Snapshot snapshot = SmallTown().snapshot;
  auto workspace = SmallTown::copy(snapshot.workspace);
  auto layer = SmallTown::copy(workspace->layers[1].layer);
  layer->extent = {500000, 3300000, 500100, 3300100};
  workspace->layers[1].layer = layer;
  snapshot.workspace = workspace;
  systems.follow(snapshot, SmallTown::grids);
  EXPECT_EQ(systems.offered[static_cast<std::size_t>(SystemChoice::zone)].code, "EPSG:4547");
  EXPECT_EQ(systems.offered[static_cast<std::size_t>(SystemChoice::zone_prefixed)].code,
            "EPSG:4526");
}

TEST(ExportPage, ATypedCodeHasToBeASystem) {
  Page desk;
  desk.page().systems.chosen = SystemChoice::typed;
  desk.page().systems.typed = "nonsense";
  desk.click("export/go");
  EXPECT_EQ(desk.only<session::ExportLayer>(), nullptr);
  desk.page().systems.typed = "4549";
  desk.click("export/go");
  const auto* action = desk.only<session::ExportLayer>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->options.target_crs.code(), "EPSG:4549");
}

TEST(ExportPage, ColumnsAreLeftOutRenamedAndMoved) {
  Page desk;
  desk.choose_tickets();
  desk.click("export/fields");
  desk.click("export/field/0");
  desk.click("export/field/2/down");
  desk.page().fields.lines[1].name = "telephone";
  desk.click("export/go");
  const auto* action = desk.only<session::ExportLayer>();
  ASSERT_NE(action, nullptr);
  const std::vector<io::WrittenField> expected{
      {"phone", "telephone"}, {"reported", "reported"}, {"days", "days"}};
  EXPECT_EQ(action->options.fields, expected);
  desk.click("export/fields/none");
  desk.actions.clear();
  desk.click("export/go");
  EXPECT_EQ(desk.only<session::ExportLayer>(), nullptr) << "nothing is left";
  desk.click("export/fields/reset");
  desk.click("export/go");
  ASSERT_NE(desk.only<session::ExportLayer>(), nullptr);
  EXPECT_TRUE(desk.only<session::ExportLayer>()->options.fields.empty());
}

TEST(ExportPage, UnmaskedPersonalDataNeedAReason) {
  Page desk;
  desk.choose_tickets();
  desk.click("export/masked");
  desk.click("export/go");
  EXPECT_EQ(desk.only<session::ExportLayer>(), nullptr);
  EXPECT_TRUE(desk.drawn.contains("export/reason"));
  desk.page().masking.reason = "asked for by the police";
  desk.click("export/go");
  const auto* action = desk.only<session::ExportLayer>();
  ASSERT_NE(action, nullptr);
  EXPECT_FALSE(action->options.mask_personal);
  EXPECT_EQ(action->reason, "asked for by the police");
}

TEST(ExportPage, WithoutThePersonalColumnsNoReasonIsNeeded) {
  Page desk;
  desk.choose_tickets();
  desk.page().masking.masked = false;
  desk.page().fields.lines[1].on = false;
  desk.click("export/go");
  EXPECT_NE(desk.only<session::ExportLayer>(), nullptr);
}

TEST(ExportPage, SeveralLayersGoIntoOneFile) {
  Page desk;
  desk.click("export/what/1");
  desk.click("export/go");
  EXPECT_EQ(desk.only<session::ExportLayers>(), nullptr) << "none is checked";
  desk.click("export/layers/1");
  desk.click("export/layers/3");
  desk.click("export/go");
  const auto* action = desk.only<session::ExportLayers>();
  ASSERT_NE(action, nullptr);
  const std::vector<model::LayerId> expected{SmallTown::units, SmallTown::tickets};
  EXPECT_EQ(action->layers, expected);
  EXPECT_FALSE(action->into_folder);
  EXPECT_EQ(action->path, "/tmp/out.gpkg");
}

TEST(ExportPage, WhatHoldsOneLayerGoesIntoAFolder) {
  Page desk;
  desk.page().format = shapefile;
  desk.click("export/what/1");
  desk.click("export/layers/all");
  desk.click("export/path");
  ASSERT_TRUE(desk.state.browser.is_open());
  desk.state.browser.enter(std::filesystem::temp_directory_path());
  desk.click("browser/accept");
  EXPECT_FALSE(desk.state.browser.is_open());
  desk.click("export/go");
  const auto* action = desk.only<session::ExportLayers>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->layers.size(), 3U);
  EXPECT_TRUE(action->into_folder);
  EXPECT_EQ(action->path,
            std::filesystem::weakly_canonical(std::filesystem::temp_directory_path()).string());
}

TEST(ExportPage, TheHeatSurfaceIsWrittenWhileOneIsShown) {
  Page desk;
  desk.click("export/what/2");
  EXPECT_EQ(desk.page().what, ExportWhat::layer) << "none is shown";
  desk.snapshot.heat = std::make_shared<const session::HeatView>();
  desk.click("export/what/2");
  desk.click("export/go");
  const auto* action = desk.only<session::ExportHeat>();
  ASSERT_NE(action, nullptr);
  EXPECT_EQ(action->path, "/tmp/out.tif");
  desk.snapshot.heat.reset();
  desk.frame();
  EXPECT_EQ(desk.page().what, ExportWhat::layer);
}

TEST(ExportPage, OnlyWhatIsSelectedNeedsASelection) {
  Page desk;
  desk.choose_tickets();
  desk.click("export/extent");
  desk.click("export/extent/1");
  desk.click("export/go");
  EXPECT_EQ(desk.only<session::ExportLayer>(), nullptr);
  auto selection = std::make_shared<model::Selection>();
  selection->layer = SmallTown::tickets, selection->rows = {2};
  desk.snapshot.selection = selection;
  desk.click("export/go");
  ASSERT_NE(desk.only<session::ExportLayer>(), nullptr);
  EXPECT_TRUE(desk.only<session::ExportLayer>()->selection_only);
}

}  // namespace
}  // namespace wangge::ui
