#include "render/map_painter.h"

#include <gtest/gtest.h>

#include "render/decor.h"
#include "render/golden.h"
#include "render/painter_test.h"
#include "render/small_scene.h"

namespace wangge::render {
namespace {

class MapPainterTest : public PainterTest {};

int difference(model::Colour a, model::Colour b) {
  return std::max({std::abs(a.r - b.r), std::abs(a.g - b.g), std::abs(a.b - b.b)});
}

geo::Point in_scene(double x, double y) { return {453'000 + x, 2'463'000 + y}; }

TEST_F(MapPainterTest, TheSceneLooksRightAtThreeZooms) {
  const MapInput input = SmallScene::selected(SmallScene::input(), SmallScene::buildings, {5, 12});
  EXPECT_TRUE(looks_like_golden(picture(input, SmallScene::camera(1)), "scene_near"));
  EXPECT_TRUE(looks_like_golden(picture(input, SmallScene::camera(0.35, in_scene(120, 75))),
                                "scene_nearest"));
  EXPECT_TRUE(looks_like_golden(picture(input, SmallScene::camera(6)), "scene_far"));
}

TEST_F(MapPainterTest, TheSceneLooksRightInTheDarkAndWithHeat) {
  const Camera camera = SmallScene::camera(1);
  EXPECT_TRUE(
      looks_like_golden(picture(SmallScene::input(model::Theme::dark), camera), "scene_dark"));
  EXPECT_TRUE(
      looks_like_golden(picture(SmallScene::heated(SmallScene::input()), camera), "scene_heat"));
}

TEST_F(MapPainterTest, TheSameInputMakesTheSamePicture) {
  const MapInput input = SmallScene::input();
  const Image first = picture(input, SmallScene::camera(1));
  picture(input, SmallScene::camera(3));
  EXPECT_EQ(picture(input, SmallScene::camera(1)), first);
}

TEST_F(MapPainterTest, SlicesOfTimeMakeTheSamePictureAsOneGo) {
  const MapInput input = SmallScene::input();
  const Camera camera = SmallScene::camera(1);
  const Image whole = picture(input, camera);
  painter_ = std::move(*MapPainter::make(WANGGE_SOURCE_DIR "/shaders"));
  int calls = 1;
  while (!painter_->draw(input, camera, 0)) ASSERT_LT(++calls, 10'000);
  EXPECT_GT(calls, 1);
  EXPECT_EQ(picture(input, camera), whole);
}

// Many small polygons and points are drawn over several calls; layers are packed in the background.
TEST_F(MapPainterTest, LargeLayersAreTheSameInSlicesToo) {
  auto houses = std::make_shared<model::Layer>(), calls = std::make_shared<model::Layer>();
  houses->role = model::Role::buildings;
  houses->geometry = geo::PackedGeometry(geo::Kind::polygons);
  for (int i = 0; i < 60'000; ++i) {
    const double x = 20.0 * (i % 300), y = 20.0 * (i / 300);
    houses->geometry.add_ring_feature(rectangle(x, y, x + 10, y + 3 + i % 9));
  }
  calls->role = model::Role::tickets;
  for (int i = 0; i < 300'000; ++i) {
    calls->geometry.add_point_feature(in_scene(17.0 * (i % 353), 13.0 * (i % 307)));
  }
  auto workspace = std::make_shared<model::Workspace>();
  std::uint32_t id = 0;
  for (const auto& layer : {houses, calls}) {
    layer->table.rows = layer->geometry.size();
    layer->extent = layer->geometry.box();
    auto style = std::make_shared<const model::LayerStyle>(
        model::default_style(*layer, model::Theme::light));
    workspace->layers.push_back({model::LayerId{++id}, layer, style});
  }
  MapInput input;
  input.workspace = workspace;
  const Camera camera = SmallScene::camera(15, in_scene(3000, 2000));
  const Image whole = picture(input, camera);
  input.theme = model::Theme::dark;
  int slices = 1;
  while (!painter_->draw(input, camera, 0)) ASSERT_LT(++slices, 10'000);
  EXPECT_GT(slices, 3);
  input.theme = model::Theme::light;
  while (!painter_->draw(input, camera, 0)) ASSERT_LT(++slices, 10'000);
  EXPECT_EQ(picture(input, camera), whole);
}

TEST_F(MapPainterTest, HolesAreNotFilled) {
  MapInput input = SmallScene::input();
  auto workspace = std::make_shared<model::Workspace>(*input.workspace);
  for (auto& entry : workspace->layers) entry.visible = entry.layer->name == "green";
  input.workspace = workspace;
  input.labels = false;
  const Camera camera = SmallScene::camera(1);
  const Image image = picture(input, camera);
  EXPECT_EQ(colour_at(image, camera, in_scene(95, 228)), model::rgb(0xF5F2EC));
  EXPECT_EQ(colour_at(image, camera, in_scene(40, 228)), model::rgb(0xDCE7D2));
  EXPECT_EQ(colour_at(image, camera, in_scene(300, 50)), model::rgb(0xF5F2EC));
}

// The colour of a value does not depend on the zoom: the legend would lie otherwise.
TEST_F(MapPainterTest, HeatHasTheSameColourAtTheSamePlaceAtEveryZoom) {
  MapInput input = SmallScene::heated(SmallScene::input());
  auto workspace = std::make_shared<model::Workspace>(*input.workspace);
  for (auto& entry : workspace->layers) entry.visible = false;
  input.workspace = workspace;
  for (const geo::Point place :
       {in_scene(100, 60), in_scene(330, 60), in_scene(300, 90), in_scene(200, 75)}) {
    std::vector<model::Colour> seen;
    for (const double mpp : {0.25, 0.5, 1.0}) {
      const Camera camera = SmallScene::camera(mpp, {place.x + 7, place.y - 3});
      seen.push_back(colour_at(picture(input, camera), camera, place));
    }
    // A pixel's centre is up to 0.7 m away from the place.
    EXPECT_LE(difference(seen[0], seen[1]), 4) << place.x << ", " << place.y;
    EXPECT_LE(difference(seen[0], seen[2]), 6) << place.x << ", " << place.y;
  }
}

TEST_F(MapPainterTest, HeatHasTheColoursOfItsLegend) {
  MapInput input = SmallScene::heated(SmallScene::input());
  input.heat->domain_max /= 4;  // the peak is far beyond the last colour
  input.heat->opacity = 1;
  auto workspace = std::make_shared<model::Workspace>(*input.workspace);
  for (auto& entry : workspace->layers) entry.visible = false;
  input.workspace = workspace;
  const Camera camera = SmallScene::camera(1);
  const Image image = picture(input, camera);
  const model::Colour last = heat_colour(1, model::Theme::light), land = model::rgb(0xF5F2EC);
  const auto over = [&](std::uint8_t above, std::uint8_t below) {
    return static_cast<std::uint8_t>((above * last.a + below * (255 - last.a)) / 255);
  };
  const model::Colour expected{over(last.r, land.r), over(last.g, land.g), over(last.b, land.b)};
  EXPECT_LE(difference(colour_at(image, camera, in_scene(100, 60)), expected), 3);
  EXPECT_LE(difference(colour_at(image, camera, in_scene(20, 290)), land), 1)
      << "far from all points";
}

TEST_F(MapPainterTest, HiddenRowsAreNotDrawn) {
  const auto hide_all = [](model::LayerStyle& style) {
    style.class_of_row.assign(55, model::hidden_class);
  };
  const Camera camera = SmallScene::camera(1), far = SmallScene::camera(20);
  const MapInput input = SmallScene::input();
  for (const auto layer : {SmallScene::green, SmallScene::roads, SmallScene::buildings,
                           SmallScene::grids, SmallScene::communities, SmallScene::tickets}) {
    auto without = std::make_shared<model::Workspace>(*input.workspace);
    without->layers[layer].visible = false;
    MapInput expected = input;
    expected.workspace = without;
    const MapInput hidden = SmallScene::restyled(input, layer, hide_all);
    EXPECT_EQ(picture(hidden, camera), picture(expected, camera)) << layer;
    EXPECT_EQ(picture(hidden, far), picture(expected, far)) << layer << " from far";
    EXPECT_NE(picture(hidden, camera), picture(input, camera)) << layer;
  }
}

TEST_F(MapPainterTest, AChangeOfStyleShows) {
  const Camera camera = SmallScene::camera(1);
  MapInput input = SmallScene::input();
  input.labels = false;
  const Image before = picture(input, camera);
  const MapInput red =
      SmallScene::restyled(input, SmallScene::buildings, [](model::LayerStyle& style) {
        for (auto& one : style.classes) one.symbol.fill = model::rgb(0xFF0000);
      });
  const Image after = picture(red, camera);
  const geo::Point inside = in_scene(240, 210);
  EXPECT_GT(colour_at(after, camera, inside).r, colour_at(before, camera, inside).r + 60);
  EXPECT_EQ(picture(input, camera), before) << "and the way back";
}

TEST_F(MapPainterTest, OpacityAndOrderOfLayersShow) {
  const Camera camera = SmallScene::camera(1);
  const MapInput input = SmallScene::input();
  auto pale = std::make_shared<model::Workspace>(*input.workspace);
  pale->layers[SmallScene::buildings].opacity = 0.3F;
  auto turned = std::make_shared<model::Workspace>(*input.workspace);
  std::reverse(turned->layers.begin(), turned->layers.end());
  const Image before = picture(input, camera);
  for (const auto& workspace : {pale, turned}) {
    MapInput other = input;
    other.workspace = workspace;
    EXPECT_NE(picture(other, camera), before);
  }
}

TEST_F(MapPainterTest, ASelectionIsSeenAndOnlyThere) {
  const Camera camera = SmallScene::camera(1);
  const MapInput input = SmallScene::input();
  const Image before = picture(input, camera);
  const Image after = picture(SmallScene::selected(input, SmallScene::buildings, {12}), camera);
  EXPECT_GT(difference(colour_at(after, camera, in_scene(230, 240)),
                       colour_at(before, camera, in_scene(230, 240))),
            60)
      << "the outline";
  for (int y = 0; y < before.height; ++y) {
    for (int x = 0; x < before.width; ++x) {
      const geo::Point place = camera.map_from_screen({x + 0.5, y + 0.5});
      const bool near = geo::Box{453'230, 2'463'200, 453'330, 2'463'280}.padded(4).contains(place);
      if (near) continue;
      ASSERT_TRUE(std::equal(before.pixel(x, y), before.pixel(x, y) + 4, after.pixel(x, y)))
          << x << ", " << y;
    }
  }
  EXPECT_EQ(picture(input, camera), before) << "the selection is gone again";
}

TEST_F(MapPainterTest, TicketsInOnePlaceAreOneMarkerWithTheirNumber) {
  const Camera camera = SmallScene::camera(1);
  const MapInput input = SmallScene::input();
  // The first ticket of the pile alone: a smaller marker than that of the pile.
  const MapInput alone =
      SmallScene::restyled(input, SmallScene::tickets, [](model::LayerStyle& style) {
        for (std::size_t row = 31; row < 55; ++row) style.class_of_row[row] = model::hidden_class;
      });
  const auto pile = picture(input, camera), one = picture(alone, camera);
  const geo::Point rim = in_scene(100 + 10, 60);
  EXPECT_GT(difference(colour_at(pile, camera, rim), colour_at(one, camera, rim)), 60);
}

TEST_F(MapPainterTest, WhatLiesUnderTheMouseIsSeenAndGoesAgain) {
  const Camera camera = SmallScene::camera(1);
  MapInput input = SmallScene::input();
  const Image before = picture(input, camera);
  input.hover_layer = input.workspace->layers[SmallScene::buildings].id;
  input.hover_row = 12;
  const Image over = picture(input, camera);
  EXPECT_NE(over, before);
  input.hover_row = 3;
  EXPECT_NE(picture(input, camera), over);
  input.hover_layer = model::no_layer;
  EXPECT_EQ(picture(input, camera), before);
}

TEST_F(MapPainterTest, AnEmptyWorkspaceIsLand) {
  MapInput input;
  input.workspace = std::make_shared<const model::Workspace>();
  const Image image = picture(input, SmallScene::camera(1));
  EXPECT_EQ(colour_at(image, SmallScene::camera(1), scene_middle), model::rgb(0xF5F2EC));
}

}  // namespace
}  // namespace wangge::render
