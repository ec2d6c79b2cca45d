#include "analysis/area_division.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <utility>

#include "analysis/building_cells.h"
#include "base/i18n.h"
#include "base/parallel.h"

namespace wangge::analysis {
namespace {

using geo::FaceBorders;
using geo::FaceGroups;
using geo::FaceMap;
using geo::GroupGraph;
using geo::PackedGeometry;
using Face = FaceMap::Face;
using Half = FaceMap::Half;
constexpr std::uint32_t none = Blocks::none;

/// How a block is cut further.
struct BlockPlan {
  std::vector<std::uint32_t> houses;
  std::vector<std::uint32_t> group_of;  ///< one a house
  PackedGeometry separators{geo::Kind::lines};
};

class AreaDivider {
 public:
  AreaDivider(Blocks blocks, const DivisionOptions& options, geo::Lattice lattice)
      : blocks_(std::move(blocks)),
        options_(options),
        lattice_(lattice),
        block_shapes_(blocks_.faces.dissolve(blocks_.block_of.of_face, blocks_.block_of.count)),
        house_shapes_(blocks_.faces.dissolve(blocks_.house_of.of_face, blocks_.house_of.count)) {}

  Result<Division> divide(std::span<const double> weights, Progress& progress) {
    plan_blocks(weights, progress);
    if (progress.cancelled()) return cancelled();
    Division division;
    division.crossings = std::move(blocks_.crossings);
    if (auto cut = cut_between(division, progress); !cut) return cut.error();
    return division;
  }

  static Error cancelled() {
    return {ErrorCode::cancelled, "", tr("Cutting the areas was cancelled."), ""};
  }

 private:
  void plan_blocks(std::span<const double> weights, Progress& progress) {
    const std::size_t houses = blocks_.houses.size();
    std::vector<double> weight_of(houses);
    for (std::size_t building = 0; building < blocks_.home_of.size(); ++building) {
      const std::uint32_t home = blocks_.home_of[building];
      if (home != none) weight_of[home] += weights[building];
    }
    plans_.resize(blocks_.block_of.count);
    for (std::uint32_t house = 0; house < houses; ++house) {
      plans_[blocks_.houses[house].block].houses.push_back(house);
    }
    std::atomic<std::size_t> done = 0;
    parallel_ranges(plans_.size(), 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t block = begin; block < end && !progress.cancelled(); ++block) {
        progress.report(static_cast<double>(done++) / static_cast<double>(plans_.size()));
        plan_block(block, weight_of);
      }
    });
  }

  void plan_block(std::size_t block, const std::vector<double>& weight_of) {
    BlockPlan& plan = plans_[block];
    plan.group_of.assign(plan.houses.size(), 0);
    std::vector<double> weights;
    double sum = 0;
    for (const std::uint32_t house : plan.houses) {
      weights.push_back(weight_of[house]);
      sum += weights.back();
    }
    const double groups = options_.target > 0 ? std::round(sum / options_.target)
                                              : static_cast<double>(plan.houses.size());
    if (plan.houses.size() < 2 || sum <= options_.most || !(groups >= 2)) return;
    const BuildingCells cells(house_shapes_, plan.houses, block_shapes_, block);
    std::vector<geo::Point> places;
    for (const std::uint32_t house : plan.houses) {
      places.push_back(house_shapes_.box(house).centre());
    }
    plan.group_of = group_cells(
        places, weights, cells.borders(),
        static_cast<std::uint32_t>(std::min(groups, static_cast<double>(plan.houses.size()))));
    cells.add_separators(plan.group_of, plan.separators);
  }

