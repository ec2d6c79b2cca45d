#include "ui/week_picture.h"

#include <cmath>

#include "analysis/weekday_text.h"
#include "render/decor.h"
#include "ui/fold.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using analysis::WeekMatrix;

std::string cell_text(const WeekMatrix& week, std::size_t day, std::size_t hour) {
  return trf("{} {}–{} h: {} tickets", analysis::weekday_text(static_cast<int>(day)), hour,
             hour + 1, with_separators(std::llround(week.cells[day][hour])));
}

void select_cell(const session::Snapshot& snapshot, std::size_t day, std::size_t hour,
                 Outbox& out) {
  const session::TicketView& tickets = *snapshot.tickets;
  const analysis::When when{analysis::reported_column(*tickets.facts->layer), nullptr};
  model::Rows rows = analysis::rows_of_cell(when, *tickets.rows, day, hour);
  if (rows.empty()) return out.act(session::ClearSelection{});
  out.act(session::Select{tickets.layer, std::move(rows)});
}

void draw_cells(Ui& ui, const session::Snapshot& snapshot, Outbox& out) {
  const WeekMatrix& week = snapshot.numbers->week;
  const Palette& p = *ui.colours;
  ImGui::PushFont(ui.fonts.small);
  const float left = ui.px(34), high = ui.px(15);
  const float wide = (ImGui::GetContentRegionAvail().x - left) / WeekMatrix::hours;
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const ImVec2 size{left + wide * WeekMatrix::hours, high * WeekMatrix::days + ui.px(20)};
  const bool clicked = ImGui::InvisibleButton("week/cells", size);
  note(ui, "week/cells");
  const bool hovered = ImGui::IsItemHovered();
  ImDrawList* list = ImGui::GetWindowDrawList();
  const double highest = week.highest();
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  for (std::size_t day = 0; day < WeekMatrix::days; ++day) {
    const float y = low.y + high * static_cast<float>(day);
    list->AddText({low.x, y - ui.px(1)}, p.secondary,
                  analysis::weekday_text(static_cast<int>(day)).c_str());
    for (std::size_t hour = 0; hour < WeekMatrix::hours; ++hour) {
      const float x = low.x + left + wide * static_cast<float>(hour);
      const ImVec2 a{x + 0.5F, y + 0.5F}, b{x + wide - 0.5F, y + high - 0.5F};
      list->AddRectFilled(a, b, p.window);
      const double count = week.cells[day][hour];
      if (count > 0 && highest > 0) {
        list->AddRectFilled(
            a, b,
            to_imgui(render::heat_colour(static_cast<float>(count / highest), snapshot.theme)));
      }
      const bool here =
          hovered && mouse.x >= x && mouse.x < x + wide && mouse.y >= y && mouse.y < y + high;
      if (!here) continue;
      list->AddRect(a, b, p.text);
      explain(ui, cell_text(week, day, hour));
      if (clicked) select_cell(snapshot, day, hour, out);
    }
  }
  const float below = low.y + high * WeekMatrix::days + ui.px(2);
  for (std::size_t hour = 0; hour < WeekMatrix::hours; hour += 6) {
    list->AddText({low.x + left + wide * static_cast<float>(hour), below}, p.secondary,
                  trf("{} h", hour).c_str());
  }
  ImGui::PopFont();
  if (week.without_time > 0) {
    secondary(ui, trf("{} tickets have no time of report.",
                      with_separators(static_cast<long long>(week.without_time))));
  }
}

}  // namespace

void draw_week_picture(Ui& ui, const session::Snapshot& snapshot, bool& open, Outbox& out) {
  if (!fold(ui, "week", tr("Hours and weekdays"), "",
            tr("When tickets are reported: the stronger the colour the more. Click a cell to "
               "select its "
               "tickets."),
            open)) {
    return;
  }
  if (!snapshot.numbers) return;
  if (snapshot.numbers->week.highest() > 0) {
    draw_cells(ui, snapshot, out);
  } else {
    secondary(ui, tr("No ticket that passes has a time of report."));
  }
}

}  // namespace wangge::ui
