#include "render/area_legend.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "render/decor.h"
#include "render/golden.h"
#include "render/painter_test.h"
#include "render/small_scene.h"

namespace wangge::render {
namespace {

using analysis::AreaMeasure;
using analysis::ClassBreaks;
using Texts = std::vector<std::string>;

double lightness(model::Colour c) {
  const auto linear = [](std::uint8_t v) { return std::pow(v / 255.0, 2.2); };
  const double y = 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
  return 116 * std::cbrt(y) - 16;
}

TEST(ClassColours, GoFromPaleToDarkOnLightAndTheOtherWayOnDark) {
  for (const auto theme : {model::Theme::light, model::Theme::dark}) {
    for (std::size_t count = 2; count <= 9; ++count) {
      const auto colours = class_colours(count, theme);
      ASSERT_EQ(colours.size(), count);
      for (std::size_t i = 1; i < count; ++i) {
        const double step = lightness(colours[i]) - lightness(colours[i - 1]);
        // Told apart without seeing a hue.
        EXPECT_GT(theme == model::Theme::light ? -step : step, 4) << count << ", " << i;
      }
    }
  }
  EXPECT_EQ(class_colours(1, model::Theme::light).size(), 1U);
  EXPECT_TRUE(class_colours(0, model::Theme::light).empty());
}

TEST(ClassColours, AreStrongestAtTheBadEnd) {
  AreaDrawing drawing;
  drawing.breaks.uppers = {1, 2, 3};
  drawing.measure = AreaMeasure::count;
  auto colours = class_colours(drawing, model::Theme::light);
  EXPECT_EQ(colours, class_colours(3, model::Theme::light));
  drawing.measure = AreaMeasure::on_time_share;
  std::ranges::reverse(colours);
  EXPECT_EQ(class_colours(drawing, model::Theme::light), colours) << "few in time is bad";
}

TEST(ClassTexts, HaveTheDigitsThatTellTheEndsApart) {
  const auto texts = [](std::vector<double> uppers, AreaMeasure measure) {
    return class_texts({0, std::move(uppers), {}, 0}, measure);
  };
  EXPECT_EQ(texts({12.3333333, 30.6666667, 57}, AreaMeasure::per_households),
            (Texts{"≤ 12", "12–31", "> 31"}));
  EXPECT_EQ(texts({1.26, 3.5, 9}, AreaMeasure::per_building), (Texts{"≤ 1.3", "1.3–3.5", "> 3.5"}));
  EXPECT_EQ(texts({0.0125, 0.025, 0.04}, AreaMeasure::per_building),
            (Texts{"≤ 0.013", "0.013–0.025", "> 0.025"}));
  EXPECT_EQ(texts({159.3, 177.02, 183.6, 240}, AreaMeasure::per_households),
            (Texts{"≤ 159.3", "159.3–177.0", "177.0–183.6", "> 183.6"}));
  EXPECT_EQ(texts({2, 4, 6}, AreaMeasure::per_households), (Texts{"≤ 2", "2–4", "> 4"}));
  EXPECT_EQ(texts({0, 0.31, 2}, AreaMeasure::per_building), (Texts{"≤ 0", "0–0.31", "> 0.31"}));
  EXPECT_EQ(texts({0.35}, AreaMeasure::per_building), Texts{"≤ 0.35"});
  EXPECT_EQ(texts({1200, 34'567.8, 90'000}, AreaMeasure::per_km2),
            (Texts{"≤ 1,200", "1,200–34,568", "> 34,568"}));
  EXPECT_EQ(texts({0.5, 0.728, 1}, AreaMeasure::on_time_share),
            (Texts{"≤ 50 %", "50–73 %", "> 73 %"}));
  EXPECT_EQ(texts({3.21, 5.5, 12}, AreaMeasure::closing_days),
            (Texts{"≤ 3.2 days", "3.2–5.5 days", "> 5.5 days"}));
}

TEST(ClassTexts, CountsAreInOneClassOnly) {
  const ClassBreaks breaks{0, {4.5, 5, 12, 40}, {}, 0};
  EXPECT_EQ(class_texts(breaks, AreaMeasure::count), (Texts{"≤ 4", "5", "6–12", "> 12"}));
}

TEST(ClassTexts, OneValueIsNoRange) {
  EXPECT_EQ(class_texts({7, {7}, {3}, 0}, AreaMeasure::count), Texts{"7"});
  EXPECT_EQ(class_texts({2, {7}, {3}, 0}, AreaMeasure::count), Texts{"≤ 7"});
  EXPECT_TRUE(class_texts({}, AreaMeasure::count).empty());
}

TEST(MeasureNumber, HasThreeDigitsOrAllOfAWholeNumber) {
  EXPECT_EQ(measure_number(AreaMeasure::count, 12'345), "12,345");
  EXPECT_EQ(measure_number(AreaMeasure::per_households, 12.3333333), "12.3");
  EXPECT_EQ(measure_number(AreaMeasure::per_building, 0.0123456), "0.0123");
  EXPECT_EQ(measure_number(AreaMeasure::on_time_share, 0.85), "85 %");
  EXPECT_EQ(measure_number(AreaMeasure::count, 0), "0");
  EXPECT_EQ(measure_span(AreaMeasure::closing_days, 1.234, 12.5), "1.23–12.5 days");
}

TEST(AreaLegendTest, CountsTheAreasOfEachLine) {
  const MapInput input = SmallScene::measured(SmallScene::input());
  const AreaLegend legend = area_legend(*input.areas, model::Theme::light);
  EXPECT_EQ(legend.title, input.areas->legend_title);
  ASSERT_EQ(legend.rows.size(), 7U);
  const std::vector<std::size_t> areas{1, 2, 1, 1, 2, 2, 1};
  for (std::size_t i = 0; i < areas.size(); ++i) EXPECT_EQ(legend.rows[i].areas, areas[i]) << i;
  EXPECT_EQ(legend.rows[1].text, "1.3–3.5");
  EXPECT_TRUE(legend.rows[5].hatched);
  EXPECT_EQ(legend.rows[5].text, "fewer than 30 households");
  EXPECT_EQ(legend.rows[6].text, "no value");
}

TEST(AreaLegendTest, LeavesOutWhatThereIsNone) {
  AreaDrawing drawing = *SmallScene::measured(SmallScene::input()).areas;
  drawing.classes = std::make_shared<const std::vector<std::uint16_t>>(8, std::uint16_t{0});
  drawing.values = nullptr;
  const AreaLegend legend = area_legend(drawing, model::Theme::dark);
  ASSERT_EQ(legend.rows.size(), 5U) << "all classes, also empty ones";
  EXPECT_EQ(legend.rows[0].areas, 8U);
}

class AreaSheet : public PainterTest {};

TEST_F(AreaSheet, TheLegendLooksRight) {
  for (const auto theme : {model::Theme::light, model::Theme::dark}) {
    const MapInput input = SmallScene::measured(SmallScene::input(theme));
    Camera camera = SmallScene::camera(0.6);
    camera.width = 860, camera.height = 560;
    const auto sheet = map_sheet(*painter_, input, camera, {});
    ASSERT_TRUE(sheet);
    EXPECT_TRUE(looks_like_golden(
        *sheet, theme == model::Theme::light ? "areas_sheet" : "areas_sheet_dark"));
  }
}

}  // namespace
}  // namespace wangge::render
