#include "render/area_layer.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>

#include "render/area_legend.h"
#include "render/decor.h"
#include "render/golden.h"
#include "render/painter_test.h"
#include "render/small_scene.h"

namespace wangge::render {
namespace {

class AreaLayerTest : public PainterTest {};

geo::Point in_scene(double x, double y) { return {453'000 + x, 2'463'000 + y}; }

int difference(model::Colour a, model::Colour b) {
  return std::max({std::abs(a.r - b.r), std::abs(a.g - b.g), std::abs(a.b - b.b)});
}

/// Only what is measured, over bare land.
MapInput alone(MapInput input) {
  auto workspace = std::make_shared<model::Workspace>(*input.workspace);
  for (auto& entry : workspace->layers) entry.visible = false;
  input.workspace = workspace;
  return input;
}

model::Colour over_land(model::Colour colour, float opacity) {
  const model::Colour land = model::rgb(0xF5F2EC);
  const auto mix = [opacity](std::uint8_t above, std::uint8_t below) {
    return static_cast<std::uint8_t>(std::lround(opacity * static_cast<float>(above) +
                                                 (1 - opacity) * static_cast<float>(below)));
  };
  return {mix(colour.r, land.r), mix(colour.g, land.g), mix(colour.b, land.b)};
}

TEST_F(AreaLayerTest, TheSceneLooksRight) {
  const Camera camera = SmallScene::camera(1);
  EXPECT_TRUE(
      looks_like_golden(picture(SmallScene::measured(SmallScene::input()), camera), "scene_areas"));
  EXPECT_TRUE(looks_like_golden(
      picture(SmallScene::measured(SmallScene::input(model::Theme::dark)), camera),
      "scene_areas_dark"));
}

// The colour of a class does not depend on the zoom, down to areas of less than a pixel: the legend
// would lie otherwise.
TEST_F(AreaLayerTest, AClassHasTheColourOfTheLegendAtEveryZoom) {
  const MapInput input = alone(SmallScene::measured(SmallScene::input()));
  const auto colours = class_colours(5, model::Theme::light);
  const std::vector<geo::Point> places{in_scene(40, 60), in_scene(140, 60), in_scene(240, 60),
                                       in_scene(340, 60), in_scene(40, 210)};
  for (std::size_t i = 0; i < places.size(); ++i) {
    const model::Colour expected = over_land(colours[i], input.areas->opacity);
    for (const double mpp : {0.3, 1.0, 5.0, 60.0}) {
      const Camera camera = SmallScene::camera(mpp, places[i]);
      EXPECT_LE(difference(colour_at(picture(input, camera), camera, places[i]), expected), 2)
          << "class " << i << " at " << mpp << " m a pixel";
    }
  }
}

TEST_F(AreaLayerTest, NoValueIsNotPainted) {
  const MapInput input = alone(SmallScene::measured(SmallScene::input()));
  const Camera camera = SmallScene::camera(1);
  EXPECT_EQ(colour_at(picture(input, camera), camera, in_scene(150, 220)), model::rgb(0xF5F2EC));
}

/// The colours within 15 m of a place, in a picture of half a metre a pixel.
std::set<std::uint32_t> colours_round(const Image& image, const Camera& camera, geo::Point place) {
  std::set<std::uint32_t> seen;
  for (double x = -15; x < 15; x += 0.5) {
    for (double y = -15; y < 15; y += 0.5) {
      const model::Colour c = colour_at(image, camera, {place.x + x, place.y + y});
      seen.insert(std::uint32_t{c.r} << 16 | std::uint32_t{c.g} << 8 | c.b);
    }
  }
  return seen;
}

TEST_F(AreaLayerTest, ASmallBaseIsHatchedOverItsColour) {
  const MapInput input = alone(SmallScene::measured(SmallScene::input()));
  const Camera camera = SmallScene::camera(0.5);
  const Image image = picture(input, camera);
  EXPECT_EQ(colours_round(image, camera, in_scene(140, 80)).size(), 1U) << "class 1";
  const auto hatched = colours_round(image, camera, in_scene(250, 220));
  EXPECT_GT(hatched.size(), 3U) << "class 1, hatched";
  const model::Colour plain = colour_at(image, camera, in_scene(140, 80));
  EXPECT_TRUE(
      hatched.contains(std::uint32_t{plain.r} << 16 | std::uint32_t{plain.g} << 8 | plain.b));
}

TEST_F(AreaLayerTest, StrokesStayOnTheirGroundWhenTheMapIsMoved) {
  const MapInput input = alone(SmallScene::measured(SmallScene::input()));
  const Camera before = SmallScene::camera(0.5);
  const Camera after = before.panned(-37, 12);
  const Image first = picture(input, before), moved = picture(input, after);
  for (double x = 210; x < 290; x += 0.5) {
    const geo::Point place = in_scene(x + 0.25, 220.25);
    ASSERT_LE(difference(colour_at(first, before, place), colour_at(moved, after, place)), 3) << x;
  }
}

TEST_F(AreaLayerTest, NewValuesChangeTheColours) {
  MapInput input = alone(SmallScene::measured(SmallScene::input()));
  const Camera camera = SmallScene::camera(1);
  picture(input, camera);
  auto classes = std::make_shared<std::vector<std::uint16_t>>(*input.areas->classes);
  (*classes)[0] = 4;
  input.areas->classes = classes;
  const auto colours = class_colours(5, model::Theme::light);
  EXPECT_LE(difference(colour_at(picture(input, camera), camera, in_scene(40, 60)),
                       over_land(colours[4], input.areas->opacity)),
            2);
  input.areas.reset();
  EXPECT_EQ(colour_at(picture(input, camera), camera, in_scene(40, 60)), model::rgb(0xF5F2EC));
}

// Tickets and the colours of grids would hide what is measured.
TEST_F(AreaLayerTest, TicketsAndTheFillOfGridsMakeRoom) {
  const MapInput measured = SmallScene::measured(SmallScene::input());
  const auto without = [](MapInput input, SmallScene::Layer layer) {
    auto workspace = std::make_shared<model::Workspace>(*input.workspace);
    workspace->layers[layer].visible = false;
    input.workspace = workspace;
    return input;
  };
  const Camera camera = SmallScene::camera(1);
  const Image with = picture(measured, camera);
  EXPECT_EQ(with, picture(without(measured, SmallScene::tickets), camera));
  const geo::Point inside = in_scene(185, 60), border = in_scene(200, 60);
  const Image no_grids = picture(without(measured, SmallScene::grids), camera);
  EXPECT_EQ(colour_at(with, camera, inside), colour_at(no_grids, camera, inside));
  EXPECT_NE(colour_at(with, camera, border), colour_at(no_grids, camera, border));
}

TEST_F(AreaLayerTest, BordersOfAPlanLieOverTheAreasAndItsColoursDoNot) {
  MapInput input = SmallScene::measured(SmallScene::input());
  auto borders = std::make_shared<geo::PackedGeometry>(geo::Kind::lines);
  borders->add_ring_feature(line({{50, 0}, {50, 300}}));
  input.plan_borders = borders;
  input.unit_colours = std::make_shared<const std::vector<std::uint16_t>>(
      std::vector<std::uint16_t>(input.workspace->layers[SmallScene::buildings].layer->size(), 2));
  input.units = input.workspace->layers[SmallScene::buildings].id;
  const Camera camera = SmallScene::camera(1);
  const Image image = picture(input, camera);
  MapInput other = input;
  other.unit_colours = std::make_shared<const std::vector<std::uint16_t>>(
      std::vector<std::uint16_t>(input.unit_colours->size(), 4));
  EXPECT_EQ(picture(other, camera), image);
  EXPECT_GT(difference(colour_at(image, camera, in_scene(50, 100)),
                       colour_at(image, camera, in_scene(10, 5))),
            60);
}

// Places where too few live have no density: nothing is painted there, and their neighbours are
// what they are.
TEST_F(AreaLayerTest, BlankCellsOfAHeatSurfaceAreTransparent) {
  auto surface = std::make_shared<analysis::HeatSurface>();
  surface->frame = {in_scene(0, 0), 50, 8, 6};
  surface->values.assign(48, 4.0F);
  for (std::size_t i = 0; i < surface->values.size(); ++i) {
    if (i % 8 < 4) surface->values[i] = std::numeric_limits<float>::quiet_NaN();
  }
  surface->max = 4;
  MapInput input = alone(SmallScene::input());
  input.heat = HeatDrawing{surface, 4, 1, ""};
  const model::Colour last = heat_colour(1, model::Theme::light);
  const model::Colour painted = over_land(last, static_cast<float>(last.a) / 255);
  for (const double mpp : {0.5, 1.0, 4.0}) {
    const Camera camera = SmallScene::camera(mpp);
    const Image image = picture(input, camera);
    for (const double x : {150.0, 185.0, 195.0}) {
      EXPECT_EQ(colour_at(image, camera, in_scene(x, 140)), model::rgb(0xF5F2EC)) << x;
    }
    for (const double x : {205.0, 215.0, 250.0}) {
      EXPECT_LE(difference(colour_at(image, camera, in_scene(x, 140)), painted), 2) << x;
    }
  }
  EXPECT_EQ(heat_colour(std::numeric_limits<float>::quiet_NaN(), model::Theme::light).a, 0);
}

}  // namespace
}  // namespace wangge::render
