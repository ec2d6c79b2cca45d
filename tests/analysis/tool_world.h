#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <numbers>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "analysis/tool.h"
#include "base/random.h"
#include "support/subdivision.h"

namespace wangge::test {

using ToolValuesGiven = std::vector<std::pair<std::string, std::string>>;

inline model::LayerPtr layer_of(geo::PackedGeometry geometry, std::string name = "things") {
  model::Layer layer;
  layer.name = std::move(name);
  layer.table.rows = geometry.size();
  model::Integers numbers(geometry.size());
  std::iota(numbers.begin(), numbers.end(), 0);
  layer.table.columns.push_back({"number", std::move(numbers), {}});
  layer.extent = geometry.box();
  layer.geometry = std::move(geometry);
  return std::make_shared<const model::Layer>(std::move(layer));
}

inline Result<model::Layer> run_tool(const std::string& tool, std::vector<model::LayerPtr> inputs,
                                     ToolValuesGiven values = {}) {
  Progress progress;
  const geo::Crs metres = *geo::Crs::from_text("EPSG:4547");
  return analysis::run_tool({tool, std::move(inputs), std::move(values), metres, "test"}, progress);
}

inline const model::Column& column(const model::Layer& layer, const std::string& name) {
  const int place = layer.table.find(name);
  EXPECT_GE(place, 0) << "no column " << name;
  return layer.table.columns.at(static_cast<std::size_t>(std::max(place, 0)));
}

inline double area_of(const geo::PackedGeometry& geometry) {
  double sum = 0;
  for (std::size_t row = 0; row < geometry.size(); ++row) sum += geo::polygon_area(geometry, row);
  return sum;
}

/// Squares turned at random, some of them where the subdivisions of subdivision.h are.
inline geo::PackedGeometry random_houses(int count, std::uint64_t seed, geo::Box box) {
  Random random(seed);
  geo::PackedGeometry houses(geo::Kind::polygons);
  for (int i = 0; i < count; ++i) {
    const geo::Point middle{random.between(box.min_x, box.max_x),
                            random.between(box.min_y, box.max_y)};
    const double radius = random.between(2, 12), turn = random.uniform();
    std::vector<geo::Point> corners;
    for (int k = 0; k < 4; ++k) {
      const double angle = (turn + 0.25 * k) * 2 * std::numbers::pi;
      corners.push_back({middle.x + radius * std::cos(angle), middle.y + radius * std::sin(angle)});
    }
    add_polygon(houses, corners);
  }
  return houses;
}

inline geo::PackedGeometry random_points(int count, std::uint64_t seed, geo::Box box) {
  Random random(seed);
  geo::PackedGeometry points;
  for (int i = 0; i < count; ++i) {
    points.add_point_feature(
        {random.between(box.min_x, box.max_x), random.between(box.min_y, box.max_y)});
  }
  return points;
}

}  // namespace wangge::test
