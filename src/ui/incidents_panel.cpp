#include "ui/incidents_panel.h"

#include <array>

#include "ui/icons.h"
#include "ui/incident_chips.h"
#include "ui/incident_figures.h"
#include "ui/period_switch.h"
#include "ui/week_picture.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using analysis::TimeMode;
using session::SetTicketFilter;

/// The name of the mode, and at the right end how many tickets pass.
void draw_title(Ui& ui, const session::TicketView& tickets) {
  const auto counted = [](std::size_t n) { return with_separators(static_cast<long long>(n)); };
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  panel_title(ui, tr("Incidents"));
  const std::string hits = fmt::format("{} / {}", counted(tickets.rows ? tickets.rows->size() : 0),
                                       counted(tickets.facts->layer->size()));
  ImGui::PushFont(ui.fonts.small);
  const float text_width = ImGui::CalcTextSize(hits.c_str()).x;
  ImGui::GetWindowDrawList()->AddText({low.x + width - text_width, low.y + ui.px(4)},
                                      ui.colours->secondary, hits.c_str());
  ImGui::PopFont();
}

bool draw_presets(Ui& ui, const session::TicketFacts& facts, SetTicketFilter& filter) {
  constexpr std::array days{0, 7, 30, 90, 365};
  const std::array<std::string, 5> texts{tr("All"), tr("7 d"), tr("30 d"), tr("90 d"), tr("1 y")};
  int chosen = -1;
  for (std::size_t i = 0; i < days.size() && chosen < 0; ++i) {
    const analysis::TicketFilter preset = last_days(filter.filter, facts.until, days[i]);
    if (preset.from == filter.filter.from && preset.until == filter.filter.until) {
      chosen = static_cast<int>(i);
    }
  }
  if (!segmented(ui, "time", texts, chosen, ImGui::GetContentRegionAvail().x)) return false;
  filter.filter = last_days(filter.filter, facts.until, days[static_cast<std::size_t>(chosen)]);
  return true;
}

void draw_time(Ui& ui, const session::Snapshot& snapshot, FilterWish& wish, Outbox& out) {
  const session::TicketView& tickets = *snapshot.tickets;
  if (tickets.facts->first == tickets.facts->until) {
    secondary(ui, tr("No ticket has a time of report: nothing can be said of days, ages and hours. "
                     "Which column holds it can be set."));
    if (button(ui, "incidents/columns", icon::settings, tr("Set the columns…"), Weight::plain,
               "")) {
      out.ask(ShowColumns{tickets.layer});
    }
    return;
  }
  SetTicketFilter filter = wish.now(snapshot);
  ImGui::PushFont(ui.fonts.small);
  bool changed = draw_presets(ui, *tickets.facts, filter);
  if (filter.filter.from || filter.filter.until) {
    const std::array<std::string, 2> modes{tr("Reported then"), tr("Open then")};
    int mode = filter.filter.time_mode == TimeMode::open ? 1 : 0;
    if (segmented(ui, "time/mode", modes, mode, ImGui::GetContentRegionAvail().x)) {
      filter.filter.time_mode = mode == 1 ? TimeMode::open : TimeMode::reported;
      changed = true;
    }
  }
  ImGui::PopFont();
  if (changed) wish.ask(snapshot, filter, out);
}

void draw_nothing_left(Ui& ui, const session::Snapshot& snapshot, FilterWish& wish, Outbox& out) {
  const session::TicketView& tickets = *snapshot.tickets;
  if (!tickets.rows || !tickets.rows->empty()) return;
  if (tickets.facts->layer->size() == 0) {
    return secondary(ui, tr("The layer holds no tickets."));
  }
  secondary(ui, tr("No ticket passes all conditions. Take one of them away."));
  if (button(ui, "incidents/clear", nullptr, tr("Show all tickets"), Weight::plain, "", nullptr,
             ImGui::GetContentRegionAvail().x)) {
    wish.ask(snapshot, {}, out);
  }
}

}  // namespace

analysis::TicketFilter last_days(analysis::TicketFilter filter, Seconds end, int days) {
  filter.from.reset();
  filter.until.reset();
  if (days > 0) {
    filter.until = end;
    filter.from = end - days * day_s;
  }
  return filter;
}

void draw_incidents_panel(Ui& ui, const session::Snapshot& snapshot, IncidentsState& state,
                          MapState& map, Outbox& out) {
  if (!snapshot.tickets) {
    panel_title(ui, tr("Incidents"));
    secondary(
        ui, tr("Open a table or layer of tickets to see where they come from. The role of a layer "
               "can be changed in its menu."));
    forget_theme(state.theme, out);
    return;
  }
  take_drawn_area(snapshot, state.conditions, state.filter, map, out);
  draw_title(ui, *snapshot.tickets);
  draw_incident_chips(ui, snapshot, state.conditions, state.filter, out);
  draw_condition_choice(ui, snapshot, state.conditions, state.filter, map, out);
  draw_time(ui, snapshot, state.filter, out);
  draw_nothing_left(ui, snapshot, state.filter, out);
  draw_incident_figures(ui, snapshot);
  draw_period_choice(ui, snapshot, state.period, out);
  draw_period_switch(ui, snapshot, map, out);
  draw_incident_themes(ui, snapshot, state.theme, out);
  ImGui::Dummy({0, ui.px(2)});
  draw_week_picture(ui, snapshot, state.week_open, out);
  draw_league_table(ui, snapshot, state.league, state.theme.areas, out);
}

}  // namespace wangge::ui
