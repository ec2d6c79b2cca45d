#include "ui/statistics_page.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ui/icons.h"
#include "ui/statistics_charts.h"
#include "ui/statistics_form.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using analysis::Aggregate;
using session::RowsOf;

/// A layer that is open, and a question that it can answer.
///
/// anew  the question is one of another layer
void settle(const session::Snapshot& snapshot, StatisticsPage& page, bool anew) {
  const model::Workspace& workspace = *snapshot.workspace;
  const bool coming = !page.touched && !snapshot.jobs.empty();  // better ones may still be read
  const model::LayerEntry* entry = workspace.find(page.wish.layer);
  if (entry == nullptr || coming) {
    anew = true;
    const auto* tickets = workspace.find(model::Role::tickets);
    entry = tickets != nullptr ? tickets : &workspace.layers.back();
  }
  page.offered.follow(entry->layer);
  if (anew || !can_be_asked(page.wish, page.offered)) {
    page.wish = usual_statistics(snapshot, *entry, page.offered);
  }
}

void ask(const session::Snapshot& snapshot, StatisticsPage& page, Outbox& out) {
  StatisticsGround ground = ground_of(snapshot, page.wish);
  if (page.asked == ground) return;
  page.asked = std::move(ground);
  out.act(page.wish);
}

/// How the result can be shown, and why it cannot be.
std::array<Reason, 5> reasons(const session::ShowStatistics& wish) {
  const bool quartiles = wish.measures.front().aggregate == Aggregate::quartiles;
  const bool grouped = !wish.keys.empty();
  const bool over_time = grouped && wish.keys.front().step != analysis::GroupKey::Step::none;
  const Reason none = nullptr;
  return {none,
          wish.keys.size() != 2 ? tr("A pivot needs two keys: choose “And then by”.")
          : quartiles           ? tr("A pivot shows one number a cell; quartiles are five.")
                                : none,
          grouped ? none : tr("Choose what to group by."),
          over_time ? none : tr("Lines need a time as the first key."),
          grouped && quartiles ? none : tr("Choose quartiles as what is counted.")};
}

void draw_presentations(Ui& ui, StatisticsPage& page) {
  const std::array<std::string, 5> names{tr("As table"), tr("Pivot"), tr("Bars"), tr("Line chart"),
                                         tr("Boxes")};
  const auto why_not = reasons(page.wish);
  if (why_not[static_cast<std::size_t>(page.as)] != nullptr) page.as = StatisticsAs::table;
  int as = static_cast<int>(page.as);
  if (segmented(ui, "statistics/as", names, as, ImGui::GetContentRegionAvail().x, why_not)) {
    page.as = static_cast<StatisticsAs>(as);
    page.copied.reset();
  }
}

const char* what_to_do(RowsOf of) {
  switch (of) {
    case RowsOf::selected:
      return tr(
          "Nothing is selected in this layer. Select something on the map or in the table, "
          "or count all rows.");
    case RowsOf::shown:
      return tr(
          "The conditions of the incidents let no row through. Change them, or count all "
          "rows.");
    case RowsOf::all:
      break;
  }
  return tr("This layer has no rows. Choose another one.");
}

std::size_t groups_in(const analysis::GroupTable& table) {
  return static_cast<std::size_t>(std::ranges::count_if(
      table.lines, [&](const analysis::GroupLine& line) { return line.depth == table.keys; }));
}

void ask_for_file(const session::StatisticsView& view, StatisticsPage& page, Outbox& out) {
  out.ask(AskForPath{
      Browse::save,
      tr("Export the statistics to"),
      {".csv", ".xlsx"},
      trf("{} statistics.csv", model::title(*view.of)),
      [&page](const std::vector<std::string>& paths) { page.export_path = paths.at(0); }});
}

void draw_footer(Ui& ui, const std::shared_ptr<const session::StatisticsView>& view,
                 StatisticsPage& page, Outbox& out) {
  const float gap = ui.px(8), half = std::floor((ImGui::GetContentRegionAvail().x - gap) / 2);
  const bool copied = page.copied == view;
  const bool as_pivot = page.as == StatisticsAs::pivot && view->pivot;
  if (button(ui, "statistics/copy", copied ? icon::check : nullptr,
             copied ? tr("Copied") : tr("Copy as text"), Weight::plain,
             tr("Into the clipboard, with tabs between the columns, as spreadsheets take it"),
             nullptr, half)) {
    const std::string text =
        as_pivot ? analysis::to_tabs(*view->pivot) : analysis::to_tabs(view->table);
    ImGui::SetClipboardText(text.c_str());
    page.copied = view;
  }
  ImGui::SameLine(0, gap);
  if (button(ui, "statistics/export", icon::download, tr("Export…"), Weight::plain,
             tr("Writes the table with its subtotals as CSV or XLSX"), nullptr, half)) {
    ask_for_file(*view, page, out);
  }
}

void draw_shown(Ui& ui, const session::Snapshot& snapshot, StatisticsPage& page, float height,
                Outbox& out) {
  const session::StatisticsView& view = *snapshot.statistics;
  // While another question is under way its presentation may not fit the answer of before.
  const bool fits = reasons(view.request)[static_cast<std::size_t>(page.as)] == nullptr;
  if (page.as == StatisticsAs::table || !fits) {
    draw_group_table(ui, snapshot, page.table, height, out);
  } else if (page.as == StatisticsAs::pivot) {
    if (view.pivot) draw_pivot_table(ui, snapshot, page.pivot, height, out);
  } else {
    draw_statistics_chart(ui, snapshot, page.as, height, out);
  }
}

void draw_result(Ui& ui, const session::Snapshot& snapshot, StatisticsPage& page, Outbox& out) {
  const auto& view = snapshot.statistics;
  if (!view || view->request.layer != page.wish.layer) return secondary(ui, tr("Counting…"));
  if (view->error) {
    warning(ui,
            view->error->reason + (view->error->advice.empty() ? "" : " ") + view->error->advice);
    return;
  }
  if (view->rows->empty()) return secondary(ui, what_to_do(view->request.of));
  const auto number = [](std::size_t n) { return with_separators(static_cast<long long>(n)); };
  secondary(ui, view->request == page.wish
                    ? trf("{} rows in {} groups. A click on a line selects its rows.",
                          number(view->rows->size()), number(groups_in(view->table)))
                    : std::string(tr("Counting…")));
  const float footer = ui.px(28) + ImGui::GetStyle().ItemSpacing.y;
  const float height = std::max(ImGui::GetContentRegionAvail().y - footer, ui.px(180));
  ImGui::PushFont(ui.fonts.small);
  draw_shown(ui, snapshot, page, height, out);
  ImGui::PopFont();
  draw_footer(ui, view, page, out);
}

}  // namespace

void draw_statistics_page(Ui& ui, const session::Snapshot& snapshot, StatisticsPage& page,
                          Outbox& out) {
  settle(snapshot, page, false);
  const model::LayerId before = page.wish.layer;
  ImGui::PushFont(ui.fonts.small);
  if (draw_statistics_form(ui, snapshot, page.offered, page.wish)) {
    page.touched = true;
    settle(snapshot, page, page.wish.layer != before);
  }
  draw_presentations(ui, page);
  ImGui::PopFont();
  ask(snapshot, page, out);
  if (!page.export_path.empty()) {
    out.act(session::ExportStatistics{std::exchange(page.export_path, {})});
  }
  draw_result(ui, snapshot, page, out);
}

}  // namespace wangge::ui
