#include "ui/answer_view.h"

#include <algorithm>
#include <cmath>

#include "ui/icons.h"
#include "ui/line_breaks.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

std::string counted(std::size_t n) { return with_separators(static_cast<long long>(n)); }

/// How many of the hits the map does not show because of the filter of tickets.
std::size_t hidden_by_filter(const session::Snapshot& snapshot, const analysis::Answer& answer) {
  const auto& tickets = snapshot.tickets;
  if (!tickets || tickets->layer != answer.layer ||
      tickets->rows->size() == tickets->facts->layer->size()) {
    return 0;
  }
  const auto& shown = *tickets->rows;
  return static_cast<std::size_t>(std::ranges::count_if(
      answer.rows, [&](std::uint32_t row) { return !std::ranges::binary_search(shown, row); }));
}

void draw_buttons(Ui& ui, const session::Snapshot& snapshot, const analysis::Answer& answer,
                  Outbox& out) {
  const Reason nothing = answer.rows.empty() ? tr("Nothing was found.") : nullptr;
  const float quarter = std::floor((ImGui::GetContentRegionAvail().x - 3 * ui.px(6)) / 4);
  const bool selected =
      snapshot.selection->layer == answer.layer && snapshot.selection->rows == answer.rows;
  if (button(ui, "answer/select", nullptr, tr("Select"), Weight::plain,
             tr("Select all that was found again"),
             nothing != nullptr ? nothing
             : selected         ? tr("They are selected.")
                                : nullptr,
             quarter)) {
    out.act(session::Select{answer.layer, answer.rows, session::SelectMode::replace});
  }
  ImGui::SameLine(0, ui.px(6));
  if (button(ui, "query/zoom", nullptr, tr("Zoom"), Weight::plain, tr("Zoom to the selection (F)"),
             nothing, quarter)) {
    out.ask(ZoomToSelection{});
  }
  ImGui::SameLine(0, ui.px(6));
  if (button(ui, "query/table", nullptr, tr("Table"), Weight::plain, tr("Show the table (T)"),
             nothing, quarter)) {
    out.ask(ShowTable{answer.layer});
  }
  ImGui::SameLine(0, ui.px(6));
  if (button(ui, "query/export_hits", nullptr, tr("Export"), Weight::plain,
             tr("Export what was found: the question goes with it"), nothing, quarter)) {
    out.act(session::Select{answer.layer, answer.rows, session::SelectMode::replace});
    out.ask(ShowExport{answer.layer});
  }
}

void draw_reason(const Ui& ui, const analysis::Reason& reason) {
  ImGui::PushStyleColor(ImGuiCol_Text, reason.met ? ui.colours->good : ui.colours->bad);
  ImGui::TextUnformatted(reason.met ? icon::check : icon::close);
  ImGui::PopStyleColor();
  ImGui::SameLine(0, ui.px(8));
  paragraph(reason.text);
  ImGui::Indent(ui.px(18));
  for (const analysis::Reason& part : reason.parts) draw_reason(ui, part);
  ImGui::Unindent(ui.px(18));
}

}  // namespace

void draw_answer(Ui& ui, const session::Snapshot& snapshot, bool waiting, Outbox& out) {
  const auto& view = snapshot.answer;
  if (!view) return;
  if (view->error) {
    ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->bad);
    paragraph(view->error->reason);
    ImGui::PopStyleColor();
    if (!view->error->advice.empty()) secondary(ui, view->error->advice);
    return;
  }
  const analysis::Answer& answer = view->answer;
  if (waiting) ImGui::PushStyleVar(ImGuiStyleVar_Alpha, 0.5F);
  figure(ui, tr("Found"), counted(answer.rows.size()), trf("of {}", counted(view->of->size())),
         trf("Features that meet the question, asked at {}.", format_time(view->asked_at)),
         ImGui::GetContentRegionAvail().x);
  if (waiting) ImGui::PopStyleVar();
  if (const std::size_t hidden = hidden_by_filter(snapshot, answer); hidden > 0) {
    secondary(ui, trf("{} of them are not on the map: the filter of incidents hides them.",
                      counted(hidden)));
  }
  draw_buttons(ui, snapshot, answer, out);
}

void draw_why(Ui& ui, const session::Snapshot& snapshot, std::optional<std::uint32_t>& asked,
              Outbox& out) {
  const auto& view = snapshot.answer;
  if (!view || view->error) return;
  const model::Selection& selection = *snapshot.selection;
  if (selection.layer != view->answer.layer || selection.rows.size() != 1) {
    asked.reset();
    if (!view->question.where.conditions.empty()) {
      secondary(ui, tr("Click a feature on the map to see why it was found or not."));
    }
    return;
  }
  const std::uint32_t row = selection.rows.front();
  const bool known = view->why && view->why->row == row;
  if (!known && asked != row) out.act(session::AskWhy{row});
  asked = row;
  if (!known) return;
  const bool found = std::ranges::binary_search(view->answer.rows, row);
  section(ui, found ? trf("Why “{}” was found", view->of->label(row))
                    : trf("Why “{}” was not found", view->of->label(row)));
  ImGui::PushFont(ui.fonts.small);
  for (const analysis::Reason& reason : view->why->reasons) draw_reason(ui, reason);
  ImGui::PopFont();
}

}  // namespace wangge::ui
