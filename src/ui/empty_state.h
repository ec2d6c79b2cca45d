#pragma once

#include "ui/ui.h"

namespace wangge::ui {

/// What the map area says while nothing is open: the next step.
void draw_empty_state(Ui& ui, ImVec2 low, ImVec2 size, bool has_demo, bool busy, Outbox& out);

}  // namespace wangge::ui
