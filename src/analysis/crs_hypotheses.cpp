#include "analysis/crs_hypotheses.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "geo/cgcs2000_zones.h"

namespace wangge::analysis {
namespace {

class Hypotheses {
 public:
  void add(const geo::Crs& crs, bool swapped, bool rare, bool as_read = false) {
    const geo::Crs whole = swapped ? crs.with_axes_swapped() : crs;
    const std::string code = whole.code();
    if (std::find(codes_.begin(), codes_.end(), code) != codes_.end()) return;
    codes_.push_back(code);
    (rare ? rare_ : plain_).push_back({whole, as_read, rare});
  }
  void add_epsg(int code, bool swapped, bool rare) {
    const auto crs = geo::Crs::from_text("EPSG:" + std::to_string(code));
    if (crs) add(*crs, swapped, rare);
  }
  /// A plane system, and what people make of it.
  void add_plane(const geo::Crs& crs, bool swapped) {
    add(crs, swapped, false);
    if (crs.is_shifted()) return;
    add(crs.with_shift(geo::Shift::gcj02), swapped, true);
    add(crs.with_shift(geo::Shift::bd09), swapped, true);
    add(crs.with_other_unit(), swapped, true);
  }
  std::vector<CrsHypothesis> take() {
    plain_.insert(plain_.end(), rare_.begin(), rare_.end());
    return std::move(plain_);
  }

 private:
  std::vector<CrsHypothesis> plain_, rare_;
  std::vector<std::string> codes_;
};

void add_zones(Hypotheses& all, geo::Point numbers, geo::Point place, bool swapped) {
  const int prefix = static_cast<int>(std::floor(numbers.x / 1e6));
  const bool plausible_northing = numbers.y > 0 && numbers.y < 1e7;
  if (!plausible_northing) return;
  const auto plane = [&](int code) {
    const auto crs = geo::Crs::from_text("EPSG:" + std::to_string(code));
    if (crs) all.add_plane(*crs, swapped);
  };
  if (prefix >= 25 && prefix <= 45) plane(geo::cgcs2000_prefixed_3(prefix));
  if (prefix >= 13 && prefix <= 23) plane(geo::cgcs2000_prefixed_6(prefix));
  const bool without_prefix = prefix == 0 && place.x >= 72 && place.x <= 138 && place.y > 0;
  if (!without_prefix) return;
  const int nearest_3 = 3 * static_cast<int>(std::lround(place.x / 3));
  const int nearest_6 = 6 * static_cast<int>(std::floor(place.x / 6)) + 3;
  for (const int away : {0, -3, 3}) {
    if (const int m = nearest_3 + away; m >= 75 && m <= 135) plane(geo::cgcs2000_3(m));
  }
  for (const int away : {0, -6, 6}) {
    if (const int m = nearest_6 + away; m >= 75 && m <= 135) plane(geo::cgcs2000_6(m));
  }
}

void add_all(Hypotheses& all, const CrsClues& clues, bool swapped) {
  const geo::Point p = swapped ? geo::Point{clues.median.y, clues.median.x} : clues.median;
  if (std::abs(p.x) <= 360 && std::abs(p.y) <= 90) {
    all.add(geo::Crs::wgs84(), swapped, false);
    all.add(geo::Crs::gcj02(), swapped, false);
    all.add(geo::Crs::bd09(), swapped, false);
    for (const geo::Crs& crs : clues.in_use) {
      if (crs.is_geographic()) all.add(crs, swapped, false);
    }
    return;
  }
  add_zones(all, p, clues.place, swapped);
  if (std::abs(p.x) < 2.1e7 && std::abs(p.y) < 2.1e7) {
    all.add_epsg(3857, swapped, false);
    all.add(geo::Crs::baidu_mercator(), swapped, false);
    all.add(geo::Crs::from_text("EPSG:3857")->with_shift(geo::Shift::gcj02), swapped, false);
  }
  const int utm = std::clamp(static_cast<int>(std::floor((clues.place.x + 180) / 6)) + 1, 1, 60);
  const auto zone =
      geo::Crs::from_text("EPSG:" + std::to_string((clues.place.y >= 0 ? 32600 : 32700) + utm));
  if (zone) all.add_plane(*zone, swapped);
  for (const geo::Crs& crs : clues.in_use) {
    if (!crs.is_geographic()) all.add_plane(crs, swapped);
  }
}

}  // namespace

std::vector<CrsHypothesis> crs_hypotheses(const CrsClues& clues) {
  Hypotheses all;
  if (clues.as_read) all.add(*clues.as_read, false, false, true);
  if (!geo::is_finite(clues.median)) return all.take();
  for (const bool swapped : {false, true}) {
    add_all(all, clues, swapped);
    // What was declared may be right but for the order of the axes, the shift or the unit.
    if (!clues.as_read) continue;
    if (swapped) all.add(*clues.as_read, true, false);
    if (!clues.as_read->is_geographic()) all.add_plane(*clues.as_read, swapped);
  }
  return all.take();
}

}  // namespace wangge::analysis
