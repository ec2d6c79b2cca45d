#include "ui/second_map.h"

#include <algorithm>
#include <cmath>

#include "ui/map_pictures.h"
#include "ui/on_map.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

std::string dates_text(Seconds from, Seconds until) {
  const std::string first = format_date(from), last = format_date(until - 1);
  return first == last ? first : trf("{} to {}", first, last);
}

/// The same map with the grids of the compared plan.
SecondMap compared_plan(const MapContext& context, const render::MapInput& first,
                        RedrawState& redraw) {
  const session::ComparisonView& with = *context.snapshot.comparison;
  SecondMap second{first, with.name, tr("now")};
  second.input.plan_borders = with.borders;
  second.input.unit_colours = with.colours;
  redraw.compared_labels.refresh(context.snapshot.plan->ground, with.plan);
  second.input.grid_labels = redraw.compared_labels.grids;
  return second;
}

/// The same map with the tickets of the compared period and what is measured of them.
SecondMap compared_period(const MapContext& context, const render::MapInput& first) {
  const session::PeriodView& period = *context.snapshot.period;
  SecondMap second{first, dates_text(period.from, period.until), tr("now")};
  if (period.workspace) second.input.workspace = period.workspace;
  second.input.heat = drawing_of(period.heat);
  second.input.areas = drawing_of(period.areas);
  const auto& tickets = context.snapshot.tickets;
  if (tickets && tickets->facts) {
    second.name_of_first = dates_text(tickets->from(), tickets->until());
  }
  return second;
}

/// What a part of the map shows, in its upper corner.
void draw_caption(const Ui& ui, ImVec2 at, const std::string& text, bool ends_there) {
  const float width = ImGui::CalcTextSize(text.c_str()).x + ui.px(16);
  draw_tag(ui, {ends_there ? at.x - width : at.x, at.y}, text, ui.colours->text);
}

/// The names of both maps at the line between them.
void draw_captions(const Ui& ui, const SecondMap& second, float x, float top) {
  const float y = top + ui.px(44);
  draw_caption(ui, {x - ui.px(8), y}, second.name, true);
  draw_caption(ui, {x + ui.px(8), y}, second.name_of_first, false);
}

}  // namespace

Sharing sharing_of(const MapContext& context, const MapState& map, const RedrawState& redraw) {
  switch (context.mode) {
    case Mode::redraw:
      if (!context.snapshot.comparison) return Sharing::alone;
      return redraw.look == CompareLook::swipe    ? Sharing::swiped
             : redraw.look == CompareLook::beside ? Sharing::halved
                                                  : Sharing::alone;
    case Mode::incidents:
      return context.snapshot.period ? map.period : Sharing::alone;
    case Mode::query:
      break;
  }
  return Sharing::alone;
}

SecondMap second_map(const MapContext& context, const render::MapInput& first,
                     RedrawState& redraw) {
  return context.mode == Mode::redraw ? compared_plan(context, first, redraw)
                                      : compared_period(context, first);
}

const session::PeriodView* period_under_cursor(const MapContext& context, const MapState& map,
                                               Sharing sharing) {
  if (context.mode != Mode::incidents || sharing != Sharing::swiped || !map.cursor) return nullptr;
  const double x = map.camera.screen_from_map(*map.cursor).x;
  return x < map.divider * map.camera.width ? context.snapshot.period.get() : nullptr;
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

void draw_swiped(Ui& ui, const MapContext& context, const SecondMap& second, MapState& map,
                 const MapArea& area) {
  const float x = area.low.x + std::round(area.size.x * map.divider);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PushClipRect(area.low, {x, area.low.y + area.size.y}, true);
  draw_picture(ui, context, MapSlot::compared, second.input, map.camera, area.low, area.size);
  list->PopClipRect();
  list->AddLine({x, area.low.y}, {x, area.low.y + area.size.y}, ui.colours->panel, ui.px(4));
  list->AddLine({x, area.low.y}, {x, area.low.y + area.size.y}, ui.colours->accent, ui.px(2));
  draw_captions(ui, second, x, area.low.y);
  ImGui::SetCursorScreenPos({x - ui.px(6), area.low.y});
  ImGui::InvisibleButton("map/divider", {ui.px(12), area.size.y});
  note(ui, "map/divider");
  if (ImGui::IsItemHovered() || ImGui::IsItemActive()) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  }
  if (ImGui::IsItemActive()) {
    map.divider = std::clamp((ImGui::GetIO().MousePos.x - area.low.x) / area.size.x, 0.02F, 0.98F);
  }
}

void draw_beside(Ui& ui, const MapContext& context, const SecondMap& second, const MapState& map,
                 const MapArea& whole, const MapArea& first) {
  draw_picture(ui, context, MapSlot::compared, second.input, map.camera, whole.low, first.size);
  hairline(ui, {first.low.x, first.low.y}, {first.low.x, first.low.y + first.size.y});
  draw_captions(ui, second, first.low.x, first.low.y);
}

}  // namespace wangge::ui
