#include "ui/query_panel.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "ui/icons.h"
#include "ui/line_breaks.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using analysis::Predicate;

struct PredicateName {
  Predicate predicate;
  const char* name;  ///< marked for translation
  const char* means;
};
constexpr std::array predicates{
    PredicateName{Predicate::intersects, tr_mark("touches or overlaps (intersects)"),
                  tr_mark("They share at least one point.")},
    PredicateName{Predicate::within, tr_mark("lies within"),
                  tr_mark("No part lies outside; the insides meet.")},
    PredicateName{Predicate::contains, tr_mark("contains"),
                  tr_mark("It holds the other one wholly; the insides meet.")},
    PredicateName{Predicate::within_distance, tr_mark("lies within a distance of"),
                  tr_mark("The shortest distance on the ground is at most the one given.")},
    PredicateName{Predicate::overlaps, tr_mark("overlaps in part"),
                  tr_mark("Both have parts inside and outside of the other.")},
    PredicateName{Predicate::touches, tr_mark("touches only at the border"),
                  tr_mark("The borders meet, the insides do not.")},
    PredicateName{Predicate::crosses, tr_mark("crosses"), tr_mark("A line passes through.")},
    PredicateName{Predicate::equals, tr_mark("has the same shape as"),
                  tr_mark("Both cover exactly the same ground.")},
    PredicateName{Predicate::disjoint, tr_mark("is apart from all of"),
                  tr_mark("It shares no point with any of them.")},
};

struct Format {
  const char* name;
  const char* extension;
  const char* shown;
};
constexpr std::array formats{
    Format{"GPKG", ".gpkg", "GeoPackage (.gpkg)"},
    Format{"GeoJSON", ".geojson", "GeoJSON (.geojson)"},
    Format{"ESRI Shapefile", ".shp", "Shapefile (.shp)"},
    Format{"CSV", ".csv", "CSV (.csv)"},
    Format{"FlatGeobuf", ".fgb", "FlatGeobuf (.fgb)"},
};
constexpr std::size_t shapefile = 2;
constexpr std::array encodings{"UTF-8", "GBK", "GB18030"};

/// A combo box over the open layers. Returns true on a change.
bool choose_layer(Ui& ui, const char* name, const session::Snapshot& snapshot,
                  model::LayerId& layer) {
  std::vector<std::string> names;
  std::vector<model::LayerId> ids;
  const auto& layers = snapshot.workspace->layers;
  int chosen = -1;
  for (auto entry = layers.rbegin(); entry != layers.rend(); ++entry) {
    if (entry->id == layer) chosen = static_cast<int>(ids.size());
    ids.push_back(entry->id);
    names.push_back(model::title(*entry->layer));
  }
  if (!choice(ui, name, names, chosen, ImGui::GetContentRegionAvail().x)) return false;
  layer = ids[static_cast<std::size_t>(chosen)];
  return true;
}

void default_layers(const session::Snapshot& snapshot, QueryState& state) {
  const model::Workspace& workspace = *snapshot.workspace;
  const auto settle = [&](model::LayerId& layer, std::initializer_list<model::Role> roles) {
    const bool coming = !state.touched && !snapshot.jobs.empty();  // better ones may still be read
    if (workspace.find(layer) != nullptr && !coming) return;
    layer = workspace.layers.empty() ? model::no_layer : workspace.layers.back().id;
    for (const model::Role role : roles) {
      if (const auto* entry = workspace.find(role)) {
        layer = entry->id;
        return;
      }
    }
  };
  settle(state.target, {model::Role::tickets, model::Role::buildings, model::Role::hazards});
  settle(state.by, {model::Role::grids, model::Role::communities});
  if (!state.touched && state.by == state.target && workspace.layers.size() > 1) {
    state.by = workspace.layers[workspace.layers.size() - 2].id;
  }
  settle(state.export_layer, {model::Role::grids});
}