  /// Numbers the pieces and gives every face to one.
  Result<void> cut_between(Division& division, Progress& progress) {
    PackedGeometry polygons = block_shapes_, lines(geo::Kind::lines);
    polygons.append(house_shapes_);
    const auto blocks = static_cast<std::uint32_t>(block_shapes_.size());
    std::vector<std::uint32_t> piece_of_house(house_shapes_.size(), none);
    std::vector<std::uint32_t> block_of_line, first_piece;
    std::uint32_t pieces = 0;
    for (std::uint32_t block = 0; block < blocks; ++block) {
      const BlockPlan& plan = plans_[block];
      std::uint32_t groups = 1;
      for (std::size_t i = 0; i < plan.houses.size(); ++i) {
        piece_of_house[plan.houses[i]] = pieces + plan.group_of[i];
        groups = std::max(groups, plan.group_of[i] + 1);
      }
      first_piece.push_back(pieces);
      division.area_of.insert(division.area_of.end(), groups, blocks_.area_of[block]);
      pieces += groups;
      lines.append(plan.separators);
      block_of_line.resize(lines.size(), block);
    }
    auto built = FaceMap::build(polygons, lines, progress, lattice_);
    if (!built) return built.error();
    const FaceMap& faces = *built;
    const FaceBorders borders(faces);

    std::vector<std::uint32_t> block_of(faces.face_count(), none), piece_of(block_of);
    for (Face face = 1; face < faces.face_count(); ++face) {
      const auto& owners = faces.owners(face);
      if (owners.empty() || owners.front() >= blocks) continue;
      block_of[face] = owners.front();
      if (plans_[owners.front()].separators.empty()) {
        piece_of[face] = first_piece[owners.front()];
      } else if (owners.size() > 1) {
        piece_of[face] = piece_of_house[owners[1] - blocks];
      }
    }
    const auto separates = [&](Half half) {
      const auto& edges = faces.edges();
      const auto features = edges.features_of(edges.edges[half / 2]);
      return std::any_of(features.begin(), features.end(), [&](std::uint32_t feature) {
        return feature >= edges.first_line &&
               block_of_line[feature - edges.first_line] == block_of[faces.face(half)];
      });
    };
    const auto over = [&](Half half) { return faces.face(FaceMap::twin(half)); };
    // Open ground goes to the piece it lies open to, else to the one with the longest border.
    FaceGroups groups = geo::connected_faces(
        faces, borders, [&](Face face) { return block_of[face] != none; },
        [&](Half half) {
          const Face here = faces.face(half), there = over(half);
          return block_of[here] == block_of[there] && piece_of[here] == piece_of[there] &&
                 (piece_of[here] != none || !separates(half));
        });
    join_open_ground(faces, groups, piece_of, [&](Half half) {
      if (block_of[faces.face(half)] != block_of[over(half)]) return 0.0;
      constexpr double across = 1e-6;
      return faces.length_m(half) * (separates(half) ? across : 1.0);
    });
    keep_in_one(faces, borders, piece_of, division, [&](Half half) {
      const std::uint32_t here = block_of[faces.face(half)], there = block_of[over(half)];
      if (here == none || there == none || blocks_.area_of[here] != blocks_.area_of[there]) {
        return 0.0;
      }
      constexpr double other_block = 1e-6;
      return faces.length_m(half) * (here == there ? 1.0 : other_block);
    });
    drop_empty(piece_of, division);
    division.pieces = faces.dissolve(piece_of, division.area_of.size());
    std::vector<std::uint32_t> area_of_face(faces.face_count(), none);
    std::uint32_t areas = 0;
    for (Face face = 1; face < faces.face_count(); ++face) {
      if (piece_of[face] == none) continue;
      area_of_face[face] = division.area_of[piece_of[face]];
      areas = std::max(areas, area_of_face[face] + 1);
    }
    division.outline = faces.dissolve(area_of_face, areas);
    std::vector<std::uint32_t> now(house_shapes_.size(), none);
    for (Face face = 1; face < faces.face_count(); ++face) {
      const auto& owners = faces.owners(face);
      if (piece_of[face] == none) continue;
      division.ground_m2 += faces.area_m2(face);
      if (owners.back() < blocks) continue;
      now[owners.back() - blocks] = piece_of[face];
    }
    for (const std::uint32_t home : blocks_.home_of) {
      division.piece_of.push_back(home == none ? none : now[home]);
    }
    return {};
  }

  /// Pieces of which no face is left take no number.
  static void drop_empty(std::vector<std::uint32_t>& piece_of, Division& division) {
    std::vector<std::uint32_t> number(division.area_of.size(), none), area_of;
    for (std::uint32_t& piece : piece_of) {
      if (piece == none) continue;
      if (number[piece] == none) {
        number[piece] = static_cast<std::uint32_t>(area_of.size());
        area_of.push_back(division.area_of[piece]);
      }
      piece = number[piece];
    }
    division.area_of = std::move(area_of);
  }

