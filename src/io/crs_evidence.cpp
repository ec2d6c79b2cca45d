#include "io/crs_evidence.h"

#include <algorithm>
#include <cmath>

#include "base/i18n.h"

namespace wangge::io {
namespace {

bool looks_like_degrees(geo::Point p) { return std::abs(p.x) <= 360 && std::abs(p.y) <= 90; }

// Letters and digits only, lower case: "GCJ-02" and "gcj_02" are the same.
std::string key_of(const std::string& text) {
  std::string key;
  for (const unsigned char c : text) {
    if (c >= 0x80 || std::isalnum(c) != 0) key += static_cast<char>(std::tolower(c));
  }
  return key;
}

const geo::Crs* shifted_by_name(const std::string& name) {
  static const geo::Crs gcj = geo::Crs::gcj02(), bd = geo::Crs::bd09();
  switch (shift_in_name(name)) {
    case geo::Shift::gcj02:
      return &gcj;
    case geo::Shift::bd09:
      return &bd;
    case geo::Shift::none:
      break;
  }
  return nullptr;
}

// Zone prefixes of Chinese Gauss–Krüger eastings: 13–23 six-degree, 25–45 three-degree zones.
int zone_prefix(geo::Point p) {
  const int prefix = static_cast<int>(std::floor(p.x / 1e6));
  const double easting = p.x - prefix * 1e6;
  const bool plausible = easting > 200'000 && easting < 800'000 && p.y > 300'000 && p.y < 6'200'000;
  if (!plausible) return 0;
  return (prefix >= 13 && prefix <= 23) || (prefix >= 25 && prefix <= 45) ? prefix : 0;
}

}  // namespace

geo::Shift shift_in_name(const std::string& name) {
  const std::string key = key_of(name);
  if (key.find("gcj02") != std::string::npos) return geo::Shift::gcj02;
  const auto baidu = key.find("bd09");
  // "bd09mc" is Baidu's Mercator and has no degrees.
  const bool bd09 = baidu != std::string::npos && key.compare(baidu, 6, "bd09mc") != 0;
  return bd09 ? geo::Shift::bd09 : geo::Shift::none;
}

geo::Point median_point(const std::vector<geo::Point>& points) {
  if (points.empty()) return geo::nowhere;
  constexpr std::size_t sample_size = 2048;
  const std::size_t step = std::max<std::size_t>(1, points.size() / sample_size);
  std::vector<double> x, y;
  for (std::size_t i = 0; i < points.size(); i += step) {
    x.push_back(points[i].x);
    y.push_back(points[i].y);
  }
  const auto middle = [](std::vector<double>& values) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), at, values.end());
    return *at;
  };
  return {middle(x), middle(y)};
}

Result<CrsFinding> find_crs(const RawLayer& layer, geo::Point median, const std::string& path) {
  const bool has_points = geo::is_finite(median);
  const bool degrees = has_points && looks_like_degrees(median);
  if (layer.crs) {
    const bool contradicted = has_points && layer.crs->is_geographic() && !degrees;
    if (!contradicted) {
      const std::string file = path.substr(path.find_last_of('/') + 1);
      const geo::Crs* shifted = shifted_by_name(file + " " + layer.name);
      if (shifted != nullptr && layer.crs->is_geographic()) {
        return CrsFinding{*shifted, tr("the file's name says so")};
      }
      return CrsFinding{*layer.crs, layer.crs_reason, true};
    }
    if (!layer.crs_by_default) {
      return Error{ErrorCode::unknown_crs, path,
                   trf("The file declares {}, but its numbers are no degrees (for example {:.7g}, "
                       "{:.7g}).",
                       layer.crs->code(), median.x, median.y),
                   tr("Open it again with the right coordinate system, for example EPSG:4547.")};
    }
  }
  if (!has_points) return CrsFinding{geo::Crs::wgs84(), tr("there are no coordinates")};
  if (degrees) {
    const std::string file = path.substr(path.find_last_of('/') + 1);
    const geo::Crs* shifted = shifted_by_name(file + " " + layer.name);
    if (shifted != nullptr) return CrsFinding{*shifted, tr("the file's name says so")};
    return CrsFinding{geo::Crs::wgs84(), tr("not declared: the numbers look like degrees")};
  }
  if (const int prefix = zone_prefix(median); prefix != 0) {
    const int code = prefix >= 25 ? 4513 + prefix - 25 : 4491 + prefix - 13;
    auto crs = geo::Crs::from_text("EPSG:" + std::to_string(code));
    if (crs) {
      return CrsFinding{*crs, trf("not declared: the eastings begin with zone {}", prefix)};
    }
  }
  return Error{
      ErrorCode::unknown_crs, path,
      trf("The file does not say which coordinate system its numbers are in (for example {:.7g}, "
          "{:.7g}), and they are no degrees.",
          median.x, median.y),
      tr("Open it again with the right coordinate system, for example EPSG:4547.")};
}

}  // namespace wangge::io
