#include "ui/map_overlay.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "io/masking.h"
#include "model/personal.h"
#include "render/decor.h"
#include "ui/line_breaks.h"
#include "ui/map_legend.h"
#include "ui/measure_story.h"
#include "ui/on_map.h"
#include "ui/plan_overlay.h"
#include "ui/ruler_on_map.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

void draw_line(Ui& ui, const MapState& map, const MapArea& area,
               const std::vector<geo::Point>& points, bool closed) {
  std::vector<ImVec2> line;
  line.reserve(points.size());
  for (const geo::Point p : points) line.push_back(on_screen(map, area, p));
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddPolyline(line.data(), static_cast<int>(line.size()), ui.colours->accent,
                    closed ? ImDrawFlags_Closed : 0, ui.px(2));
}

/// Where a hypothesis would put a layer: a dot for each feature that was looked at.
void draw_hypothesis(Ui& ui, const analysis::RankedCrs& hypothesis, const MapState& map,
                     const MapArea& area) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const geo::Box view = map.camera.view_box();
  for (const geo::Point p : hypothesis.places) {
    if (!view.contains(p)) continue;
    const ImVec2 at = on_screen(map, area, p);
    list->AddCircleFilled(at, ui.px(4), ui.colours->panel, 8);
    list->AddCircleFilled(at, ui.px(3), ui.colours->accent, 8);
  }
}

/// What is known of a feature: its name, its layer, the fields it has.
void describe_feature(const Ui& ui, const session::Snapshot& snapshot,
                      const model::LayerEntry& entry, std::uint32_t row) {
  const model::Layer& layer = *entry.layer;
  ImGui::TextUnformatted(shortened(layer.label(row), ui.px(320)).c_str());
  ImGui::PushFont(ui.fonts.small);
  ImGui::TextDisabled("%s", shortened(model::title(layer), ui.px(320)).c_str());
  if (snapshot.plan && entry.id == snapshot.plan->units) {
    const model::Plan& plan = *snapshot.plan->plan;
    const auto grid = row < plan.grid_of_unit.size()
                          ? static_cast<std::size_t>(plan.grid_of_unit[row])
                          : plan.grids.size();
    const std::string name = grid < plan.grids.size() ? plan.grids[grid].name : tr("Unassigned");
    ImGui::TextUnformatted(trf("Grid: {}", name).c_str());
  }
  int shown = 0;
  for (const auto& mapped : layer.mapping.entries()) {
    if (mapped.column < 0 || mapped.field == model::Field::name || shown >= 8) continue;
    const model::Column& column = layer.table.columns[static_cast<std::size_t>(mapped.column)];
    std::string text = column.text(row);
    if (text.empty()) continue;
    const bool counts =
        mapped.field == model::Field::households || mapped.field == model::Field::population;
    if (counts && text.find('.') != std::string::npos) {  // shares of an area make long fractions
      text = fmt::format("{:.1f}", column.number(row));
    }
    if (model::personal_column(layer, static_cast<std::size_t>(mapped.column)) !=
        model::Personal::no) {
      text = io::masked(text);
    }
    ++shown;
    ImGui::TextDisabled("%s", model::field_name(mapped.field).c_str());
    ImGui::SameLine(ui.px(112));
    ImGui::TextUnformatted(shortened(text, ui.px(240)).c_str());
  }
  ImGui::PopFont();
}

}  // namespace

void draw_gesture(Ui& ui, const MapContext& context, const MapState& map, RedrawState& redraw,
                  const MapArea& area) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (context.hypothesis != nullptr) draw_hypothesis(ui, *context.hypothesis, map, area);
  if (context.mode == Mode::redraw) {
    draw_plan_overlay(ui, context, map, redraw, area);
    const bool brush = map.tool == Tool::brush && map.cursor && !ImGui::GetIO().KeyAlt;
    if (brush && context.snapshot.plan) {
      const auto radius = static_cast<float>(map.brush_m / map.camera.metres_per_pixel);
      list->AddCircle(on_screen(map, area, *map.cursor), radius, ui.colours->accent, 0,
                      ui.px(1.5F));
    }
  }
  if (context.mode == Mode::redraw && !map.line.empty()) {
    std::vector<geo::Point> line = map.line;
    if (map.cursor) line.push_back(*map.cursor);
    draw_line(ui, map, area, line, false);
    for (const geo::Point p : map.line) {
      list->AddCircleFilled(on_screen(map, area, p), ui.px(3), ui.colours->accent);
    }
  }
  if (context.mode == Mode::redraw && map.tool == Tool::vertex && map.vertex) {
    const ImVec2 at = on_screen(map, area, *map.vertex);
    list->AddCircleFilled(at, ui.px(6), ui.colours->panel);
    list->AddCircle(at, ui.px(6), ui.colours->accent, 0, ui.px(2));
    if (map.drag == Drag::vertex && map.cursor) {
      const ImVec2 to = on_screen(map, area, *map.cursor);
      list->AddLine(at, to, ui.colours->accent, ui.px(2));
      list->AddCircleFilled(to, ui.px(5), ui.colours->accent);
    }
  }
  if (context.mode == Mode::query && !map.question.empty())
    draw_line(ui, map, area, map.question, true);
  if (context.mode == Mode::incidents && context.snapshot.tickets) {
    if (const auto& drawn = context.snapshot.tickets->filter.drawn) {
      for (std::size_t i = 0; i < drawn->size(); ++i) {
        const auto ring = drawn->feature_points(i);
        draw_line(ui, map, area, {ring.begin(), ring.end()}, true);
      }
    }
  }
  if (map.drag == Drag::ring && map.ring.size() > 1) draw_line(ui, map, area, map.ring, true);
  if (map.drag == Drag::box && map.cursor) {
    const ImVec2 a = on_screen(map, area, map.drag_start), b = on_screen(map, area, *map.cursor);
    const ImVec2 low{std::min(a.x, b.x), std::min(a.y, b.y)},
        high{std::max(a.x, b.x), std::max(a.y, b.y)};
    list->AddRectFilled(low, high, with_alpha(ui.colours->accent, 30));
    list->AddRect(low, high, ui.colours->accent, 0, 0, ui.px(1.5F));
  }
  draw_ruler(ui, map, area);
}

