#include "analysis/tool_world.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;
using test::layer_of;
using test::run_tool;

TEST(Buffer, OfAPointIsAsGoodACircleAsItsSegments) {
  PackedGeometry point;
  point.add_point_feature({100, 50});
  const auto coarse =
      run_tool("buffer", {layer_of(point)}, {{"distance", "10"}, {"segments", "1"}});
  ASSERT_TRUE(coarse);
  EXPECT_NEAR(test::area_of(coarse->geometry), 200, 1e-9);  // a square on its tip
  const auto fine = run_tool("buffer", {layer_of(point)}, {{"distance", "10"}, {"segments", "64"}});
  EXPECT_NEAR(test::area_of(fine->geometry), 100 * std::numbers::pi, 0.1);
}

TEST(Buffer, EndsOfLines) {
  PackedGeometry line(Kind::lines);
  line.add_ring_feature(std::vector<geo::Point>{{0, 0}, {100, 0}});
  const auto area = [&](const char* ends) {
    return test::area_of(
        run_tool("buffer", {layer_of(line)}, {{"distance", "5"}, {"ends", ends}})->geometry);
  };
  EXPECT_NEAR(area("flat"), 1000, 1e-9);
  EXPECT_NEAR(area("square"), 1100, 1e-9);
  EXPECT_NEAR(area("round"), 1000 + 25 * std::numbers::pi, 0.5);
}

TEST(Buffer, InwardsEatsWhatIsTooNarrowAndSaysSo) {
  PackedGeometry squares(Kind::polygons);
  test::add_square(squares, 0, 0, 10);
  test::add_square(squares, 100, 0, 3);
  const auto made = run_tool("buffer", {layer_of(squares)}, {{"distance", "-2"}});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->size(), 1U);
  EXPECT_NEAR(test::area_of(made->geometry), 36, 1e-9);
  ASSERT_EQ(made->source.warnings.size(), 1U);
  EXPECT_EQ(made->source.warnings[0],
            "1 features were too narrow for the distance; nothing is left of them.");
}

TEST(Buffer, DissolvedIsOneFeatureOfTheGroundOfAll) {
  PackedGeometry squares(Kind::polygons);
  test::add_square(squares, 0, 0, 10);
  test::add_square(squares, 12, 0, 10);
  test::add_square(squares, 100, 0, 10);
  const auto made =
      run_tool("buffer", {layer_of(squares)}, {{"distance", "0"}, {"dissolve", "yes"}});
  ASSERT_TRUE(made);
  ASSERT_EQ(made->size(), 1U);
  EXPECT_EQ(made->geometry.parts().size(), 3U);
  EXPECT_EQ(test::column(*made, "count").text(0), "3");
  const auto wide =
      run_tool("buffer", {layer_of(squares)}, {{"distance", "3"}, {"dissolve", "yes"}});
  EXPECT_EQ(wide->geometry.parts().size(), 2U);
}

}  // namespace
}  // namespace wangge::analysis