void draw_question(Ui& ui, const session::Snapshot& snapshot, QueryState& state, MapState& map,
                   Outbox& out) {
  section(ui, tr("Which features"));
  state.touched |= choose_layer(ui, "query/target", snapshot, state.target);
  section(ui, tr("Relation"));
  std::array<std::string, predicates.size()> names;
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = tr(predicates[i].name);
  choice(ui, "query/predicate", names, state.predicate, ImGui::GetContentRegionAvail().x);
  const PredicateName& relation = predicates[static_cast<std::size_t>(state.predicate)];
  secondary(ui, tr(relation.means));
  if (relation.predicate == Predicate::within_distance) {
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    ImGui::InputFloat("##distance", &state.distance_m, 10, 100, tr("%.0f m"));
    note(ui, "query/distance");
    state.distance_m = std::clamp(state.distance_m, 0.0F, 1e6F);
  }

  section(ui, tr("To what"));
  const std::array<std::string, 3> ways{tr("Layer"), tr("Selection"), tr("Drawn area")};
  int way = static_cast<int>(state.ask_by);
  if (segmented(ui, "query/by", ways, way, ImGui::GetContentRegionAvail().x)) {
    state.ask_by = static_cast<AskBy>(way);
    map.drawing_question = state.ask_by == AskBy::drawn && map.question.empty();
  }
  Reason reason = nullptr;
  std::string by_name;
  const model::Selection& selection = *snapshot.selection;
  switch (state.ask_by) {
    case AskBy::layer:
      state.touched |= choose_layer(ui, "query/by_layer", snapshot, state.by);
      if (state.by == state.target) reason = tr("Choose two different layers.");
      break;
    case AskBy::selection:
      if (selection.empty()) {
        reason = tr("Nothing is selected. Select something on the map first.");
        secondary(ui, reason);
      } else {
        secondary(ui, trf("The {} selected features of “{}”.",
                          with_separators(static_cast<long long>(selection.rows.size())),
                          model::title(*snapshot.workspace->find(selection.layer)->layer)));
        if (selection.layer == state.target) reason = tr("The selection is in the same layer.");
      }
      break;
    case AskBy::drawn: {
      const char* text = map.drawing_question
                             ? tr("Draw a ring on the map with the mouse held down.")
                         : map.question.empty() ? tr("No area has been drawn yet.")
                                                : tr("The area drawn on the map.");
      secondary(ui, text);
      if (button(ui, "query/draw", icon::lasso, map.question.empty() ? tr("Draw") : tr("Draw anew"),
                 Weight::plain, tr("Draw the area of the question on the map"))) {
        map.question.clear();
        map.drawing_question = true;
      }
      if (map.question.empty()) reason = tr("Draw an area first.");
      break;
    }
  }
  ImGui::Dummy({0, ui.px(4)});
  if (button(ui, "query/ask", icon::search, tr("Find and select"), Weight::primary, "", reason,
             ImGui::GetContentRegionAvail().x)) {
    session::SelectBySpace action;
    action.target = state.target;
    action.predicate = relation.predicate;
    action.distance_m = relation.predicate == Predicate::within_distance ? state.distance_m : 0;
    if (state.ask_by == AskBy::layer) action.by = state.by;
    if (state.ask_by == AskBy::selection)
      action.by = selection.layer, action.by_selection_only = true;
    if (state.ask_by == AskBy::drawn) {
      geo::PackedGeometry drawn(geo::Kind::polygons);
      drawn.add_ring_feature(map.question);
      action.drawn = std::move(drawn);
    }
    out.act(std::move(action));
  }
}

void draw_hits(Ui& ui, const session::Snapshot& snapshot, QueryState& state, Outbox& out) {
  const model::Selection& selection = *snapshot.selection;
  const model::LayerEntry* entry = snapshot.workspace->find(selection.layer);
  if (entry == nullptr || selection.empty()) return;
  section(ui, tr("Selected"));
  figure(ui, model::title(*entry->layer),
         with_separators(static_cast<long long>(selection.rows.size())),
         trf("of {}", with_separators(static_cast<long long>(entry->layer->size()))),
         tr("Features that are selected, of all in the layer."), ImGui::GetContentRegionAvail().x);
  const float third = (ImGui::GetContentRegionAvail().x - 2 * ui.px(6)) / 3;
  if (button(ui, "query/zoom", nullptr, tr("Zoom"), Weight::plain, tr("Zoom to the selection (F)"),
             nullptr, third)) {
    out.ask(ZoomToSelection{});
  }
  ImGui::SameLine(0, ui.px(6));
  if (button(ui, "query/table", nullptr, tr("Table"), Weight::plain, tr("Show the table (T)"),
             nullptr, third)) {
    out.ask(ShowTable{selection.layer});
  }
  ImGui::SameLine(0, ui.px(6));
  if (button(ui, "query/clear", nullptr, tr("Clear"), Weight::plain, tr("Select nothing (Esc)"),
             nullptr, third)) {
    out.act(session::ClearSelection{});
  }
  if (state.export_layer != selection.layer || !state.selection_only) {
    if (button(ui, "query/export_hits", icon::download, tr("Export these"), Weight::quiet,
               tr("Sets the export below to what is selected"))) {
      state.export_layer = selection.layer;
      state.selection_only = true;
    }
  }
}

