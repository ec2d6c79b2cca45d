#include "ui/layer_panel.h"

#include <algorithm>
#include <array>

#include "io/open.h"
#include "ui/icons.h"
#include "ui/raster_rows.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

constexpr std::size_t most_classes = 14;  // a longer legend is cut and says so

std::string named(const char* what, model::LayerId id) {
  return "layer/" + std::to_string(static_cast<std::uint32_t>(id)) + "/" + what;
}

/// What a class is called; grids are coloured only so that neighbours differ.
bool has_legend(const model::LayerEntry& entry) {
  return entry.style && entry.style->classes.size() > 1 &&
         std::any_of(entry.style->classes.begin(), entry.style->classes.end(),
                     [](const model::StyleClass& c) { return !c.label.empty(); });
}

void draw_legend(Ui& ui, const model::LayerEntry& entry) {
  const geo::Kind kind = entry.layer->geometry.kind();
  ImGui::PushFont(ui.fonts.small);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(6), ui.px(2)});
  ImGui::Indent(ui.px(36));
  if (!entry.style->legend_title.empty()) {
    ImGui::TextDisabled("%s", entry.style->legend_title.c_str());
  }
  std::size_t shown = 0;
  for (const model::StyleClass& c : entry.style->classes) {
    if (c.label.empty()) continue;
    if (++shown > most_classes) break;
    const float height = ui.px(20);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    swatch(c.symbol, kind == geo::Kind::points, kind == geo::Kind::lines, {at.x, at.y + ui.px(4)},
           {ui.px(18), ui.px(12)});
    ImGui::Dummy({ui.px(18), height});
    ImGui::SameLine(0, ui.px(8));
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + ui.px(2));
    fitted(ui, c.label, ImGui::GetContentRegionAvail().x);
  }
  if (entry.style->classes.size() > most_classes) {
    ImGui::TextDisabled("%s",
                        trf("and {} more", entry.style->classes.size() - most_classes).c_str());
  }
  ImGui::Unindent(ui.px(36));
  ImGui::PopStyleVar();
  ImGui::PopFont();
}

/// The ways to read the layer's texts, each with what they would look like.
void draw_encodings(Ui& ui, const model::LayerEntry& entry, Outbox& out) {
  const model::Source& source = entry.layer->source;
  const bool open = ImGui::BeginMenu(tr("Text encoding"), !source.encodings.empty());
  note(ui, named("encodings", entry.id).c_str());
  if (source.encodings.empty()) {
    explain(ui, tr("The format fixes the encoding, or all texts are plain ASCII."));
  }
  if (!open) return;
  for (const model::EncodingCandidate& one : source.encodings) {
    const bool current = one.name == source.encoding;
    if (ImGui::MenuItem(one.name.c_str(), one.preview.c_str(), current) && !current) {
      out.act(session::ReadAgain{entry.id, one.name, {}});
    }
    note(ui, named(("encoding/" + one.name).c_str(), entry.id).c_str());
  }
  ImGui::EndMenu();
}

/// What can be done with the layer's table and others; nothing for layers it would make no sense
/// of.
void draw_table_work(Ui& ui, const session::Snapshot& snapshot, const model::LayerEntry& entry,
                     Outbox& out) {
  const auto& layers = snapshot.workspace->layers;
  const auto offer = [&](const char* what, const char* text, TableWork work, bool can,
                         const char* reason) {
    if (ImGui::MenuItem(text, nullptr, false, can)) out.ask(ShowTableWork{work, entry.id});
    note(ui, named(what, entry.id).c_str());
    if (!can) explain(ui, reason);
  };
  const auto is_buildings = [](const model::LayerEntry& one) {
    return one.layer->role == model::Role::buildings;
  };
  const model::Layer& layer = *entry.layer;
  if (layer.geometry.kind() == geo::Kind::points && !layer.table.columns.empty()) {
    offer("match", tr("Place by address…"), TableWork::match,
          std::any_of(layers.begin(), layers.end(), is_buildings),
          tr("Open a layer of buildings first."));
  }
  offer("join", tr("Join columns of a table…"), TableWork::join, layer.size() > 0,
        tr("The layer has no rows."));
  if (is_buildings(entry) && layer.geometry.kind() == geo::Kind::polygons) {
    offer("households", tr("Share out households…"), TableWork::households, layers.size() > 1,
          tr("Open areas with totals first."));
  }
}

