#pragma once

#include "ui/map_view.h"
#include "ui/window_state.h"

namespace wangge::ui {

/// What a frame of the window is drawn from.
struct FrameInput {
  const session::Snapshot& snapshot;
  const IndexOf& index;
  const DrawMap& draw_map;
  bool has_demo = false;
};

/// Draws the whole window: toolbar, panels, map, strip at the bottom, status. Between ImGui's
/// NewFrame and Render. What was asked for is in `out`; commands to the window itself are still to
/// be obeyed with obey().
void draw_workbench(Ui& ui, const FrameInput& input, WindowState& state, Outbox& out);

}  // namespace wangge::ui
