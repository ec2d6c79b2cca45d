#pragma once

#include "ui/redraw_panel.h"

namespace wangge::ui {

/// The grids with bars of how far each is from its community's ideal, the unassigned units on top;
/// a click makes a grid the current one, a double click zooms to it. Fills the current window but
/// for `footer` pixels.
void draw_grid_list(Ui& ui, const session::Snapshot& snapshot, RedrawState& state, float footer,
                    Outbox& out);

/// "+12 %"
std::string signed_percent(double share);
/// "1,234"
std::string whole_number(double number);
/// The same, or — where the ground does not tell the number.
std::string known_number(double number, bool known);

}  // namespace wangge::ui
