#include "analysis/geometry_mend.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "analysis/geometry_check.h"
#include "base/i18n.h"
#include "geo/geos.h"

namespace wangge::analysis {
namespace {

using geo::PackedGeometry;
using geo::Point;

bool can_be_mended(FindingKind kind) {
  return kind == FindingKind::unclosed || kind == FindingKind::spike ||
         kind == FindingKind::invalid || kind == FindingKind::hole_outside;
}

/// The ring closed, without repeated points and spikes; empty when nothing is left of it.
std::vector<Point> tidy(std::span<const Point> ring) {
  std::vector<Point> open;
  for (const Point p : ring) {
    if (open.empty() || open.back() != p) open.push_back(p);
  }
  while (open.size() > 1 && open.front() == open.back()) open.pop_back();
  // Where a tip is gone its neighbours may be one: a look back after each.
  for (std::size_t i = 0, quiet = 0; open.size() > 2 && quiet < open.size();) {
    const std::size_t n = open.size();
    i %= n;
    const Point before = open[(i + n - 1) % n], after = open[(i + 1) % n];
    if (before != after && before != open[i] && !is_spike(before, open[i], after)) {
      ++i, ++quiet;
      continue;
    }
    open.erase(open.begin() + static_cast<std::ptrdiff_t>(i));
    i = i + n - 2;  // modulo the n - 1 that are left: one back
    quiet = 0;
  }
  if (open.size() < 3) return {};
  open.push_back(open.front());
  return open;
}

PackedGeometry tidy_feature(const PackedGeometry& geometry, std::size_t row) {
  PackedGeometry made(geo::Kind::polygons);
  for (auto part = geometry.features().begin(row); part < geometry.features().end(row); ++part) {
    const auto shell = geometry.parts().begin(part);
    for (auto r = shell; r < geometry.parts().end(part); ++r) {
      const std::vector<Point> ring = tidy(geometry.ring(r));
      if (ring.empty() && r == shell) break;  // without its shell a part is nothing
      if (ring.empty()) continue;
      for (const Point p : ring) made.add_point(p);
      made.end_ring();
    }
    if (!tidy(geometry.ring(shell)).empty()) made.end_part();
  }
  made.end_feature();
  return made;
}

struct ParamsDelete {
  void operator()(GEOSMakeValidParams* params) const {
    GEOSMakeValidParams_destroy_r(geo::geos_context(), params);
  }
};

/// The feature valid, of polygons alone; without parts when nothing is left of it.
PackedGeometry made_valid(const PackedGeometry& one) {
  const auto context = geo::geos_context();
  PackedGeometry made(geo::Kind::polygons);
  const geo::GeosGeometry shape = geo::to_geos(one, 0);
  if (!shape) {
    made.end_feature();
    return made;
  }
  if (GEOSisValid_r(context, shape.get()) == 1) return one;
  const std::unique_ptr<GEOSMakeValidParams, ParamsDelete> params(
      GEOSMakeValidParams_create_r(context));
  GEOSMakeValidParams_setMethod_r(context, params.get(), GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r(context, params.get(), 0);
  const geo::GeosGeometry valid(GEOSMakeValidWithParams_r(context, shape.get(), params.get()));
  if (valid) {
    geo::append_from_geos(made, valid.get());
  } else {
    made.end_feature();
  }
  return made;
}

/// Nothing where nothing would be left of the feature.
std::optional<PackedGeometry> mend_feature(const PackedGeometry& geometry, std::size_t row) {
  PackedGeometry made = made_valid(tidy_feature(geometry, row));
  // What was cut where borders cross can leave tips of its own.
  made = made_valid(tidy_feature(made, 0));
  if (!made.has_geometry(0) || !(geo::polygon_area(made, 0) > 0)) return std::nullopt;
  return made;
}

/// Whether a mended feature is the same but for rings that end where they began now.
bool only_closed(const PackedGeometry& before, std::size_t row, const PackedGeometry& made) {
  const auto part = before.features().begin(row), made_part = made.features().begin(0);
  if (before.features().end(row) - part != made.features().end(0) - made_part) return false;
  for (std::uint32_t p = 0; part + p < before.features().end(row); ++p) {
    const auto r = before.parts().begin(part + p), made_r = made.parts().begin(made_part + p);
    if (before.parts().end(part + p) - r != made.parts().end(made_part + p) - made_r) return false;
    for (std::uint32_t i = 0; r + i < before.parts().end(part + p); ++i) {
      const std::span ring = before.ring(r + i), made_ring = made.ring(made_r + i);
      const std::size_t added = made_ring.size() - ring.size();
      if (added > 1 || !std::equal(ring.begin(), ring.end(), made_ring.begin())) return false;
    }
  }
  return true;
}

}  // namespace

Result<MendedGeometry> mend_geometry(const PackedGeometry& geometry,
                                     const std::vector<Finding>& findings, Progress& progress) {
  MendedGeometry result{PackedGeometry(geometry.kind()), {}, 0};
  if (geometry.kind() != geo::Kind::polygons) {
    result.geometry = geometry;
    return result;
  }
  result.geometry.reserve(geometry.size(), geometry.points().size());
  auto finding = findings.begin();  // by row
  for (std::size_t row = 0; row < geometry.size(); ++row) {
    if (progress.cancelled()) {
      return Error{ErrorCode::cancelled, "", tr("The mending was cancelled."), ""};
    }
    const Finding* first = nullptr;
    for (; finding != findings.end() && finding->row == row; ++finding) {
      if (first == nullptr && can_be_mended(finding->kind)) first = &*finding;
    }
    const auto made = first == nullptr ? std::nullopt : mend_feature(geometry, row);
    if (!made) {
      result.geometry.append_feature(geometry, row);
      continue;
    }
    const double change = geo::polygon_area(*made, 0) - geo::polygon_area(geometry, row);
    result.geometry.append_feature(*made, 0);
    result.new_borders = result.new_borders || !only_closed(geometry, row, *made);
    result.change_m2 += change;
    Finding done = *first;
    done.size = std::abs(change);
    done.unit = SizeUnit::square_metres;
    done.what = trf("mended: {}; its area changed by {}", first->what,
                    size_text(done.size, SizeUnit::square_metres));
    result.mended.push_back(std::move(done));
  }
  return result;
}

}  // namespace wangge::analysis
