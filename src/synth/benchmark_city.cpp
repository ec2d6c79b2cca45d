// A large city of warped blocks, for benchmarks; see city.h.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/i18n.h"
#include "base/parallel.h"
#include "base/random.h"
#include "synth/city.h"
#include "synth/footprints.h"
#include "synth/layer_builder.h"

namespace wangge::synth {
namespace {

using geo::Kind;
using geo::Point;
using model::Field;
using model::Role;

constexpr double block_m = 126;          // from street to street
constexpr int blocks_per_grid_side = 5;  // a grid is 5 × 5 blocks
constexpr int bends_per_block = 4;       // points of a grid's border along one block
constexpr int houses_per_block_side = 3;

/// Plan coordinates in blocks to the ground in metres: several waves of different lengths, so that
/// no two quarters look alike, and no two lines cross.
Point ground(double u, double v, Point corner) {
  const double x = u * block_m, y = v * block_m;
  return {corner.x + x + 420 * std::sin(y / 3100 + x / 9000) + 70 * std::sin(y / 520 + 1.7) +
              18 * std::sin(x / 160 + y / 210),
          corner.y + y + 380 * std::sin(x / 2700 - y / 8000) + 80 * std::sin(x / 610 + 0.4) +
              16 * std::sin(y / 140 - x / 260)};
}

struct Plan {
  int grid_columns = 1, grid_rows = 1;
  Point corner;
  int block_columns() const { return grid_columns * blocks_per_grid_side; }
  int block_rows() const { return grid_rows * blocks_per_grid_side; }
};

model::LayerPtr grids_layer(const Plan& plan, std::size_t count) {
  LayerBuilder layer("grids", Role::grids, Kind::polygons);
  layer.text("code", {Field::code})
      .text("name", {Field::name})
      .text("community", {Field::community})
      .text("note");
  for (std::size_t g = 0; g < count; ++g) {
    const int column = static_cast<int>(g) % plan.grid_columns,
              row = static_cast<int>(g) / plan.grid_columns;
    const int steps = blocks_per_grid_side * bends_per_block;
    const auto at = [&](int i, int j) {
      return ground(column * blocks_per_grid_side + static_cast<double>(i) / bends_per_block,
                    row * blocks_per_grid_side + static_cast<double>(j) / bends_per_block,
                    plan.corner);
    };
    auto& geometry = layer.geometry();
    for (int i = 0; i < steps; ++i) geometry.add_point(at(i, 0));
    for (int j = 0; j < steps; ++j) geometry.add_point(at(steps, j));
    for (int i = steps; i > 0; --i) geometry.add_point(at(i, steps));
    for (int j = steps; j >= 0; --j) geometry.add_point(at(0, j));
    geometry.end_ring();
    geometry.end_part();
    geometry.end_feature();
    layer
        .put(fmt::format("440400{:03}{:03}{:02}", row / 10 + 1, column / 10 + 1,
                         (row % 10) * 10 + column % 10))
        .put(fmt::format("第{}网格", g + 1))
        .put(fmt::format("社区{}", g / 25 + 1))
        .put("演示数据");
    layer.end_row();
  }
  return layer.build();
}

struct House {
  std::vector<Point> outline;
  int floors = 1;
};

/// The houses of one block; the number follows the block's own random stream.
std::vector<House> build_block(const Plan& plan, std::uint64_t seed, int column, int row,
                               double density) {
  Random random(seed,
                static_cast<std::uint64_t>(row) * 100'003 + static_cast<std::uint64_t>(column));
  std::vector<House> houses;
  if (random.chance(0.04)) return houses;  // a square or a pond
  const int style = static_cast<int>(random.below(4));
  const int floors =
      style == 0 ? 18 + static_cast<int>(random.below(14)) : 3 + static_cast<int>(random.below(6));
  const Point a = ground(column + 0.5, row + 0.5, plan.corner),
              b = ground(column + 0.55, row + 0.5, plan.corner);
  const double length = geo::distance(a, b);
  const Point along{(b.x - a.x) / length, (b.y - a.y) / length};
  for (int i = 0; i < houses_per_block_side; ++i) {
    for (int j = 0; j < houses_per_block_side; ++j) {
      if (!random.chance(density)) continue;
      const double u = column + 0.2 + 0.3 * i, v = row + 0.2 + 0.3 * j;
      const double w = random.between(17, 28), d = random.between(12, 24);
      auto footprint = style == 0   ? cross_footprint(w, w * 0.92, 4)
                       : style == 1 ? l_footprint(w, d, 8)
                       : style == 2 ? u_footprint(w, d + 4, 7)
                                    : box_footprint(w, d);
      houses.push_back({placed(footprint, ground(u, v, plan.corner), along), std::max(1, floors)});
    }
  }
  return houses;
}

}  // namespace

Result<City> make_benchmark_city(const CityOptions& options, Progress& progress) {
  if (options.buildings == 0 || options.grids == 0) {
    return Error{ErrorCode::invalid_argument, "",
                 tr("A city needs at least one building and one grid."),
                 tr("Ask for more than 0 buildings and 0 grids.")};
  }
  const geo::Crs crs = geo::Crs::from_text("EPSG:4547").value();
  const Point centre =
      geo::Transformer::make(geo::Crs::wgs84(), crs)->transform(Point{113.545, 22.265});
  Plan plan;
  plan.grid_columns = static_cast<int>(std::ceil(std::sqrt(static_cast<double>(options.grids))));
  plan.grid_rows =
      static_cast<int>((options.grids + static_cast<std::size_t>(plan.grid_columns) - 1) /
                       static_cast<std::size_t>(plan.grid_columns));
  plan.corner = {centre.x - plan.block_columns() * block_m / 2,
                 centre.y - plan.block_rows() * block_m / 2};

  // Houses row of blocks by row of blocks, in parallel; then as many as were asked for.
  const auto blocks = static_cast<double>(plan.block_columns()) * plan.block_rows();
  const double density =
      std::min(1.0, 1.08 * static_cast<double>(options.buildings) / (blocks * 0.96 * 9));
  std::vector<std::vector<House>> rows(static_cast<std::size_t>(plan.block_rows()));
  parallel_ranges(rows.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end && !progress.cancelled(); ++row) {
      for (int column = 0; column < plan.block_columns(); ++column) {
        auto houses = build_block(plan, options.seed, column, static_cast<int>(row), density);
        std::move(houses.begin(), houses.end(), std::back_inserter(rows[row]));
      }
    }
  });
  if (progress.cancelled())
    return Error{ErrorCode::cancelled, "", tr("Making the city was cancelled."), ""};

