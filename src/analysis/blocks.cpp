#include "analysis/blocks.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/i18n.h"
#include "geo/label_point.h"

namespace wangge::analysis {
namespace {

using geo::FaceBorders;
using geo::FaceGroups;
using geo::FaceMap;
using geo::GroupGraph;
using Face = FaceMap::Face;
using Half = FaceMap::Half;
constexpr std::uint32_t none = Blocks::none;

class BlockCutter {
 public:
  BlockCutter(FaceMap faces, std::uint32_t areas, std::uint32_t buildings,
              const BlockOptions& options)
      : areas_(areas), buildings_(buildings), options_(options), borders_(faces) {
    blocks_.faces = std::move(faces);
  }

  Blocks cut(Progress& progress) {
    find_areas();
    find_noise();
    find_houses();
    const auto in_area = [this](Face face) { return area_of_face_[face] != none; };
    blocks_.block_of = geo::connected_faces(blocks_.faces, borders_, in_area, [this](Half half) {
      return same_area(half) && !is_line(half);
    });
    keep_houses_whole();
    const std::vector<std::uint32_t> settled = blocks_.block_of.of_face;
    blocks_.block_of = geo::connected_faces(blocks_.faces, borders_, in_area, [&](Half half) {
      return settled[left(half)] == settled[right(half)];
    });
    find_homes();
    while (merge_small_blocks() && !progress.cancelled()) {
    }
    for (std::size_t house = 0; house < blocks_.houses.size(); ++house) {
      blocks_.houses[house].block = blocks_.block_of.of_face[first_face_of_house_[house]];
    }
    return std::move(blocks_);
  }

 private:
  Face left(Half half) const { return blocks_.faces.face(half); }
  Face right(Half half) const { return blocks_.faces.face(FaceMap::twin(half)); }
  bool same_area(Half half) const {
    return area_of_face_[left(half)] == area_of_face_[right(half)];
  }
  bool is_line(Half half) const {
    const auto& edges = blocks_.faces.edges();
    return edges.features_of(edges.edges[half / 2]).back() >= edges.first_line;
  }
  /// The buildings on a face, numbered after the areas.
  std::span<const std::uint32_t> buildings_on(Face face) const {
    const auto& owners = blocks_.faces.owners(face);
    const auto first = std::lower_bound(owners.begin(), owners.end(), areas_);
    return {first, noise_[face] ? first + 1 : owners.end()};
  }

  /// Walls that touch may overlap by rounding: that does not make one house of two.
  void find_noise() {
    constexpr double noise = 1e-6;  // of the smaller building
    noise_.assign(blocks_.faces.face_count(), false);
    std::vector<double> ground_m2(buildings_);
    for (Face face = 1; face < blocks_.faces.face_count(); ++face) {
      for (const std::uint32_t building : buildings_on(face)) {
        ground_m2[building - areas_] += blocks_.faces.area_m2(face);
      }
    }
    for (Face face = 1; face < blocks_.faces.face_count(); ++face) {
      const auto on = buildings_on(face);
      noise_[face] =
          on.size() > 1 && std::all_of(on.begin(), on.end(), [&](std::uint32_t building) {
            return blocks_.faces.area_m2(face) < noise * ground_m2[building - areas_];
          });
    }
  }

  void find_areas() {
    area_of_face_.assign(blocks_.faces.face_count(), none);
    for (Face face = 1; face < blocks_.faces.face_count(); ++face) {
      const auto& owners = blocks_.faces.owners(face);
      if (!owners.empty() && owners.front() < areas_) area_of_face_[face] = owners.front();
    }
  }

  void find_houses() {
    const auto share_a_building = [this](Half half) {
      const auto a = buildings_on(left(half)), b = buildings_on(right(half));
      return std::any_of(a.begin(), a.end(), [&](std::uint32_t building) {
        return std::binary_search(b.begin(), b.end(), building);
      });
    };
    blocks_.house_of = geo::connected_faces(
        blocks_.faces, borders_,
        [this](Face face) { return area_of_face_[face] != none && !buildings_on(face).empty(); },
        [&](Half half) { return same_area(half) && share_a_building(half); });
    blocks_.houses.resize(blocks_.house_of.count);
    first_face_of_house_.assign(blocks_.house_of.count, none);
    for (Face face = 1; face < blocks_.faces.face_count(); ++face) {
      const std::uint32_t house = blocks_.house_of.of_face[face];
      if (house == none) continue;
      blocks_.houses[house].area = area_of_face_[face];
      blocks_.houses[house].ground_m2 += blocks_.faces.area_m2(face);
      if (first_face_of_house_[house] == none) first_face_of_house_[house] = face;
    }
  }

  /// A house on both sides of a line goes to the block that has most of it.
  void keep_houses_whole() {
    auto& block_of = blocks_.block_of.of_face;
    std::vector<std::map<std::uint32_t, double>> shares(blocks_.houses.size());
    for (Face face = 1; face < blocks_.faces.face_count(); ++face) {
      const std::uint32_t house = blocks_.house_of.of_face[face];
      if (house != none) shares[house][block_of[face]] += blocks_.faces.area_m2(face);
    }
    std::vector<std::uint32_t> chosen(shares.size());
    for (std::size_t house = 0; house < shares.size(); ++house) {
      chosen[house] =
          std::max_element(shares[house].begin(), shares[house].end(), [](auto& a, auto& b) {
            return a.second < b.second;
          })->first;
    }
    std::map<std::uint32_t, double> moved;  // ground of buildings that a line would have cut
    for (Face face = 1; face < blocks_.faces.face_count(); ++face) {
      const std::uint32_t house = blocks_.house_of.of_face[face];
      if (house == none || block_of[face] == chosen[house]) continue;
      for (const std::uint32_t building : buildings_on(face)) {
        moved[building - areas_] += blocks_.faces.area_m2(face);
      }
      block_of[face] = chosen[house];
    }
    for (const auto& [building, off_m2] : moved) {
      blocks_.crossings.push_back({building, false, off_m2});
    }
  }

