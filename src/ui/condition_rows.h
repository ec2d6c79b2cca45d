#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/condition_editor.h"

namespace wangge::ui {

/// The way to a condition: its place in the outer group, then in the group that stands there …
using ConditionPath = std::vector<std::size_t>;

/// What is remembered of the list of conditions.
struct ConditionRows {
  std::optional<ConditionPath> edited;  ///< whose controls are shown below its row
  ValueLists values;
  std::string search;
  bool drawing = false;  ///< a shape for the edited condition, on the map
};

/// The conditions of a question as rows of words with how many features meet each alone; a click
/// opens the controls of one below it, a cross takes it away. Groups are indented. Returns true
/// when the question changed.
///
/// alone  of the outer conditions; empty while that is not known
bool draw_condition_rows(Ui& ui, const session::Snapshot& snapshot, const model::LayerPtr& layer,
                         const std::vector<std::size_t>& alone, analysis::Question& question,
                         ConditionRows& rows, MapState& map);

/// Takes over the shape of the edited condition when it has been drawn. True when it was.
bool take_drawn_shape(const session::Snapshot& snapshot, analysis::Question& question,
                      ConditionRows& rows, MapState& map);

}  // namespace wangge::ui
