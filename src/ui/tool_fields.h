#pragma once

#include <string>

#include "analysis/tool.h"
#include "ui/ui.h"

namespace wangge::ui {

/// What is asked, in small grey letters above its control; what it means on hover.
void field_label(Ui& ui, const std::string& text, const std::string& means);

/// The control of a tool's parameter, under the name "tool/value/<key>".
///
/// layer  whose columns there are to choose from; null: none yet
/// value  as session::RunTool takes it
void draw_tool_field(Ui& ui, const analysis::ToolParameter& parameter, const model::Layer* layer,
                     std::string& value);

}  // namespace wangge::ui
