#include "ui/incidents_panel.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/icons.h"
#include "ui/make_room.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using analysis::TicketFilter;

std::string counted(std::size_t n) { return with_separators(static_cast<long long>(n)); }

void toggle(std::vector<std::string>& list, const std::string& value) {
  const auto found = std::find(list.begin(), list.end(), value);
  if (found == list.end()) {
    list.push_back(value);
  } else {
    list.erase(found);
  }
}

/// Chips for the values of a column; the list of those switched on changes with a click.
bool draw_chips(Ui& ui, const char* name, const std::vector<analysis::ValueCount>& values,
                std::vector<std::string>& chosen, bool& show_all, std::size_t few) {
  bool changed = false;
  const std::size_t shown = show_all ? values.size() : std::min(few, values.size());
  bool first = true;
  ImGui::PushFont(ui.fonts.small);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool on = std::find(chosen.begin(), chosen.end(), values[i].text) != chosen.end();
    if (i >= shown && !on) continue;
    const std::string count = counted(values[i].count);
    flow(ui, chip_width(ui, values[i].text, count), first);
    first = false;
    const std::string id = std::string(name) + "/" + values[i].text;
    if (chip(ui, id.c_str(), values[i].text, count, on)) {
      toggle(chosen, values[i].text);
      changed = true;
    }
  }
  if (values.size() > few) {
    const std::string text = show_all ? tr("fewer") : trf("{} more…", values.size() - shown);
    flow(ui, chip_width(ui, text, ""), first);
    if (chip(ui, (std::string(name) + "/more").c_str(), text, "", false)) show_all = !show_all;
  }
  ImGui::PopFont();
  return changed;
}

void draw_filter(Ui& ui, const session::TicketView& tickets, IncidentsState& state, Outbox& out) {
  TicketFilter filter = tickets.filter;
  bool changed = false;
  std::vector<analysis::ValueCount> classes;
  for (const auto& one : tickets.facts->classes) classes.push_back({one.category, one.count});
  if (!classes.empty()) {
    section(ui, tr("Class"),
            tr("Tickets of the classes switched on are shown and counted; none: all."));
    changed |=
        draw_chips(ui, "category", classes, filter.categories, state.all_categories, 8);
  }
  if (!tickets.facts->statuses.empty()) {
    section(ui, tr("State"),
            tr("Tickets of the states switched on are shown and counted; none: all."));
    changed |= draw_chips(ui, "status", tickets.facts->statuses, filter.statuses, state.all_statuses, 6);
  }
  if (tickets.timeline && !tickets.timeline->empty()) {
    section(
        ui, tr("Time of report"),
        tr("The last days before the newest report. Drag over the time line below for any range."));
    const std::array days{0, 7, 30, 90, 365};
    const std::array<std::string, 5> texts{tr("All"), tr("7 d"), tr("30 d"), tr("90 d"), tr("1 y")};
    int chosen = -1;
    for (std::size_t i = 0; i < days.size(); ++i) {
      const TicketFilter preset = last_days(filter, state.dates.end, days[i]);
      if (preset.from == filter.from && preset.until == filter.until) {
        chosen = static_cast<int>(i);
        break;
      }
    }
    if (segmented(ui, "time", texts, chosen, ImGui::GetContentRegionAvail().x)) {
      const TicketFilter preset =
          last_days(filter, state.dates.end, days[static_cast<std::size_t>(chosen)]);
      filter.from = preset.from;
      filter.until = preset.until;
      changed = true;
    }
    const Seconds from = filter.from.value_or(state.dates.begin);
    const Seconds until = filter.until.value_or(state.dates.end);
    secondary(ui, trf("{} to {}", format_date(from), format_date(until - 1)));
  }
  if (changed) out.act(session::SetTicketFilter{filter});
}

