#include "ui/export_systems.h"

#include <imgui_stdlib.h>

#include <array>

#include "ui/widgets.h"

namespace wangge::ui {
namespace {

constexpr std::array all_choices{
    SystemChoice::wgs84, SystemChoice::as_map, SystemChoice::zone_prefixed, SystemChoice::zone,
    SystemChoice::gcj02, SystemChoice::bd09,   SystemChoice::typed};
constexpr int first_zone = 25, last_zone = 45;

ExportSystems::Offered offer(std::optional<geo::Crs> crs) {
  if (!crs) return {};
  return {crs, crs->code(), crs->name()};
}

std::optional<geo::Crs> by_code(int code) {
  auto crs = geo::Crs::from_text("EPSG:" + std::to_string(code));
  return crs ? std::optional(*crs) : std::nullopt;
}

std::optional<int> zone_of(const model::Workspace& workspace, model::LayerId id) {
  const model::LayerEntry* entry = workspace.find(id);
  if (entry == nullptr || entry->layer->extent.is_empty()) return {};
  const auto to_degrees = geo::Transformer::make(workspace.crs, geo::Crs::wgs84());
  if (!to_degrees) return {};
  const geo::Point place = to_degrees->transform(entry->layer->extent.centre());
  return geo::is_finite(place) ? three_degree_zone(place.x) : std::nullopt;
}

std::string text_of(SystemChoice choice, const ExportSystems& systems) {
  const auto& offered = systems.offered[static_cast<std::size_t>(choice)];
  switch (choice) {
    case SystemChoice::wgs84:
      return tr("WGS 84 (longitude, latitude)");
    case SystemChoice::as_map:
      return trf("As on the map: {}", offered.code);
    case SystemChoice::zone_prefixed:
      if (!systems.zone) return tr("CGCS2000, 3-degree zone with prefix");
      return trf("CGCS2000 zone {}, with prefix ({})", *systems.zone, offered.code);
    case SystemChoice::zone:
      if (!systems.zone) return tr("CGCS2000, 3-degree zone without prefix");
      return trf("CGCS2000 {}° E, no prefix ({})", 3 * *systems.zone, offered.code);
    case SystemChoice::gcj02:
      return tr("GCJ-02 (Amap, Tencent)");
    case SystemChoice::bd09:
      return tr("BD-09 (Baidu)");
    case SystemChoice::typed:
      break;
  }
  return tr("Another code…");
}

std::string story_of(SystemChoice choice, const ExportSystems& systems) {
  switch (choice) {
    case SystemChoice::zone_prefixed:
      return tr(
          "Metres of the zone that the layer lies in; eastings begin with its number: "
          "38500000.");
    case SystemChoice::zone:
      return tr(
          "Metres about the zone's central meridian; eastings without the number of the "
          "zone: 500000.");
    case SystemChoice::gcj02:
    case SystemChoice::bd09:
      return tr(
          "Shifted degrees of web maps. No file can declare them, so the file's name says "
          "it.");
    default:
      return systems.offered[static_cast<std::size_t>(choice)].name;
  }
}

void draw_typed(Ui& ui, const ExportFormat& format, ExportSystems& systems) {
  const float width =
      panel_line(ui, tr("Its code"), tr("An EPSG code such as 4547, WKT or a PROJ string"));
  ImGui::SetNextItemWidth(width);
  ImGui::InputTextWithHint("##export/code", "EPSG:4547", &systems.typed);
  note(ui, "export/code");
  systems.read_typed();
  const auto& offered = systems.offered[static_cast<std::size_t>(SystemChoice::typed)];
  if (systems.typed.empty()) {
    secondary(ui, tr("Type an EPSG code: 4547, for example, is CGCS2000 about 114° E."));
  } else if (!offered.crs) {
    warning(ui,
            trf("“{}” is no coordinate system. Type an EPSG code such as 4547.", systems.typed));
  } else if (const char* reason = systems.why_not(SystemChoice::typed, format)) {
    warning(ui, offered.name + ": " + reason);
  } else {
    secondary(ui, offered.name);
  }
}

}  // namespace

std::optional<int> three_degree_zone(double longitude) {
  const int zone = static_cast<int>(std::lround(longitude / 3));
  return zone >= first_zone && zone <= last_zone ? std::optional(zone) : std::nullopt;
}

void ExportSystems::follow(const session::Snapshot& snapshot, model::LayerId wanted) {
  if (of == snapshot.workspace && layer == wanted) return;
  of = snapshot.workspace;
  layer = wanted;
  zone = zone_of(*of, layer);
  const Offered by_hand = offered.empty() ? Offered{} : offered.back();
  offered = {offer(geo::Crs::wgs84()),
             offer(of->crs),
             offer(zone ? by_code(4513 + *zone - first_zone) : std::nullopt),
             offer(zone ? by_code(4534 + *zone - first_zone) : std::nullopt),
             offer(geo::Crs::gcj02()),
             offer(geo::Crs::bd09()),
             by_hand};
}

void ExportSystems::read_typed() {
  if (read == typed) return;
  read = typed;
  auto crs = typed.empty() ? Result<geo::Crs>(Error{}) : geo::Crs::from_text(typed);
  offered.back() = offer(crs ? std::optional(*crs) : std::nullopt);
}

const char* ExportSystems::why_not(SystemChoice choice, const ExportFormat& format) const {
  const auto& crs = offered[static_cast<std::size_t>(choice)].crs;
  if (format.only_wgs84) {
    return choice == SystemChoice::wgs84 ? nullptr : tr("This format is always in WGS 84.");
  }
  if (!crs && choice != SystemChoice::typed) {
    return tr("The layer lies in no zone from 25 to 45 (73.5° to 136.5° east).");
  }
  if (format.only_metres && crs && (crs->is_geographic() || crs->is_shifted())) {
    return tr("A drawing is in metres and takes no degrees.");
  }
  return nullptr;
}

std::optional<geo::Crs> ExportSystems::target(const ExportFormat& format) const {
  if (why_not(chosen, format) != nullptr) return {};
  return offered[static_cast<std::size_t>(chosen)].crs;
}

void draw_export_systems(Ui& ui, const ExportFormat& format, ExportSystems& systems) {
  std::vector<std::string> names;
  std::vector<Reason> reasons;
  for (const SystemChoice choice : all_choices) {
    names.push_back(text_of(choice, systems));
    reasons.push_back(systems.why_not(choice, format));
  }
  // A typed code may still be mended; anything else gives way to what the format takes.
  if (format.only_wgs84) systems.chosen = SystemChoice::wgs84;
  if (systems.chosen != SystemChoice::typed) {
    for (const SystemChoice choice : all_choices) {
      if (reasons[static_cast<std::size_t>(systems.chosen)] == nullptr) break;
      systems.chosen = choice;
    }
  }
  int chosen = static_cast<int>(systems.chosen);
  const float width =
      panel_line(ui, tr("System"), tr("The coordinate system of the numbers in the file"));
  if (choice(ui, "export/crs", names, chosen, width, reasons)) {
    systems.chosen = static_cast<SystemChoice>(chosen);
  }
  explain(ui, systems.chosen == SystemChoice::typed ? std::string()
                                                    : story_of(systems.chosen, systems));
  if (systems.chosen == SystemChoice::typed) draw_typed(ui, format, systems);
}

}  // namespace wangge::ui
