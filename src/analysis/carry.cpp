#include "analysis/carry.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "geo/face_map.h"

namespace wangge::analysis {
namespace {

CarriedColumn carry_reals(const model::Column& column, const std::vector<std::uint32_t>& area_of,
                          std::size_t areas) {
  CarriedColumn carried;
  model::Reals sums(areas);
  for (std::size_t row = 0; row < area_of.size(); ++row) {
    const double number = column.is_null(row) ? std::nan("") : column.number(row);
    if (!std::isfinite(number)) {
      ++carried.unknown;
      continue;
    }
    (area_of[row] < areas ? sums[area_of[row]] : carried.outside) += number;
    carried.total += number;
  }
  carried.of_area = {column.name, std::move(sums), {}};
  return carried;
}

/// Whole numbers whose sums a double would round; those that are too large for it become reals.
CarriedColumn carry_integers(const model::Column& column, const model::Integers& values,
                             const std::vector<std::uint32_t>& area_of, std::size_t areas) {
  CarriedColumn carried;
  model::Integers sums(areas);
  std::int64_t outside = 0, total = 0;
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (column.is_null(row)) {
      ++carried.unknown;
      continue;
    }
    std::int64_t& sum = area_of[row] < areas ? sums[area_of[row]] : outside;
    if (__builtin_add_overflow(sum, values[row], &sum) ||
        __builtin_add_overflow(total, values[row], &total)) {
      return carry_reals(column, area_of, areas);
    }
  }
  carried.of_area = {column.name, std::move(sums), {}};
  carried.outside = static_cast<double>(outside);
  carried.total = static_cast<double>(total);
  return carried;
}

/// Both layers in one: the targets follow on the sources.
Result<geo::FaceMap> common_faces(const geo::PackedGeometry& sources,
                                  const geo::PackedGeometry& targets, Progress& progress) {
  geo::PackedGeometry both = sources;
  both.append(targets);
  return geo::FaceMap::build(both, progress);
}

/// Calls use(source, target) for each pair that owns the face.
template <typename Use>
void each_pair(const std::vector<std::uint32_t>& owners, std::uint32_t sources, const Use& use) {
  const auto middle = std::lower_bound(owners.begin(), owners.end(), sources);
  for (auto source = owners.begin(); source != middle; ++source) {
    for (auto target = middle; target != owners.end(); ++target) use(*source, *target - sources);
  }
}

using Pair = std::pair<std::uint32_t, std::uint32_t>;

std::map<Pair, double> shared_ground(const geo::FaceMap& faces, std::uint32_t sources) {
  std::map<Pair, double> ground;
  for (geo::FaceMap::Face face = 1; face < faces.face_count(); ++face) {
    each_pair(faces.owners(face), sources, [&](std::uint32_t source, std::uint32_t target) {
      ground[{source, target}] += faces.area_m2(face);
    });
  }
  return ground;
}

std::vector<Overlap> as_list(const std::map<Pair, double>& ground) {
  std::vector<Overlap> overlaps;
  overlaps.reserve(ground.size());
  for (const auto& [pair, area_m2] : ground) overlaps.push_back({pair.first, pair.second, area_m2});
  return overlaps;
}

}  // namespace

Carried carry_to_areas(const model::Layer& buildings, const geo::PackedGeometry& areas,
                       std::span<const int> columns) {
  Assignment assignment = buildings.geometry.kind() == geo::Kind::polygons
                              ? assign_by_label_point(buildings.geometry, areas)
                              : assign_points(buildings.geometry, areas);
  return carry_to_areas(buildings, std::move(assignment), areas.size(), columns);
}

Carried carry_to_areas(const model::Layer& buildings, Assignment assignment, std::size_t areas,
                       std::span<const int> columns) {
  Carried carried;
  carried.assignment = std::move(assignment);
  const std::vector<std::uint32_t>& area_of = carried.assignment.area_of;
  carried.counts = carried.assignment.counts;
  for (std::uint32_t row = 0; row < area_of.size(); ++row) {
    if (area_of[row] >= areas) carried.outside.push_back(row);
  }
  for (const int place : columns) {
    const model::Column& column = buildings.table.columns[static_cast<std::size_t>(place)];
    const auto* integers = std::get_if<model::Integers>(&column.values);
    carried.columns.push_back(integers != nullptr
                                  ? carry_integers(column, *integers, area_of, areas)
                                  : carry_reals(column, area_of, areas));
  }
  return carried;
}

