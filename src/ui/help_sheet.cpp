#include "ui/help_sheet.h"

#include <algorithm>
#include <array>
#include <span>

#include "ui/icons.h"
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
    Line{"Esc", tr_mark("step back")},
};
constexpr std::array redraw_lines{
    Line{"V · B · R · L", tr_mark("select, brush, rectangle, lasso")},
    Line{"I · Alt", tr_mark("eyedropper: take the grid under the cursor")},
    Line{"[  ]", tr_mark("size of the brush")},
    Line{"Tab · Shift + Tab", tr_mark("next grid, previous grid")},
    Line{"Enter", tr_mark("give the selected units to the grid")},
};
constexpr std::array window_lines{
    Line{"1 · 2 · 3", tr_mark("redraw, incidents, query and export")},
    Line{"Ctrl + O", tr_mark("open files")},
    Line{"Ctrl + S", tr_mark("save the plan")},
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
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const ImVec2 size{std::min(ui.px(900), screen.x - ui.px(40)),
                    std::min(ui.px(400), screen.y - ui.px(40))};
  ImGui::SetNextWindowSize(size);
  ImGui::SetNextWindowPos({(screen.x - size.x) / 2, (screen.y - size.y) / 2});
  ImGui::OpenPopup("##help");
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(20), ui.px(16)});
  constexpr auto flags =
      ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove;
  if (ImGui::BeginPopupModal("##help", nullptr, flags)) {
    panel_title(ui, tr("Keys and mouse"));
    ImGui::SameLine(size.x - ui.px(20 + 28));
    if (icon_button(ui, "help/close", icon::close, tr("Close (Esc)"))) open = false;
    const float half = (ImGui::GetContentRegionAvail().x - ui.px(24)) / 2;
    ImGui::BeginChild("##left", {half, 0});
    draw_lines(ui, tr("Map"), map_lines);
    ImGui::EndChild();
    ImGui::SameLine(0, ui.px(24));
    ImGui::BeginChild("##right", {half, 0});
    draw_lines(ui, tr("Redraw grids"), redraw_lines);
    draw_lines(ui, tr("Window"), window_lines);
    ImGui::EndChild();
    const bool outside =
        ImGui::IsMouseClicked(0) &&
        !ImGui::IsMouseHoveringRect(
            ImGui::GetWindowPos(),
            {ImGui::GetWindowPos().x + size.x, ImGui::GetWindowPos().y + size.y}, false);
    if (outside) open = false;
    if (!open) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
}

}  // namespace wangge::ui
