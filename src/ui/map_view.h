#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "geo/crs.h"
#include "render/map_painter.h"
#include "session/snapshot.h"
#include "ui/map_state.h"
#include "ui/redraw_panel.h"
#include "ui/ui.h"

namespace wangge::ui {

/// The pictures of a frame: the map, and beside or below it that of a compared plan or
/// period.
enum class MapSlot : std::uint8_t { map, compared };
/// Draws a map of this frame and returns its texture (row 0 at the bottom); 0: none to show.
using DrawMap = std::function<unsigned(MapSlot, const render::MapInput&, const render::Camera&)>;

/// Everything the map area reads.
struct MapContext {
  const session::Snapshot& snapshot;
  const IndexOf& index;
  const DrawMap& draw;
  Mode mode;
  model::LayerId active;
  /// Where a layer would lie by the hypothesis that is looked at; null: none.
  const analysis::RankedCrs* hypothesis = nullptr;
};

/// A rectangle on the screen.
struct MapArea {
  ImVec2 low, size;
};

/// The grids or bins that tell of tickets on the map; null: none, as while grids are redrawn.
std::shared_ptr<const session::AreaView> areas_shown(const MapContext& context);

/// The map area: the picture, hand and tools on it, what is under the cursor, scale bar, north
/// arrow, legends of what is measured, demo mark. Fills the rest of the current ImGui window.
///
/// returns  where the map lies that is worked on: beside a compared plan or period half of it
MapArea draw_map_view(Ui& ui, const MapContext& context, MapState& map, RedrawState& redraw,
                      Outbox& out);

/// One line that says what the tool in hand does; empty for selecting.
std::string tool_hint(const MapState& map, Mode mode);

}  // namespace wangge::ui
