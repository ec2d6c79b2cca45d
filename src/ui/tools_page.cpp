#include "ui/tools_page.h"

#include <array>
#include <cmath>
#include <utility>

#include "ui/icons.h"
#include "ui/line_breaks.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

constexpr const char* sql_key = "sql";

const char* sign_of(const std::string& tool) {
  static constexpr std::array<std::pair<const char*, const char*>, 7> signs{{
      {"buffer", icon::buffer},
      {"clip", icon::cut},
      {"intersection", icon::overlap},
      {"difference", icon::without},
      {"union", icon::together},
      {"count", icon::count},
      {sql_key, icon::database},
  }};
  for (const auto& [key, sign] : signs) {
    if (tool == key) return sign;
  }
  return icon::settings;
}

/// A line of the list: the tool's name, and below it what it makes, on as many lines as that takes.
void draw_entry(Ui& ui, const std::string& key, const char* name, const char* means,
                ToolsPage& page) {
  const Palette& p = *ui.colours;
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, left = ui.px(34), right = ui.px(8);
  ImGui::PushFont(ui.fonts.small);
  const std::string below = with_line_breaks(means, width - left - right);
  const float below_height = ImGui::CalcTextSize(below.c_str()).y;
  ImGui::PopFont();
  const float head = ui.px(30), height = head + below_height + ui.px(8);
  const std::string id = "tools/list/" + key;
  if (ImGui::InvisibleButton(id.c_str(), {width, height})) page.shown = key;
  note(ui, id.c_str());
  ImDrawList* list = ImGui::GetWindowDrawList();
  const bool lit = ImGui::IsItemHovered();
  if (lit) list->AddRectFilled(low, {low.x + width, low.y + height}, p.window, ui.px(6));
  const float y = low.y + std::floor((head - ImGui::GetFontSize()) / 2) + ui.px(2);
  list->AddText({low.x + ui.px(8), y}, p.accent, sign_of(key));
  list->AddText({low.x + left, y}, lit ? p.accent : p.text, name);
  ImGui::PushFont(ui.fonts.small);
  list->AddText({low.x + left, low.y + head}, p.secondary, below.c_str());
  ImGui::PopFont();
}

void draw_list(Ui& ui, ToolsPage& page) {
  secondary(ui, tr("Each tool makes a new layer of open ones. Those stay as they are, and undo "
                   "takes the new one away."));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
  for (const analysis::Tool& tool : analysis::tools()) {
    draw_entry(ui, tool.key, tr(tool.name), tr(tool.means), page);
  }
  draw_entry(ui, sql_key, tr("SQL"), tr("What a SELECT over the open layers answers."), page);
  ImGui::PopStyleVar();
}

/// What is open, and the way back to the list.
void draw_head(Ui& ui, const char* name, const char* means, ToolsPage& page) {
  const std::string key = page.shown;
  if (button(ui, "tools/back", icon::left, tr("All tools"), Weight::quiet,
             tr("Back to the list of tools (Esc)"))) {
    page.shown.clear();
  }
  ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(ui.colours->accent), "%s", sign_of(key));
  ImGui::SameLine(0, ui.px(8));
  fitted(ui, name, ImGui::GetContentRegionAvail().x);
  secondary(ui, means);
}

}  // namespace

void draw_tools_page(Ui& ui, const session::Snapshot& snapshot, ToolsPage& page, Outbox& out) {
  if (page.shown == sql_key) {
    draw_head(ui, tr("SQL"),
              tr("The answer of a SELECT becomes a new layer: on the map where it has the column "
                 "geometry, else a table. It can only read; nothing that is open changes."),
              page);
    draw_sql_page(ui, snapshot, page.sql, out);
  } else if (const analysis::Tool* tool = analysis::tool(page.shown)) {
    draw_head(ui, tr(tool->name), tr(tool->means), page);
    draw_tool_form(ui, snapshot, *tool, page.forms[tool->key], out);
  } else {
    draw_list(ui, page);
  }
}

}  // namespace wangge::ui
