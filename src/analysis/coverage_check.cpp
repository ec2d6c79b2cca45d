#include "analysis/coverage_check.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "analysis/geometry_check.h"
#include "base/i18n.h"
#include "geo/label_point.h"

namespace wangge::analysis {
namespace {

using geo::FaceMap;

/// Of every gap the feature with the longest border to it.
std::vector<std::size_t> nearest_rows(const FaceMap& faces,
                                      const std::vector<std::uint32_t>& gap_of_face,
                                      std::size_t gaps) {
  std::vector<std::map<std::uint32_t, double>> borders(gaps);
  for (FaceMap::Half h = 0; h < faces.half_count(); ++h) {
    const std::uint32_t gap = gap_of_face[faces.face(h)];
    if (gap == FaceMap::no_label) continue;
    for (const std::uint32_t owner : faces.owners(faces.face(FaceMap::twin(h)))) {
      borders[gap][owner] += faces.length_m(h);
    }
  }
  std::vector<std::size_t> rows;
  for (const auto& shares : borders) {
    const auto most = std::max_element(shares.begin(), shares.end(),
                                       [](auto& a, auto& b) { return a.second < b.second; });
    rows.push_back(most == shares.end() ? no_row : most->first);
  }
  return rows;
}

void find_gaps(const FaceMap& faces, std::vector<Finding>& findings) {
  std::vector<std::uint32_t> gap_of_face(faces.face_count(), FaceMap::no_label);
  std::uint32_t count = 0;
  for (FaceMap::Face face = 1; face < faces.face_count(); ++face) {
    if (faces.owners(face).empty()) gap_of_face[face] = count++;
  }
  if (count == 0) return;
  const auto shapes = faces.dissolve(gap_of_face, count);
  const auto middles = geo::label_points(shapes);
  const auto rows = nearest_rows(faces, gap_of_face, count);
  for (std::size_t gap = 0; gap < count; ++gap) {
    const geo::LabelPoint& middle = middles[gap];
    const double area = geo::polygon_area(shapes, gap);
    findings.push_back({FindingKind::gap, rows[gap], no_row, middle.place, area,
                        SizeUnit::square_metres,
                        trf("a gap of {}, {} wide", size_text(area, SizeUnit::square_metres),
                            size_text(2 * middle.radius_m, SizeUnit::metres))});
  }
}

void find_overlaps(const FaceMap& faces, std::vector<Finding>& findings) {
  struct Pair {
    double area_m2 = 0, largest_m2 = 0;
    FaceMap::Face largest = FaceMap::outside;
  };
  std::map<std::pair<std::uint32_t, std::uint32_t>, Pair> pairs;
  for (FaceMap::Face face = 1; face < faces.face_count(); ++face) {
    const auto& owners = faces.owners(face);
    const double area = faces.area_m2(face);
    for (std::size_t i = 0; i < owners.size(); ++i) {
      for (std::size_t j = i + 1; j < owners.size(); ++j) {
        Pair& pair = pairs[{owners[i], owners[j]}];
        pair.area_m2 += area;
        if (area > pair.largest_m2) pair.largest_m2 = area, pair.largest = face;
      }
    }
  }
  // The shapes of the faces the map goes to: a face may be the largest of several pairs.
  std::map<FaceMap::Face, std::uint32_t> shape_of_face;
  std::vector<std::uint32_t> labels(faces.face_count(), FaceMap::no_label);
  for (const auto& [rows, pair] : pairs) {
    const auto [found, fresh] =
        shape_of_face.emplace(pair.largest, static_cast<std::uint32_t>(shape_of_face.size()));
    if (fresh) labels[pair.largest] = found->second;
  }
  const auto shapes = geo::label_points(faces.dissolve(labels, shape_of_face.size()));
  for (const auto& [rows, pair] : pairs) {
    findings.push_back({FindingKind::overlap, rows.first, rows.second,
                        shapes[shape_of_face[pair.largest]].place, pair.area_m2,
                        SizeUnit::square_metres,
                        trf("overlaps row {} by {}", rows.second + 1,
                            size_text(pair.area_m2, SizeUnit::square_metres))});
  }
}

/// Features all of whose border lies against one and the same other feature.
void find_enclaves(const FaceMap& faces, std::size_t features, std::vector<Finding>& findings) {
  constexpr std::uint32_t nothing_yet = FaceMap::no_label, several = FaceMap::no_label - 1;
  std::vector<std::uint32_t> host(features, nothing_yet);
  std::vector<double> area(features);
  std::vector<FaceMap::Half> some_border(features);
  for (FaceMap::Face face = 1; face < faces.face_count(); ++face) {
    for (const std::uint32_t owner : faces.owners(face)) area[owner] += faces.area_m2(face);
  }
  for (FaceMap::Half h = 0; h < faces.half_count(); ++h) {
    const auto& mine = faces.owners(faces.face(h));
    if (mine.size() != 1) {
      for (const std::uint32_t owner : mine) host[owner] = several;
      continue;
    }
    const auto& theirs = faces.owners(faces.face(FaceMap::twin(h)));
    if (theirs == mine) continue;
    const std::uint32_t other = theirs.size() == 1 ? theirs.front() : several;
    std::uint32_t& so_far = host[mine.front()];
    so_far = so_far == nothing_yet || so_far == other ? other : several;
    some_border[mine.front()] = h;
  }
  for (std::uint32_t row = 0; row < features; ++row) {
    if (host[row] == nothing_yet || host[row] == several) continue;
    findings.push_back({FindingKind::enclave, row, host[row], faces.start_place(some_border[row]),
                        area[row], SizeUnit::square_metres,
                        trf("lies wholly inside row {}", host[row] + 1)});
  }
}

}  // namespace

bool may_be_coverage(const model::Layer& layer) {
  return layer.geometry.kind() == geo::Kind::polygons &&
         (layer.role == model::Role::base || layer.role == model::Role::communities ||
          layer.role == model::Role::grids || layer.role == model::Role::units);
}

bool is_coverage(const model::Layer& layer, const FaceMap& faces) {
  if (!may_be_coverage(layer)) return false;
  if (layer.role != model::Role::base) return true;
  std::vector<bool> beside(layer.size());
  for (FaceMap::Half h = 0; h < faces.half_count(); ++h) {
    const auto& mine = faces.owners(faces.face(h));
    const auto& theirs = faces.owners(faces.face(FaceMap::twin(h)));
    if (mine == theirs || mine.empty() || theirs.empty()) continue;
    for (const std::uint32_t owner : mine) beside[owner] = true;
  }
  const auto count = std::count(beside.begin(), beside.end(), true);
  return layer.size() > 1 && 2 * static_cast<std::size_t>(count) > layer.size();
}

std::vector<Finding> check_coverage(const FaceMap& faces, std::size_t features) {
  std::vector<Finding> findings;
  find_gaps(faces, findings);
  find_overlaps(faces, findings);
  find_enclaves(faces, features, findings);
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return a.kind != b.kind ? a.kind < b.kind : a.size > b.size;
  });
  return findings;
}

