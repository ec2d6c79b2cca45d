#pragma once

#include <array>
#include <map>
#include <string>

#include "analysis/tool.h"
#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// What was filled in for a tool.
struct ToolForm {
  std::array<model::LayerId, 2> inputs{};
  std::array<bool, 2> selected_only{};
  std::array<bool, 2> touched{};              ///< somebody chose the layer: no more guessing
  std::map<std::string, std::string> values;  ///< by the parameter's key
};

/// The form of a tool, drawn from its description alone, with the button that runs it.
void draw_tool_form(Ui& ui, const session::Snapshot& snapshot, const analysis::Tool& tool,
                    ToolForm& form, Outbox& out);

/// Why the tool cannot be run as the form is; empty: it can.
///
/// where  set to the key of the parameter it is about, else to nothing
std::string reason_against(const session::Snapshot& snapshot, const analysis::Tool& tool,
                           const ToolForm& form, std::string& where);

}  // namespace wangge::ui
