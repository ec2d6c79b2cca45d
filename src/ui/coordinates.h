#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "model/workspace.h"

namespace wangge::ui {

/// What coordinates of places are shown in.
enum class CoordinatesIn : std::uint8_t { wgs84, gcj02, bd09, map, zone, prefixed_zone, typed };

/// Places of the map as texts, in the system that somebody chose. Ways from the map's system to
/// others are made once, not for every text. For the thread that draws.
class Coordinates {
 public:
  static constexpr std::size_t choices = 7;

  /// To be called with what is open before anything else is asked; costs nothing while the map's
  /// system stays the same.
  void refresh(const model::Workspace& workspace);

  /// Nothing happens where the system does not exist (yet).
  void choose(CoordinatesIn in);
  /// A code as geo::Crs::from_text reads it, "EPSG:4490" or "4490".
  ///
  /// errors  those of from_text, and where no way leads there from the map
  Result<void> choose(const std::string& code);

  /// The one that is shown: what was chosen, or WGS 84 where that does not exist here.
  CoordinatesIn chosen() const;
  const geo::Crs& system() const { return *systems_[static_cast<std::size_t>(chosen())]; }
  /// The systems there are to choose from. Zones are those of the place where the data lie, without
  /// and with their number before eastings; none outside of China. `typed` is the last that was.
  const std::optional<geo::Crs>& system(CoordinatesIn in) const {
    return systems_[static_cast<std::size_t>(in)];
  }
  /// "113.26441, 23.12908" (longitude before latitude) or "38424551.20, 2558891.47" (easting before
  /// northing); empty where the system has none for the place.
  std::string text(geo::Point on_map) const;
  /// A text as long as any of them, to leave room for.
  std::string longest_text() const;

 private:
  void find_zones(const model::Workspace& workspace);
  void make_way();

  CoordinatesIn wanted_ = CoordinatesIn::wgs84;
  std::array<std::optional<geo::Crs>, choices> systems_ = {geo::Crs::wgs84(), geo::Crs::gcj02(),
                                                           geo::Crs::bd09()};
  std::optional<geo::Transformer> way_;  ///< from the map to the one that is shown
};

}  // namespace wangge::ui
