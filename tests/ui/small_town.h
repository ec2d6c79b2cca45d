#pragma once

#include <memory>
#include <string>
#include <vector>

#include "session/snapshot.h"

namespace wangge::ui {

/// The layer, drawn as a layer of its kind is at first, comes to the workspace.
void add(model::Workspace& workspace, model::LayerId id, model::Layer layer);

model::Column texts(const std::string& name, const std::vector<std::string>& values);

/// Two grids, A (west) and B (east), of two square units each, 100 m wide; a layer of tickets in
/// them.
///
///   +----+----+
///   | 2A | 3B |
///   +----+----+
///   | 0A | 1B |
///   +----+----+  (0, 0) at the south-west corner
struct SmallTown {
  static constexpr model::LayerId units{1}, grids{2}, tickets{3};
  session::Snapshot snapshot;

  SmallTown();

  /// The snapshot with other tickets, plan … : a copy to change.
  template <typename T>
  static std::shared_ptr<T> copy(const std::shared_ptr<const T>& value) {
    return std::make_shared<T>(*value);
  }
};

}  // namespace wangge::ui
