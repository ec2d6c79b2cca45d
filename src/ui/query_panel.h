#pragma once

#include "ui/export_page.h"
#include "ui/question_page.h"
#include "ui/statistics_page.h"
#include "ui/tools_page.h"

namespace wangge::ui {

enum class QueryPage : std::uint8_t { question, tools, statistics, layers_out };

struct QueryState {
  QueryPage page = QueryPage::question;
  QuestionPage question;
  ToolsPage tools;
  StatisticsPage statistics;
  ExportPage layers_out;
};

/// What an analyst does: asks, makes layers, counts by groups, hands layers over; a page each.
void draw_query_panel(Ui& ui, const session::Snapshot& snapshot, QueryState& state, MapState& map,
                      Outbox& out);

}  // namespace wangge::ui
