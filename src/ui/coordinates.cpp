#include "ui/coordinates.h"

#include <fmt/format.h>

#include <cmath>

#include "geo/cgcs2000_zones.h"

namespace wangge::ui {
namespace {

constexpr auto place_of(CoordinatesIn in) { return static_cast<std::size_t>(in); }

}  // namespace

void Coordinates::refresh(const model::Workspace& workspace) {
  std::optional<geo::Crs>& map = systems_[place_of(CoordinatesIn::map)];
  if (workspace.empty() || (map && *map == workspace.crs)) return;
  map = workspace.crs;
  find_zones(workspace);
  make_way();
}

void Coordinates::find_zones(const model::Workspace& workspace) {
  std::optional<geo::Crs>& plain = systems_[place_of(CoordinatesIn::zone)];
  std::optional<geo::Crs>& prefixed = systems_[place_of(CoordinatesIn::prefixed_zone)];
  plain.reset(), prefixed.reset();
  const auto to_degrees = geo::Transformer::make(workspace.crs, geo::Crs::wgs84());
  const geo::Box box = workspace.extent();
  if (!to_degrees || box.is_empty()) return;
  const geo::Point place = to_degrees->transform(box.centre());
  if (!geo::is_finite(place)) return;
  const geo::Crs local = geo::local_projection(place);
  const int meridian = 3 * static_cast<int>(std::lround(place.x / 3));
  if (local.code() != fmt::format("EPSG:{}", geo::cgcs2000_3(meridian))) return;
  plain = local;
  const auto with_prefix =
      geo::Crs::from_text(fmt::format("EPSG:{}", geo::cgcs2000_prefixed_3(meridian / 3)));
  if (with_prefix) prefixed = *with_prefix;
}

void Coordinates::make_way() {
  way_.reset();
  const auto& map = systems_[place_of(CoordinatesIn::map)];
  if (!map) return;
  auto made = geo::Transformer::make(*map, system());
  if (made) way_ = std::move(*made);
}

CoordinatesIn Coordinates::chosen() const {
  return systems_[place_of(wanted_)] ? wanted_ : CoordinatesIn::wgs84;
}

void Coordinates::choose(CoordinatesIn in) {
  if (!systems_[place_of(in)]) return;
  wanted_ = in;
  make_way();
}

Result<void> Coordinates::choose(const std::string& code) {
  auto crs = geo::Crs::from_text(code);
  if (!crs) return crs.error();
  const auto& map = systems_[place_of(CoordinatesIn::map)];
  if (map) {
    const auto way = geo::Transformer::make(*map, *crs);
    if (!way) return way.error();
  }
  systems_[place_of(CoordinatesIn::typed)] = std::move(*crs);
  choose(CoordinatesIn::typed);
  return {};
}

std::string Coordinates::text(geo::Point on_map) const {
  if (!way_) return {};
  const geo::Point p = way_->transform(on_map);
  if (!geo::is_finite(p)) return {};
  return system().is_geographic() ? fmt::format("{:.5f}, {:.5f}", p.x, p.y)
                                  : fmt::format("{:.2f}, {:.2f}", p.x, p.y);
}

std::string Coordinates::longest_text() const {
  return system().is_geographic() ? "-000.00000, -00.00000" : "-00000000.00, -0000000.00";
}

}  // namespace wangge::ui
