#include "ui/layers_sheet.h"

#include <algorithm>

#include "io/open.h"
#include "ui/icons.h"
#include "ui/sheet.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

constexpr float row_height = 30, name_at = 34, role_width = 110, geometry_width = 80,
                count_width = 90;

const char* geometry_name(io::LayerListing::Geometry geometry) {
  switch (geometry) {
    case io::LayerListing::Geometry::none:
      return tr("table");
    case io::LayerListing::Geometry::points:
      return tr("points");
    case io::LayerListing::Geometry::lines:
      return tr("lines");
    case io::LayerListing::Geometry::polygons:
      return tr("areas");
    case io::LayerListing::Geometry::mixed:
      return tr("mixed");
    case io::LayerListing::Geometry::pixels:
      return tr("pixels");
  }
  return "";
}

std::string role_text(const io::LayerListing& layer) {
  if (layer.is_system) return "—";
  if (layer.geometry == io::LayerListing::Geometry::pixels) return tr("Background");
  return std::string(model::role_name(layer.role));
}

std::string count_text(const std::optional<std::size_t>& count) {
  return count ? with_separators(static_cast<long long>(*count)) : std::string("—");
}

std::string file_name(const std::string& path) {
  const std::string shown = io::shown_address(path);
  return shown.substr(shown.find_last_of('/') + 1);
}

/// Where the columns of the list begin, from the left edge of the sheet.
struct Columns {
  float role, geometry, features, columns, right;
};
Columns columns_in(const Ui& ui, float width) {
  const float right = width - ui.px(10), columns = right - ui.px(count_width),
              features = columns - ui.px(count_width), geometry = features - ui.px(geometry_width);
  return {geometry - ui.px(role_width), geometry, features, columns, right};
}

void text_ending_at(float x, const std::string& text) {
  ImGui::SameLine(x - ImGui::CalcTextSize(text.c_str()).x);
  ImGui::TextUnformatted(text.c_str());
}

void draw_heads(const Ui& ui, const Columns& at) {
  ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->secondary);
  ImGui::SetCursorPosX(ui.px(name_at));
  ImGui::TextUnformatted(tr("Layer"));
  ImGui::SameLine(at.role);
  ImGui::TextUnformatted(tr("Seems to be"));
  ImGui::SameLine(at.geometry);
  ImGui::TextUnformatted(tr("Geometry"));
  text_ending_at(at.columns, tr("Features"));
  text_ending_at(at.right, tr("Columns"));
  ImGui::PopStyleColor();
}

/// One layer; a click anywhere on its row ticks it or takes the tick away.
void draw_layer(Ui& ui, const io::LayerListing& layer, std::size_t number, const Columns& at,
                char& ticked) {
  const std::string name = "layers/" + std::to_string(number);
  const ImVec2 low = ImGui::GetCursorPos();
  const ImVec2 screen = ImGui::GetCursorScreenPos();
  if (ImGui::InvisibleButton(name.c_str(), {ImGui::GetContentRegionAvail().x, ui.px(row_height)})) {
    ticked = ticked == 0 ? 1 : 0;
  }
  note(ui, name.c_str());
  if (layer.is_system) explain(ui, tr("Holds a program's own notes, no map"));
  if (ImGui::IsItemHovered()) {
    ImGui::GetWindowDrawList()->AddRectFilled(
        screen, {screen.x + ImGui::GetItemRectSize().x, screen.y + ui.px(row_height)},
        ui.colours->accent_soft, ui.px(6));
  }
  const float text_y = low.y + (ui.px(row_height) - ImGui::GetTextLineHeight()) / 2;
  ImGui::SetCursorPos({low.x + ui.px(8), text_y});
  const float side = ui.px(16);
  const ImVec2 box{screen.x + ui.px(8), screen.y + (ui.px(row_height) - side) / 2};
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 far{box.x + side, box.y + side};
  if (ticked != 0) {
    list->AddRectFilled(box, far, ui.colours->accent, ui.px(3));
    const ImVec2 tick[] = {{box.x + side * 0.2F, box.y + side * 0.52F},
                           {box.x + side * 0.42F, box.y + side * 0.74F},
                           {box.x + side * 0.8F, box.y + side * 0.28F}};
    list->AddPolyline(tick, 3, ui.colours->on_accent, 0, ui.px(2));
  } else {
    list->AddRect(box, far, ui.colours->secondary, ui.px(3));
  }
  const bool pale = layer.features == std::size_t{0} || layer.is_system;
  if (pale) ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->secondary);
  ImGui::SetCursorPos({ui.px(name_at), text_y});
  fitted(ui, layer.name, at.role - ui.px(name_at) - ui.px(10));
  ImGui::SameLine(at.role);
  fitted(ui, role_text(layer), ui.px(role_width - 8));
  ImGui::SameLine(at.geometry);
  ImGui::TextUnformatted(geometry_name(layer.geometry));
  text_ending_at(at.columns, count_text(layer.features));
  text_ending_at(at.right, count_text(layer.columns));
  if (pale) ImGui::PopStyleColor();
  ImGui::SetCursorPos({low.x, low.y + ui.px(row_height)});
}

