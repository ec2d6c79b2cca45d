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
/// A grey word right of the last item, cut where the sheet ends.
void beside(Ui& ui, const std::string& text);

/// The buttons at the foot of a sheet: the one that does it and the one that does not.
///
/// name     of the sheet: "join" has "join/start" and "join/cancel"
/// reason   why it cannot be done now; nullptr: it can
/// closed   set by either
/// returns  whether it is to be done
bool answer_sheet(Ui& ui, const char* name, const char* icon, const std::string& text,
                  const char* reason, bool& closed);

}  // namespace wangge::ui
