#pragma once

#include <string>

#include "ui/ui.h"

namespace wangge::ui {

/// A heading that a click folds and unfolds what is below it with, a word about it at the right
/// end. Returns `open`.
bool fold(Ui& ui, const char* name, const std::string& text, const std::string& aside,
          const std::string& hint, bool& open);

enum class Check { off, some, on };
/// A line of a list with a box to check, its count at the right end; true when it was clicked.
///
/// indent  logical pixels before the box
bool check_row(Ui& ui, const char* name, const std::string& text, const std::string& count,
               Check check, float indent = 0);

}  // namespace wangge::ui
