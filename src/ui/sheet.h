#pragma once

#include <string>

#include "ui/ui.h"

namespace wangge::ui {

/// A sheet over the middle of the window with a title and a cross, at most `size` logical pixels
/// and never larger than the window; a height of 0 fits what is in it. Where it returns true draw
/// what is in it, then end_sheet(); what lies below takes no mouse meanwhile.
///
/// name    of the sheet and of its cross ("columns" has "columns/close")
/// closed  set where the cross was pressed
bool begin_sheet(Ui& ui, const char* name, const std::string& title, ImVec2 size, bool& closed);
/// closing  the sheet goes away with this frame
void end_sheet(bool closing);

/// A line of a form: what is asked in the left column; the next item stands in the right one.
void form_line(Ui& ui, const std::string& what, const std::string& hint = {});

}  // namespace wangge::ui
