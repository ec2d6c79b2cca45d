#pragma once

#include "ui/map_tools.h"

namespace wangge::ui {

// Tools that draw on borders: a line that becomes a border or a cut, and the hand that moves
// vertices.

/// Whether a tool draws a line point by point.
bool draws_line(Tool tool);

/// One frame of the line being drawn: clicks add corners, a dragged hand draws free, a double click
/// ends it.
void use_line_tool(const MapMouse& mouse, Tool tool, MapState& map, const RedrawState& redraw,
                   Outbox& out);
/// The drawn line is what was meant: asks for the border or the cut.
void finish_line(MapState& map, const RedrawState& redraw, Outbox& out);

/// One frame of moving vertices: what is dragged moves, Ctrl + click adds one, Shift + click takes
/// one away.
void use_vertex_tool(const MapContext& context, const MapMouse& mouse, float scale, MapState& map,
                     Outbox& out);

}  // namespace wangge::ui
