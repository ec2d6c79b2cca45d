#include "ui/grid_list.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/icons.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

constexpr double bar_span = 0.5;  // the bar shows ±50 %: beyond that the number says it

/// What the hover text says of a grid, line by line.
std::string story_of(const GridRow& row) {
  std::string text = row.name + (row.theme.empty() ? "" : " · " + row.theme) + "\n" + row.code;
  text += "\n" + trf("{} units, {} households, {} residents, {} buildings",
                     whole_number(static_cast<double>(row.units)), whole_number(row.households),
                     whole_number(row.population), whole_number(row.buildings));
  if (row.ideal > 0) {
    text += "\n" + trf("{} against the mean of {} in {}", signed_percent(row.deviation),
                       whole_number(row.ideal),
                       row.community.empty() ? std::string(tr("all grids")) : row.community);
  }
  if (row.off_band < 0) {
    text += "\n" + trf("{} households too few for the norm", whole_number(-row.off_band));
  } else if (row.off_band > 0) {
    text += "\n" + trf("{} households too many for the norm", whole_number(row.off_band));
  }
  if (row.pieces > 1) text += "\n" + trf("In {} pieces", row.pieces);
  if (row.locked) text += std::string("\n") + tr("Locked");
  return text;
}

void draw_swatch(const Ui& ui, const session::Snapshot& snapshot, const GridRow& row, ImVec2 low) {
  if (row.colour < 0) return;
  const float side = ui.px(12), in = ui.px(8);
  ImGui::GetWindowDrawList()->AddRectFilled(
      {low.x + in, low.y + in}, {low.x + in + side, low.y + in + side},
      with_alpha(grid_colour(snapshot, row.colour), 255), ui.px(3));
}

void draw_row(Ui& ui, const session::Snapshot& snapshot, const GridRow& row, RedrawState& state,
              Outbox& out) {
  const Palette& p = *ui.colours;
  const float height = ui.px(28);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const bool current = state.current == row.grid;
  const bool none = row.grid == model::unassigned;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const std::string id = "grid/" + (none ? std::string("none") : row.code);
  if (ImGui::InvisibleButton(id.c_str(), {width, height})) state.current = row.grid;
  note(ui, id.c_str());
  const bool hovered = ImGui::IsItemHovered();
  if (current || hovered) {
    list->AddRectFilled(low, {low.x + width, low.y + height}, current ? p.accent_soft : p.window,
                        ui.px(6));
  }
  if (hovered && ImGui::IsMouseDoubleClicked(0)) {
    const geo::Box box = grid_box(snapshot, row.grid);
    if (!box.is_empty()) out.ask(ZoomTo{box});
  }
  explain(ui, none ? std::string(tr("Units that belong to no grid yet.")) : story_of(row));
  draw_swatch(ui, snapshot, row, low);

  const float number = ui.px(56), bar = ui.px(84), share = ui.px(58);
  const float text_y = low.y + std::floor((height - ImGui::GetFontSize()) / 2);
  const float name_x = low.x + ui.px(28), right = low.x + width - ui.px(8);
  const float bar_x = right - share - bar;
  const char* mark = row.pieces > 1 ? icon::warning : row.locked ? icon::lock : nullptr;
  const float mark_width = mark == nullptr ? 0 : ui.px(20);
  const float name_width = bar_x - number - ui.px(4) - name_x - mark_width;
  list->AddText({name_x, text_y}, current ? p.accent : p.text,
                shortened(none ? tr("Unassigned") : row.name, name_width).c_str());
  if (mark != nullptr) {
    list->AddText({bar_x - number - ui.px(20), text_y}, row.pieces > 1 ? p.warn : p.secondary,
                  mark);
  }
  const auto put_right = [&](float x, const std::string& text, ImU32 colour) {
    list->AddText({x - ImGui::CalcTextSize(text.c_str()).x, text_y}, colour, text.c_str());
  };
  const bool balanced = state.list.balanced;
  put_right(bar_x - ui.px(8),
            whole_number(balanced && !none ? row.value
                         : none            ? state.list.unassigned.value
                                           : static_cast<double>(row.units)),
            p.text);
  if (none || !balanced) return;
  const double tolerance = snapshot.plan->options.tolerance;
  const ImVec2 after = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({bar_x, low.y});
  deviation_bar(ui, static_cast<float>(row.deviation / bar_span),
                static_cast<float>(tolerance / bar_span), {bar, height});
  ImGui::SetCursorScreenPos(after);
  put_right(right, signed_percent(row.deviation),
            std::abs(row.deviation) <= tolerance ? p.secondary : p.warn);
}

void draw_community(const Ui& ui, const std::string& name) {
  ImGui::PushFont(ui.fonts.small);
  ImGui::Dummy({0, ui.px(4)});
  ImGui::TextDisabled("%s", name.c_str());
  ImGui::Dummy({0, ui.px(2)});
  ImGui::PopFont();
}

}  // namespace

std::string known_number(double number, bool known) { return known ? whole_number(number) : "—"; }

std::string whole_number(double number) { return with_separators(std::llround(number)); }

std::string signed_percent(double share) {
  const double rounded = std::round(share * 100);
  return fmt::format("{}{} %", rounded > 0 ? "+" : rounded < 0 ? "−" : "", std::abs(rounded));
}

void draw_grid_list(Ui& ui, const session::Snapshot& snapshot, RedrawState& state, float footer,
                    Outbox& out) {
  const std::array<std::string, 2> orders{tr("In order"), tr("Largest deviation first")};
  int order = state.worst_first ? 1 : 0;
  if (segmented(ui, "redraw/order", orders, order, ImGui::GetContentRegionAvail().x)) {
    state.worst_first = order == 1;
  }
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::BeginChild("##grids", {0, -footer});
  if (state.list.unassigned.units > 0 || state.current == model::unassigned ||
      state.list.rows.empty()) {
    draw_row(ui, snapshot, state.list.unassigned, state, out);
  }
  std::vector<const GridRow*> rows;
  for (const GridRow& row : state.list.rows) rows.push_back(&row);
  if (state.worst_first) {
    std::stable_sort(rows.begin(), rows.end(), [](const GridRow* a, const GridRow* b) {
      return std::abs(a->deviation) > std::abs(b->deviation);
    });
  }
  std::string community;
  for (const GridRow* row : rows) {
    if (!state.worst_first && row->community != community) {
      community = row->community;
      draw_community(ui, community);
    }
    draw_row(ui, snapshot, *row, state, out);
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();
}

}  // namespace wangge::ui
