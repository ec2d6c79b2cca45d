#include "ui/incident_figures.h"

#include <cmath>

#include "ui/incident_conditions.h"
#include "ui/measure_text.h"
#include "ui/period_choice.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using analysis::AreaMeasure;
using session::PeriodFigures;

std::string counted(double n) { return with_separators(std::llround(n)); }

/// "+3.2" with a proper minus; what rounds to nothing is ±0.
std::string signed_text(double number) {
  const double rounded = std::round(number * 10) / 10;
  return fmt::format("{}{:.1f}", rounded > 0 ? "+" : rounded < 0 ? "−" : "±", std::abs(rounded));
}

double per_day(const PeriodFigures& figures) {
  return static_cast<double>(figures.tickets) / figures.days;
}

/// What the hover says of a value: its interval and the value before.
std::string with_evidence(std::string hint, AreaMeasure measure, const analysis::AreaValue& value,
                          const analysis::AreaValue* before, const std::string& before_days) {
  const std::string interval = interval_text(measure, value.interval);
  if (!interval.empty()) hint += "\n" + interval;
  if (before != nullptr) {
    hint += "\n" + trf("{}: {}", before_days, measure_text(measure, before->value));
  }
  return hint;
}

void draw_tickets(Ui& ui, const session::Snapshot& snapshot, const PeriodFigures* now,
                  const PeriodFigures* before, const std::string& before_days, float width) {
  const session::TicketView& tickets = *snapshot.tickets;
  const auto shown = static_cast<double>(tickets.rows ? tickets.rows->size() : 0);
  const auto all = static_cast<double>(tickets.facts->layer->size());
  std::string hint = tr("Tickets that pass the filter, of all in the layer.");
  hint += "\n" + trf("{} of {}", counted(shown), counted(all));
  if (now != nullptr && now->days > 0) {
    hint += "\n" + trf("{} of them are open at the end.", counted(static_cast<double>(now->open)));
  }
  std::string aside = trf("of {}", counted(all));
  if (before != nullptr) {
    const auto number = static_cast<double>(before->tickets);
    hint += "\n" + trf("{}: {}", before_days, counted(number));
    aside = before->tickets == 0 ? tr("none before") : change_text(shown, number);
  }
  figure(ui, tr("Tickets"), counted(shown), aside, hint, width);
}

void draw_per_day(Ui& ui, const PeriodFigures* now, const PeriodFigures* before,
                  const std::string& before_days, float width) {
  const bool known = now != nullptr && now->days > 0;
  std::string hint = tr("Tickets that pass the filter, divided by the days of the time range.");
  std::string aside;
  if (known) {
    hint += "\n" + trf("{} tickets in {} days", counted(static_cast<double>(now->tickets)),
                       counted(now->days));
  }
  if (known && before != nullptr && before->days > 0) {
    hint += "\n" + trf("{}: {}", before_days, fmt::format("{:.1f}", per_day(*before)));
    aside = change_text(per_day(*now), per_day(*before));
  }
  figure(ui, tr("Per day"), known ? fmt::format("{:.1f}", per_day(*now)) : "—", aside, hint, width);
}

void draw_on_time(Ui& ui, const PeriodFigures* now, const PeriodFigures* before,
                  const std::string& before_days, float width) {
  const AreaMeasure measure = AreaMeasure::on_time_share;
  const bool known = now != nullptr && std::isfinite(now->on_time.value);
  std::string hint =
      tr("Of the tickets that are decided: closed in time or late, or open beyond their time "
         "limit. Those that still have time, and those without a limit, are not counted.");
  std::string aside;
  if (known) {
    hint += "\n" + trf("{} of {} decided tickets", counted(now->on_time.numerator),
                       counted(now->on_time.denominator));
    hint = with_evidence(hint, measure, now->on_time, before ? &before->on_time : nullptr,
                         before_days);
    if (before != nullptr && std::isfinite(before->on_time.value)) {
      aside = trf("{} points", signed_text(100 * (now->on_time.value - before->on_time.value)));
    }
  } else {
    hint += std::string("\n") + tr("No ticket that passes has a time limit that is decided.");
  }
  figure(ui, tr("Closed in time"), known ? fmt::format("{:.1f} %", 100 * now->on_time.value) : "—",
         aside, hint, width);
}

void draw_closing(Ui& ui, const PeriodFigures* now, const PeriodFigures* before,
                  const std::string& before_days, float width) {
  const AreaMeasure measure = AreaMeasure::closing_days;
  const bool known = now != nullptr && std::isfinite(now->closing_days.value);
  std::string hint = tr("Half of the tickets that are closed took longer from report to closing.");
  std::string aside;
  if (known) {
    hint += "\n" + trf("{} closed tickets", counted(now->closing_days.numerator));
    hint = with_evidence(hint, measure, now->closing_days, before ? &before->closing_days : nullptr,
                         before_days);
    if (before != nullptr && std::isfinite(before->closing_days.value)) {
      aside = trf("{} d", signed_text(now->closing_days.value - before->closing_days.value));
    }
  } else {
    hint += std::string("\n") + tr("No ticket that passes has times of report and of closing.");
  }
  figure(ui, tr("Median days to closing"),
         known ? fmt::format("{:.1f}", now->closing_days.value) : "—", aside, hint, width);
}

}  // namespace

void draw_incident_figures(Ui& ui, const session::Snapshot& snapshot) {
  const PeriodFigures* now = snapshot.numbers ? &snapshot.numbers->figures : nullptr;
  const bool comparable = snapshot.period && is_covered(*snapshot.period, *snapshot.tickets->facts);
  const PeriodFigures* before = comparable ? &snapshot.period->figures : nullptr;
  const std::string days =
      snapshot.period ? days_text(snapshot.period->from, snapshot.period->until) : std::string();
  const float each = std::floor((ImGui::GetContentRegionAvail().x - ui.px(8)) / 2);
  draw_tickets(ui, snapshot, now, before, days, each);
  ImGui::SameLine(0, ui.px(8));
  draw_per_day(ui, now, before, days, each);
  draw_on_time(ui, now, before, days, each);
  ImGui::SameLine(0, ui.px(8));
  draw_closing(ui, now, before, days, each);
}

}  // namespace wangge::ui
