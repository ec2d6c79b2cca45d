#include "ui/league_table.h"

#include <algorithm>
#include <cmath>

#include "ui/measure_text.h"
#include "ui/redraw_panel.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using analysis::AreaMeasure;
using analysis::LeagueRow;

bool ranked(const LeagueRow& row) { return row.rank != LeagueRow::no_rank; }

const std::string& name_of(const session::GridTable& table, const LeagueRow& row) {
  static const std::string none;
  return row.area < table.names->size() ? (*table.names)[row.area] : none;
}

/// Rows without a rank stay at the end in every order.
void sort(const std::shared_ptr<const session::GridTable>& table, LeagueState& state) {
  LeagueState::Sorted& sorted = state.sorted;
  if (sorted.of == table && sorted.by == state.by && sorted.reversed == state.reversed) return;
  const auto& rows = *table->league;
  sorted = {table, state.by, state.reversed, std::vector<std::uint32_t>(rows.size()), 0};
  std::size_t with_rank = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    sorted.places[i] = static_cast<std::uint32_t>(i);
    if (!ranked(rows[i])) continue;
    ++with_rank;
    if (std::isfinite(rows[i].value.value))
      sorted.most = std::max(sorted.most, rows[i].value.value);
    if (std::isfinite(rows[i].value.interval.high)) {
      sorted.most = std::max(sorted.most, rows[i].value.interval.high);
    }
  }
  const auto end = sorted.places.begin() + static_cast<std::ptrdiff_t>(with_rank);
  const auto order = [&](auto first, auto last) {
    if (state.by == LeagueOrder::name) {
      std::stable_sort(first, last, [&](std::uint32_t a, std::uint32_t b) {
        return name_of(*table, rows[a]) < name_of(*table, rows[b]);
      });
    } else if (state.by == LeagueOrder::value) {
      std::stable_sort(first, last, [&](std::uint32_t a, std::uint32_t b) {
        return rows[a].value.value > rows[b].value.value;
      });
    }
    if (state.reversed) std::reverse(first, last);
  };
  order(sorted.places.begin(), end);
  if (state.by == LeagueOrder::name) order(end, sorted.places.end());
}

/// Where the columns of a line stand, from its left end.
struct Columns {
  float width, rank, name, bar, bar_width, value;
  /// moves  room for how many places a grid moved
  Columns(const Ui& ui, float room, bool moves)
      : width(room),
        rank(ui.px(30)),
        name(ui.px(moves ? 68 : 44)),
        bar(room - ui.px(8 + 62 + 62)),
        bar_width(ui.px(60)),
        value(room - ui.px(8)) {}
};

void head(Ui& ui, const char* name, const std::string& text, const char* hint, float x, float width,
          bool right, LeagueOrder order, LeagueState& state) {
  const ImVec2 line = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({line.x + x, line.y});
  if (ImGui::InvisibleButton(name, {width, ui.px(24)})) {
    state.reversed = state.by == order && !state.reversed;
    state.by = order;
  }
  note(ui, name);
  const bool on = state.by == order;
  const ImU32 colour = on || ImGui::IsItemHovered() ? ui.colours->accent : ui.colours->secondary;
  explain(ui, hint);
  const std::string shown = shortened(text, width - ui.px(12));
  const float text_width = ImGui::CalcTextSize(shown.c_str()).x;
  const float left = line.x + x + (right ? width - text_width : 0);
  const float y = line.y + ui.px(4);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddText({left, y}, colour, shown.c_str());
  if (on) {
    const float tip = state.reversed ? ui.px(4) : ui.px(10),
                base = state.reversed ? ui.px(9) : ui.px(5);
    const float centre = right ? left - ui.px(7) : left + text_width + ui.px(7);
    list->AddTriangleFilled({centre - ui.px(4), y + base}, {centre + ui.px(4), y + base},
                            {centre, y + tip}, colour);
  }
  ImGui::SetCursorScreenPos(line);
}

