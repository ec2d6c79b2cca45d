#pragma once

#include "ui/ui.h"

namespace wangge::ui {

/// The sheet of keys and mouse gestures, over the window while `open`.
void draw_help_sheet(Ui& ui, bool& open);

}  // namespace wangge::ui