  void find_homes() {
    std::vector<std::map<std::uint32_t, double>> shares(buildings_);  // by house; none: in no area
    for (Face face = 1; face < blocks_.faces.face_count(); ++face) {
      for (const std::uint32_t building : buildings_on(face)) {
        shares[building - areas_][blocks_.house_of.of_face[face]] += blocks_.faces.area_m2(face);
      }
    }
    blocks_.home_of.assign(buildings_, none);
    for (std::uint32_t building = 0; building < buildings_; ++building) {
      std::map<std::uint32_t, double> by_area;
      double most = 0, sum = 0, most_in_area = 0;
      for (const auto& [house, ground] : shares[building]) {
        sum += ground;
        double& there = by_area[house == none ? none : blocks_.houses[house].area];
        most_in_area = std::max(most_in_area, there += ground);
        if (house != none && ground > most) most = ground, blocks_.home_of[building] = house;
      }
      if (by_area.size() > 1) blocks_.crossings.push_back({building, true, sum - most_in_area});
    }
    std::stable_sort(blocks_.crossings.begin(), blocks_.crossings.end(),
                     [](const auto& a, const auto& b) { return a.building < b.building; });
  }

  /// One round. Returns whether any block went into another.
  bool merge_small_blocks() {
    FaceGroups& blocks = blocks_.block_of;
    std::vector<double> area_m2(blocks.count);
    std::vector<bool> built(blocks.count);
    blocks_.area_of.assign(blocks.count, none);
    for (Face face = 1; face < blocks_.faces.face_count(); ++face) {
      const std::uint32_t block = blocks.of_face[face];
      if (block == none) continue;
      area_m2[block] += blocks_.faces.area_m2(face);
      blocks_.area_of[block] = area_of_face_[face];
      if (blocks_.house_of.of_face[face] != none) built[block] = true;
    }
    std::vector<std::uint32_t> small = small_blocks(area_m2, built);
    std::stable_sort(small.begin(), small.end(),
                     [&](auto a, auto b) { return area_m2[a] < area_m2[b]; });
    GroupGraph graph(blocks_.faces, blocks, [this](Half half) {
      return same_area(half) ? blocks_.faces.length_m(half) : 0.0;
    });
    bool merged = false;
    std::vector<bool> grown(blocks.count);  // may no longer be small: the next round looks
    for (const std::uint32_t block : small) {
      if (grown[block]) continue;
      const std::uint32_t other = graph.nearest(block, [](auto) { return true; });
      if (other == none) continue;
      graph.merge(block, other);
      grown[other] = merged = true;
    }
    if (merged) renumber(graph);
    return merged;
  }

  std::vector<std::uint32_t> small_blocks(const std::vector<double>& area_m2,
                                          const std::vector<bool>& built) const {
    std::vector<std::uint32_t> small, open;  // open: to be measured
    for (std::uint32_t block = 0; block < area_m2.size(); ++block) {
      if (area_m2[block] < options_.smallest_m2) {
        small.push_back(block);
      } else if (!built[block] && options_.narrowest_m > 0) {
        open.push_back(block);
      }
    }
    std::vector<std::uint32_t> place(area_m2.size(), none),
        labels(blocks_.faces.face_count(), none);
    for (std::uint32_t i = 0; i < open.size(); ++i) place[open[i]] = i;
    for (Face face = 1; face < labels.size(); ++face) {
      const std::uint32_t block = blocks_.block_of.of_face[face];
      if (block != none) labels[face] = place[block];
    }
    const auto shapes = geo::label_points(blocks_.faces.dissolve(labels, open.size()));
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (2 * shapes[i].radius_m < options_.narrowest_m) small.push_back(open[i]);
    }
    return small;
  }

  void renumber(const GroupGraph& graph) {
    std::vector<std::uint32_t> number(blocks_.block_of.count, none);
    std::uint32_t count = 0;
    std::vector<std::uint32_t> area_of;
    for (std::uint32_t& block : blocks_.block_of.of_face) {
      if (block == none) continue;
      const std::uint32_t now = graph.now(block);
      if (number[now] == none) {
        number[now] = count++;
        area_of.push_back(blocks_.area_of[now]);
      }
      block = number[now];
    }
    blocks_.block_of.count = count;
    blocks_.area_of = std::move(area_of);
  }

  std::uint32_t areas_, buildings_;
  const BlockOptions& options_;
  FaceBorders borders_;
  std::vector<std::uint32_t> area_of_face_;
  std::vector<bool> noise_;  // one a face
  std::vector<Face> first_face_of_house_;
  Blocks blocks_;
};

}  // namespace

Result<Blocks> cut_blocks(const geo::PackedGeometry& areas, const geo::PackedGeometry& lines,
                          const geo::PackedGeometry& buildings, const BlockOptions& options,
                          Progress& progress, geo::Lattice lattice) {
  geo::PackedGeometry polygons = areas;
  polygons.append(buildings);
  auto faces = FaceMap::build(polygons, lines, progress, lattice);
  if (!faces) return faces.error();
  Blocks blocks = BlockCutter(std::move(*faces), static_cast<std::uint32_t>(areas.size()),
                              static_cast<std::uint32_t>(buildings.size()), options)
                      .cut(progress);
  if (progress.cancelled()) {
    return Error{ErrorCode::cancelled, "", tr("Cutting the areas was cancelled."), ""};
  }
  return blocks;
}

}  // namespace wangge::analysis
