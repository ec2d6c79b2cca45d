#include "ui/group_table.h"

#include <algorithm>

#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using analysis::GroupLine;
using session::StatisticsView;

float text_width(const std::string& text) { return ImGui::CalcTextSize(text.c_str()).x; }

void sort(GroupTableState& state) {
  const analysis::GroupTable& table = state.of->table;
  const NumberColumn* by =
      state.column > 0 ? &state.numbers[static_cast<std::size_t>(state.column - 1)] : nullptr;
  state.order = ordered_lines(table, by, state.ascending);
}

void take_over(const Ui& ui, const std::shared_ptr<const StatisticsView>& view,
               GroupTableState& state) {
  if (state.of == view) return;
  state.of = view;
  state.numbers = number_columns(view->table);
  if (state.column > static_cast<int>(state.numbers.size())) {
    state.column = 0;
    state.ascending = true;
  }
  state.widths.clear();
  for (const NumberColumn& numbers : state.numbers) {
    const float arrow = ui.px(16);
    float width = std::min(text_width(numbers.heading) + arrow, ui.px(118));
    for (const GroupLine& line : view->table.lines) {
      width = std::max(width, text_width(statistic_text(numbers.of(line), numbers.style)));
    }
    state.widths.push_back(std::ceil(width));
  }
  sort(state);
}

/// "Community / Class"
std::string group_heading(const analysis::GroupTable& table) {
  std::string heading;
  for (std::size_t key = 0; key < table.keys; ++key) {
    heading += (key == 0 ? "" : " / ") + table.headings[key];
  }
  return heading.empty() ? tr("Group") : heading;
}

void draw_heads(Ui& ui, GroupTableState& state) {
  ImGui::TableNextRow(ImGuiTableRowFlags_Headers);
  for (int c = 0; c <= static_cast<int>(state.numbers.size()); ++c) {
    ImGui::TableSetColumnIndex(c);
    ImGui::PushID(c);
    ImGui::TableHeader(ImGui::TableGetColumnName(c));
    note(ui, ("statistics/head/" + std::to_string(c)).c_str());
    explain(ui, c == 0 ? tr("Click to sort by the groups")
                       : state.numbers[static_cast<std::size_t>(c - 1)].hint + "\n" +
                             tr("Click to sort by it"));
    ImGui::PopID();
  }
  ImGuiTableSortSpecs* specs = ImGui::TableGetSortSpecs();
  if (specs == nullptr || !specs->SpecsDirty || specs->SpecsCount == 0) return;
  state.column = specs->Specs[0].ColumnIndex;
  state.ascending = specs->Specs[0].SortDirection == ImGuiSortDirection_Ascending;
  specs->SpecsDirty = false;
  sort(state);
}

void draw_line(Ui& ui, const session::Snapshot& snapshot, const GroupTableState& state,
               std::uint32_t at, Outbox& out) {
  const analysis::GroupTable& table = state.of->table;
  const GroupLine& line = table.lines[at];
  const bool sums_up = line.depth < table.keys;
  ImGui::TableNextRow();
  ImGui::TableSetColumnIndex(0);
  ImGui::PushID(static_cast<int>(at));
  if (ImGui::Selectable("##line", is_selected(snapshot, *state.of, line),
                        ImGuiSelectableFlags_SpanAllColumns)) {
    out.act(session::SelectGroup{at});
  }
  note(ui, ("statistics/line/" + std::to_string(at)).c_str());
  const std::string text = line_text(table, line);
  const float indent = ui.px(line.depth > 1 ? 14 : 0);
  const std::string shown = shortened(text, ImGui::GetContentRegionAvail().x - indent);
  explain(ui, (shown == text ? "" : text + "\n") +
                  std::string(tr("Click to select the rows of this line")));
  ImGui::SameLine(0, indent);
  table_cell(shown, false, sums_up);
  for (std::size_t c = 0; c < state.numbers.size(); ++c) {
    const NumberColumn& numbers = state.numbers[c];
    if (!ImGui::TableSetColumnIndex(static_cast<int>(c) + 1)) continue;
    table_cell(statistic_text(numbers.of(line), numbers.style), true, sums_up);
  }
  ImGui::PopID();
}

}  // namespace

bool is_selected(const session::Snapshot& snapshot, const StatisticsView& view,
                 const GroupLine& line) {
  const model::Selection& selection = *snapshot.selection;
  if (selection.layer != view.request.layer || line.rows == 0) return false;
  // Comparing all rows of all lines would be much work for every picture; as many rows with the
  // same first and last are the same in all but made-up cases.
  return selection.rows.size() == line.rows && line.first + line.rows <= view.table.order.size() &&
         selection.contains(selection.layer, view.table.order[line.first]) &&
         selection.contains(selection.layer, view.table.order[line.first + line.rows - 1]);
}

void table_cell(const std::string& text, bool right, bool heavy) {
  if (right) {
    right_aligned(text);
  } else {
    ImGui::TextUnformatted(text.c_str());
  }
  if (!heavy) return;
  // There is no bold type: the letters are drawn once more, beside themselves.
  const ImVec2 at = ImGui::GetItemRectMin();
  ImGui::GetWindowDrawList()->AddText({at.x + 0.7F, at.y}, ImGui::GetColorU32(ImGuiCol_Text),
                                      text.c_str());
}

void draw_group_table(Ui& ui, const session::Snapshot& snapshot, GroupTableState& state,
                      float height, Outbox& out) {
  take_over(ui, snapshot.statistics, state);
  const ImGuiStyle& style = ImGui::GetStyle();
  const float gaps =
      2 * style.CellPadding.x * static_cast<float>(state.numbers.size() + 1) + style.ScrollbarSize;
  float room = ImGui::GetContentRegionAvail().x - gaps;
  for (const float width : state.widths) room -= width;
  const std::string id = "##statistics/table/" + std::to_string(state.numbers.size());
  constexpr auto flags = ImGuiTableFlags_ScrollX | ImGuiTableFlags_ScrollY |
                         ImGuiTableFlags_Sortable | ImGuiTableFlags_BordersInnerH;
  if (!ImGui::BeginTable(id.c_str(), static_cast<int>(state.numbers.size()) + 1, flags,
                         {0, height})) {
    return;
  }
  ImGui::TableSetupScrollFreeze(1, 1);
  ImGui::TableSetupColumn(group_heading(state.of->table).c_str(),
                          ImGuiTableColumnFlags_WidthFixed | ImGuiTableColumnFlags_DefaultSort,
                          std::max(room, ui.px(96)));
  for (std::size_t c = 0; c < state.numbers.size(); ++c) {
    ImGui::TableSetupColumn(
        state.numbers[c].heading.c_str(),
        ImGuiTableColumnFlags_WidthFixed | ImGuiTableColumnFlags_PreferSortDescending,
        state.widths[c]);
  }
  draw_heads(ui, state);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(state.order.size()));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      draw_line(ui, snapshot, state, state.order[static_cast<std::size_t>(i)], out);
    }
  }
  ImGui::EndTable();
}

}  // namespace wangge::ui
