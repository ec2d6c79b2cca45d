#include "ui/query_panel.h"

#include <array>

#include "ui/widgets.h"

namespace wangge::ui {

void draw_query_panel(Ui& ui, const session::Snapshot& snapshot, QueryState& state, MapState& map,
                      Outbox& out) {
  panel_title(ui, tr("Query and export"));
  if (snapshot.workspace->layers.empty()) {
    secondary(ui, tr("Open some files to ask questions about them."));
    return;
  }
  const std::array<std::string, 4> pages{tr("Question"), tr("Tools"), tr("Statistics"),
                                         tr("Export")};
  int page = static_cast<int>(state.page);
  if (segmented(ui, "query/page", pages, page, ImGui::GetContentRegionAvail().x)) {
    state.page = static_cast<QueryPage>(page);
  }
  switch (state.page) {
    case QueryPage::question:
      return draw_question_page(ui, snapshot, state.question, map, out);
    case QueryPage::tools:
      return draw_tools_page(ui, snapshot, state.tools, out);
    case QueryPage::statistics:
      return draw_statistics_page(ui, snapshot, state.statistics, out);
    case QueryPage::layers_out:
      return draw_export_page(ui, snapshot, state.layers_out, out);
  }
}

}  // namespace wangge::ui
