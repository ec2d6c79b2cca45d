#include "analysis/geometry_check.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <mutex>
#include <numbers>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/i18n.h"
#include "base/parallel.h"
#include "geo/geos.h"
#include "geo/label_point.h"

namespace wangge::analysis {
namespace {

using geo::PackedGeometry;
using geo::Point;

/// Calls visit(ring, is_shell) for every ring of a feature.
template <typename Visit>
void for_each_ring(const PackedGeometry& g, std::size_t row, const Visit& visit) {
  for (auto part = g.features().begin(row); part < g.features().end(row); ++part) {
    for (auto r = g.parts().begin(part); r < g.parts().end(part); ++r) {
      visit(g.ring(r), r == g.parts().begin(part));
    }
  }
}

/// GEOS's reasons in the current language.
std::string in_words(std::string_view reason) {
  static constexpr std::pair<const char*, const char*> known[] = {
      {"Self-intersection", tr_mark("its border crosses or runs along itself")},
      {"Ring Self-intersection", tr_mark("a ring touches or crosses itself")},
      {"Holes are nested", tr_mark("a hole lies inside another hole")},
      {"Nested shells", tr_mark("a part lies inside another part")},
      {"Interior is disconnected", tr_mark("holes cut the inside into pieces")},
      {"Duplicate Rings", tr_mark("a ring is there twice")},
      {"Too few points in geometry component", tr_mark("a ring has too few points")},
  };
  for (const auto& [theirs, ours] : known) {
    if (reason == theirs) return tr(ours);
  }
  return std::string(reason);
}

void check_validity(const PackedGeometry& geometry, std::size_t row,
                    std::vector<Finding>& findings) {
  const auto context = geo::geos_context();
  const geo::GeosGeometry shape = geo::to_geos(geometry, row);
  if (!shape) {
    findings.push_back({FindingKind::invalid, row, no_row, geometry.feature_points(row).front(), 0,
                        SizeUnit::none, tr("too few points for its kind")});
    return;
  }
  char* reason = nullptr;
  GEOSGeometry* raw_place = nullptr;
  const bool bad = GEOSisValidDetail_r(context, shape.get(), 0, &reason, &raw_place) == 0;
  const geo::GeosGeometry place(raw_place);
  if (bad) {
    Finding finding;
    finding.row = row;
    if (place) {
      GEOSGeomGetX_r(context, place.get(), &finding.place.x);
      GEOSGeomGetY_r(context, place.get(), &finding.place.y);
    }
    const std::string_view why = reason == nullptr ? "" : reason;
    if (why == "Hole lies outside shell") {
      finding.kind = FindingKind::hole_outside;
      finding.what = tr("a hole lies outside its shell");
    } else {
      finding.what = trf("not valid: {}", in_words(why));
    }
    findings.push_back(std::move(finding));
  }
  if (reason != nullptr) GEOSFree_r(context, reason);
}

/// Returns whether there are any.
bool check_spikes(const PackedGeometry& geometry, std::size_t row, std::vector<Finding>& findings) {
  const std::size_t before = findings.size();
  for_each_ring(geometry, row, [&](std::span<const Point> ring, bool) {
    if (ring.size() < 4) return;
    const std::size_t n = ring.size() - 1;  // the last repeats the first
    for (std::size_t i = 0; i < n; ++i) {
      const Point a = ring[(i + n - 1) % n], tip = ring[i], b = ring[(i + 1) % n];
      if (!is_spike(a, tip, b)) continue;
      const double out = std::min(geo::distance(a, tip), geo::distance(tip, b));
      findings.push_back({FindingKind::spike, row, no_row, tip, out, SizeUnit::metres,
                          trf("a spike of {}", size_text(out, SizeUnit::metres))});
    }
  });
  return findings.size() > before;
}

void check_closed(const PackedGeometry& geometry, std::size_t row, std::vector<Finding>& findings) {
  for_each_ring(geometry, row, [&](std::span<const Point> ring, bool) {
    if (ring.front() == ring.back()) return;
    const double open = geo::distance(ring.front(), ring.back());
    findings.push_back({FindingKind::unclosed, row, no_row, ring.back(), open, SizeUnit::metres,
                        trf("a ring is open by {}", size_text(open, SizeUnit::metres))});
  });
}

void check_sliver(const PackedGeometry& geometry, std::size_t row, std::vector<Finding>& findings) {
  const double area = geo::polygon_area(geometry, row);
  const double half_outline = geo::length(geometry, row) / 2;
  if (!(half_outline > 0)) return;
  const double width = area / half_outline;
  if (width > sliver_width_m || half_outline < sliver_slimness * width) return;
  findings.push_back({FindingKind::sliver, row, no_row, geo::label_point(geometry, row).place, area,
                      SizeUnit::square_metres,
                      trf("a sliver of {}, {} wide", size_text(area, SizeUnit::square_metres),
                          size_text(width, SizeUnit::metres))});
}

/// Vertices in degrees among others in metres land far away from them: farther than any feature of
/// a city is long, and by far more than its edges are.
void check_units(const PackedGeometry& geometry, std::size_t row, std::vector<Finding>& findings) {
  constexpr double far_m = 100'000, far_edges = 1000;
  const geo::Box box = geometry.box(row);
  if (std::hypot(box.width(), box.height()) < far_m) return;
  const auto points = geometry.feature_points(row);
  std::vector<double> xs, ys, edges;
  for (std::size_t i = 0; i < points.size(); ++i) {
    xs.push_back(points[i].x), ys.push_back(points[i].y);
    if (i > 0) edges.push_back(geo::distance(points[i - 1], points[i]));
  }
  const auto median = [](std::vector<double>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
  };
  if (edges.empty()) return;
  const Point middle{median(xs), median(ys)};
  const double usual = median(edges);
  const auto farthest = std::max_element(points.begin(), points.end(), [&](Point p, Point q) {
    return geo::distance(middle, p) < geo::distance(middle, q);
  });
  const double off = geo::distance(middle, *farthest);
  if (off < far_m || off < far_edges * usual) return;
  findings.push_back(
      {FindingKind::mixed_units, row, no_row, *farthest, off, SizeUnit::metres,
       trf("a vertex lies {:.0f} km from the others: degrees among metres?", off / 1000)});
}

void check_feature(const PackedGeometry& geometry, std::size_t row,
                   std::vector<Finding>& findings) {
  if (!geometry.has_geometry(row)) {
    findings.push_back({FindingKind::no_geometry, row, no_row, geo::nowhere, 0, SizeUnit::none,
                        tr("no geometry")});
    return;
  }
  if (geometry.kind() == geo::Kind::points) return;
  check_units(geometry, row, findings);
  if (geometry.kind() == geo::Kind::polygons) {
    const std::size_t before = findings.size();
    check_closed(geometry, row, findings);
    if (findings.size() > before) return;  // whatever else is wrong comes from it
    // A spike that closes exactly upon itself is invalid, too: one fault, told once.
    const bool spikes = check_spikes(geometry, row, findings);
    const std::size_t valid = findings.size();
    if (!spikes) check_validity(geometry, row, findings);
    // The area of what crosses itself says nothing about how slim it is.
    if (findings.size() == valid) check_sliver(geometry, row, findings);
  } else {
    check_validity(geometry, row, findings);
  }
}

std::uint64_t hash_of(std::span<const Point> points) {
  std::uint64_t hash = points.size();
  for (const Point p : points) {
    hash = (hash ^ std::bit_cast<std::uint64_t>(p.x)) * 0x9E3779B97F4A7C15ULL;
    hash = (hash ^ std::bit_cast<std::uint64_t>(p.y) ^ (hash >> 31)) * 0xBF58476D1CE4E5B9ULL;
  }
  return hash;
}

void check_duplicates(const PackedGeometry& geometry, std::vector<Finding>& findings) {
  std::unordered_multimap<std::uint64_t, std::size_t> seen;
  for (std::size_t row = 0; row < geometry.size(); ++row) {
    if (!geometry.has_geometry(row)) continue;
    const auto mine = geometry.feature_points(row);
    const std::uint64_t hash = hash_of(mine);
    const auto [first, last] = seen.equal_range(hash);
    const auto twin = std::find_if(first, last, [&](const auto& entry) {
      return std::ranges::equal(mine, geometry.feature_points(entry.second));
    });
    if (twin == last) {
      seen.emplace(hash, row);
      continue;
    }
    const bool area = geometry.kind() == geo::Kind::polygons;
    findings.push_back({FindingKind::duplicate, row, twin->second, mine.front(),
                        area ? geo::polygon_area(geometry, row) : geo::length(geometry, row),
                        area ? SizeUnit::square_metres : SizeUnit::metres,
                        trf("the same geometry as row {}", twin->second + 1)});
  }
}

}  // namespace

bool is_spike(Point before, Point tip, Point after) {
  const double ux = before.x - tip.x, uy = before.y - tip.y;
  const double vx = after.x - tip.x, vy = after.y - tip.y;
  const double u = std::hypot(ux, uy), v = std::hypot(vx, vy);
  if (u == 0 || v == 0) return false;
  const double angle = std::abs(std::atan2(ux * vy - uy * vx, ux * vx + uy * vy));
  return angle < spike_angle_deg * std::numbers::pi / 180 && std::min(u, v) * angle < spike_width_m;
}

Result<std::vector<Finding>> check_geometry(const PackedGeometry& geometry, Progress& progress) {
  std::vector<Finding> findings;
  std::mutex mutex;
  std::size_t done = 0;
  constexpr std::size_t grain = 1024;
  parallel_ranges(geometry.size(), grain, [&](std::size_t begin, std::size_t end) {
    std::vector<Finding> mine;
    for (std::size_t row = begin; row < end && !progress.cancelled(); ++row) {
      check_feature(geometry, row, mine);
    }
    const std::lock_guard lock(mutex);
    std::move(mine.begin(), mine.end(), std::back_inserter(findings));
    done += end - begin;
    progress.report(static_cast<double>(done) / static_cast<double>(geometry.size()));
  });
  if (progress.cancelled()) {
    return Error{ErrorCode::cancelled, "", tr("The check was cancelled."), ""};
  }
  if (geometry.kind() != geo::Kind::points) check_duplicates(geometry, findings);
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.row, a.kind) < std::tie(b.row, b.kind);
  });
  return findings;
}

}  // namespace wangge::analysis