Result<std::vector<Overlap>> overlaps_of(const geo::PackedGeometry& sources,
                                         const geo::PackedGeometry& targets, Progress& progress) {
  const auto faces = common_faces(sources, targets, progress);
  if (!faces) return faces.error();
  return as_list(shared_ground(*faces, static_cast<std::uint32_t>(sources.size())));
}

Result<Pieces> pieces_of(const geo::PackedGeometry& sources, const geo::PackedGeometry& targets,
                         Progress& progress) {
  const auto faces = common_faces(sources, targets, progress);
  if (!faces) return faces.error();
  const auto first_target = static_cast<std::uint32_t>(sources.size());
  const std::map<Pair, double> ground = shared_ground(*faces, first_target);
  Pieces pieces{geo::PackedGeometry(geo::Kind::polygons), as_list(ground)};
  // Where a layer overlaps itself a face belongs to several pieces: those that share a face are
  // made in different rounds.
  std::map<Pair, std::uint32_t> number;
  for (const auto& [pair, area_m2] : ground) {
    number.emplace(pair, static_cast<std::uint32_t>(number.size()));
  }
  std::vector<std::uint32_t> round_of(ground.size());
  std::uint32_t rounds = 1;
  for (geo::FaceMap::Face face = 1; face < faces->face_count(); ++face) {
    std::vector<std::uint32_t> here;
    each_pair(faces->owners(face), first_target, [&](std::uint32_t source, std::uint32_t target) {
      here.push_back(number[{source, target}]);
    });
    for (std::size_t i = 1; i < here.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (round_of[here[i]] == round_of[here[j]]) round_of[here[i]] = rounds++;
      }
    }
  }
  std::vector<geo::PackedGeometry> made;
  for (std::uint32_t round = 0; round < rounds; ++round) {
    std::vector<std::uint32_t> labels(faces->face_count(), geo::FaceMap::no_label);
    for (geo::FaceMap::Face face = 1; face < faces->face_count(); ++face) {
      each_pair(faces->owners(face), first_target, [&](std::uint32_t source, std::uint32_t target) {
        const std::uint32_t piece = number[{source, target}];
        if (round_of[piece] == round) labels[face] = piece;
      });
    }
    made.push_back(faces->dissolve(labels, ground.size()));
  }
  for (std::size_t piece = 0; piece < ground.size(); ++piece) {
    pieces.geometry.append_feature(made[round_of[piece]], piece);
  }
  return pieces;
}

std::vector<std::uint32_t> largest_overlaps(std::span<const Overlap> overlaps,
                                            std::size_t sources) {
  std::vector<std::uint32_t> target_of(sources, Assignment::outside);
  std::vector<double> most(sources);
  for (const Overlap& overlap : overlaps) {
    if (overlap.area_m2 <= most[overlap.source]) continue;
    most[overlap.source] = overlap.area_m2;
    target_of[overlap.source] = overlap.target;
  }
  return target_of;
}

Prorated prorate(std::span<const double> values, std::span<const Overlap> overlaps,
                 std::span<const double> weights, std::size_t targets) {
  std::vector<double> sums(values.size());
  for (std::size_t i = 0; i < overlaps.size(); ++i) sums[overlaps[i].source] += weights[i];
  Prorated prorated;
  prorated.of_target.assign(targets, 0);
  for (std::size_t i = 0; i < overlaps.size(); ++i) {
    const Overlap& overlap = overlaps[i];
    const double value = values[overlap.source];
    if (!(sums[overlap.source] > 0) || !std::isfinite(value)) continue;
    prorated.of_target[overlap.target] += value * (weights[i] / sums[overlap.source]);
  }
  for (std::uint32_t source = 0; source < values.size(); ++source) {
    const double value = values[source];
    if (sums[source] > 0 || !std::isfinite(value) || value == 0) continue;
    prorated.left_over += value;
    prorated.sources_left_over.push_back(source);
  }
  return prorated;
}

}  // namespace wangge::analysis