void draw_heads(Ui& ui, const Columns& columns, LeagueState& state) {
  ImGui::PushFont(ui.fonts.small);
  head(ui, "league/by_rank", tr("Rank"),
       tr("From the worst: by the end of the interval that is certain, so that a grid with one "
          "ticket does not lead. Beside it the places moved since the compared period."),
       0, columns.name - ui.px(4), false, LeagueOrder::rank, state);
  head(ui, "league/by_name", tr("Grid"), tr("By name"), columns.name,
       columns.bar - columns.name - ui.px(4), false, LeagueOrder::name, state);
  head(ui, "league/by_value", tr("Value"),
       tr("By value. The thin bar reaches over what the true value may be with 95 % confidence, "
          "the dot is the value."),
       columns.bar, columns.value - columns.bar, true, LeagueOrder::value, state);
  ImGui::Dummy({columns.width, ui.px(24)});
  ImGui::PopFont();
}

/// How many places a grid moved: up is worse.
void draw_move(const Ui& ui, int places, ImVec2 at) {
  if (places == 0) return;
  const ImU32 colour = places > 0 ? ui.colours->bad : ui.colours->good;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float y = at.y + ui.px(13), half = ui.px(4), up = places > 0 ? -ui.px(3) : ui.px(3);
  list->AddTriangleFilled({at.x, y - up}, {at.x + 2 * half, y - up}, {at.x + half, y + up}, colour);
  ImGui::PushFont(ui.fonts.small);
  list->AddText({at.x + ui.px(11), at.y + ui.px(6)}, colour,
                std::to_string(std::abs(places)).c_str());
  ImGui::PopFont();
}

void draw_interval(const Ui& ui, const analysis::AreaValue& value, double most, ImVec2 low,
                   float width) {
  if (!(most > 0) || !std::isfinite(value.value)) return;
  const auto x_of = [&](double number) {
    return low.x + width * static_cast<float>(std::clamp(number / most, 0.0, 1.0));
  };
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float y = low.y + ui.px(13);
  list->AddLine({low.x, y}, {low.x + width, y}, ui.colours->line);
  if (!std::isnan(value.interval.low)) {
    list->AddRectFilled({x_of(value.interval.low), y - ui.px(1)},
                        {x_of(value.interval.high), y + ui.px(2)},
                        with_alpha(ui.colours->accent, 130));
  }
  list->AddCircleFilled({x_of(value.value), y}, ui.px(3), ui.colours->accent);
}

geo::Box box_of(const session::Snapshot& snapshot, model::LayerId grids, std::size_t area) {
  if (snapshot.plan) return grid_box(snapshot, model::GridIndex{static_cast<std::uint32_t>(area)});
  const model::LayerEntry* layer = snapshot.workspace->find(grids);
  return layer != nullptr && area < layer->layer->size() ? layer->layer->geometry.box(area)
                                                         : geo::Box();
}

