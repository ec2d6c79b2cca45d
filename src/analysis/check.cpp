#include "analysis/check.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

#include "base/i18n.h"
#include "geo/geos.h"

namespace wangge::analysis {
namespace {

/// What GEOS finds wrong with a feature, or nothing.
void check_validity(const model::Layer& layer, std::size_t row, std::vector<Finding>& findings) {
  const auto context = geo::geos_context();
  const geo::GeosGeometry shape = geo::to_geos(layer.geometry, row);
  if (!shape) {
    findings.push_back({row, tr("too few points for its kind"), geo::nowhere});
    return;
  }
  char* reason = nullptr;
  GEOSGeometry* raw_place = nullptr;
  if (GEOSisValidDetail_r(context, shape.get(), 0, &reason, &raw_place) == 0) {
    const geo::GeosGeometry place(raw_place);
    Finding finding{row, trf("not valid: {}", reason == nullptr ? "" : reason), geo::nowhere};
    if (place) {
      GEOSGeomGetX_r(context, place.get(), &finding.place.x);
      GEOSGeomGetY_r(context, place.get(), &finding.place.y);
    }
    findings.push_back(std::move(finding));
  } else if (raw_place != nullptr) {
    GEOSGeom_destroy_r(context, raw_place);
  }
  if (reason != nullptr) GEOSFree_r(context, reason);
}

std::uint64_t hash_of(std::span<const geo::Point> points) {
  std::uint64_t hash = points.size();
  for (const geo::Point p : points) {
    hash = (hash ^ std::bit_cast<std::uint64_t>(p.x)) * 0x9E3779B97F4A7C15ULL;
    hash = (hash ^ std::bit_cast<std::uint64_t>(p.y) ^ (hash >> 31)) * 0xBF58476D1CE4E5B9ULL;
  }
  return hash;
}

}  // namespace

std::vector<Finding> check_geometry(const model::Layer& layer) {
  std::vector<Finding> findings;
  std::unordered_multimap<std::uint64_t, std::size_t> seen;
  const bool points = layer.geometry.kind() == geo::Kind::points;
  for (std::size_t row = 0; row < layer.size(); ++row) {
    if (!layer.geometry.has_geometry(row)) {
      findings.push_back({row, tr("no geometry"), geo::nowhere});
      continue;
    }
    if (points) continue;  // always valid, and two tickets at one place are no mistake
    check_validity(layer, row, findings);
    const auto mine = layer.geometry.feature_points(row);
    const auto [first, last] = seen.equal_range(hash_of(mine));
    const auto twin = std::find_if(first, last, [&](const auto& entry) {
      return std::ranges::equal(mine, layer.geometry.feature_points(entry.second));
    });
    if (twin != last) {
      findings.push_back({row, trf("the same geometry as row {}", twin->second + 1), mine.front()});
    } else {
      seen.emplace(hash_of(mine), row);
    }
  }
  return findings;
}

}  // namespace wangge::analysis
