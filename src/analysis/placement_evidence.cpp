#include "analysis/placement_evidence.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include "analysis/placement_measures.h"

namespace wangge::analysis {
namespace {

using geo::Kind;
using geo::PackedGeometry;
using geo::Point;

constexpr double building_reach_m = 120;  // most houses are shorter across, most areas longer
constexpr std::size_t edge_segments = 8;
constexpr std::size_t most_line_points = 2'000'000, most_area_points = 3'000'000;

std::uint32_t feature_of_part(const PackedGeometry& g, std::uint32_t part) {
  std::size_t low = 0, high = g.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (g.features().end(middle) <= part) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return static_cast<std::uint32_t>(low);
}

void append_part(PackedGeometry& into, const PackedGeometry& from, std::uint32_t part) {
  for (auto r = from.parts().begin(part); r < from.parts().end(part); ++r) {
    for (const Point p : from.ring(r)) into.add_point(p);
    into.end_ring();
  }
  into.end_part();
  into.end_feature();
}

/// Cuts a line or ring into features of a few segments.
void append_edges(PackedGeometry& into, std::span<const Point> line, std::size_t stride = 1) {
  for (std::size_t begin = 0; begin + 1 < line.size(); begin += edge_segments * stride) {
    const std::size_t end = std::min(begin + edge_segments, line.size() - 1);
    for (std::size_t i = begin; i <= end; ++i) into.add_point(line[i]);
    into.end_ring();
    into.end_part();
    into.end_feature();
  }
}

/// Inside a convex part, near the middle of any other.
Point middle_of(std::span<const Point> ring, bool closed) {
  const std::size_t n = closed && ring.size() > 1 ? ring.size() - 1 : ring.size();
  Point sum;
  for (std::size_t i = 0; i < n; ++i)
    sum.x += ring[i].x - ring[0].x, sum.y += ring[i].y - ring[0].y;
  const double count = static_cast<double>(n);
  return {ring[0].x + sum.x / count, ring[0].y + sum.y / count};
}

double reach_of(const PackedGeometry& g, std::uint32_t part) {
  geo::Box box;
  for (const Point p : g.ring(g.parts().begin(part))) box.grow(p);
  return std::hypot(box.width(), box.height());
}

/// Whether most parts are the size of houses.
bool like_buildings(const model::Layer& layer, double unit_m) {
  if (layer.geometry.kind() != Kind::polygons) return false;
  if (layer.role == model::Role::buildings) return true;
  if (layer.role != model::Role::base) return false;
  const std::size_t parts = layer.geometry.parts().size(),
                    step = std::max<std::size_t>(1, parts / 300);
  std::size_t small = 0, all = 0;
  for (std::size_t part = 0; part < parts; part += step, ++all) {
    small += reach_of(layer.geometry, static_cast<std::uint32_t>(part)) * unit_m < building_reach_m;
  }
  return all > 0 && small * 2 > all;
}

/// All parts as features of their own, where features hold many.
std::shared_ptr<const PackedGeometry> parts_apart(const model::LayerPtr& layer) {
  const PackedGeometry& g = layer->geometry;
  if (g.parts().size() < g.size() * 3 / 2) return {layer, &g};
  auto apart = std::make_shared<PackedGeometry>(g.kind());
  apart->reserve(g.parts().size(), g.points().size());
  for (std::uint32_t part = 0; part < g.parts().size(); ++part) append_part(*apart, g, part);
  return apart;
}

/// Lines, or the borders of polygons, cut into short pieces so that their boxes are small.
std::shared_ptr<const PackedGeometry> short_pieces(const PackedGeometry& g) {
  auto pieces = std::make_shared<PackedGeometry>(Kind::lines);
  for (std::size_t r = 0; r < g.rings().size(); ++r) append_edges(*pieces, g.ring(r));
  return pieces;
}

bool says_something(const std::string& name) {
  return std::any_of(name.begin(), name.end(),
                     [](unsigned char c) { return c >= 0x80 || std::isalpha(c) != 0; });
}

/// Names of areas in a column of theirs: the first area of each name.
using Names = std::unordered_map<std::string, std::uint32_t>;

Names names_in(const model::Column& column) {
  Names names;
  if (!std::holds_alternative<model::Texts>(column.values)) return names;
  for (std::uint32_t row = 0; row < column.size(); ++row) {
    std::string name = column.text(row);
    if (says_something(name)) names.emplace(std::move(name), row);
  }
  return names;
}

/// Which area each anchor's own record names, by the pair of columns that agree most often in what
/// names they use. Empty where no column holds such names.
struct NamedAreas {
  std::vector<std::uint32_t> expected, same_name;
};
NamedAreas find_named_areas(const model::Layer& layer, const std::vector<std::uint32_t>& rows,
                            const model::Layer& areas) {
  constexpr std::size_t looked_at = 200, fewest_names = 3;
  constexpr double known_share = 0.8;
  NamedAreas best;
  double best_share = known_share;
  for (const model::Column& naming : areas.table.columns) {
    const Names names = names_in(naming);
    if (names.size() < fewest_names) continue;
    for (const model::Column& column : layer.table.columns) {
      if (!std::holds_alternative<model::Texts>(column.values)) continue;
      const std::size_t step = std::max<std::size_t>(1, rows.size() / looked_at);
      std::size_t all = 0, known = 0;
      std::set<std::uint32_t> distinct;
      for (std::size_t i = 0; i < rows.size(); i += step) {
        if (column.is_null(rows[i])) continue;
        ++all;
        const auto found = names.find(column.text(rows[i]));
        if (found == names.end()) continue;
        ++known;
        distinct.insert(found->second);
      }
      const double share = all == 0 ? 0 : static_cast<double>(known) / static_cast<double>(all);
      if (share < best_share || distinct.size() < fewest_names || known < 10) continue;
      best_share = share + 1e-9;  // of equals the first
      best = {};
      for (const std::uint32_t row : rows) {
        const auto found = column.is_null(row) ? names.end() : names.find(column.text(row));
        best.expected.push_back(found == names.end() ? AreaIndex::none : found->second);
      }
      for (std::uint32_t row = 0; row < naming.size(); ++row) {
        const auto found = names.find(naming.text(row));
        best.same_name.push_back(found == names.end() ? AreaIndex::none : found->second);
      }
    }
  }
  return best;
}

/// The layers that mean most first.
int importance(model::Role role) {
  switch (role) {
    case model::Role::communities:
      return 0;
    case model::Role::grids:
      return 1;
    case model::Role::buildings:
      return 2;
    default:
      return role == model::Role::base ? 3 : 4;
  }
}

}  // namespace

PlacementSample PlacementSample::moved(double dx, double dy) const {
  PlacementSample copy = *this;
  for (PackedGeometry* g : {&copy.anchors, &copy.solids, &copy.edges}) {
    for (Point& p : g->mutable_points()) p.x += dx, p.y += dy;
  }
  return copy;
}

PlacementSample take_sample(const model::Layer& layer, double unit_m, std::size_t most_parts) {
  const PackedGeometry& g = layer.geometry;
  PlacementSample sample;
  sample.of_points = g.kind() == Kind::points;
  sample.of_lines = g.kind() == Kind::lines;
  sample.of_buildings = like_buildings(layer, unit_m);
  sample.of_areas = g.kind() == Kind::polygons && !sample.of_buildings;
  const std::size_t parts = g.parts().size();
  const std::size_t taken = std::min(parts, most_parts);
  const std::size_t most_points = most_parts * 8;
  // A few outlines of a thousand points each are looked at in places.
  const std::size_t points = parts == 0 ? 0 : g.points().size() / parts * taken;
  const std::size_t stride =
      std::max<std::size_t>(1, points / std::max<std::size_t>(1, most_points));
  for (std::size_t i = 0; i < taken; ++i) {
    const auto part = static_cast<std::uint32_t>(i * parts / taken);
    const auto shell = g.ring(g.parts().begin(part));
    if (shell.empty()) continue;
    const Point anchor = sample.of_lines    ? shell[shell.size() / 2]
                         : sample.of_points ? shell[0]
                                            : middle_of(shell, true);
    sample.anchors.add_point_feature(anchor);
    sample.anchor_rows.push_back(feature_of_part(g, part));
    if (sample.of_buildings) append_part(sample.solids, g, part);
    if (sample.of_lines || sample.of_areas) append_edges(sample.edges, shell, stride);
  }
  return sample;
}

Agreement PlacementTest::ask(const PlacementSample& sample) const {
  switch (measure_) {
    case Measure::named_area:
      return named_area(sample.anchors, *areas_, expected_, same_name_);
    case Measure::inside_area:
      return inside_area(sample.anchors, *areas_);
    case Measure::at_building:
      return at_building(sample.anchors, *shapes_, *index_);
    case Measure::uncrossed:
      return sample.of_buildings ? uncrossed(sample.solids, *shapes_, *index_, false)
                                 : uncrossed(sample.edges, *shapes_, *index_, true);
    case Measure::whole_inside:
      return whole_inside(sample.solids, *areas_);
    case Measure::on_line:
      return on_line(sample.edges, *shapes_, *index_);
  }
  return {};
}

double PlacementTest::mean_distance_m(const PlacementSample& sample) const {
  return mean_distance_to_building(sample.anchors, *shapes_, *index_);
}

std::vector<PlacementTest> placement_tests(const model::Layer& layer, const PlacementSample& sample,
                                           const std::vector<Reference>& references) {
  constexpr std::size_t most_of_a_measure = 2;
  std::vector<Reference> ordered = references;
  std::stable_sort(ordered.begin(), ordered.end(), [](const Reference& a, const Reference& b) {
    return importance(a.layer->role) < importance(b.layer->role);
  });
  std::vector<PlacementTest> tests;
  const auto wanted = [&tests](Measure measure) {
    return static_cast<std::size_t>(std::count_if(tests.begin(), tests.end(), [&](const auto& t) {
             return t.measure_ == measure;
           })) < most_of_a_measure;
  };
  for (const Reference& reference : ordered) {
    const model::LayerPtr& other = reference.layer;
    const PackedGeometry& g = other->geometry;
    if (g.points().empty() || other.get() == &layer) continue;
    PlacementTest base;
    base.layer_ = other;
    const auto add = [&tests, &base](Measure measure) {
      base.measure_ = measure;
      tests.push_back(base);
    };
    const auto add_pieces = [&](Measure measure) {
      if (!wanted(measure) || g.points().size() > most_line_points) return;
      base.shapes_ = short_pieces(g);
      base.index_ = std::make_shared<const geo::BoxTree>(*base.shapes_);
      add(measure);
    };
    if (like_buildings(*other, 1)) {
      base.shapes_ = parts_apart(other);
      const bool as_it_is = base.shapes_.get() == &g;
      base.index_ = as_it_is && reference.index
                        ? reference.index
                        : std::make_shared<const geo::BoxTree>(*base.shapes_);
      if ((sample.of_points || sample.of_buildings) && wanted(Measure::at_building)) {
        add(Measure::at_building);
      }
      if ((sample.of_lines || sample.of_areas) && wanted(Measure::uncrossed)) {
        add(Measure::uncrossed);
      }
    } else if (g.kind() == Kind::polygons) {
      if (g.points().size() <= most_area_points) {
        base.areas_ = std::make_shared<const AreaIndex>(g, 4 * sample.anchors.size());
        NamedAreas named;
        if (sample.of_points && wanted(Measure::named_area)) {
          named = find_named_areas(layer, sample.anchor_rows, *other);
        }
        if (!named.expected.empty()) {
          base.expected_ = std::move(named.expected);
          base.same_name_ = std::move(named.same_name);
          add(Measure::named_area);
        }
        if (wanted(Measure::inside_area)) add(Measure::inside_area);
        if (sample.of_buildings && wanted(Measure::whole_inside)) add(Measure::whole_inside);
      }
      if (sample.of_areas) add_pieces(Measure::on_line);
    } else if (g.kind() == Kind::lines) {
      if (sample.of_buildings) add_pieces(Measure::uncrossed);
      if (sample.of_lines) add_pieces(Measure::on_line);
    }
  }
  return tests;
}

}  // namespace wangge::analysis
