#pragma once

#include <optional>
#include <string>

#include "session/snapshot.h"
#include "ui/coordinates_list.h"
#include "ui/ui.h"

namespace wangge::ui {

/// What the strip at the bottom needs to know of the map.
struct StatusView {
  std::string hint;                  ///< of the tool in hand; may be empty
  std::optional<geo::Point> cursor;  ///< on the map
  double scale = 0;                  ///< the n of 1:n
};

void draw_status_bar(Ui& ui, const session::Snapshot& snapshot, const StatusView& view,
                     CoordinatesState& coordinates, Outbox& out);

/// "Building 3 of 翠湖苑 is selected." / "12 buildings are selected."
std::string selection_sentence(const session::Snapshot& snapshot);

}  // namespace wangge::ui