void draw_export(Ui& ui, const session::Snapshot& snapshot, QueryState& state, Outbox& out) {
  section(ui, tr("Export"));
  const float width = ImGui::GetContentRegionAvail().x, half = std::floor((width - ui.px(8)) / 2);
  state.touched |= choose_layer(ui, "export/layer", snapshot, state.export_layer);
  const bool some = !snapshot.selection->empty() && snapshot.selection->layer == state.export_layer;
  const std::array<std::string, 2> extents{tr("Whole layer"), tr("Selection only")};
  int extent = state.selection_only ? 1 : 0;
  if (segmented(ui, "export/extent", extents, extent, width)) state.selection_only = extent == 1;

  std::array<std::string, formats.size()> format_names;
  for (std::size_t i = 0; i < formats.size(); ++i) format_names[i] = formats[i].shown;
  if (choice(ui, "export/format", format_names, state.format, width) && !state.path.empty()) {
    state.path =
        std::filesystem::path(state.path).replace_extension(export_extension(state)).string();
  }
  std::vector<geo::Crs> systems{geo::Crs::wgs84(), snapshot.workspace->crs, geo::Crs::gcj02(),
                                geo::Crs::bd09()};
  const std::vector<std::string> system_names{
      tr("WGS 84 (longitude, latitude)"), trf("As on the map: {}", snapshot.workspace->crs.code()),
      "GCJ-02", "BD-09"};
  const bool takes_encoding = state.format == static_cast<int>(shapefile);
  choice(ui, "export/crs", system_names, state.crs, takes_encoding ? half : width);
  if (takes_encoding) {
    ImGui::SameLine(0, ui.px(8));
    const std::vector<std::string> encoding_names(encodings.begin(), encodings.end());
    choice(ui, "export/encoding", encoding_names, state.encoding, half);
  }
  ImGui::Checkbox(tr("Mask names and phone numbers"), &state.masked);
  note(ui, "export/masked");
  explain(
      ui,
      tr("Personal fields become “张**” and “138****”. What is exported unmasked must be handled "
         "as personal data."));
  if (!state.masked) {
    ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->warn);
    ImGui::PushFont(ui.fonts.small);
    paragraph(tr("The file will hold personal data."));
    ImGui::PopFont();
    ImGui::PopStyleColor();
  }
  if (button(ui, "export/path", icon::folder,
             state.path.empty() ? tr("Choose a file…") : state.path, Weight::plain, state.path,
             nullptr, width)) {
    out.ask(AskForExportFile{});
  }
  const Reason reason = snapshot.workspace->find(state.export_layer) == nullptr
                            ? tr("Choose a layer.")
                        : state.selection_only && !some ? tr("Nothing is selected in this layer.")
                        : state.path.empty()            ? tr("Choose a file first.")
                                                        : nullptr;
  if (button(ui, "export/go", icon::download, tr("Export"), Weight::primary,
             tr("Writes the file, reads it back and compares before success is reported."), reason,
             width)) {
    session::ExportLayer action;
    action.layer = state.export_layer;
    action.selection_only = state.selection_only;
    action.path = state.path;
    action.options.format = formats[static_cast<std::size_t>(state.format)].name;
    action.options.target_crs = systems[static_cast<std::size_t>(state.crs)];
    action.options.encoding =
        takes_encoding ? encodings[static_cast<std::size_t>(state.encoding)] : "UTF-8";
    action.options.mask_personal = state.masked;
    out.act(std::move(action));
  }
}

}  // namespace

std::string export_extension(const QueryState& state) {
  return formats[static_cast<std::size_t>(state.format)].extension;
}

void draw_query_panel(Ui& ui, const session::Snapshot& snapshot, QueryState& state, MapState& map,
                      Outbox& out) {
  panel_title(ui, tr("Query and export"));
  if (snapshot.workspace->layers.empty()) {
    secondary(ui, tr("Open some files to ask questions about them."));
    return;
  }
  default_layers(snapshot, state);
  draw_question(ui, snapshot, state, map, out);
  draw_hits(ui, snapshot, state, out);
  draw_export(ui, snapshot, state, out);
}

}  // namespace wangge::ui
