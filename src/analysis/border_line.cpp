#include "analysis/border_line.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "analysis/area_index.h"
#include "base/i18n.h"
#include "geo/box_tree.h"
#include "geo/face_groups.h"
#include "geo/label_point.h"

namespace wangge::analysis {
namespace {

using geo::FaceBorders;
using geo::FaceGroups;
using geo::FaceMap;
using geo::PackedGeometry;
using Face = FaceMap::Face;
using Half = FaceMap::Half;
using Sides = std::array<double, 2>;
constexpr std::uint32_t none = FaceMap::no_label;

class BorderDecider {
 public:
  explicit BorderDecider(const BorderLine& request) : request_(request) {
    units_.assign(request.a.begin(), request.a.end());
    of_a_ = units_.size();
    units_.insert(units_.end(), request.b.begin(), request.b.end());
  }

  Result<BorderDecision> decide(Progress& progress) {
    PackedGeometry ground = request_.units.subset(units_), line(geo::Kind::lines);
    line.add_ring_feature(request_.line);
    find_buildings(ground.box());
    ground.append(request_.buildings.subset(buildings_));
    auto faces = FaceMap::build(ground, line, progress);
    if (!faces) return faces.error();
    if (!find_sides(*faces)) {
      return Error{ErrorCode::invalid_argument, "",
                   tr("The line does not part the ground of the two grids."),
                   tr("Draw it from outside of both right through to the other side.")};
    }
    weigh(*faces);
    return settle();
  }

 private:
  /// Buildings near the ground.
  void find_buildings(const geo::Box& box) {
    if (request_.buildings.kind() != geo::Kind::polygons) return;
    for (std::uint32_t row = 0; row < request_.buildings.size(); ++row) {
      if (request_.buildings.box(row).intersects(box)) buildings_.push_back(row);
    }
  }

  /// The unit on a face, by place in units_.
  std::uint32_t unit_on(const FaceMap& faces, Face face) const {
    const auto& owners = faces.owners(face);
    return owners.empty() || owners.front() >= units_.size() ? none : owners.front();
  }

  /// Tells the sides of the line apart: across it the side changes. Returns whether it parts any
  /// ground.
  bool find_sides(const FaceMap& faces) {
    const FaceBorders borders(faces);
    const auto on_ground = [&](Face face) { return unit_on(faces, face) != none; };
    const auto is_line = [&](Half half) {
      const auto& edges = faces.edges();
      return edges.features_of(edges.edges[half / 2]).back() >= edges.first_line;
    };
    const FaceGroups pieces =
        geo::connected_faces(faces, borders, on_ground, [&](Half half) { return !is_line(half); });
    grounds_ = geo::connected_faces(faces, borders, on_ground, [](Half) { return true; });
    side_of_.assign(faces.face_count(), none);
    parted_.assign(grounds_.count, false);
    std::vector<std::uint32_t> side(pieces.count, none);
    std::vector<std::vector<std::uint32_t>> across(pieces.count);
    for (Half half = 0; half < faces.half_count(); ++half) {
      const std::uint32_t here = pieces.of_face[faces.face(half)];
      const std::uint32_t there = pieces.of_face[faces.face(FaceMap::twin(half))];
      if (here == none || there == none || here == there) continue;
      across[here].push_back(there);
      parted_[grounds_.of_face[faces.face(half)]] = true;
    }
    for (std::uint32_t first = 0; first < pieces.count; ++first) {
      if (side[first] != none) continue;
      side[first] = 0;
      std::vector<std::uint32_t> queue{first};
      for (std::size_t i = 0; i < queue.size(); ++i) {
        for (const std::uint32_t other : across[queue[i]]) {
          if (side[other] != none) continue;
          side[other] = 1 - side[queue[i]];
          queue.push_back(other);
        }
      }
    }
    for (Face face = 1; face < faces.face_count(); ++face) {
      if (pieces.of_face[face] != none) side_of_[face] = side[pieces.of_face[face]];
    }
    piece_shapes_ = faces.dissolve(pieces.of_face, pieces.count);
    side_of_piece_ = std::move(side);
    return std::find(parted_.begin(), parted_.end(), true) != parted_.end();
  }

