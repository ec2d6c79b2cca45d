#include "ui/timeline.h"

#include <algorithm>

#include "ui/widgets.h"

namespace wangge::ui {
namespace {

std::string range_text(const analysis::TimeBin& first, const analysis::TimeBin& last) {
  const std::string from = format_date(first.begin), to = format_date(last.end - 1);
  return from == to ? from : trf("{} to {}", from, to);
}

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

}  // namespace

void draw_timeline(Ui& ui, const session::Snapshot& snapshot, TimelineState& state, Outbox& out) {
  const Palette& p = *ui.colours;
  const session::TicketView& tickets = *snapshot.tickets;
  const auto& bins = *tickets.timeline;
  ImGui::PushFont(ui.fonts.small);
  ImGui::TextDisabled("%s", tr("Tickets over time"));
  explain(ui,
          tr("Tickets of the chosen classes and states by time of report. Drag to choose a range, "
             "double-click for all time."));
  const auto& filter = tickets.filter;
  if (filter.from || filter.until) {
    ImGui::SameLine(0, ui.px(12));
    const Seconds from = filter.from.value_or(bins.front().begin);
    const Seconds until = filter.until.value_or(bins.back().end);
    ImGui::PushStyleColor(ImGuiCol_Text, p.accent);
    ImGui::TextUnformatted(trf("{} to {}", format_date(from), format_date(until - 1)).c_str());
    ImGui::PopStyleColor();
  }

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
  if (ImGui::IsItemActivated()) state.drag_from = state.drag_to = bin_at(mouse);
  if (ImGui::IsItemActive() && state.drag_from) state.drag_to = bin_at(mouse);
  if (ImGui::IsItemDeactivated() && state.drag_from && state.drag_to) {
    const auto [first, last] = std::minmax(*state.drag_from, *state.drag_to);
    analysis::TicketFilter wish = filter;
    wish.from = bins[first].begin;
    wish.until = bins[last].end;
    out.act(session::SetTicketFilter{wish});
    state = {};
  }
  if (hovered && ImGui::IsMouseDoubleClicked(0)) {
    analysis::TicketFilter wish = filter;
    wish.from.reset();
    wish.until.reset();
    out.act(session::SetTicketFilter{wish});
    state = {};
  }

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
    std::size_t sum = 0;
    for (std::size_t i = first; i <= last; ++i) sum += bins[i].count;
    ImGui::SetTooltip("%s", trf("{}: {} tickets", range_text(bins[first], bins[last]),
                                with_separators(static_cast<long long>(sum)))
                                .c_str());
  }
  ImGui::PopFont();
}

}  // namespace wangge::ui