std::vector<Finding> Examination::findings(const model::Layer& layer) const {
  std::vector<Finding> all = alone;
  if (faces) {
    auto between = check_coverage(*faces, layer.size());
    std::move(between.begin(), between.end(), std::back_inserter(all));
  }
  return all;
}

Result<Examination> examine_layer(const model::Layer& layer, Progress& progress,
                                  geo::Lattice lattice) {
  if (!may_be_coverage(layer)) return examine_layer(layer, std::nullopt, progress);
  progress.set_step(tr("Checking the borders between features"));
  progress.report(-1);
  auto faces = FaceMap::build(layer.geometry, progress, lattice);
  if (!faces) return faces.error();
  return examine_layer(layer, std::move(*faces), progress);
}

Result<Examination> examine_layer(const model::Layer& layer, std::optional<FaceMap> faces,
                                  Progress& progress) {
  progress.set_step(tr("Checking each feature"));
  auto alone = check_geometry(layer.geometry, progress);
  if (!alone) return alone.error();
  if (faces && !is_coverage(layer, *faces)) faces.reset();
  return Examination{std::move(*alone), std::move(faces)};
}

Result<std::vector<Finding>> check_layer(const model::Layer& layer, Progress& progress,
                                         geo::Lattice lattice) {
  const auto examination = examine_layer(layer, progress, lattice);
  if (!examination) return examination.error();
  return examination->findings(layer);
}

}  // namespace wangge::analysis
