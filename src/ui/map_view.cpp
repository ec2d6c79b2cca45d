#include "ui/map_view.h"

#include <algorithm>
#include <cmath>

#include "ui/icons.h"
#include "ui/map_overlay.h"
#include "ui/map_pictures.h"
#include "ui/map_tools.h"
#include "ui/on_map.h"
#include "ui/second_map.h"
#include "ui/theme_map.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

render::MapInput map_input(const MapContext& context, const MapState& map, RedrawState& redraw) {
  const session::Snapshot& snapshot = context.snapshot;
  render::MapInput input;
  input.workspace = snapshot.workspace;
  input.selection = snapshot.selection;
  if (map.hover && map.drag == Drag::none) {
    input.hover_layer = map.hover->layer;
    input.hover_row = map.hover->row;
  }
  if (context.mode != Mode::redraw) input.heat = drawing_of(snapshot.heat);
  input.areas = drawing_of(areas_shown(context));
  // What is under the cursor is the area.
  if (input.areas && map.areas.hovered) input.hover_layer = model::no_layer;
  if (snapshot.plan) {
    input.plan_borders = snapshot.plan->borders;
    input.unit_colours = snapshot.plan->colours;
    input.units = snapshot.plan->units;
    // While the hand is down names wait where they are.
    if (!snapshot.plan->gesture || !redraw.labels.grids) {
      redraw.labels.refresh(snapshot.plan->ground, snapshot.plan->plan);
    }
    input.grid_labels = redraw.labels.grids;
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
  mouse.right_clicked = over && ImGui::IsMouseReleased(1);
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

/// What lies under the cursor of that what is measured.
void look_at_areas(const std::shared_ptr<const session::AreaView>& areas, MapState& map) {
  map.areas.hovered.reset();
  if (areas && areas->areas && map.cursor) map.areas.look(areas->areas, *map.cursor);
}

/// The outline of the grid or bin under the cursor.
void draw_hovered_area(const Ui& ui, const geo::PackedGeometry& areas, const MapState& map,
                       const MapArea& area) {
  if (!map.areas.hovered || map.drag != Drag::none) return;
  const std::size_t at = *map.areas.hovered;
  std::vector<ImVec2> line;
  for (auto part = areas.features().begin(at); part < areas.features().end(at); ++part) {
    for (auto r = areas.parts().begin(part); r < areas.parts().end(part); ++r) {
      line.clear();
      for (const geo::Point p : areas.ring(r)) line.push_back(on_screen(map, area, p));
      ImGui::GetWindowDrawList()->AddPolyline(line.data(), static_cast<int>(line.size()),
                                              ui.colours->accent, 0, ui.px(2));
    }
  }
}

}  // namespace

std::shared_ptr<const session::AreaView> areas_shown(const MapContext& context) {
  return context.mode == Mode::redraw ? nullptr : context.snapshot.areas;
}

MapArea draw_map_view(Ui& ui, const MapContext& context, MapState& map, RedrawState& redraw,
                      Outbox& out) {
  const MapArea whole{ImGui::GetCursorScreenPos(), ImGui::GetContentRegionAvail()};
  if (whole.size.x < 2 || whole.size.y < 2) return whole;
  const Sharing sharing = sharing_of(context, map, redraw);
  MapArea area = whole;  // of the map that is worked on
  if (sharing == Sharing::halved) {
    area.size.x = std::floor(whole.size.x / 2);
    area.low.x = whole.low.x + whole.size.x - area.size.x;
  }
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
  ImGui::SetCursorScreenPos(area.low);
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

  const session::PeriodView* period = period_under_cursor(context, map, sharing);
  const auto areas = period != nullptr ? period->areas : areas_shown(context);
  look_at_areas(areas, map);

  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PushClipRect(area.low, {area.low.x + area.size.x, area.low.y + area.size.y}, true);
  const bool themed = context.mode == Mode::redraw && context.snapshot.plan && redraw.themes.shown;
  render::MapInput input = map_input(context, map, redraw);
  std::optional<SecondMap> second;
  if (sharing != Sharing::alone) second = second_map(context, input, redraw);
  if (themed) {
    redraw.themes.refresh(*context.snapshot.plan);
    input.unit_colours = redraw.themes.colours;
  }
  draw_picture(ui, context, MapSlot::map, input, map.camera, area.low, area.size);
  draw_gesture(ui, context, map, redraw, area);
  if (sharing == Sharing::swiped) draw_swiped(ui, context, *second, map, area);
  if (areas) draw_hovered_area(ui, *areas->areas, map, area);
  const bool halved = sharing == Sharing::halved;
  if (!halved && !context.snapshot.workspace->empty()) draw_scale_bar(ui, map, area);
  draw_decor(ui, context, map, area);
  if (themed) draw_theme_map(ui, context, map, redraw, area);
  list->PopClipRect();
  if (halved) {
    draw_beside(ui, context, *second, map, whole, area);
    draw_scale_bar(ui, map, whole);  // of both; a half has no room for it beside the legend
  }
  if (!context.snapshot.workspace->empty()) draw_zoom_buttons(ui, area, map, out);
  if (over && !themed) {
    const auto heat = period != nullptr              ? period->heat
                      : context.mode == Mode::redraw ? nullptr
                                                     : context.snapshot.heat;
    draw_identify(ui, context, map, heat.get(), areas.get());
  }
  return area;
}

}  // namespace wangge::ui
