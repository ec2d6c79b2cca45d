#include "ui/timeline.h"

#include <algorithm>

#include "ui/incident_conditions.h"
#include "ui/playback_bar.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

/// A round and even number of tickets for the top of the axis, so that its half is round too.
std::size_t round_top(std::size_t most) {
  std::size_t power = 1;
  while (power * 10 <= most) power *= 10;
  if (power == 1) return most <= 2 ? 2 : most <= 4 ? 4 : most <= 6 ? 6 : 10;
  for (const std::size_t step : {10U, 12U, 16U, 20U, 30U, 40U, 60U, 80U, 100U}) {
    if (step * power / 10 >= most) return step * power / 10;
  }
  return most;
}

void count_selected(const session::Snapshot& snapshot, TimelineState::Selected& selected) {
  const session::TicketView& tickets = *snapshot.tickets;
  if (selected.of == tickets.timeline && selected.selection == snapshot.selection) return;
  const auto& bins = *tickets.timeline;
  selected = {tickets.timeline, snapshot.selection, std::vector<std::size_t>(bins.size(), 0)};
  if (snapshot.selection->layer != tickets.layer) return;
  const model::Column* column = analysis::reported_column(*tickets.facts->layer);
  const auto* times = column == nullptr ? nullptr : std::get_if<model::Times>(&column->values);
  if (times == nullptr) return;
  for (const std::uint32_t row : snapshot.selection->rows) {
    if (row >= times->seconds.size() || column->is_null(row)) continue;
    const Seconds t = times->seconds[row];
    const auto after = std::ranges::upper_bound(bins, t, {}, &analysis::TimeBin::begin);
    if (after == bins.begin() || t >= std::prev(after)->end) continue;
    ++selected.counts[static_cast<std::size_t>(std::prev(after) - bins.begin())];
  }
}

/// Those of the bar: they pass all conditions but the time.
void select_bar(const session::Snapshot& snapshot, const analysis::TimeBin& bin, Outbox& out) {
  const session::TicketView& tickets = *snapshot.tickets;
  analysis::TicketFilter filter = tickets.filter;
  filter.from = bin.begin;
  filter.until = bin.end;
  filter.time_mode = analysis::TimeMode::reported;
  model::Rows rows = analysis::passing(*tickets.facts->layer, filter);
  if (rows.empty()) return out.act(session::ClearSelection{});
  out.act(session::Select{tickets.layer, std::move(rows)});
}

}  // namespace

