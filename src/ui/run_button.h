#pragma once

#include <string>

#include "ui/widgets.h"

namespace wangge::ui {

/// The button at the foot of a form, over its full width; Ctrl + Enter presses it too, wherever the
/// cursor stands.
bool run_button(Ui& ui, const char* name, const char* icon, const std::string& text, Reason reason);

}  // namespace wangge::ui