void draw_scale_bar(Ui& ui, const MapState& map, const MapArea& area) {
  const double metres = render::scale_bar_metres(map.camera.metres_per_pixel, ui.px(150));
  const auto width = static_cast<float>(metres / map.camera.metres_per_pixel);
  const std::string text = render::length_text(metres);
  const float x = area.low.x + ui.px(16), y = area.low.y + area.size.y - ui.px(16);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImU32 ink = ui.colours->text;
  list->AddRectFilled({x - ui.px(8), y - ui.px(42)}, {x + width + ui.px(44), y + ui.px(8)},
                      with_alpha(ui.colours->panel, 200), ui.px(8));
  const std::array line{ImVec2{x, y - ui.px(6)}, ImVec2{x, y}, ImVec2{x + width, y},
                        ImVec2{x + width, y - ui.px(6)}};

  list->AddPolyline(line.data(), 4, ink, 0, std::max(1.0F, ui.px(1.5F)));
  ImGui::PushFont(ui.fonts.small);
  const ImVec2 at{x + ui.px(4), y - ui.px(22)};
  list->AddText(at, ink, text.c_str());
  // North is always up; the arrow says so beside the bar.
  const float nx = x + width + ui.px(28), size = ui.px(7);
  const float top = y - ui.px(20);
  list->AddTriangleFilled({nx, top - ui.px(2)}, {nx + size, y}, {nx, y - ui.px(5)}, ink);
  list->AddTriangleFilled({nx, top - ui.px(2)}, {nx - size, y}, {nx, y - ui.px(5)},
                          with_alpha(ink, 110));
  const char* north = tr("N");
  list->AddText({nx - ImGui::CalcTextSize(north).x / 2, top - ui.px(19)}, ink, north);
  ImGui::PopFont();
}

void draw_decor(Ui& ui, const MapContext& context, MapState& map, const MapArea& area) {
  const session::Snapshot& snapshot = context.snapshot;
  if (snapshot.workspace->empty()) return;
  const bool heat = snapshot.heat && context.mode != Mode::redraw;
  const float above = heat ? draw_heat_legend(ui, *snapshot.heat, snapshot.theme, area) : 0;
  if (const auto areas = areas_shown(context)) {
    draw_area_legend(ui, map.areas.legend(areas, snapshot.theme), area, above);
  }
  if (snapshot.workspace->demo) {
    ImGui::PushFont(ui.fonts.small);
    draw_tag(ui, {area.low.x + ui.px(12), area.low.y + ui.px(12)}, tr("Demo data"),
             ui.colours->warn);
    ImGui::PopFont();
  }
}

void draw_identify(Ui& ui, const MapContext& context, const MapState& map,
                   const session::HeatView* heat, const session::AreaView* areas) {
  if (!map.cursor || map.drag != Drag::none || map.rest_s < 0.25) return;
  // While painting the place at the cursor is for what the tool has to say.
  if (context.mode == Mode::redraw && map.tool != Tool::select) return;
  if (map.tool == Tool::measure) return;
  const session::Snapshot& snapshot = context.snapshot;
  Story story;
  if (areas != nullptr && map.areas.hovered) {
    story = area_story(*areas, snapshot.grid_table.get(), *map.areas.hovered);
  }
  const std::optional<std::string> value =
      heat == nullptr ? std::nullopt : heat_story(*heat, *map.cursor);
  const model::LayerEntry* entry = map.hover ? snapshot.workspace->find(map.hover->layer) : nullptr;
  if (entry != nullptr && map.hover->row >= entry->layer->size()) entry = nullptr;
  if (story.title.empty() && !value && entry == nullptr) return;

  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(12), ui.px(8)});
  ImGui::BeginTooltip();
  if (!story.title.empty()) {
    ImGui::TextUnformatted(shortened(story.title, ui.px(320)).c_str());
    ImGui::PushFont(ui.fonts.small);
    for (std::size_t i = 0; i < story.lines.size(); ++i) {
      const std::string text = with_line_breaks(story.lines[i], ui.px(320));
      i == 0 ? ImGui::TextUnformatted(text.c_str()) : ImGui::TextDisabled("%s", text.c_str());
    }
    ImGui::PopFont();
    note(ui, "map/area");
  } else if (entry != nullptr) {
    describe_feature(ui, snapshot, *entry, map.hover->row);
  }
  if (value) {
    ImGui::PushFont(ui.fonts.small);
    ImGui::TextUnformatted(with_line_breaks(*value, ui.px(320)).c_str());
    ImGui::PopFont();
    note(ui, "map/value");
  }
  ImGui::EndTooltip();
  ImGui::PopStyleVar();
}

}  // namespace wangge::ui
