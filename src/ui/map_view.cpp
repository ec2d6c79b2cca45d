#include "ui/map_view.h"

#include <algorithm>

#include "ui/icons.h"
#include "ui/map_overlay.h"
#include "ui/map_tools.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

render::MapInput map_input(const MapContext& context, const MapState& map) {
  const session::Snapshot& snapshot = context.snapshot;
  render::MapInput input;
  input.workspace = snapshot.workspace;
  input.selection = snapshot.selection;
  if (map.hover && map.drag == Drag::none) {
    input.hover_layer = map.hover->layer;
    input.hover_row = map.hover->row;
  }
  if (snapshot.heat && snapshot.heat->surface && context.mode != Mode::redraw) {
    input.heat = render::HeatDrawing{snapshot.heat->surface, snapshot.heat->domain_max, 0.85F,
                                     snapshot.heat->legend_title};
  }
  if (snapshot.plan) {
    input.plan_borders = snapshot.plan->borders;
    input.unit_colours = snapshot.plan->colours;
    input.units = snapshot.plan->units;
  }
  input.theme = snapshot.theme;
  return input;
}

MapMouse mouse_on(const MapArea& area, bool over) {
  const ImGuiIO& io = ImGui::GetIO();
  MapMouse mouse;
  mouse.at = {io.MousePos.x - area.low.x, io.MousePos.y - area.low.y};
  mouse.dx = io.MouseDelta.x;
  mouse.dy = io.MouseDelta.y;
  mouse.over = over;
  mouse.wheel = over ? io.MouseWheel : 0;
  mouse.pressed = over && ImGui::IsMouseClicked(0);
  mouse.released = ImGui::IsMouseReleased(0);
  mouse.double_clicked = over && ImGui::IsMouseDoubleClicked(0);
  mouse.middle_pressed = over && ImGui::IsMouseClicked(2);
  mouse.middle_released = ImGui::IsMouseReleased(2);
  mouse.clicked = mouse.released &&
                  io.MouseDragMaxDistanceSqr[0] < io.MouseDragThreshold * io.MouseDragThreshold;
  mouse.shift = io.KeyShift;
  mouse.ctrl = io.KeyCtrl;
  mouse.alt = io.KeyAlt;
  mouse.space = ImGui::IsKeyDown(' ') && !io.WantTextInput;
  return mouse;
}

void draw_zoom_buttons(Ui& ui, const MapArea& area, MapState& map, Outbox& out) {
  const float side = ui.px(28);
  const ImVec2 at{area.low.x + area.size.x - side - ui.px(16), area.low.y + ui.px(12)};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled({at.x - ui.px(2), at.y - ui.px(2)},
                      {at.x + side + ui.px(2), at.y + 3 * side + ui.px(2)},
                      with_alpha(ui.colours->panel, 235), ui.px(8));
  const auto zoom = [&](double factor) {
    map.camera = map.camera.zoomed_about({map.camera.width / 2.0, map.camera.height / 2.0}, factor);
    map.follows_data = false;
  };
  ImGui::SetCursorScreenPos(at);
  if (icon_button(ui, "map/in", icon::plus, tr("Come closer (+)"))) zoom(1.5);
  ImGui::SetCursorScreenPos({at.x, at.y + side});
  if (icon_button(ui, "map/out", icon::minus, tr("Go farther away (−)"))) zoom(1 / 1.5);
  ImGui::SetCursorScreenPos({at.x, at.y + 2 * side});
  if (icon_button(ui, "map/whole", icon::whole, tr("Show the whole area (0)")))
    out.ask(ShowWhole{});
}

/// What the map shows at first: the data, with the base around them where there are any.
geo::Box whole_extent(const model::Workspace& workspace) {
  geo::Box box;
  for (const model::LayerEntry& entry : workspace.layers) {
    if (entry.layer->role != model::Role::base) box.grow(entry.layer->extent);
  }
  return box.is_empty() ? workspace.extent() : box;
}

}  // namespace

void draw_map_view(Ui& ui, const MapContext& context, MapState& map, RedrawState& redraw,
                   Outbox& out) {
  const MapArea area{ImGui::GetCursorScreenPos(), ImGui::GetContentRegionAvail()};
  if (area.size.x < 2 || area.size.y < 2) return;
  map.camera.width = static_cast<int>(area.size.x);
  map.camera.height = static_cast<int>(area.size.y);
  map.camera.pixel_ratio = ui.scale;
  if (map.follows_data) {
    map.camera = render::Camera::fit(whole_extent(*context.snapshot.workspace), map.camera.width,
                                     map.camera.height, ui.px(36));
    map.camera.pixel_ratio = ui.scale;
  }
  redraw.refresh(context.snapshot.plan);

  // Hovered only where nothing floats above the map: the buttons come after and take their clicks.
  ImGui::InvisibleButton("map", area.size,
                         ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonMiddle);
  ImGui::SetItemAllowOverlap();
  note(ui, "map");
  const bool over = ImGui::IsItemHovered() || ImGui::IsItemActive();
  const ImVec2 moved = ImGui::GetIO().MouseDelta;
  map.rest_s = over && moved.x == 0 && moved.y == 0 ? map.rest_s + ImGui::GetIO().DeltaTime : 0;
  if (!context.snapshot.workspace->empty()) {
    use_mouse(context, mouse_on(area, over), ui.scale, map, redraw, out);
  }

  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 high{area.low.x + area.size.x, area.low.y + area.size.y};
  list->PushClipRect(area.low, high, true);
  if (const unsigned texture = context.draw(map_input(context, map), map.camera)) {
    list->AddImage(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture)), area.low,
                   high, {0, 1}, {1, 0});
  } else {
    list->AddRectFilled(area.low, high, ui.colours->land);
  }
  draw_gesture(ui, context, map, redraw, area);
  draw_decor(ui, context, map, area);
  list->PopClipRect();
  if (!context.snapshot.workspace->empty()) draw_zoom_buttons(ui, area, map, out);
  if (over) draw_identify(ui, context, map);
}

}  // namespace wangge::ui