  template <typename Weight>
  static void join_open_ground(const FaceMap& faces, const FaceGroups& groups,
                               std::vector<std::uint32_t>& piece_of, const Weight& weight) {
    std::vector<std::uint32_t> piece(groups.count, none), open;
    for (Face face = 1; face < faces.face_count(); ++face) {
      if (groups.of_face[face] != none) piece[groups.of_face[face]] = piece_of[face];
    }
    for (std::uint32_t group = 0; group < groups.count; ++group) {
      if (piece[group] == none) open.push_back(group);
    }
    if (open.empty()) return;
    GroupGraph graph(faces, groups, weight);
    while (!open.empty()) {
      bool joined = false;
      std::vector<std::uint32_t> left;
      for (const std::uint32_t group : open) {
        const std::uint32_t other = graph.nearest(group, [](auto) { return true; });
        if (other == none || piece[other] == none) {
          left.push_back(group);
          continue;
        }
        graph.merge(group, other);
        joined = true;
      }
      open = std::move(left);
      if (joined) continue;
      // Open ground lies against open ground: any piece will do now.
      for (const std::uint32_t group : open) {
        const std::uint32_t other = graph.nearest(group, [&](auto g) { return piece[g] != none; });
        if (other == none) continue;
        graph.merge(group, other);
        joined = true;
      }
      std::erase_if(open, [&](auto group) { return graph.now(group) != group; });
      if (!joined) break;
    }
    for (Face face = 1; face < faces.face_count(); ++face) {
      if (groups.of_face[face] != none) piece_of[face] = piece[graph.now(groups.of_face[face])];
    }
  }

  /// What came apart: the largest part stays the piece, others with a building become pieces, those
  /// without go to a neighbour.
  template <typename Weight>
  void keep_in_one(const FaceMap& faces, const FaceBorders& borders,
                   std::vector<std::uint32_t>& piece_of, Division& division,
                   const Weight& weight) const {
    const auto blocks = static_cast<std::uint32_t>(block_shapes_.size());
    const FaceGroups parts = geo::connected_faces(
        faces, borders, [&](Face face) { return piece_of[face] != none; },
        [&](Half half) { return piece_of[faces.face(half)] == piece_of[faces.face(half ^ 1U)]; });
    if (parts.count == division.area_of.size()) return;
    std::vector<double> area_m2(parts.count);
    std::vector<bool> built(parts.count);
    std::vector<std::uint32_t> piece(parts.count);
    for (Face face = 1; face < faces.face_count(); ++face) {
      const std::uint32_t part = parts.of_face[face];
      if (part == none) continue;
      area_m2[part] += faces.area_m2(face);
      piece[part] = piece_of[face];
      if (faces.owners(face).back() >= blocks) built[part] = true;
    }
    std::vector<std::uint32_t> main(division.area_of.size(), none);
    for (std::uint32_t part = 0; part < parts.count; ++part) {
      std::uint32_t& best = main[piece[part]];
      if (best == none || std::pair(bool(built[best]), area_m2[best]) <
                              std::pair(bool(built[part]), area_m2[part])) {
        best = part;
      }
    }
    GroupGraph graph(faces, parts, weight);
    for (std::uint32_t part = 0; part < parts.count; ++part) {
      if (main[piece[part]] == part) continue;
      const std::uint32_t other =
          built[part] ? none : graph.nearest(part, [](auto) { return true; });
      if (other != none) {
        graph.merge(part, other);
      } else {
        division.area_of.push_back(division.area_of[piece[part]]);
        piece[part] = static_cast<std::uint32_t>(division.area_of.size() - 1);
      }
    }
    for (Face face = 1; face < faces.face_count(); ++face) {
      if (parts.of_face[face] != none) piece_of[face] = piece[graph.now(parts.of_face[face])];
    }
  }

  Blocks blocks_;
  const DivisionOptions& options_;
  geo::Lattice lattice_;
  PackedGeometry block_shapes_, house_shapes_;
  std::vector<BlockPlan> plans_;
};

}  // namespace

Result<Division> divide_areas(const PackedGeometry& areas, const PackedGeometry& lines,
                              const PackedGeometry& buildings, std::span<const double> weights,
                              const DivisionOptions& options, Progress& progress,
                              geo::Lattice lattice) {
  auto blocks = cut_blocks(areas, lines, buildings, options.blocks, progress, lattice);
  if (!blocks) return blocks.error();
  return AreaDivider(std::move(*blocks), options, lattice).divide(weights, progress);
}

}  // namespace wangge::analysis
