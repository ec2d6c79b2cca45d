#define GLFW_INCLUDE_NONE
#include "ui/shortcuts.h"

#include <GLFW/glfw3.h>

#include <algorithm>

#include "ui/coordinates_list.h"
#include "ui/line_tools.h"
#include "ui/map_tools.h"

namespace wangge::ui {
namespace {

bool pressed(int key, bool repeats = false) { return ImGui::IsKeyPressed(key, repeats); }

bool entered() { return pressed(GLFW_KEY_ENTER) || pressed(GLFW_KEY_KP_ENTER); }

void step_grid(RedrawState& redraw, int by) {
  const auto& rows = redraw.list.rows;
  const auto count = static_cast<int>(rows.size());
  if (count == 0) return;
  const GridRow* now = redraw.list.find(redraw.current);
  const int place = now == nullptr ? -1 : static_cast<int>(now - rows.data());
  redraw.current = rows[static_cast<std::size_t>((place + by + count) % count)].grid;
}

/// K: what is selected, else the current grid; Shift + K: all grids.
void lock_by_key(const session::Snapshot& snapshot, const RedrawState& redraw, Outbox& out) {
  const model::Plan& plan = *snapshot.plan->plan;
  if (ImGui::GetIO().KeyShift) {
    const bool all = std::all_of(redraw.list.rows.begin(), redraw.list.rows.end(),
                                 [](const GridRow& row) { return row.locked; });
    out.act(session::LockGrids{{}, !all});
  } else if (snapshot.selection->layer == snapshot.plan->units && !snapshot.selection->empty()) {
    const model::Rows& rows = snapshot.selection->rows;
    const bool all = std::all_of(rows.begin(), rows.end(),
                                 [&](std::uint32_t unit) { return plan.is_locked(unit); });
    out.act(session::LockUnits{rows, !all});
  } else if (const GridRow* row = redraw.list.find(redraw.current)) {
    out.act(session::LockGrids{{row->grid}, !row->locked});
  }
}

void redraw_keys(const session::Snapshot& snapshot, WindowState& state, Outbox& out) {
  MapState& map = state.map;
  if (pressed(GLFW_KEY_B)) map.tool = Tool::brush;
  if (pressed(GLFW_KEY_I)) map.tool = Tool::eyedropper;
  if (pressed(GLFW_KEY_N)) map.tool = Tool::border;
  if (pressed(GLFW_KEY_X)) map.tool = Tool::cut;
  if (pressed(GLFW_KEY_M)) map.tool = Tool::vertex;
  if (pressed(GLFW_KEY_LEFT_BRACKET, true))
    map.brush_m = std::max(least_brush_m, map.brush_m / 1.25F);
  if (pressed(GLFW_KEY_RIGHT_BRACKET, true))
    map.brush_m = std::min(most_brush_m, map.brush_m * 1.25F);
  if (pressed(GLFW_KEY_TAB, true)) step_grid(state.redraw, ImGui::GetIO().KeyShift ? -1 : 1);
  if (!snapshot.plan) return;
  if (pressed(GLFW_KEY_K)) lock_by_key(snapshot, state.redraw, out);
  const bool enter = map.tool != Tool::measure && entered();
  if (enter && !map.line.empty()) {
    finish_line(map, state.redraw, out);
  } else if (enter && snapshot.selection->layer == snapshot.plan->units &&
             !snapshot.selection->empty()) {
    out.act(session::AssignUnits{snapshot.selection->rows, state.redraw.current});
  } else if (enter && snapshot.plan->before) {
    out.act(session::AcceptProposal{});
  }
}

/// P, or Space where it was no hold for dragging the map.
void incidents_keys(const session::Snapshot& snapshot, WindowState& state, Outbox& out) {
  constexpr float tap_s = 0.3F;
  const bool tapped = ImGui::IsKeyReleased(GLFW_KEY_SPACE) &&
                      ImGui::GetIO().KeysDownDurationPrev[GLFW_KEY_SPACE] < tap_s &&
                      !ImGui::IsMouseDown(0);
  if (tapped || pressed(GLFW_KEY_P)) {
    toggle_playing(snapshot, state.timeline.playback, state.incidents.filter, out);
  }
}

void measure_keys(Ruler& ruler) {
  if (entered()) end_line(ruler);
  if (pressed(GLFW_KEY_BACKSPACE, true)) drop_point(ruler);
}

void move_keys(MapState& map, Outbox& out) {
  const double step = std::min(map.camera.width, map.camera.height) / 8.0;
  const auto pan = [&](double dx, double dy) {
    map.camera = map.camera.panned(dx, dy);
    map.follows_data = false;
  };
  const auto zoom = [&](double factor) {
    map.camera = map.camera.zoomed_about({map.camera.width / 2.0, map.camera.height / 2.0}, factor);
    map.follows_data = false;
  };
  if (pressed(GLFW_KEY_LEFT, true)) pan(step, 0);
  if (pressed(GLFW_KEY_RIGHT, true)) pan(-step, 0);
  if (pressed(GLFW_KEY_UP, true)) pan(0, step);
  if (pressed(GLFW_KEY_DOWN, true)) pan(0, -step);
  if (pressed(GLFW_KEY_EQUAL, true) || pressed(GLFW_KEY_KP_ADD, true)) zoom(1.5);
  if (pressed(GLFW_KEY_MINUS, true) || pressed(GLFW_KEY_KP_SUBTRACT, true)) zoom(1 / 1.5);
  if (pressed(GLFW_KEY_0) || pressed(GLFW_KEY_KP_0)) out.ask(ShowWhole{});
  if (pressed(GLFW_KEY_F)) out.ask(ZoomToSelection{});
}

}  // namespace

void use_shortcuts(const session::Snapshot& snapshot, WindowState& state, Outbox& out) {
  const ImGuiIO& io = ImGui::GetIO();
  if (pressed(GLFW_KEY_ESCAPE)) out.ask(StepBack{});
  if (state.browser.is_open()) return;
  if (io.KeyCtrl) {
    if (pressed(GLFW_KEY_Q)) out.ask(Quit{});
    if (pressed(GLFW_KEY_O)) out.ask(AskForFiles{});
    if (pressed(GLFW_KEY_S) && !snapshot.workspace->empty()) {
      io.KeyShift ? out.ask(AskForWorkspaceFile{}) : out.ask(Save{});
    }
    if (io.WantTextInput) return;  // the text has an undo of its own
    if (pressed(GLFW_KEY_Z, true) && !io.KeyShift && !snapshot.undo_label.empty())
      out.act(session::Undo{});
    if ((pressed(GLFW_KEY_Z, true) && io.KeyShift) || pressed(GLFW_KEY_Y, true)) {
      if (!snapshot.redo_label.empty()) out.act(session::Redo{});
    }
    return;
  }
  if (io.WantTextInput) return;
  const bool question = pressed(GLFW_KEY_SLASH) && io.KeyShift;
  if (question || pressed(GLFW_KEY_F1)) out.ask(ToggleHelp{});
  if (state.help_open) return;
  if (pressed(GLFW_KEY_1)) out.ask(SetMode{Mode::redraw});
  if (pressed(GLFW_KEY_2)) out.ask(SetMode{Mode::incidents});
  if (pressed(GLFW_KEY_3)) out.ask(SetMode{Mode::query});
  if (pressed(GLFW_KEY_T) && !snapshot.workspace->layers.empty())
    out.ask(ShowTable{model::no_layer});
  if (pressed(GLFW_KEY_V)) state.map.tool = Tool::select;
  if (pressed(GLFW_KEY_R)) state.map.tool = Tool::rectangle;
  if (pressed(GLFW_KEY_L)) state.map.tool = Tool::lasso;
  if (pressed(GLFW_KEY_D) && !snapshot.workspace->empty()) toggle_measuring(state.map, out);
  if (pressed(GLFW_KEY_C) && state.map.cursor)
    copy_coordinates(state.coordinates, *state.map.cursor);
  if (state.map.tool == Tool::measure) measure_keys(state.map.ruler);
  if (state.mode == Mode::redraw) redraw_keys(snapshot, state, out);
  if (state.mode == Mode::incidents && snapshot.tickets) incidents_keys(snapshot, state, out);
  if (!snapshot.workspace->empty()) move_keys(state.map, out);
}

}  // namespace wangge::ui