void draw_timeline(Ui& ui, const session::Snapshot& snapshot, TimelineState& state,
                   FilterWish& wish, Outbox& out) {
  const Palette& p = *ui.colours;
  const session::TicketView& tickets = *snapshot.tickets;
  const auto& bins = *tickets.timeline;
  count_selected(snapshot, state.selected);
  ImGui::PushFont(ui.fonts.small);
  draw_playback_bar(ui, snapshot, state.playback, wish, out);
  const analysis::TicketFilter filter = wish.now(snapshot).filter;

  std::size_t most = 1;
  for (const auto& bin : bins) most = std::max(most, bin.count);
  const std::size_t top = round_top(most);
  const std::string top_text = with_separators(static_cast<long long>(top));
  const float axis = std::max(ui.px(40), ImGui::CalcTextSize(top_text.c_str()).x + ui.px(10));
  const float labels = ui.px(20);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const float left = at.x + axis, right = at.x + room.x;
  const float high = at.y + ui.px(4), low = at.y + room.y - labels;
  ImGui::SetCursorScreenPos({left, at.y});
  ImGui::InvisibleButton("timeline", {std::max(1.0F, right - left), std::max(1.0F, room.y)});
  note(ui, "timeline");
  const bool hovered = ImGui::IsItemHovered();
  const float each = (right - left) / static_cast<float>(bins.size());
  const auto bin_at = [&](float x) {
    const auto bin = static_cast<int>((x - left) / each);
    return static_cast<std::size_t>(std::clamp(bin, 0, static_cast<int>(bins.size()) - 1));
  };
  const float mouse = ImGui::GetIO().MousePos.x;
  const auto show_range = [&](std::optional<Seconds> from, std::optional<Seconds> until) {
    session::SetTicketFilter range = wish.now(snapshot);
    range.filter.from = from;
    range.filter.until = until;
    wish.ask(snapshot, std::move(range), out);
    state.drag_from.reset(), state.drag_to.reset();
    state.playback.playing = false;
  };
  if (ImGui::IsItemActivated()) {
    if (ImGui::GetIO().KeyCtrl) {
      select_bar(snapshot, bins[bin_at(mouse)], out);
    } else {
      state.drag_from = state.drag_to = bin_at(mouse);
    }
  }
  if (ImGui::IsItemActive() && state.drag_from) state.drag_to = bin_at(mouse);
  if (ImGui::IsItemDeactivated() && state.drag_from && state.drag_to) {
    const auto [first, last] = std::minmax(*state.drag_from, *state.drag_to);
    show_range(bins[std::min(first, bins.size() - 1)].begin,
               bins[std::min(last, bins.size() - 1)].end);
  }
  if (hovered && ImGui::IsMouseDoubleClicked(0)) show_range({}, {});

  ImDrawList* list = ImGui::GetWindowDrawList();
  for (const float share : {0.0F, 0.5F, 1.0F}) {
    const float y = std::round(low - (low - high) * share);
    hairline(ui, {left, y}, {right, y});
    if (share == 0.5F && top % 2 != 0) continue;
    const std::string text =
        with_separators(static_cast<long long>(static_cast<float>(top) * share));
    list->AddText({left - ui.px(6) - ImGui::CalcTextSize(text.c_str()).x, y - ui.px(8)},
                  p.secondary, text.c_str());
  }
  const auto inside = [&](std::size_t i) {
    if (state.drag_from && state.drag_to) {
      const auto [first, last] = std::minmax(*state.drag_from, *state.drag_to);
      return i >= first && i <= last;
    }
    return (!filter.from || bins[i].end > *filter.from) &&
           (!filter.until || bins[i].begin < *filter.until);
  };
  const float gap = each > 4 ? 1.0F : 0.0F;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    if (bins[i].count == 0) continue;
    const float x = left + each * static_cast<float>(i);
    const float y =
        low - (low - high) * static_cast<float>(bins[i].count) / static_cast<float>(top);
    const bool under = hovered && bin_at(mouse) == i;
    list->AddRectFilled({x, std::min(y, low - 1)}, {std::max(x + 1, x + each - gap), low},
                        inside(i) ? under ? with_alpha(p.accent, 190) : p.accent : p.line_strong);
    if (state.selected.counts[i] == 0) continue;
    const float part = static_cast<float>(std::min(state.selected.counts[i], bins[i].count)) /
                       static_cast<float>(top);
    list->AddRectFilled({x, std::min(low - (low - high) * part, low - ui.px(2))},
                        {std::max(x + 1, x + each - gap), low}, p.warn);
  }
  // Dates below: as many as fit without touching.
  const float date_width = ImGui::CalcTextSize("2026-00-00").x + ui.px(24);
  const auto step =
      std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(date_width / each)));
  for (std::size_t i = 0; i < bins.size(); i += step) {
    const float x = left + each * static_cast<float>(i);
    if (x + date_width - ui.px(24) > right) break;
    list->AddLine({x, low}, {x, low + ui.px(3)}, p.line_strong);
    list->AddText({x, low + ui.px(4)}, p.secondary, format_date(bins[i].begin).c_str());
  }
  if (hovered || state.drag_from) {
    const std::size_t bin = bin_at(mouse);
    const auto [first, last] =
        state.drag_from ? std::minmax(*state.drag_from, *state.drag_to) : std::minmax(bin, bin);
    std::size_t sum = 0, selected = 0;
    for (std::size_t i = first; i <= last && i < bins.size(); ++i) {
      sum += bins[i].count;
      selected += state.selected.counts[i];
    }
    std::string text = trf("{}: {} tickets", days_text(bins[first].begin, bins[last].end),
                           with_separators(static_cast<long long>(sum)));
    if (selected > 0) {
      text += trf(", {} of them selected", with_separators(static_cast<long long>(selected)));
    }
    ImGui::SetTooltip("%s", text.c_str());
  }
  ImGui::PopFont();
}

}  // namespace wangge::ui
