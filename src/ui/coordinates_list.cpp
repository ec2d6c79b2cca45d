#include "ui/coordinates_list.h"

#include <imgui_stdlib.h>

#include "ui/icons.h"
#include "ui/line_breaks.h"
#include "ui/list_row.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

constexpr const char* id = "##coordinates";
constexpr double told_s = 4;
constexpr float list_width = 420;

struct Line {
  CoordinatesIn in;
  const char* name;
  std::string text, below, code = {};
};

std::vector<Line> lines_of(const Coordinates& in) {
  std::vector<Line> lines{
      {CoordinatesIn::wgs84, "coordinates/wgs84", "WGS 84", tr("GPS; degrees")},
      {CoordinatesIn::gcj02, "coordinates/gcj02", "GCJ-02", tr("Amap, Tencent maps; degrees")},
      {CoordinatesIn::bd09, "coordinates/bd09", "BD-09", tr("Baidu maps; degrees")}};
  const auto add = [&](CoordinatesIn which, const char* name, const char* text) {
    if (const auto& crs = in.system(which))
      lines.push_back({which, name, text, crs->name(), crs->code()});
  };
  add(CoordinatesIn::map, "coordinates/map", tr("The map's own system"));
  add(CoordinatesIn::zone, "coordinates/zone", tr("3-degree zone of this place"));
  add(CoordinatesIn::prefixed_zone, "coordinates/prefixed_zone",
      tr("3-degree zone of this place, with its number"));
  add(CoordinatesIn::typed, "coordinates/typed", tr("The code that was typed"));
  return lines;
}

void draw_code(Ui& ui, CoordinatesState& state) {
  const float apply = button_width(ui, nullptr, tr("Use"));
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - apply - ui.px(8));
  const bool entered = ImGui::InputTextWithHint("##coordinates/code", tr("Another code: EPSG:4490"),
                                                &state.typed, ImGuiInputTextFlags_EnterReturnsTrue);
  note(ui, "coordinates/code");
  explain(ui, tr("Any coordinate system that has a code, such as EPSG:4490 or 3857."));
  ImGui::SameLine(0, ui.px(8));
  const bool asked =
      button(ui, "coordinates/use", nullptr, tr("Use"), Weight::plain,
             tr("Shows the coordinates in this system"),
             state.typed.empty() ? tr("Type the code of a coordinate system first.") : nullptr);
  if ((asked || entered) && !state.typed.empty()) {
    const auto chosen = state.in.choose(state.typed);
    state.complaint = chosen ? "" : to_text(chosen.error());
    if (chosen) state.listed = false;
  }
  if (state.complaint.empty()) return;
  ImGui::PushFont(ui.fonts.small);
  ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->bad);
  paragraph(state.complaint);
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

}  // namespace

void draw_coordinates_list(Ui& ui, CoordinatesState& state, ImVec2 corner) {
  if (state.listed && !ImGui::IsPopupOpen(id)) {
    ImGui::OpenPopup(id);
    state.complaint.clear();
  }
  ImGui::SetNextWindowPos(corner, ImGuiCond_Always, {1, 1});
  ImGui::SetNextWindowSize({ui.px(list_width), 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(12), ui.px(10)});
  const bool open = ImGui::BeginPopup(id);
  ImGui::PopStyleVar();
  if (!open) {
    state.listed = false;  // a click beside it closes it
    return;
  }
  ImGui::PushFont(ui.fonts.body);
  ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->text);
  secondary(ui, tr("Coordinates are shown and copied in"));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  for (const Line& line : lines_of(state.in)) {
    ListRow row{line.text};
    row.below = line.below;
    if (line.code != line.below) row.number = line.code;
    row.current = line.in == state.in.chosen();
    if (list_row(ui, line.name, row, line.below)) {
      state.in.choose(line.in);
      state.listed = false;
    }
  }
  ImGui::PopStyleVar();
  ImGui::Dummy({0, ui.px(4)});
  draw_code(ui, state);
  ImGui::PopStyleColor();
  ImGui::PopFont();
  if (!state.listed) ImGui::CloseCurrentPopup();
  ImGui::EndPopup();
}

void copy_coordinates(CoordinatesState& state, geo::Point on_map) {
  const std::string text = state.in.text(on_map);
  if (text.empty()) return;
  ImGui::SetClipboardText(text.c_str());
  state.copied = trf("Copied: {} ({})", text, state.in.system().name());
  state.copied_at = ImGui::GetTime();
}

std::string copied_sentence(const CoordinatesState& state) {
  return ImGui::GetTime() < state.copied_at + told_s ? state.copied : "";
}

}  // namespace wangge::ui
