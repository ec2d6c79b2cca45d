#include "ui/playback_bar.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/icons.h"
#include "ui/incident_conditions.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using analysis::TimeWindow;
using analysis::WindowKind;

std::string date_text(const Playback& playback, const session::TicketFilter& filter,
                      const session::TicketFacts& facts) {
  if (!filter.from && !filter.until) return tr("All time");
  const TimeWindow window = window_now(playback, filter, facts);
  if (filter.from == window.from && filter.until == window.until) {
    return analysis::window_text(window);
  }
  return days_text(filter.from.value_or(facts.first), filter.until.value_or(facts.until));
}

/// What a number is, left of where it is typed.
void number_line(Ui& ui, const char* text, const char* hint) {
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(text);
  explain(ui, hint);
  ImGui::SameLine(ui.px(190));
  ImGui::SetNextItemWidth(ui.px(110));
}

void draw_settings(Ui& ui, const session::Snapshot& snapshot, Playback& playback,
                   FilterWish& filter, Outbox& out) {
  if (!ImGui::BeginPopup("##playback")) return;
  ImGui::PushFont(ui.fonts.small);
  number_line(ui, tr("Steps a second"),
              tr("A step waits until the map of the one before is there."));
  ImGui::InputFloat("##play/speed", &playback.steps_s, 0, 0, "%.4g");
  note(ui, "play/speed");
  playback.steps_s = std::clamp(playback.steps_s, 0.05F, 60.0F);
  const bool rolling = playback.kind == WindowKind::rolling;
  if (rolling || playback.kind == WindowKind::cumulative) {
    number_line(ui, tr("Days a step"), "");
    ImGui::InputInt("##play/step", &playback.step_days, 0);
    note(ui, "play/step");
    playback.step_days = std::clamp(playback.step_days, 1, 3660);
  }
  if (rolling) {
    number_line(ui, tr("Days shown at a time"), "");
    ImGui::InputInt("##play/days", &playback.days, 0);
    note(ui, "play/days");
    const bool changed = ImGui::IsItemDeactivatedAfterEdit();
    playback.days = std::clamp(playback.days, 1, 36600);
    if (changed) {
      const Seconds until =
          filter.now(snapshot).filter.until.value_or(snapshot.tickets->facts->until);
      show_window(snapshot,
                  analysis::rolling_window(playback.days, until, playback.step_days * day_s),
                  filter, out);
    }
  }
  ImGui::Checkbox(tr("Begin again at the end"), &playback.loops);
  note(ui, "play/loops");
  ImGui::PopFont();
  ImGui::EndPopup();
}

void draw_kind(Ui& ui, const session::Snapshot& snapshot, Playback& playback, float width,
               FilterWish& filter, Outbox& out) {
  const std::array<std::string, 7> kinds{trf("{} days at a time", playback.days),
                                         tr("All up to a day"),
                                         tr("Day by day"),
                                         tr("Week by week"),
                                         tr("Month by month"),
                                         tr("Quarter by quarter"),
                                         tr("Year by year")};
  int kind = static_cast<int>(playback.kind);
  if (!choice(ui, "play/kind", kinds, kind, width)) return;
  playback.kind = static_cast<WindowKind>(kind);
  const session::TicketFacts& facts = *snapshot.tickets->facts;
  const Seconds until = filter.now(snapshot).filter.until.value_or(facts.until);
  show_window(snapshot,
              playback.kind == WindowKind::rolling
                  ? analysis::rolling_window(playback.days, until, playback.step_days * day_s)
                  : window_now(playback, filter.now(snapshot).filter, facts),
              filter, out);
}

}  // namespace

void draw_playback_bar(Ui& ui, const session::Snapshot& snapshot, Playback& playback,
                       FilterWish& filter, Outbox& out) {
  const session::TicketFacts& facts = *snapshot.tickets->facts;
  const session::TicketFilter& shown = snapshot.tickets->filter;
  // A range that was set in another way rolls on with its length.
  if (playback.kind == WindowKind::rolling && shown.from && shown.until &&
      !ImGui::IsPopupOpen("##playback")) {
    playback.days = static_cast<int>(std::max<Seconds>(1, (*shown.until - *shown.from) / day_s));
  }
  const float buttons = 4 * ui.px(28) + 4 * ui.px(4), kind_width = ui.px(150);
  const float room = ImGui::GetContentRegionAvail().x - buttons - kind_width - ui.px(20);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  ImGui::PushFont(ui.fonts.title);
  const std::string date = shortened(date_text(playback, filter.now(snapshot).filter, facts), room);
  ImGui::GetWindowDrawList()->AddText({low.x, low.y + ui.px(2)}, ui.colours->text, date.c_str());
  ImGui::PopFont();
  ImGui::Dummy({std::max(1.0F, room), ui.px(28)});
  note(ui, "timeline/date");
  explain(ui, tr("The days whose tickets are shown. Below: tickets that pass the other conditions, "
                 "by time of report. Drag to choose a range, double-click for all time, Ctrl + "
                 "click selects the tickets of a bar."));
  ImGui::SameLine(0, ui.px(12));
  if (icon_button(ui, "play/back", icon::step_back, tr("A step back"))) {
    playback.playing = false;
    step(snapshot, playback, -1, filter, out);
  }
  ImGui::SameLine(0, ui.px(4));
  if (icon_button(ui, "play/toggle", playback.playing ? icon::pause : icon::play,
                  playback.playing ? tr("Pause (Space or P)") : tr("Play (Space or P)"),
                  playback.playing)) {
    toggle_playing(snapshot, playback, filter, out);
  }
  ImGui::SameLine(0, ui.px(4));
  if (icon_button(ui, "play/forward", icon::step_forward, tr("A step forward"))) {
    playback.playing = false;
    step(snapshot, playback, 1, filter, out);
  }
  ImGui::SameLine(0, ui.px(4));
  if (icon_button(ui, "play/settings", icon::settings, tr("Speed, steps and what comes at the end"),
                  playback.loops)) {
    ImGui::OpenPopup("##playback");
  }
  draw_settings(ui, snapshot, playback, filter, out);
  ImGui::SameLine(0, ui.px(8));
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() +
                       std::floor((ui.px(28) - ImGui::GetFrameHeight()) / 2));
  draw_kind(ui, snapshot, playback, kind_width, filter, out);
}

}  // namespace wangge::ui
