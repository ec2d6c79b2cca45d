#pragma once

#include <string>

#include "analysis/question.h"
#include "ui/condition_editor.h"

namespace wangge::ui {

/// A value to type; what begins with $ names a parameter. Returns true when it was changed and
/// left.
bool type_value(Ui& ui, const char* name, const std::string& hint, analysis::AskedValue& value,
                float width);

/// Values to check in a list with their counts, above it a field to search in it where it is long;
/// values that are in no row stay checked. Returns true on a change.
bool check_values(ConditionDesk& desk, const std::vector<analysis::ValueCount>& offered,
                  std::vector<analysis::AskedValue>& values);

}  // namespace wangge::ui
