#pragma once

#include <optional>
#include <string>
#include <vector>

#include "session/snapshot.h"
#include "ui/export_formats.h"
#include "ui/ui.h"

namespace wangge::ui {

enum class SystemChoice : std::uint8_t {
  wgs84,
  as_map,
  zone_prefixed,  ///< CGCS2000 in 3-degree zones, the zone's number before the easting
  zone,           ///< the same without it
  gcj02,
  bd09,
  typed
};

/// The coordinate systems that a layer can be written in.
struct ExportSystems {
  SystemChoice chosen = SystemChoice::wgs84;
  std::string typed;  ///< a code

  /// What is offered, by SystemChoice; made anew with what it belongs to.
  std::shared_ptr<const model::Workspace> of;
  model::LayerId layer = model::no_layer;
  struct Offered {
    std::optional<geo::Crs> crs;
    std::string code, name;
  };
  std::vector<Offered> offered;
  std::optional<int> zone;  ///< of 3 degrees, that the layer lies in
  std::string read;         ///< the typed text that was looked up

  /// layer  whose place decides on the zone
  void follow(const session::Snapshot& snapshot, model::LayerId layer);
  /// Looks the typed code up.
  void read_typed();
  /// What was chosen; nothing where it is no system, or none that the format takes.
  std::optional<geo::Crs> target(const ExportFormat& format) const;
  /// Why a choice is none for the format now; nullptr: it is one.
  const char* why_not(SystemChoice choice, const ExportFormat& format) const;
};

/// The number of the 3-degree zone of CGCS2000 around a longitude, 25 to 45; nothing elsewhere.
std::optional<int> three_degree_zone(double longitude);

/// Where the format does not take what is chosen, another system takes its place.
void draw_export_systems(Ui& ui, const ExportFormat& format, ExportSystems& systems);

}  // namespace wangge::ui
