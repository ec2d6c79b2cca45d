#include "analysis/tool.h"

#include <set>

#include "analysis/tool_world.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;
using test::layer_of;
using test::run_tool;

PackedGeometry one_square(double x = 0, double size = 10) {
  PackedGeometry square(Kind::polygons);
  test::add_square(square, x, 0, size);
  return square;
}

TEST(Tools, EveryOneDescribesItself) {
  std::set<std::string> keys;
  for (const Tool& one : tools()) {
    SCOPED_TRACE(one.key);
    EXPECT_TRUE(keys.insert(one.key).second);
    EXPECT_EQ(tool(one.key), &one);
    EXPECT_FALSE(one.inputs.empty());
    EXPECT_TRUE(std::string(one.example).starts_with("wangge tool " + one.key));
    EXPECT_TRUE(std::string(one.means).ends_with("."));
    for (const ToolParameter& parameter : one.parameters) {
      SCOPED_TRACE(parameter.key);
      EXPECT_TRUE(std::string(parameter.means).ends_with("."));
      EXPECT_LT(static_cast<std::size_t>(parameter.of_input), one.inputs.size());
      EXPECT_EQ(parameter.kind == ToolParameter::Kind::choice, !parameter.choices.empty());
      if (parameter.kind == ToolParameter::Kind::choice && !parameter.usual.empty()) {
        EXPECT_NE(std::ranges::find(parameter.choices, parameter.usual,
                                    [](const auto& choice) { return choice.first; }),
                  parameter.choices.end());
      }
    }
  }
  EXPECT_EQ(tool("magic"), nullptr);
}

TEST(Tools, WhatIsMissingOrWrongIsNamed) {
  const auto square = layer_of(one_square());
  const auto points = layer_of(test::random_points(3, 1, {0, 0, 9, 9}), "stations");
  struct Wrong {
    std::string tool;
    std::vector<model::LayerPtr> inputs;
    test::ToolValuesGiven values;
    std::string text;
  };
  const std::vector<Wrong> all{
      {"magic", {square}, {}, "magic: There is no such tool."},
      {"buffer", {}, {{"distance", "1"}}, "needs a layer here"},
      {"buffer", {square}, {}, "distance: “Buffer” needs a value for “Distance”."},
      {"buffer", {square}, {{"distance", "far"}}, "distance: “far” is not a number."},
      {"buffer", {square}, {{"distance", "1e9"}}, "distance: 1e9 is not between"},
      {"buffer", {square}, {{"distance", "1"}, {"segments", "2.5"}}, "not a whole number"},
      {"buffer", {square}, {{"distance", "1"}, {"ends", "pointed"}}, "Choose one of: round, flat"},
      {"buffer", {square}, {{"distance", "1"}, {"dissolve", "perhaps"}}, "neither yes nor no"},
      {"buffer", {square}, {{"distance", "1"}, {"colour", "red"}}, "has no parameter “colour”"},
      {"buffer", {square, square}, {{"distance", "1"}}, "takes 1 layers, not 2"},
      {"buffer", {points}, {{"distance", "-1"}}, "distance: Points and lines have no inside"},
      {"buffer", {square}, {{"distance", "-6"}}, "Nothing is left: every feature is narrower"},
      {"clip", {square}, {}, "What it is cut by: “Clip” needs a layer here."},
      {"clip", {square, points}, {}, "“stations” holds points; “Clip” takes polygons here."},
      {"count", {square, points}, {{"classes", "kind"}}, "“stations” has no column “kind”."},
      {"clip", {square, layer_of(one_square(100))}, {}, "Nothing is left by “Clip”."},
      {"clip",
       {layer_of(PackedGeometry(Kind::polygons), "none"), square},
       {},
       "“none” has no feature with geometry."},
  };
  for (const Wrong& wrong : all) {
    const auto made = run_tool(wrong.tool, wrong.inputs, wrong.values);
    ASSERT_FALSE(made) << wrong.text;
    EXPECT_NE(to_text(made.error()).find(wrong.text), std::string::npos) << to_text(made.error());
  }
}

TEST(Tools, DegreesAreRefused) {
  Progress progress;
  const auto made = run_tool(
      ToolWish{"buffer", {layer_of(one_square())}, {{"distance", "1"}}, geo::Crs::wgs84(), "test"},
      progress);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::invalid_argument);
}

TEST(Tools, ResultsCarryTheirRecipeAndWhatWasMended) {
  PackedGeometry shapes = one_square();
  test::add_polygon(shapes, {{0, 20}, {10, 30}, {10, 20}, {0, 30}});  // a bow tie
  shapes.end_feature();
  const auto made = run_tool("buffer", {layer_of(shapes, "houses")}, {{"distance", "2 m"}});
  ASSERT_TRUE(made) << to_text(made.error());
  EXPECT_EQ(made->name, "Buffer houses");
  EXPECT_EQ(made->size(), 2U);
  EXPECT_EQ(made->source.crs, "EPSG:4547");
  EXPECT_EQ(made->extent, made->geometry.box());
  ASSERT_EQ(made->source.warnings.size(), 2U);
  EXPECT_NE(made->source.warnings[0].find("1 rows of “houses” have no geometry"),
            std::string::npos);
  EXPECT_NE(made->source.warnings[1].find("1 polygons of “houses” were not valid"),
            std::string::npos);
  EXPECT_EQ(to_text(*made->recipe),
            "buffer(houses: 3 rows; distance = 2 m, segments = 16, ends = round, dissolve = no) by "
            "wangge test");
}

TEST(Tools, StopWhenCancelled) {
  Progress progress;
  progress.cancel();
  const auto made = run_tool(ToolWish{"buffer",
                                      {layer_of(one_square())},
                                      {{"distance", "1"}},
                                      *geo::Crs::from_text("EPSG:4547"),
                                      "test"},
                             progress);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace wangge::analysis
