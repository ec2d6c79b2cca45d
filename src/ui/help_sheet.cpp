#include "ui/help_sheet.h"

#include <array>
#include <span>

#include "ui/sheet.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

struct Line {
  const char* keys;
  const char* does;  ///< marked for translation
};

constexpr std::array map_lines{
    Line{tr_mark("drag, Space + drag"), tr_mark("pan")},
    Line{tr_mark("wheel, + and −"), tr_mark("come closer, go farther away")},
    Line{tr_mark("arrow keys"), tr_mark("pan")},
    Line{"0", tr_mark("show the whole area")},
    Line{"F", tr_mark("zoom to the selection")},
    Line{tr_mark("click"), tr_mark("select; Shift adds, Ctrl toggles")},
    Line{tr_mark("Shift + drag"), tr_mark("select in a box")},
    Line{"D", tr_mark("measure lengths and areas")},
    Line{tr_mark("C, right click"), tr_mark("copy the coordinates of a place")},
    Line{"Esc", tr_mark("step back")},
};
constexpr std::array redraw_lines{
    Line{"V · B · R · L", tr_mark("select, brush, rectangle, lasso")},
    Line{"I · Alt", tr_mark("eyedropper: take the grid under the cursor")},
    Line{"N · X · M", tr_mark("new border line, cut a unit, move vertices")},
    Line{"[  ]", tr_mark("size of the brush")},
    Line{"Tab · Shift + Tab", tr_mark("next grid, previous grid")},
    Line{"K · Shift + K", tr_mark("lock the selection or the grid, all grids")},
    Line{"Enter", tr_mark("give the selected units to the grid; accept the proposal")},
    Line{"Esc", tr_mark("step back; reject the proposal")},
};
constexpr std::array incident_lines{
    Line{tr_mark("Space, P"), tr_mark("play the time, pause")},
};
constexpr std::array query_lines{
    Line{"Ctrl + Enter", tr_mark("run the tool or the SQL")},
};
constexpr std::array window_lines{
    Line{"1 · 2 · 3", tr_mark("redraw, incidents, query and export")},
    Line{"Ctrl + O", tr_mark("open files")},
    Line{"Ctrl + S", tr_mark("save; with Shift: under another name")},
    Line{"Ctrl + Q", tr_mark("close the window")},
    Line{"Ctrl + Z", tr_mark("undo; with Shift: redo")},
    Line{"T", tr_mark("table")},
    Line{"?", tr_mark("this sheet")},
};

void draw_lines(Ui& ui, const char* title, std::span<const Line> lines) {
  section(ui, title);
  for (const Line& line : lines) {
    const float x = ImGui::GetCursorPosX();
    ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->accent);
    ImGui::TextUnformatted(tr(line.keys));
    ImGui::PopStyleColor();
    ImGui::SameLine(x + ui.px(170));
    ImGui::TextUnformatted(tr(line.does));
  }
}

}  // namespace

void draw_help_sheet(Ui& ui, bool& open) {
  if (!open) return;
  bool closed = false;
  if (!begin_sheet(ui, "help", tr("Keys and mouse"), {900, 480}, closed)) return;
  const float half = (ImGui::GetContentRegionAvail().x - ui.px(24)) / 2;
  ImGui::BeginChild("##left", {half, 0});
  draw_lines(ui, tr("Map"), map_lines);
  draw_lines(ui, tr("Incidents"), incident_lines);
  draw_lines(ui, tr("Query and export"), query_lines);
  ImGui::EndChild();
  ImGui::SameLine(0, ui.px(24));
  ImGui::BeginChild("##right", {half, 0});
  draw_lines(ui, tr("Redraw grids"), redraw_lines);
  draw_lines(ui, tr("Window"), window_lines);
  ImGui::EndChild();
  const ImVec2 low = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  const bool outside = ImGui::IsMouseClicked(0) &&
                       !ImGui::IsMouseHoveringRect(low, {low.x + size.x, low.y + size.y}, false);
  closed = closed || outside;
  open = !closed;
  end_sheet(closed);
}

}  // namespace wangge::ui
