#pragma once

#include "ui/asked_columns.h"
#include "ui/map_state.h"
#include "ui/ui.h"

namespace wangge::ui {

/// What the editor of one condition works with.
struct ConditionDesk {
  Ui& ui;
  const session::Snapshot& snapshot;
  ValueLists& values;
  std::string& search;  ///< what is typed above a list of values
  MapState& map;
  bool& drawing;  ///< a shape for the condition that is edited, on the map
};

/// The controls of a condition on a layer's column, below its row. Returns true when it changed.
bool edit_attribute(ConditionDesk& desk, const model::LayerPtr& layer,
                    analysis::AttributeCondition& condition);
bool edit_time(ConditionDesk& desk, const model::LayerPtr& layer,
               analysis::TimeCondition& condition);
bool edit_space(ConditionDesk& desk, analysis::SpatialCondition& condition);
bool edit_nearest(ConditionDesk& desk, analysis::NearestCondition& condition);

/// A condition to begin with: on the layer's first column, its time, a place.
analysis::AttributeCondition first_attribute(const model::Layer& layer);
analysis::TimeCondition first_time(const model::Layer& layer);
/// near  what something is near to, else what it lies in
analysis::Place first_place(const session::Snapshot& snapshot, const std::string& not_this,
                            bool near);

}  // namespace wangge::ui
