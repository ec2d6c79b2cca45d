#include "ui/period_choice.h"

#include <imgui_stdlib.h>

#include <array>
#include <cmath>

#include "ui/incident_conditions.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using With = session::ComparePeriod::With;

/// Days that were typed; nothing happens until both are dates in their order.
void draw_dates(Ui& ui, PeriodChoice& choice, Outbox& out) {
  const float half = std::floor((ImGui::GetContentRegionAvail().x - ui.px(8)) / 2);
  bool changed = false;
  const auto date = [&](const char* name, const char* hint, std::string& text) {
    ImGui::SetNextItemWidth(half);
    ImGui::InputTextWithHint((std::string("##") + name).c_str(), hint, &text);
    note(ui, name);
    changed |= ImGui::IsItemDeactivatedAfterEdit();
  };
  date("period/from", tr("first day: 2025-03-01"), choice.from);
  ImGui::SameLine(0, ui.px(8));
  date("period/until", tr("last day: 2025-03-31"), choice.until);
  const auto from = parse_time(choice.from), last = parse_time(choice.until);
  if (!choice.from.empty() && !choice.until.empty()) {
    if (!from || !last) {
      secondary(ui, tr("Type days as 2025-03-01."));
    } else if (*last < *from) {
      secondary(ui, tr("The last day is before the first."));
    }
  }
  if (changed && from && last && *last >= *from) {
    out.act(session::ComparePeriod{With::chosen, *from, *last + day_s});
  }
}

}  // namespace

bool is_covered(const session::PeriodView& period, const session::TicketFacts& facts) {
  return period.from >= facts.first && period.until <= facts.until;
}

void draw_period_choice(Ui& ui, const session::Snapshot& snapshot, PeriodChoice& choice,
                        Outbox& out) {
  if (choice.seen != snapshot.period) {
    choice.seen = snapshot.period;
    if (choice.seen) choice.with = choice.seen->request.with;
  }
  const session::TicketView& tickets = *snapshot.tickets;
  const std::array<std::string, 4> texts{
      tr("Compare with no period"), tr("Compare with the period before"),
      tr("Compare with a year before"), tr("Compare with dates…")};
  int chosen = static_cast<int>(choice.with);
  ImGui::PushFont(ui.fonts.small);
  if (ui::choice(ui, "period", texts, chosen, ImGui::GetContentRegionAvail().x)) {
    choice.with = static_cast<With>(chosen);
    choice.asked_of.reset();
    if (choice.with == With::none) out.act(session::ComparePeriod{With::none});
    if (choice.with == With::chosen && choice.from.empty() && snapshot.period) {
      choice.from = format_date(snapshot.period->from);
      choice.until = format_date(snapshot.period->until - 1);
    }
  }
  const bool before = choice.with == With::before || choice.with == With::year_before;
  const bool timed = tickets.filter.from && tickets.filter.until;
  const bool shown = snapshot.period && snapshot.period->request.with == choice.with;
  // All time has nothing before it: what was chosen waits until there is a time.
  if (before && timed && !shown && choice.asked_of != snapshot.tickets) {
    choice.asked_of = snapshot.tickets;
    out.act(session::ComparePeriod{choice.with});
  }
  if (choice.with == With::chosen) draw_dates(ui, choice, out);
  ImGui::PopFont();
  if (choice.with == With::none) return;
  if (snapshot.period) {
    secondary(ui, trf("{} against {}", days_text(tickets.from(), tickets.until()),
                      days_text(snapshot.period->from, snapshot.period->until)));
    if (!is_covered(*snapshot.period, *tickets.facts)) {
      secondary(ui, trf("There are tickets from {} only: changes would say nothing.",
                        days_text(tickets.facts->first, tickets.facts->until)));
    }
  } else if (before && !timed) {
    secondary(ui, tr("All time has no period before it: choose a time first."));
  }
}

}  // namespace wangge::ui