  void weigh(const FaceMap& faces) {
    households_.assign(units_.size(), {});
    ground_m2_.assign(units_.size(), {});
    ground_of_.assign(units_.size(), none);
    building_m2_.assign(buildings_.size(), {});
    for (Face face = 1; face < faces.face_count(); ++face) {
      const std::uint32_t unit = unit_on(faces, face);
      if (unit == none) continue;
      ground_m2_[unit][side_of_[face]] += faces.area_m2(face);
      ground_of_[unit] = grounds_.of_face[face];
      for (const std::uint32_t owner : faces.owners(face)) {
        if (owner >= units_.size()) {
          building_m2_[owner - units_.size()][side_of_[face]] += faces.area_m2(face);
        }
      }
    }
    const AreaIndex pieces(piece_shapes_, buildings_.size());
    const AreaIndex units(request_.units.subset(units_), buildings_.size());
    for (const std::uint32_t building : buildings_) {
      const geo::Point place = geo::label_point(request_.buildings, building).place;
      if (!geo::is_finite(place)) continue;
      const std::uint32_t piece = pieces.owner(place), unit = units.owner(place);
      if (piece == AreaIndex::none || unit == AreaIndex::none) continue;
      households_[unit][side_of_piece_[piece]] += request_.building_households[building];
    }
  }

  std::uint32_t side_of_unit(std::size_t unit) const {
    const Sides& by =
        households_[unit][0] + households_[unit][1] > 0 ? households_[unit] : ground_m2_[unit];
    return by[1] > by[0] ? 1 : 0;
  }

  Result<BorderDecision> settle() {
    // a's households and ground on either side, for every ground that hangs together.
    std::vector<Sides> people(grounds_.count), ground(grounds_.count);
    for (std::size_t unit = 0; unit < of_a_; ++unit) {
      if (ground_of_[unit] == none) continue;
      people[ground_of_[unit]][side_of_unit(unit)] += request_.unit_households[units_[unit]];
      for (const std::size_t side : {0, 1}) {
        ground[ground_of_[unit]][side] += ground_m2_[unit][side];
      }
    }
    BorderDecision decision;
    std::size_t left_to_a = 0;
    for (std::size_t unit = 0; unit < units_.size(); ++unit) {
      const bool was_a = unit < of_a_;
      bool is_a = was_a;
      if (const std::uint32_t here = ground_of_[unit]; here != none && parted_[here]) {
        const Sides& by = people[here][0] != people[here][1] ? people[here] : ground[here];
        is_a = side_of_unit(unit) == (by[1] > by[0] ? 1U : 0U);
      }
      left_to_a += is_a ? 1 : 0;
      if (is_a != was_a) (is_a ? decision.to_a : decision.to_b).push_back(units_[unit]);
    }
    if (left_to_a == 0 || left_to_a == units_.size()) {
      return Error{ErrorCode::invalid_argument, "",
                   tr("The line leaves one of the two grids without a unit."),
                   tr("Draw it farther from the edge, or break the units there first.")};
    }
    std::sort(decision.to_a.begin(), decision.to_a.end());
    std::sort(decision.to_b.begin(), decision.to_b.end());
    for (std::size_t i = 0; i < buildings_.size(); ++i) {
      const double less = std::min(building_m2_[i][0], building_m2_[i][1]);
      if (!(less > 0)) continue;
      decision.crossed.push_back(
          {FindingKind::crossed, buildings_[i], no_row,
           geo::label_point(request_.buildings, buildings_[i]).place, less, SizeUnit::square_metres,
           trf("the line runs through it, {} lie on the lesser side; it stays whole",
               size_text(less, SizeUnit::square_metres))});
    }
    return decision;
  }

  const BorderLine& request_;
  std::vector<std::uint32_t> units_, buildings_;
  std::size_t of_a_ = 0;
  FaceGroups grounds_;
  std::vector<bool> parted_;            // one a ground: whether the line parts it
  std::vector<std::uint32_t> side_of_;  // one a face
  PackedGeometry piece_shapes_{geo::Kind::polygons};
  std::vector<std::uint32_t> side_of_piece_;
  std::vector<Sides> households_, ground_m2_;  // one a unit
  std::vector<std::uint32_t> ground_of_;       // one a unit
  std::vector<Sides> building_m2_;
};

}  // namespace

Result<BorderDecision> decide_border(const BorderLine& request, Progress& progress) {
  return BorderDecider(request).decide(progress);
}

}  // namespace wangge::analysis