/// Returns the names of the ticked layers.
std::vector<std::string> chosen_of(const session::LayerOffer& offer,
                                   const LayersSheetState& state) {
  std::vector<std::string> chosen;
  for (std::size_t i = 0; i < offer.layers->size(); ++i) {
    if (state.ticked[i] != 0) chosen.push_back((*offer.layers)[i].name);
  }
  return chosen;
}

}  // namespace

bool is_worth_opening(const io::LayerListing& layer) {
  return !layer.is_system && layer.features != std::size_t{0};
}

void draw_layers_sheet(Ui& ui, const session::Snapshot& snapshot, LayersSheetState& state,
                       Outbox& out) {
  if (snapshot.layer_offers.empty()) return;
  const session::LayerOffer& offer = snapshot.layer_offers.front();
  if (state.offer != offer.number) {
    state = {offer.number, {}};
    for (const auto& layer : *offer.layers) state.ticked.push_back(is_worth_opening(layer) ? 1 : 0);
  }
  constexpr float around = 164, most_height = 560;  // title, heads, buttons and what is between
  const float list_height = row_height * static_cast<float>(offer.layers->size() + 1);
  bool closed = false;
  if (!begin_sheet(ui, "layers", trf("Which layers of {}?", file_name(offer.path)),
                   {680, std::min(most_height, around + list_height)}, closed)) {
    return;
  }
  secondary(ui, trf("It holds {} layers. Empty ones and a program's own notes are not ticked.",
                    offer.layers->size()));
  ImGui::Dummy({0, ui.px(2)});
  if (ImGui::BeginChild("##list", {0, -ui.px(60)})) {
    const Columns at = columns_in(ui, ImGui::GetContentRegionAvail().x);
    draw_heads(ui, at);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(8), 0});
    for (std::size_t i = 0; i < offer.layers->size(); ++i) {
      draw_layer(ui, (*offer.layers)[i], i, at, state.ticked[i]);
    }
    ImGui::PopStyleVar();
  }
  ImGui::EndChild();
  const std::vector<std::string> chosen = chosen_of(offer, state);
  const bool wanted = answer_sheet(ui, "layers", icon::check, trf("Open {} layers", chosen.size()),
                                   chosen.empty() ? tr("No layer is ticked.") : nullptr, closed);
  const bool all = chosen.size() == offer.layers->size();
  ImGui::SameLine();
  if (button(ui, "layers/all", nullptr, all ? tr("Untick all") : tr("Tick all"), Weight::quiet,
             "")) {
    state.ticked.assign(offer.layers->size(), all ? 0 : 1);
  }
  if (closed) {
    out.act(session::OpenOffered{offer.number, wanted ? chosen : std::vector<std::string>()});
  }
  end_sheet(closed);
}

}  // namespace wangge::ui
