#include "analysis/unit_cutting.h"

#include <algorithm>
#include <limits>
#include <map>
#include <unordered_map>
#include <utility>

#include "analysis/area_division.h"
#include "analysis/households.h"
#include "analysis/line_layers.h"
#include "analysis/reading_order.h"
#include "base/i18n.h"
#include "geo/label_point.h"
#include "geo/locate.h"

namespace wangge::analysis {
namespace {

using geo::PackedGeometry;
using geo::Point;

/// Fine enough that the vertices of a unit stay what they are.
constexpr geo::Lattice fine{1e6};

struct LatticeHash {
  std::size_t operator()(geo::LatticePoint p) const {
    const auto mix = [](std::uint64_t h) { return (h ^ (h >> 29)) * 0xBF58476D1CE4E5B9ULL; };
    return mix(mix(static_cast<std::uint64_t>(p.x)) + static_cast<std::uint64_t>(p.y));
  }
};

/// The vertices a unit had, by their places on the lattice.
class OldVertices {
 public:
  explicit OldVertices(std::span<const Point> points) {
    for (const Point p : points) {
      if (const auto at = fine.nearest(p)) old_.emplace(*at, p);
    }
  }
  bool knows(Point p) const { return old_.contains(*fine.nearest(p)); }
  /// The vertex as it was, to the last digit; a new one as it is.
  Point as_it_was(Point p) const {
    const auto found = old_.find(*fine.nearest(p));
    return found == old_.end() ? p : found->second;
  }

