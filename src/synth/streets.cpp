#include "synth/streets.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/random.h"

namespace wangge::synth {
namespace {

using geo::Point;

constexpr double town_width = 1320, town_depth = 1060;  // metres before bending
constexpr double bend_step = 22;                        // metres between the points of a street

constexpr double hilltop_u = 150, hilltop_v = town_depth - 110, hill_width = 1.25,
                 hill_depth = 0.95;

/// Distance from the hilltop in the hill's own measure, in which it is round.
double from_hilltop(double u, double v) {
  return std::hypot((u - hilltop_u) / hill_width, (v - hilltop_v) / hill_depth);
}

/// The bent plane: plan coordinates (u to the east, v to the north, metres) to the ground.
class Ground {
 public:
  explicit Ground(Point centre) : centre_(centre) {}
  Point operator()(double u, double v) const {
    const double x = u - town_width / 2, y = v - town_depth / 2;
    // Long waves bend the arterials, short ones the lanes; the turn grows to the east.
    const double turn = 0.16 + 0.00022 * x + 0.05 * std::sin(y / 340);
    const double bx = x + 38 * std::sin(y / 310 + 1.1) + 14 * std::sin(x / 170 + y / 260);
    const double by = y + 46 * std::sin(x / 330 + 0.5) + 12 * std::sin(y / 150 + x / 290);
    const double c = std::cos(turn), s = std::sin(turn);
    return {centre_.x + bx * c - by * s, centre_.y + bx * s + by * c};
  }