void draw_heat(Ui& ui, const session::Snapshot& snapshot, IncidentsState& state, Outbox& out) {
  section(ui, tr("Heat surface"),
          tr("Kernel density of the tickets that pass the filter, in tickets per hectare. The "
             "radius is "
             "in metres on the ground and does not change with the zoom."));
  const bool on = snapshot.heat != nullptr;
  const auto kernel = static_cast<analysis::Kernel>(state.kernel);
  const float width = ImGui::GetContentRegionAvail().x;
  if (button(ui, "heat/switch", icon::heat, on ? tr("Hide heat") : tr("Show heat"),
             on ? Weight::plain : Weight::primary, "", nullptr, width)) {
    if (on) {
      show_again(state.made_room, out);
      out.act(session::HideHeat{});
    } else {
      make_room(snapshot, state.made_room, out);
      out.act(session::ShowHeat{state.sigma_m, kernel});
    }
  }
  const std::array radii{100.0F, 200.0F, 400.0F};
  const std::array<std::string, 3> texts{tr("Building 100 m"), tr("Estate 200 m"),
                                         tr("Community 400 m")};
  int chosen = -1;
  for (std::size_t i = 0; i < radii.size(); ++i) {
    if (state.sigma_m == radii[i]) chosen = static_cast<int>(i);
  }
  bool changed = false;
  ImGui::PushFont(ui.fonts.small);
  if (segmented(ui, "heat/preset", texts, chosen, width)) {
    state.sigma_m = radii[static_cast<std::size_t>(chosen)];
    changed = true;
  }
  const float half = std::floor((width - ui.px(8)) / 2);
  changed |= slider(ui, "heat/radius", tr("%.0f m"), state.sigma_m, 20, 2000, true,
                    tr("Radius: the standard deviation of the kernel on the ground."), half);
  ImGui::SameLine(0, ui.px(8));
  const std::array<std::string, 5> kernels{tr("Gaussian kernel"), tr("Quartic kernel"),
                                           tr("Epanechnikov kernel"), tr("Triangular kernel"),
                                           tr("Uniform kernel")};
  changed |= choice(ui, "heat/kernel", kernels, state.kernel, half);
  ImGui::PopFont();
  if (changed && on) {
    out.act(session::ShowHeat{state.sigma_m, static_cast<analysis::Kernel>(state.kernel)});
  }
}

/// From the first to the last report, in whole days.
void find_dates(const model::LayerPtr& layer, IncidentsState::Dates& dates) {
  if (dates.of == layer) return;
  dates = {layer, 0, 0};
  const model::Column* column = layer->field(model::Field::reported_at);
  const auto* times = column == nullptr ? nullptr : std::get_if<model::Times>(&column->values);
  if (times == nullptr) return;
  bool any = false;
  for (std::size_t row = 0; row < times->seconds.size(); ++row) {
    if (column->is_null(row)) continue;
    const Seconds t = times->seconds[row];
    dates.begin = any ? std::min(dates.begin, t) : t;
    dates.end = any ? std::max(dates.end, t) : t;
    any = true;
  }
  const auto day_of = [](Seconds t) { return t - ((t % day_s) + day_s) % day_s; };
  dates.begin = day_of(dates.begin);
  if (any) dates.end = day_of(dates.end) + day_s;
}

/// Counts the tickets of the period before the filter's, where the data reach that far back.
void count_before(const std::shared_ptr<const session::TicketView>& tickets,
                  const model::Layer& layer, IncidentsState& state) {
  if (state.before.of == tickets) return;
  state.before = {tickets, {}};
  TicketFilter filter = tickets->filter;
  if (!filter.from || !filter.until) return;
  const Seconds length = *filter.until - *filter.from;
  if (*filter.from - length < state.dates.begin) return;
  filter.until = filter.from;
  filter.from = *filter.from - length;
  state.before.count = analysis::passing(layer, filter).size();
}

/// "+12 % on before"
std::string change_text(std::size_t now, std::size_t before) {
  if (before == 0) return tr("none before");
  const double share =
      std::round(100.0 * (static_cast<double>(now) / static_cast<double>(before) - 1));
  return trf("{} % on before", fmt::format("{}{:.0f}",
                                           share > 0   ? "+"
                                           : share < 0 ? "−"
                                                       : "±",
                                           std::abs(share)));
}

void draw_figures(Ui& ui, const session::Snapshot& snapshot, IncidentsState& state) {
  const session::TicketView& tickets = *snapshot.tickets;
  const model::LayerEntry* entry = snapshot.workspace->find(tickets.layer);
  if (entry == nullptr) return;
  find_dates(entry->layer, state.dates);
  count_before(snapshot.tickets, *entry->layer, state);
  const std::size_t all = entry->layer->size();
  const float each = std::floor((ImGui::GetContentRegionAvail().x - ui.px(8)) / 2);
  const std::size_t shown = tickets.rows ? tickets.rows->size() : 0;
  std::string hint = tr("Tickets that pass the filter, of all in the layer.");
  if (state.before.count) {
    hint += "\n" + trf("In the period of the same length before: {}", counted(*state.before.count));
  }
  figure(ui, tr("Tickets"), counted(shown),
         state.before.count ? change_text(shown, *state.before.count) : trf("of {}", counted(all)),
         hint, each);
  ImGui::SameLine(0, ui.px(8));

  const bool dated = tickets.timeline && !tickets.timeline->empty();
  double days = 0;
  if (dated) {
    const Seconds from = tickets.filter.from.value_or(state.dates.begin);
    const Seconds until = tickets.filter.until.value_or(state.dates.end);
    days = std::max(1.0, static_cast<double>(until - from) / day_s);
  }
  figure(ui, tr("Per day"), dated ? fmt::format("{:.1f}", static_cast<double>(shown) / days) : "—",
         "", tr("Tickets that pass the filter, divided by the days of the time range."), each);
  if (!snapshot.conservation) return;
  const session::Conservation& c = *snapshot.conservation;
  const double share =
      c.all == 0 ? 0 : 100.0 * static_cast<double>(c.inside) / static_cast<double>(c.all);
  figure(ui, tr("In grids"), counted(c.inside), fmt::format("{:.1f} %", share),
         tr("Tickets whose place lies in a grid; one on a border belongs to exactly one grid."),
         each);
  ImGui::SameLine(0, ui.px(8));
  figure(ui, tr("Without coordinates"), counted(c.without_coordinates), "",
         tr("Tickets that cannot be placed on the map; they are counted, not dropped."), each);
}

