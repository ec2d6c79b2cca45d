#pragma once

#include <string>

#include "ui/ui.h"

namespace wangge::ui {

/// What a row of a list shows.
struct ListRow {
  std::string text;            ///< cut where it is too long
  std::string number = {};     ///< at the right end
  std::string below = {};      ///< a second line, smaller and grey; empty: the row is one line high
  const char* mark = nullptr;  ///< an icon before the text; null: none, and no room for one
  ImU32 mark_colour = 0;
  bool current = false;  ///< highlighted
};

/// The height of such a row in pixels.
float list_row_height(const Ui& ui, const ListRow& row);

/// Draws a row over the full width and notes it under its name; true when it was clicked. Set
/// ItemSpacing to 0 around rows.
bool list_row(Ui& ui, const char* name, const ListRow& row, const std::string& hint = {});

}  // namespace wangge::ui