 private:
  Point centre_;
};

/// A long street: its v over u.
struct Row {
  double base = 0, wave = 0, length = 1, phase = 0;
  int rank = 2;
  double v(double u) const { return base + wave * std::sin(u / length + phase); }
};

std::vector<Row> choose_rows(Random& random) {
  std::vector<Row> rows;
  double v = 0;
  for (int i = 0; v < town_depth; ++i) {
    Row row;
    row.base = v;
    row.wave = i == 0 ? 34 : random.between(4, 11);  // the waterfront swings most
    row.length = i == 0 ? 210 : random.between(140, 260);
    row.phase = random.between(0, 6.28);
    row.rank = i == 0 ? 0 : i % 4 == 3 ? 1 : random.chance(0.45) ? 3 : 2;
    rows.push_back(row);
    v += random.between(84, 124) + (i == 0 ? 26 : 0);
  }
  rows.back().rank = 1;
  return rows;
}

/// West to east the places of the cross streets of one band; arterials run through all bands.
std::vector<double> choose_crossings(Random& random, const std::vector<double>& arterials) {
  std::vector<double> places{0};
  for (double u = random.between(85, 150); u < town_width - 60; u += random.between(88, 158)) {
    places.push_back(u);
  }
  places.push_back(town_width);
  for (const double arterial : arterials) {
    const auto nearest = std::min_element(
        places.begin() + 1, places.end() - 1,
        [&](double a, double b) { return std::abs(a - arterial) < std::abs(b - arterial); });
    *nearest = arterial;
  }
  return places;
}

std::vector<double> cut_evenly(double from, double to) {
  const int pieces = std::max(1, static_cast<int>(std::lround(std::abs(to - from) / bend_step)));
  std::vector<double> at;
  for (int i = 0; i <= pieces; ++i) at.push_back(from + (to - from) * i / pieces);
  return at;
}

double length_of(const std::vector<Point>& line) {
  double sum = 0;
  for (std::size_t i = 1; i < line.size(); ++i) sum += geo::distance(line[i - 1], line[i]);
  return sum;
}

Point unit_vector(Point from, Point to) {
  const double length = std::max(1e-9, geo::distance(from, to));
  return {(to.x - from.x) / length, (to.y - from.y) / length};
}

/// The points of a long street: at every corner of the bands on both sides, and between them.
std::vector<double> corners_of(const std::vector<double>& below, const std::vector<double>& above) {
  std::vector<double> corners = below;
  corners.insert(corners.end(), above.begin(), above.end());
  std::sort(corners.begin(), corners.end());
  corners.erase(std::unique(corners.begin(), corners.end()), corners.end());
  std::vector<double> all{corners.front()};
  for (std::size_t i = 1; i < corners.size(); ++i) {
    const auto pieces = cut_evenly(corners[i - 1], corners[i]);
    all.insert(all.end(), pieces.begin() + 1, pieces.end());
    all.back() = corners[i];
  }
  return all;
}

std::vector<Point> hill_outline(const Ground& ground, Random& random) {
  std::vector<Point> outline;
  const double phase = random.between(0, 6.28);
  constexpr int points = 72;
  for (int i = 0; i < points; ++i) {
    const double a = 2 * std::numbers::pi * i / points;
    const double r =
        215 + 34 * std::sin(3 * a + phase) + 18 * std::sin(5 * a + 2 * phase) + 9 * std::sin(9 * a);
    outline.push_back(
        ground(hilltop_u + hill_width * r * std::cos(a), hilltop_v + hill_depth * r * std::sin(a)));
  }
  outline.push_back(outline.front());
  return outline;
}

}  // namespace

StreetPlan lay_streets(std::uint64_t seed, Point centre) {
  const Ground ground(centre);
  Random random(seed, 1);
  const std::vector<Row> rows = choose_rows(random);
  const std::vector<double> arterials{town_width * 0.36, town_width * 0.71};
  std::vector<std::vector<double>> crossings;
  for (std::size_t band = 0; band + 1 < rows.size(); ++band) {
    crossings.push_back(choose_crossings(random, arterials));
  }

  StreetPlan plan;
  // Each long street once, so that the bands on both sides use the very same points.
  std::vector<std::vector<double>> row_corners(rows.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const auto& below = crossings[r == 0 ? 0 : r - 1];
    const auto& above = crossings[r == rows.size() - 1 ? r - 1 : r];
    row_corners[r] = corners_of(below, above);
  }
  const auto row_between = [&](std::size_t r, double from, double to) {
    std::vector<Point> line;
    for (const double u : row_corners[r]) {
      if (u >= from && u <= to) line.push_back(ground(u, rows[r].v(u)));
    }
    return line;
  };
  const auto cross_line = [&](std::size_t band, double u) {
    std::vector<Point> line;
    for (const double v : cut_evenly(rows[band].v(u), rows[band + 1].v(u)))
      line.push_back(ground(u, v));
    // The ends are corners of the long streets, to the last digit.
    line.front() = ground(u, rows[band].v(u));
    line.back() = ground(u, rows[band + 1].v(u));
    return line;
  };

  int numbers[4] = {};
  for (std::size_t r = 0; r < rows.size(); ++r) {
    plan.streets.push_back({row_between(r, 0, town_width), rows[r].rank, ++numbers[rows[r].rank]});
  }
  plan.waterfront = plan.streets.front().line;

  for (std::size_t band = 0; band + 1 < rows.size(); ++band) {
    const auto& places = crossings[band];
    for (std::size_t i = 0; i + 1 < places.size(); ++i) {
      Block block;
      block.band = static_cast<int>(band);
      block.place = static_cast<int>(i);
      const auto south = row_between(band, places[i], places[i + 1]);
      auto north = row_between(band + 1, places[i], places[i + 1]);
      auto west = cross_line(band, places[i]);
      const auto east = cross_line(band, places[i + 1]);
      block.width_m = (length_of(south) + length_of(north)) / 2;
      block.depth_m = (length_of(west) + length_of(east)) / 2;
      const double u = (places[i] + places[i + 1]) / 2,
                   v = (rows[band].v(u) + rows[band + 1].v(u)) / 2;
      block.centre = ground(u, v);
      block.along = unit_vector(ground(u - 5, v), ground(u + 5, v));
      block.across = {-block.along.y, block.along.x};
      block.hill = from_hilltop(u, v) < 275;
      std::reverse(north.begin(), north.end());
      std::reverse(west.begin(), west.end());
      block.outline = south;
      block.outline.insert(block.outline.end(), east.begin() + 1, east.end());
      block.outline.insert(block.outline.end(), north.begin() + 1, north.end());
      block.outline.insert(block.outline.end(), west.begin() + 1, west.end());
      plan.blocks.push_back(std::move(block));
    }
  }

  // Arterials across all bands, other cross streets band by band; none inside the hill.
  for (const double arterial : arterials) {
    std::vector<Point> line;
    for (std::size_t band = 0; band + 1 < rows.size(); ++band) {
      const auto piece = cross_line(band, arterial);
      line.insert(line.end(), piece.begin() + (band == 0 ? 0 : 1), piece.end());
    }
    plan.streets.push_back({std::move(line), 1, ++numbers[1]});
  }
  for (std::size_t band = 0; band + 1 < rows.size(); ++band) {
    for (std::size_t i = 0; i < crossings[band].size(); ++i) {
      const double u = crossings[band][i];
      if (std::find(arterials.begin(), arterials.end(), u) != arterials.end()) continue;
      const double v = rows[band].v(u) + 50;
      if (from_hilltop(u, v) < 235) continue;
      const bool edge = i == 0 || i + 1 == crossings[band].size();
      const int rank = edge ? 2 : random.chance(0.5) ? 3 : 2;
      plan.streets.push_back({cross_line(band, u), rank, ++numbers[rank]});
    }
  }
  plan.hill = hill_outline(ground, random);
  return plan;
}

}  // namespace wangge::synth