 private:
  std::unordered_map<geo::LatticePoint, Point, LatticeHash> old_;
};

using Edge = std::pair<std::pair<double, double>, std::pair<double, double>>;
Edge edge_of(Point a, Point b) { return {{a.x, a.y}, {b.x, b.y}}; }

/// New vertices on the outline, by the edge of the unit that they lie on, both ways round.
std::map<Edge, std::vector<Point>> new_vertices(const PackedGeometry& outline,
                                                const OldVertices& old) {
  std::map<Edge, std::vector<Point>> found;
  for (std::size_t r = 0; r < outline.rings().size(); ++r) {
    const auto ring = outline.ring(r);
    const std::size_t count = ring.size() - 1;
    std::size_t start = 0;
    while (start < count && !old.knows(ring[start])) ++start;
    if (start == count) continue;
    Point before = old.as_it_was(ring[start]);
    std::vector<Point> fresh;
    for (std::size_t i = 1; i <= count; ++i) {
      const Point p = ring[(start + i) % count];
      if (!old.knows(p)) {
        fresh.push_back(p);
        continue;
      }
      const Point here = old.as_it_was(p);
      if (!fresh.empty()) {
        found[edge_of(before, here)] = fresh;
        std::reverse(fresh.begin(), fresh.end());
        found[edge_of(here, before)] = fresh;
        fresh.clear();
      }
      before = here;
    }
  }
  return found;
}

/// The neighbours whose borders have the edges, with the new vertices in them.
void mend_neighbours(const UnitToCut& request, const std::map<Edge, std::vector<Point>>& fresh,
                     CutUnit& cut) {
  if (fresh.empty()) return;
  const PackedGeometry& units = request.units;
  const geo::Box box = units.box(request.unit);
  for (std::uint32_t row = 0; row < units.size(); ++row) {
    if (row == request.unit || !units.box(row).intersects(box)) continue;
    bool changed = false;
    PackedGeometry made(geo::Kind::polygons);
    for (auto part = units.features().begin(row); part < units.features().end(row); ++part) {
      for (auto r = units.parts().begin(part); r < units.parts().end(part); ++r) {
        const auto ring = units.ring(r);
        made.add_point(ring.front());
        for (std::size_t i = 1; i < ring.size(); ++i) {
          if (const auto found = fresh.find(edge_of(ring[i - 1], ring[i])); found != fresh.end()) {
            for (const Point p : found->second) made.add_point(p);
            changed = true;
          }
          made.add_point(ring[i]);
        }
        made.end_ring();
      }
      made.end_part();
    }
    made.end_feature();
    if (!changed) continue;
    cut.neighbours.push_back(row);
    cut.neighbour_geometry.append_feature(made, 0);
  }
}

/// A total shared out over pieces.
std::vector<std::int64_t> share_number(const SharedNumber& number,
                                       std::span<const std::uint32_t> piece_of,
                                       std::span<const std::uint32_t> buildings,
                                       const PackedGeometry& pieces) {
  std::vector<double> said(pieces.size()), counts(pieces.size()), ground(pieces.size());
  bool any_said = false, any = false;
  for (std::size_t i = 0; i < buildings.size(); ++i) {
    if (piece_of[i] == Blocks::none) continue;
    any = true;
    counts[piece_of[i]] += 1;
    if (number.of_building.empty() || !(number.of_building[buildings[i]] > 0)) continue;
    said[piece_of[i]] += number.of_building[buildings[i]];
    any_said = true;
  }
  for (std::size_t piece = 0; piece < pieces.size(); ++piece) {
    ground[piece] = geo::polygon_area(pieces, piece);
  }
  return share_out(number.total, any_said ? said : any ? counts : ground);
}

/// Buildings whose label points lie in the unit, or that reach into it.
std::vector<std::uint32_t> buildings_near(const UnitToCut& request) {
  std::vector<std::uint32_t> rows;
  if (request.buildings.kind() != geo::Kind::polygons) return rows;
  const geo::Box box = request.units.box(request.unit);
  for (std::uint32_t row = 0; row < request.buildings.size(); ++row) {
    if (request.buildings.box(row).intersects(box)) rows.push_back(row);
  }
  return rows;
}

Result<CutUnit> cut(const UnitToCut& request, const PackedGeometry& lines,
                    std::span<const double> weights, const DivisionOptions& options,
                    const Error& not_parted, Progress& progress) {
  const std::vector<std::uint32_t> buildings = buildings_near(request);
  PackedGeometry footprints(geo::Kind::polygons);
  std::vector<double> weights_here;
  for (const std::uint32_t row : buildings) {
    footprints.append_feature(request.buildings, row);
    weights_here.push_back(weights.empty() ? 1 : weights[row]);
  }
  const std::uint32_t row = request.unit;
  const PackedGeometry unit = request.units.subset({&row, 1});
  auto division = divide_areas(unit, lines, footprints, weights_here, options, progress, fine);
  if (!division) return division.error();
  if (division->pieces.size() < 2) return not_parted;

  std::vector<Point> places;
  for (const geo::LabelPoint& label : geo::label_points(division->pieces)) {
    places.push_back(label.place);
  }
  const std::vector<std::uint32_t> order = reading_order(places);
  std::vector<std::uint32_t> place_of(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) place_of[order[i]] = i;
  for (std::uint32_t& piece : division->piece_of) {
    if (piece != Blocks::none) piece = place_of[piece];
  }
  CutUnit made{division->pieces.subset(order), {}, {}, PackedGeometry(geo::Kind::polygons), {}};
  const OldVertices old(unit.points());
  mend_neighbours(request, new_vertices(division->outline, old), made);
  for (Point& p : made.pieces.mutable_points()) p = old.as_it_was(p);
  for (const SharedNumber& number : request.numbers) {
    made.numbers.push_back(share_number(number, division->piece_of, buildings, made.pieces));
  }
  for (const Blocks::Crossing& crossing : division->crossings) {
    if (crossing.by_area) continue;  // by an outline that was there before
    made.crossed.push_back({FindingKind::crossed, buildings[crossing.building], no_row,
                            geo::label_point(footprints, crossing.building).place, crossing.off_m2,
                            SizeUnit::square_metres,
                            trf("the line would have cut {} off: the border goes round it",
                                size_text(crossing.off_m2, SizeUnit::square_metres))});
  }
  return made;
}

constexpr DivisionOptions by_lines_alone{{0, 0}, std::numeric_limits<double>::infinity(), 0};

}  // namespace

Result<CutUnit> cut_unit_by_line(const UnitToCut& request, std::span<const Point> line,
                                 Progress& progress) {
  const Error advice{ErrorCode::invalid_argument, "", tr("The line does not part the unit."),
                     tr("Draw it from outside of the unit right through to the other side.")};
  if (line.size() < 2) return advice;
  for (const Point end : {line.front(), line.back()}) {
    if (geo::owns(request.units, request.unit, end)) {
      return Error{ErrorCode::invalid_argument, "", tr("The line ends inside the unit."),
                   advice.advice};
    }
  }
  PackedGeometry lines(geo::Kind::lines);
  lines.add_ring_feature(line);
  return cut(request, lines, {}, by_lines_alone, advice, progress);
}

Result<CutUnit> cut_unit_by_lines(const UnitToCut& request, const PackedGeometry& lines,
                                  Progress& progress) {
  const geo::Box box = request.units.box(request.unit);
  PackedGeometry near(geo::Kind::lines);
  for (std::size_t row = 0; row < lines.size(); ++row) {
    if (lines.box(row).intersects(box)) add_outlines(near, lines, row);
  }
  return cut(request, near, {}, by_lines_alone,
             {ErrorCode::invalid_argument, "", tr("No line of the layer parts the unit."),
              tr("Draw a line instead, or break the unit between its buildings.")},
             progress);
}

Result<CutUnit> cut_unit_by_buildings(const UnitToCut& request, std::span<const double> weights,
                                      double target, Progress& progress) {
  return cut(request, PackedGeometry(geo::Kind::lines), weights, {{0, 0}, 0, target},
             {ErrorCode::invalid_argument, "",
              tr("The unit has too few buildings for two pieces of that size."),
              tr("Ask for smaller pieces, or draw a line.")},
             progress);
}

}  // namespace wangge::analysis
