#include "ui/workbench.h"

#include <algorithm>
#include <filesystem>

#include "ui/check_card.h"
#include "ui/columns_sheet.h"
#include "ui/crs_card.h"
#include "ui/empty_state.h"
#include "ui/help_sheet.h"
#include "ui/icons.h"
#include "ui/layers_sheet.h"
#include "ui/make_room.h"
#include "ui/map_menu.h"
#include "ui/map_tools.h"
#include "ui/notices.h"
#include "ui/recovery_card.h"
#include "ui/shortcuts.h"
#include "ui/status_bar.h"
#include "ui/toolbar.h"
#include "ui/units_sheet.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

constexpr float toolbar_height = 44, status_height = 30, folded = 20;

/// A region of the window with its background. Always pair with end_region().
void begin_region(const char* name, ImVec2 low, ImVec2 size, ImU32 fill, ImVec2 padding,
                  ImGuiWindowFlags flags = 0) {
  ImGui::SetCursorScreenPos(low);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, padding);
  ImGui::PushStyleColor(ImGuiCol_ChildBg, fill);
  ImGui::BeginChild(name, size, false, flags | ImGuiWindowFlags_AlwaysUseWindowPadding);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
}
void end_region() { ImGui::EndChild(); }

/// The strip that remains of a folded panel, or the small handle that folds it.
void draw_fold(Ui& ui, const char* name, ImVec2 low, float height, bool left, bool& open) {
  ImGui::SetCursorScreenPos(low);
  const bool points_left = left == open;
  const ImVec2 size{ui.px(folded), height};
  if (ImGui::InvisibleButton(name, size)) open = !open;
  note(ui, name);
  const bool hovered = ImGui::IsItemHovered();
  explain(ui, open ? tr("Fold this panel") : tr("Unfold this panel"));
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(low, {low.x + size.x, low.y + size.y},
                      hovered ? ui.colours->window : ui.colours->panel);
  ImGui::PushFont(ui.fonts.small);
  const char* sign = points_left ? icon::left : icon::right;
  list->AddText({low.x + (size.x - ImGui::CalcTextSize(sign).x) / 2, low.y + ui.px(14)},
                hovered ? ui.colours->text : ui.colours->secondary, sign);
  ImGui::PopFont();
}

model::LayerId table_layer(const session::Snapshot& snapshot, const WindowState& state) {
  const model::LayerEntry* entry = layer_to_select(snapshot, state.active);
  return entry == nullptr ? model::no_layer : entry->id;
}

/// What somebody who opened these files most likely came for.
Mode mode_for(const session::Snapshot& snapshot) {
  const model::LayerEntry* tickets = snapshot.workspace->find(model::Role::tickets);
  if (snapshot.tickets && tickets != nullptr && tickets->visible) return Mode::incidents;
  return snapshot.plan ? Mode::redraw : Mode::query;
}

bool has_timeline(const session::Snapshot& snapshot, const WindowState& state) {
  return state.mode == Mode::incidents && snapshot.tickets && snapshot.tickets->timeline &&
         !snapshot.tickets->timeline->empty();
}

void draw_work_panel(Ui& ui, const FrameInput& input, WindowState& state, Outbox& out) {
  switch (state.mode) {
    case Mode::redraw:
      draw_redraw_panel(ui, input.snapshot, state.redraw, state.map, out);
      break;
    case Mode::incidents:
      draw_incidents_panel(ui, input.snapshot, state.incidents, state.map, out);
      break;
    case Mode::query:
      draw_query_panel(ui, input.snapshot, state.query, state.map, out);
      break;
  }
}

/// What was remembered of the one before concerns it no more.
void show_another_workspace(const session::Snapshot& snapshot, WindowState& state) {
  state.opened = snapshot.file.opened;
  state.active = model::no_layer;
  state.made_room = what_made_room(snapshot);
  state.incidents = {};
  state.timeline = {};
  state.map.follows_data = true;
  state.mode_settled = false;
}