/// Tickets of each grid, most first.
void draw_table(Ui& ui, const session::Snapshot& snapshot, Outbox& out) {
  if (!snapshot.conservation || !snapshot.conservation->counts) return;
  const session::Conservation& c = *snapshot.conservation;
  const model::LayerEntry* grids = snapshot.workspace->find(c.grids);
  if (grids == nullptr) return;
  section(ui, tr("Tickets by grid"), tr("Click a grid to select it, double-click to zoom to it."));

  const auto& counts = *c.counts;
  std::vector<std::uint32_t> order(counts.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return counts[a] > counts[b]; });
  const std::uint32_t most = counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end());
  const float width = ImGui::GetContentRegionAvail().x, height = ui.px(26);
  const float bar = ui.px(96), number = ui.px(64);
  ImDrawList* list = ImGui::GetWindowDrawList();
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(order.size()), height);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const std::uint32_t grid = order[static_cast<std::size_t>(i)];
      const std::string name = snapshot.plan && grid < snapshot.plan->plan->grids.size()
                                   ? snapshot.plan->plan->grids[grid].name
                               : grid < grids->layer->size() ? grids->layer->label(grid)
                                                             : std::string();
      const ImVec2 low = ImGui::GetCursorScreenPos();
      const std::string id = "league/" + std::to_string(grid);
      const bool drawn = grid < grids->layer->size();
      if (ImGui::InvisibleButton(id.c_str(), {width, height}) && drawn) {
        out.act(session::Select{c.grids, {grid}});
      }
      note(ui, id.c_str());
      const bool selected = snapshot.selection->contains(c.grids, grid);
      if (ImGui::IsItemHovered() || selected) {
        list->AddRectFilled(low, {low.x + width, low.y + height},
                            selected ? ui.colours->accent_soft : ui.colours->window, ui.px(6));
        if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(0) && drawn) {
          out.ask(ZoomTo{grids->layer->geometry.box(grid)});
        }
      }
      const float y = low.y + std::floor((height - ImGui::GetFontSize()) / 2);
      const float bar_x = low.x + width - ui.px(8) - number - bar;
      list->AddText({low.x + ui.px(8), y}, ui.colours->text,
                    shortened(name, bar_x - low.x - ui.px(16)).c_str());
      const float share =
          most == 0 ? 0 : static_cast<float>(counts[grid]) / static_cast<float>(most);
      list->AddRectFilled({bar_x, low.y + ui.px(9)},
                          {bar_x + bar * share, low.y + height - ui.px(9)}, ui.colours->accent,
                          ui.px(2));
      const std::string count = counted(counts[grid]);
      list->AddText({low.x + width - ui.px(8) - ImGui::CalcTextSize(count.c_str()).x, y},
                    ui.colours->text, count.c_str());
    }
  }
  clipper.End();
  ImGui::PopStyleVar();
}

}  // namespace

TicketFilter last_days(TicketFilter filter, Seconds end, int days) {
  filter.from.reset();
  filter.until.reset();
  if (days > 0) {
    filter.until = end;
    filter.from = end - days * day_s;
  }
  return filter;
}

void draw_incidents_panel(Ui& ui, const session::Snapshot& snapshot, IncidentsState& state,
                          Outbox& out) {
  panel_title(ui, tr("Incidents"));
  if (!snapshot.tickets) {
    secondary(
        ui, tr("Open a table or layer of tickets to see where they come from. The role of a layer "
               "can be changed in its menu."));
    return;
  }
  draw_figures(ui, snapshot, state);
  draw_heat(ui, snapshot, state, out);
  draw_filter(ui, *snapshot.tickets, state, out);
  draw_table(ui, snapshot, out);
}

}  // namespace wangge::ui