void draw_menu(Ui& ui, const session::Snapshot& snapshot, const model::LayerEntry& entry,
               std::size_t place, Outbox& out) {
  const auto& layers = snapshot.workspace->layers;
  const auto item = [&](const char* what, const char* text, bool enabled) {
    const bool chosen = ImGui::MenuItem(text, nullptr, false, enabled);
    note(ui, named(what, entry.id).c_str());
    return chosen;
  };
  if (item("zoom", tr("Zoom to layer"), !entry.layer->extent.is_empty())) {
    out.ask(ZoomTo{entry.layer->extent});
  }
  if (item("table", tr("Show table"), true)) out.ask(ShowTable{entry.id});
  ImGui::Separator();
  float percent = entry.opacity * 100;
  ImGui::SetNextItemWidth(ui.px(130));
  if (ImGui::SliderFloat(tr("Opacity"), &percent, 0, 100, "%.0f %%")) {
    out.act(session::SetOpacity{entry.id, percent / 100});
  }
  if (ImGui::BeginMenu(tr("Role"))) {
    for (const model::Role role : model::all_roles) {
      if (ImGui::MenuItem(model::role_name(role).c_str(), nullptr, entry.layer->role == role)) {
        out.act(session::SetRole{entry.id, role});
      }
    }
    ImGui::EndMenu();
  }
  if (item("columns", tr("Columns…"), true)) out.ask(ShowColumns{entry.id});
  if (item("update", tr("Update from a newer file…"), true)) out.ask(AskForUpdate{entry.id});
  draw_table_work(ui, snapshot, entry, out);
  draw_encodings(ui, entry, out);
  if (item("check", tr("Check geometry"), entry.layer->size() > 0)) {
    out.act(session::CheckLayer{entry.id});
  }
  ImGui::Separator();
  if (item("up", tr("Move up"), place + 1 < layers.size())) {
    out.act(session::MoveLayer{entry.id, place + 1});
  }
  if (item("down", tr("Move down"), place > 0)) out.act(session::MoveLayer{entry.id, place - 1});
  ImGui::Separator();
  if (item("close", tr("Close layer"), true)) out.act(session::CloseLayer{entry.id});
}

/// Where the layer came from, for the hover text of its name.
std::string about(const model::LayerEntry& entry) {
  const model::Source& source = entry.layer->source;
  std::string text =
      model::title(*entry.layer) + "\n" + model::role_name(entry.layer->role) + " · " +
      trf("{} features", with_separators(static_cast<long long>(entry.layer->size())));
  if (source.features_without_geometry > 0) {
    text += "\n" + trf("{} without coordinates",
                       with_separators(static_cast<long long>(source.features_without_geometry)));
  }
  if (!source.path.empty()) text += "\n" + io::shown_address(source.path);
  if (!source.crs.empty()) text += "\n" + source.crs + " (" + source.crs_reason + ")";
  if (!source.encoding.empty()) {
    text += "\n" + source.encoding;
    if (!source.encoding_reason.empty()) text += " (" + source.encoding_reason + ")";
  }
  if (entry.style && entry.style->visible_max_mpp > 0) {
    text += std::string("\n") + tr("Shown only when zoomed in.");
  }
  return text;
}