/// The window of time moves by itself while incidents are looked at, below a table too.
void play(const session::Snapshot& snapshot, WindowState& state, Outbox& out) {
  Playback& playback = state.timeline.playback;
  if (!has_timeline(snapshot, state)) playback.playing = false;
  if (playback.playing) {
    play_on(snapshot, playback, static_cast<double>(ImGui::GetIO().DeltaTime),
            state.incidents.filter, out);
  }
}

/// Table or time line; returns its height, 0 when there is none.
float draw_bottom(Ui& ui, const FrameInput& input, WindowState& state, ImVec2 low, float width,
                  float room, Outbox& out) {
  const bool table = state.table_open && !input.snapshot.workspace->layers.empty();
  if (!table && !has_timeline(input.snapshot, state)) return 0;
  const float most = std::max(120.0F, room / ui.scale - 200);
  state.bottom = std::clamp(state.bottom, 110.0F, most);
  const float height = ui.px(state.bottom);
  const ImVec2 at{low.x, low.y + room - height};
  begin_region("##bottom", at, {width, height}, 0, {ui.px(12), ui.px(8)},
               ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  if (table) {
    draw_attribute_table(ui, input.snapshot, state.table, table_layer(input.snapshot, state), out);
  } else {
    draw_timeline(ui, input.snapshot, state.timeline, state.incidents.filter, out);
  }
  end_region();
  splitter(ui, "split/bottom", false, at, width, -1, state.bottom, 110, most);
  return height;
}

void draw_middle(Ui& ui, const FrameInput& input, WindowState& state, ImVec2 low, ImVec2 size,
                 Outbox& out) {
  const float bottom = draw_bottom(ui, input, state, low, size.x, size.y, out);
  const ImVec2 map_size{size.x, size.y - bottom};
  const bool empty = input.snapshot.workspace->empty();
  begin_region("##map", low, map_size, empty ? ui.colours->land : 0, {0, 0},
               ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  const MapContext context{input.snapshot, input.index,
                           input.draw_map, state.mode,
                           state.active,   shown_hypothesis(input.snapshot, state.crs_card)};
  if (empty) {
    draw_empty_state(ui, low, map_size, input.has_demo, !input.snapshot.jobs.empty(), out);
  } else {
    const MapArea area = draw_map_view(ui, context, state.map, state.redraw, out);
    mark_finding(ui, input.snapshot, state.check_card, state.map, area);
    mark_far_apart(ui, input.snapshot, state.table_card, state.map, area);
    draw_map_menu(ui, state.map, state.coordinates);
  }
  end_region();
  // Of the cards, which all lie in the same place, the most urgent one.
  if (asks_about_found_work(input.snapshot)) {
    draw_recovery_card(ui, input.snapshot, low, map_size, out);
  } else if (!input.snapshot.crs_findings.empty()) {
    draw_crs_card(ui, input.snapshot, state.crs_card, low, map_size, out);
  } else {
    draw_check_card(ui, input.snapshot, state.check_card, low, map_size, out);
    draw_table_card(ui, input.snapshot, state.table_card, low, map_size, out);
  }
  draw_notices(ui, input.snapshot, low, map_size.x, out);
}

}  // namespace

void draw_workbench(Ui& ui, const FrameInput& input, WindowState& state, Outbox& out) {
  const session::Snapshot& snapshot = input.snapshot;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  if (snapshot.workspace->find(state.active) == nullptr) state.active = model::no_layer;
  if (state.opened != snapshot.file.opened) show_another_workspace(snapshot, state);
  if (!state.mode_settled && !snapshot.workspace->layers.empty()) {
    state.mode = mode_for(snapshot);
    state.mode_settled = snapshot.jobs.empty();
  }
  state.coordinates.in.refresh(*snapshot.workspace);
  use_shortcuts(snapshot, state, out);
  play(snapshot, state, out);

  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(screen);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  // The picture begins in the colour of panels (viewer.cpp): every blended layer of the whole
  // window costs milliseconds without a GPU.
  constexpr auto flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                         ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBringToFrontOnFocus |
                         ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                         ImGuiWindowFlags_NoScrollWithMouse;
  // While grids are redrawn Tab goes to the next of them, and to no text field.
  ImGui::PushAllowKeyboardFocus(state.mode != Mode::redraw);
  ImGui::Begin("##workbench", nullptr, flags);
  ImGui::PopStyleVar(2);

  const float top = ui.px(toolbar_height), status = ui.px(status_height);
  constexpr auto still = ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
  begin_region("##toolbar", {0, 0}, {screen.x, top}, 0, {ui.px(12), ui.px(8)}, still);
  draw_toolbar(ui, snapshot, state.mode, state.table_open, state.map, out);
  end_region();

  const float height = screen.y - top - status;
  const float left = state.left_open ? ui.px(state.left) : ui.px(folded);
  const float right = state.right_open ? ui.px(state.right) : ui.px(folded);
  const ImVec2 middle_low{left, top};
  const ImVec2 middle{screen.x - left - right, height};

  if (state.left_open) {
    begin_region("##layers", {0, top}, {left, height}, 0, {ui.px(12), ui.px(12)});
    draw_layer_panel(ui, snapshot, state.layers, state.active, out);
    end_region();
  } else {
    draw_fold(ui, "fold/left", {0, top}, height, true, state.left_open);
  }
  if (state.right_open) {
    begin_region("##work", {screen.x - right, top}, {right, height}, 0, {ui.px(12), ui.px(12)});
    draw_work_panel(ui, input, state, out);
    end_region();
  } else {
    draw_fold(ui, "fold/right", {screen.x - right, top}, height, false, state.right_open);
  }
  draw_middle(ui, input, state, middle_low, middle, out);

  if (state.left_open) {
    splitter(ui, "split/left", true, {left, top}, height, 1, state.left, 220, 520);
  }
  if (state.right_open) {
    splitter(ui, "split/right", true, {screen.x - right, top}, height, -1, state.right, 300, 560);
  }

  begin_region("##status", {0, screen.y - status}, {screen.x, status}, 0, {ui.px(12), ui.px(6)},
               still);
  StatusView view;
  view.hint = copied_sentence(state.coordinates);
  if (view.hint.empty()) view.hint = tool_hint(state.map, state.mode);
  view.cursor = state.map.cursor;
  constexpr double inch_m = 0.0254, dots_per_inch = 96;
  view.scale = state.map.camera.metres_per_pixel * ui.scale * dots_per_inch / inch_m;
  draw_status_bar(ui, snapshot, view, state.coordinates, out);
  end_region();
  hairline(ui, {0, top}, {screen.x, top});
  hairline(ui, {0, screen.y - status}, {screen.x, screen.y - status});
  ImGui::End();
  ImGui::PopAllowKeyboardFocus();

  state.browser.draw(ui);
  draw_help_sheet(ui, state.help_open);
  draw_columns_sheet(ui, input.snapshot, state.columns_of, state.codes, out);
  draw_match_sheet(ui, input.snapshot, state.match, out);
  draw_join_sheet(ui, input.snapshot, state.join, out);
  draw_households_sheet(ui, input.snapshot, state.households, out);
  draw_layers_sheet(ui, input.snapshot, state.layers_sheet, out);
  draw_grid_sheet(ui, input.snapshot, state.redraw.sheet, out);
  draw_renumber_sheet(ui, input.snapshot, state.redraw.renumber, out);
  draw_units_sheet(ui, input.snapshot, state.redraw.units, out);
  draw_leave_sheet(ui, input.snapshot, state.leave, state.browser.is_open(), out);
}

}  // namespace wangge::ui
