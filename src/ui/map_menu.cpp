#include "ui/map_menu.h"

#include "ui/icons.h"
#include "ui/list_row.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

constexpr const char* id = "##map_menu";

}  // namespace

void draw_map_menu(Ui& ui, MapState& map, CoordinatesState& coordinates) {
  if (map.asked_place && !ImGui::IsPopupOpen(id)) ImGui::OpenPopup(id);
  ImGui::SetNextWindowSize({ui.px(260), 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(6), ui.px(6)});
  const bool open = ImGui::BeginPopup(id);
  ImGui::PopStyleVar();
  if (!open) {
    map.asked_place.reset();  // a click beside it closes it
    return;
  }
  bool done = !map.asked_place;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  const auto line = [&](const char* name, const char* mark, const char* text,
                        const std::string& below, const char* hint) {
    ListRow row{text};
    row.mark = mark, row.mark_colour = ui.colours->secondary;
    row.below = below;
    const bool clicked = !done && list_row(ui, name, row, hint);
    done = done || clicked;
    return clicked;
  };
  const std::string text = map.asked_place ? coordinates.in.text(*map.asked_place) : "";
  if (line("map_menu/copy", icon::copy, tr("Copy coordinates"), text,
           tr("As they are shown in the status bar (C); a click on them there chooses another "
              "system"))) {
    copy_coordinates(coordinates, *map.asked_place);
  }
  if (line("map_menu/measure", icon::measure, tr("Measure from here"), "",
           tr("Begins a line at this place (D begins one anywhere)"))) {
    map.ruler = {{*map.asked_place}, false};
    map.tool = Tool::measure;
  }
  ImGui::PopStyleVar();
  if (done) {
    map.asked_place.reset();
    ImGui::CloseCurrentPopup();
  }
  ImGui::EndPopup();
}

}  // namespace wangge::ui