void draw_row(Ui& ui, const session::Snapshot& snapshot, const LeagueRow& row,
              const Columns& columns, double most, Outbox& out) {
  const session::GridTable& table = *snapshot.grid_table;
  const Palette& p = *ui.colours;
  const float height = ui.px(26);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const auto grid = static_cast<std::uint32_t>(row.area);
  const model::LayerEntry* layer = snapshot.workspace->find(table.grids);
  const bool in_layer = layer != nullptr && grid < layer->layer->size();
  const std::string id = "league/" + std::to_string(grid);
  // A grid that only the plan knows has no row that could be selected.
  if (ImGui::InvisibleButton(id.c_str(), {columns.width, height}) && in_layer) {
    out.act(session::Select{table.grids, {grid}});
  }
  note(ui, id.c_str());
  const bool hovered = ImGui::IsItemHovered();
  const bool selected = in_layer && snapshot.selection->contains(table.grids, grid);
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (hovered || selected) {
    list->AddRectFilled(low, {low.x + columns.width, low.y + height},
                        selected ? p.accent_soft : p.window, ui.px(6));
  }
  if (hovered && ImGui::IsMouseDoubleClicked(0)) {
    const geo::Box box = box_of(snapshot, table.grids, row.area);
    if (!box.is_empty()) out.ask(ZoomTo{box});
  }
  if (hovered) explain(ui, league_story(table, row));
  const bool has_rank = ranked(row);
  const ImU32 text = has_rank ? p.text : p.disabled;
  const float y = low.y + std::floor((height - ImGui::GetFontSize()) / 2);
  const std::string rank = has_rank ? std::to_string(row.rank) : "–";
  list->AddText({low.x + columns.rank - ImGui::CalcTextSize(rank.c_str()).x, y}, text,
                rank.c_str());
  draw_move(ui, row.places_worse(), {low.x + columns.rank + ui.px(8), low.y});
  list->AddText({low.x + columns.name, y}, text,
                shortened(name_of(table, row), columns.bar - columns.name - ui.px(8)).c_str());
  if (has_rank) draw_interval(ui, row.value, most, {low.x + columns.bar, low.y}, columns.bar_width);
  const std::string value = measure_text(table.measure.measure, row.value.value);
  list->AddText({low.x + columns.value - ImGui::CalcTextSize(value.c_str()).x, y}, text,
                value.c_str());
}

}  // namespace

std::string league_story(const session::GridTable& table, const LeagueRow& row) {
  const AreaMeasure measure = table.measure.measure;
  std::string text = name_of(table, row);
  text +=
      "\n" + trf("{}: {}", analysis::measure_name(measure), measure_text(measure, row.value.value));
  const std::string interval = interval_text(measure, row.value.interval);
  if (!interval.empty()) text += "\n" + interval;
  const auto number = [](double n) { return fmt::format("{:.6g}", n); };
  if (measure == AreaMeasure::on_time_share) {
    text += "\n" + trf("{} of {} decided tickets", number(row.value.numerator),
                       number(row.value.denominator));
  } else if (measure != AreaMeasure::count && std::isfinite(row.value.denominator)) {
    text += "\n" + trf("{} tickets, {} {}", number(row.value.numerator),
                       number(row.value.denominator), analysis::base_name(measure));
  }
  if (!row.reason.empty()) text += "\n" + row.reason;
  if (table.before && row.area < table.before->size()) {
    text += "\n" + trf("In the compared period: {}",
                       measure_text(measure, (*table.before)[row.area].value));
    if (row.rank_before != LeagueRow::no_rank) text += trf(", rank {}", row.rank_before);
  }
  if (table.patrol && row.area < table.patrol->size()) {
    const analysis::AreaValue& patrol = (*table.patrol)[row.area];
    text += "\n" + trf("Patrol: {} hazards found, {} tickets reported", number(patrol.numerator),
                       number(patrol.denominator));
  }
  return text;
}

void draw_league_table(Ui& ui, const session::Snapshot& snapshot, LeagueState& state,
                       AreaControls& controls, Outbox& out) {
  section(ui, tr("Grids, the worst first"),
          tr("Ordered by what is certain of each grid. Click a grid to select it, double-click to "
             "zoom to it."));
  if (!snapshot.grid_table || !snapshot.grid_table->league) {
    return secondary(ui, tr("Open a layer of grids, or make a plan, to compare grids."));
  }
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::PushFont(ui.fonts.small);
  draw_measure_choice(ui, "league/measure", controls, width, out);
  ImGui::PopFont();
  const Columns columns(ui, width, snapshot.grid_table->before != nullptr);
  const auto& rows = *snapshot.grid_table->league;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  draw_heads(ui, columns, state);
  sort(snapshot.grid_table, state);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(rows.size()), ui.px(26));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const std::uint32_t place = state.sorted.places[static_cast<std::size_t>(i)];
      draw_row(ui, snapshot, rows[place], columns, state.sorted.most, out);
    }
  }
  clipper.End();
  ImGui::PopStyleVar();
}

}  // namespace wangge::ui
