#include "ui/map_view.h"

#include <algorithm>
#include <cmath>

#include "ui/icons.h"
#include "ui/map_overlay.h"
#include "ui/map_tools.h"
#include "ui/on_map.h"
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
  if (snapshot.heat && snapshot.heat->surface && context.mode != Mode::redraw) {
    input.heat = render::HeatDrawing{snapshot.heat->surface, snapshot.heat->domain_max, 0.85F,
                                     snapshot.heat->legend_title};
  }
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

void draw_picture(const Ui& ui, const MapContext& context, MapSlot slot,
                  const render::MapInput& input, const render::Camera& camera, ImVec2 low,
                  ImVec2 size) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 high{low.x + size.x, low.y + size.y};
  if (const unsigned texture = context.draw(slot, input, camera)) {
    list->AddImage(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture)), low, high,
                   {0, 1}, {1, 0});
  } else {
    list->AddRectFilled(low, high, ui.colours->land);
  }
}

/// The same map with the grids of the compared plan.
render::MapInput compared_input(const MapContext& context, const MapState& map,
                                RedrawState& redraw) {
  render::MapInput input = map_input(context, map, redraw);
  const session::ComparisonView& with = *context.snapshot.comparison;
  input.plan_borders = with.borders;
  input.unit_colours = with.colours;
  redraw.compared_labels.refresh(context.snapshot.plan->ground, with.plan);
  input.grid_labels = redraw.compared_labels.grids;
  return input;
}

/// What a part of the map shows, in its upper corner.
void draw_caption(const Ui& ui, ImVec2 at, const std::string& text, bool ends_there) {
  const float width = ImGui::CalcTextSize(text.c_str()).x + ui.px(16);
  draw_tag(ui, {ends_there ? at.x - width : at.x, at.y}, text, ui.colours->text);
}

/// The older plan left of a divider that is dragged, over the whole map.
void draw_swipe(Ui& ui, const MapContext& context, const MapState& map, RedrawState& redraw,
                const MapArea& area) {
  const float x = area.low.x + std::round(area.size.x * redraw.divider);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PushClipRect(area.low, {x, area.low.y + area.size.y}, true);
  draw_picture(ui, context, MapSlot::compared, compared_input(context, map, redraw), map.camera,
               area.low, area.size);
  list->PopClipRect();
  list->AddLine({x, area.low.y}, {x, area.low.y + area.size.y}, ui.colours->panel, ui.px(4));
  list->AddLine({x, area.low.y}, {x, area.low.y + area.size.y}, ui.colours->accent, ui.px(2));
  const float y = area.low.y + ui.px(44);
  draw_caption(ui, {x - ui.px(8), y}, context.snapshot.comparison->name, true);
  draw_caption(ui, {x + ui.px(8), y}, tr("now"), false);
  ImGui::SetCursorScreenPos({x - ui.px(6), area.low.y});
  ImGui::InvisibleButton("map/divider", {ui.px(12), area.size.y});
  note(ui, "map/divider");
  if (ImGui::IsItemHovered() || ImGui::IsItemActive()) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  }
  if (ImGui::IsItemActive()) {
    redraw.divider =
        std::clamp((ImGui::GetIO().MousePos.x - area.low.x) / area.size.x, 0.02F, 0.98F);
  }
}

/// How plan and compared plan share the map area.
enum class Sharing { alone, swiped, halved };

Sharing sharing_of(const MapContext& context, const RedrawState& redraw) {
  if (context.mode != Mode::redraw || !context.snapshot.comparison) return Sharing::alone;
  return redraw.look == CompareLook::swipe    ? Sharing::swiped
         : redraw.look == CompareLook::beside ? Sharing::halved
                                              : Sharing::alone;
}

}  // namespace

MapArea draw_map_view(Ui& ui, const MapContext& context, MapState& map, RedrawState& redraw,
                      Outbox& out) {
  const MapArea whole{ImGui::GetCursorScreenPos(), ImGui::GetContentRegionAvail()};
  if (whole.size.x < 2 || whole.size.y < 2) return whole;
  const Sharing sharing = sharing_of(context, redraw);
  MapArea area = whole;  // of the plan that is worked on
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

  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PushClipRect(area.low, {area.low.x + area.size.x, area.low.y + area.size.y}, true);
  const bool themed = context.mode == Mode::redraw && context.snapshot.plan && redraw.themes.shown;
  render::MapInput input = map_input(context, map, redraw);
  if (themed) {
    redraw.themes.refresh(*context.snapshot.plan);
    input.unit_colours = redraw.themes.colours;
  }
  draw_picture(ui, context, MapSlot::map, input, map.camera, area.low, area.size);
  draw_gesture(ui, context, map, redraw, area);
  if (sharing == Sharing::swiped) draw_swipe(ui, context, map, redraw, area);
  draw_decor(ui, context, map, area);
  if (themed) draw_theme_map(ui, context, map, redraw, area);
  list->PopClipRect();
  if (sharing == Sharing::halved) {
    draw_picture(ui, context, MapSlot::compared, compared_input(context, map, redraw), map.camera,
                 whole.low, area.size);
    hairline(ui, {area.low.x, area.low.y}, {area.low.x, area.low.y + area.size.y});
    draw_caption(ui, {area.low.x - ui.px(8), area.low.y + ui.px(44)},
                 context.snapshot.comparison->name, true);
    draw_caption(ui, {area.low.x + ui.px(8), area.low.y + ui.px(44)}, tr("now"), false);
  }
  if (!context.snapshot.workspace->empty()) draw_zoom_buttons(ui, area, map, out);
  if (over && !themed) draw_identify(ui, context, map);
  return area;
}

}  // namespace wangge::ui
