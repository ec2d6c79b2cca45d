#pragma once

#include <map>
#include <string>

#include "ui/sql_page.h"
#include "ui/tool_form.h"

namespace wangge::ui {

/// Layers made of others, by a tool or by SQL.
struct ToolsPage {
  std::string shown;  ///< key of the tool whose form is open, or "sql"; empty: the list of all
  std::map<std::string, ToolForm> forms;  ///< by tool: what was filled in while the program runs
  SqlPage sql;
};

void draw_tools_page(Ui& ui, const session::Snapshot& snapshot, ToolsPage& page, Outbox& out);

}  // namespace wangge::ui