void draw_row(Ui& ui, const session::Snapshot& snapshot, const model::LayerEntry& entry,
              std::size_t place, LayerPanelState& state, model::LayerId& active, Outbox& out) {
  const Palette& p = *ui.colours;
  const float height = ui.px(28);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (active == entry.id) {
    list->AddRectFilled(low, {low.x + width, low.y + height}, p.accent_soft, ui.px(6));
  } else if (ImGui::IsWindowHovered() &&
             ImGui::IsMouseHoveringRect(low, {low.x + width, low.y + height})) {
    list->AddRectFilled(low, {low.x + width, low.y + height}, p.window, ui.px(6));
  }

  if (icon_button(ui, named("eye", entry.id).c_str(), entry.visible ? icon::eye : icon::eye_closed,
                  entry.visible ? tr("Hide this layer") : tr("Show this layer"))) {
    out.act(session::ShowLayer{entry.id, !entry.visible});
  }
  ImGui::SameLine(0, 0);
  const geo::Kind kind = entry.layer->geometry.kind();
  const bool legend = has_legend(entry);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (legend) {
    if (ImGui::InvisibleButton(named("fold", entry.id).c_str(), {ui.px(22), height})) {
      if (state.unfolded.erase(entry.id) == 0) state.unfolded.insert(entry.id);
    }
    note(ui, named("fold", entry.id).c_str());
    explain(ui, tr("Show or hide the legend"));
    ImGui::PushFont(ui.fonts.small);
    list->AddText({at.x + ui.px(5), at.y + ui.px(7)}, p.secondary,
                  state.unfolded.count(entry.id) != 0 ? icon::down : icon::right);
    ImGui::PopFont();
  } else {
    ImGui::Dummy({ui.px(22), height});
    if (entry.style && !entry.style->classes.empty()) {
      swatch(entry.style->classes[0].symbol, kind == geo::Kind::points, kind == geo::Kind::lines,
             {at.x + ui.px(3), at.y + ui.px(8)}, {ui.px(16), ui.px(12)});
    }
  }

  const std::string count = with_separators(static_cast<long long>(entry.layer->size()));
  ImGui::PushFont(ui.fonts.small);
  const float count_width = ImGui::CalcTextSize(count.c_str()).x;
  ImGui::PopFont();
  const float name_width = width - ui.px(28 + 22 + 6 + 8 + 28) - count_width;
  ImGui::SameLine(0, ui.px(6));
  const ImVec2 name_at = ImGui::GetCursorScreenPos();
  if (ImGui::InvisibleButton(named("name", entry.id).c_str(),
                             {std::max(name_width, 1.0F), height})) {
    active = active == entry.id ? model::no_layer : entry.id;
  }
  note(ui, named("name", entry.id).c_str());
  explain(ui, about(entry));
  if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(0) && !entry.layer->extent.is_empty()) {
    out.ask(ZoomTo{entry.layer->extent});
  }
  list->AddText({name_at.x, name_at.y + std::floor((height - ImGui::GetFontSize()) / 2)},
                entry.visible ? p.text : p.disabled,
                shortened(model::title(*entry.layer), name_width).c_str());
  ImGui::PushFont(ui.fonts.small);
  list->AddText({name_at.x + name_width + ui.px(4), name_at.y + ui.px(7)},
                entry.visible ? p.secondary : p.disabled, count.c_str());
  ImGui::PopFont();
  ImGui::SameLine(width - ui.px(28) + ImGui::GetStyle().WindowPadding.x, 0);
  const std::string popup = named("popup", entry.id);
  if (icon_button(ui, named("menu", entry.id).c_str(), icon::more, tr("More about this layer"))) {
    ImGui::OpenPopup(popup.c_str());
  }
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(8), ui.px(8)});  // rows lie closer
  if (ImGui::BeginPopup(popup.c_str())) {
    draw_menu(ui, snapshot, entry, place, out);
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
  if (legend && entry.visible && state.unfolded.count(entry.id) != 0) draw_legend(ui, entry);
}

}  // namespace

void draw_layer_panel(Ui& ui, const session::Snapshot& snapshot, LayerPanelState& state,
                      model::LayerId& active, Outbox& out) {
  panel_title(ui, tr("Layers"));
  ImGui::Dummy({0, ui.px(2)});
  const auto& layers = snapshot.workspace->layers;
  if (snapshot.workspace->empty()) {
    secondary(ui, tr("Nothing is open yet."));
    return;
  }
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(8), ui.px(2)});
  for (std::size_t place = layers.size(); place-- > 0;) {
    const model::LayerEntry& entry = layers[place];
    if (state.seen.insert(entry.id).second && (entry.layer->role == model::Role::tickets ||
                                               entry.layer->role == model::Role::buildings)) {
      state.unfolded.insert(entry.id);
    }
    draw_row(ui, snapshot, entry, place, state, active, out);
  }
  draw_raster_rows(ui, *snapshot.workspace, out);
  ImGui::PopStyleVar();
}

}  // namespace wangge::ui