  LayerBuilder buildings("buildings", Role::buildings, Kind::polygons);
  buildings.text("id", {Field::id})
      .text("estate", {Field::estate})
      .integer("floors", {Field::floors})
      .real("height_m", {Field::height_m})
      .integer("households", {Field::households})
      .integer("ropes", {Field::ropes})
      .text("note");
  buildings.geometry().reserve(options.buildings, options.buildings * 9);
  std::vector<Point> homes;
  std::size_t available = 0;
  for (const auto& row : rows) available += row.size();
  if (available < options.buildings) {
    return Error{ErrorCode::invalid_argument, "",
                 trf("{} grids have room for {} buildings only.", options.grids, available),
                 tr("Ask for more grids or fewer buildings.")};
  }
  std::size_t estate = 0, seen = 0;
  for (const auto& row : rows) {
    for (const House& house : row) {
      // The surplus is left out evenly over the city.
      if (++seen * options.buildings / available == homes.size()) continue;
      if (homes.size() % 6 == 0) ++estate;
      buildings.put(fmt::format("B{:07}", homes.size() + 1))
          .put(fmt::format("小区{}", estate))
          .put(std::int64_t{house.floors})
          .put(house.floors * 3.0)
          .put(std::int64_t{house.floors} * 3)
          .put(std::int64_t{0})
          .put("演示数据");
      buildings.geometry().add_ring_feature(house.outline);
      buildings.end_row();
      homes.push_back(house.outline.front());
    }
  }
  rows.clear();

  LayerBuilder tickets("tickets", Role::tickets, Kind::points);
  tickets.text("id", {Field::id})
      .text("class", {Field::category})
      .text("status", {Field::status})
      .time("reported_at", {Field::reported_at})
      .integer("severity", {Field::severity})
      .text("note");
  constexpr std::array classes{"高空坠物", "市容环境", "违法停车", "噪声扰民",
                               "公共设施", "房屋安全", "园林绿化"};
  const Seconds first = from_civil({2024, 1, 1});
  for (std::size_t i = 0; i < options.tickets; ++i) {
    Random random(options.seed, 5'000'000'000ULL + i);
    const double skew = random.uniform();  // some quarters complain more
    const Point home =
        homes[static_cast<std::size_t>(skew * skew * static_cast<double>(homes.size()))];
    tickets.put(fmt::format("T{:07}", i + 1))
        .put(classes[random.below(classes.size())])
        .put(random.chance(0.93) ? "结案" : "处置")
        .put(first + static_cast<Seconds>(random.below(731 * 86'400U)))
        .put(std::int64_t{1 + random.below(3)})
        .put("演示数据");
    tickets.geometry().add_point_feature(
        {home.x + 12 * random.normal(), home.y + 12 * random.normal()});
    tickets.end_row();
    if (i % 65'536 == 0 && progress.cancelled()) {
      return Error{ErrorCode::cancelled, "", tr("Making the city was cancelled."), ""};
    }
  }
  return City{{buildings.build(), grids_layer(plan, options.grids), tickets.build()}, crs};
}

}  // namespace wangge::synth
