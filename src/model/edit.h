#pragma once

#include <memory>
#include <string>
#include <variant>

#include "geo/box_tree.h"
#include "model/plan_archive.h"
#include "model/workspace.h"

namespace wangge::model {

/// A layer with what is made of it for showing it.
struct LayerVersion {
  LayerPtr layer;
  std::shared_ptr<const LayerStyle> style;
  std::shared_ptr<const geo::BoxTree> index;
  bool operator==(const LayerVersion&) const = default;
};

/// Other rows in an open layer: what undo takes back of an update. Without a layer `before` it
/// came, without one `after` it goes.
struct LayerEdit {
  std::string label;
  LayerId layer = no_layer;
  LayerVersion before, after;
  bool operator==(const LayerEdit&) const = default;
};

/// Other units under the plan: cut, or with moved borders. The plan goes with them.
struct UnitsEdit {
  std::string label;
  LayerId layer = no_layer;
  LayerVersion before, after;
  std::shared_ptr<const Plan> plan_before, plan_after;
  bool operator==(const UnitsEdit&) const = default;
};

/// One gesture of the user.
using Edit = std::variant<PlanEdit, LayerEdit, UnitsEdit>;
/// Edits never change: what is written to a file once is known by its pointer.
using EditPtr = std::shared_ptr<const Edit>;

}  // namespace wangge::model
