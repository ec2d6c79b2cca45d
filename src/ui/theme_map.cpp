#include "ui/theme_map.h"

#include <algorithm>
#include <unordered_map>

#include "analysis/plan_rules.h"
#include "ui/grid_sign.h"
#include "ui/map_overlay.h"
#include "ui/on_map.h"
#include "ui/redraw_panel.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

constexpr std::size_t hues = 6;

std::uint16_t hue_of(std::size_t rank) {
  return static_cast<std::uint16_t>(std::min(rank, hues - 1));
}

void draw_labels(Ui& ui, const MapState& map, const model::Plan& plan,
                 const std::vector<render::GridLabel>& labels, const MapArea& area) {
  ImGui::PushFont(ui.fonts.small);
  for (std::size_t g = 0; g < plan.grids.size() && g < labels.size(); ++g) {
    const model::GridRecord& grid = plan.grids[g];
    const geo::LabelPoint& label = labels[g].point;
    if (grid.retired || grid.theme.empty() || !geo::is_finite(label.place)) continue;
    const std::string sign = sign_of(grid.icon), stars = stars_text(grid.stars);
    std::string text = sign.empty() ? grid.theme : sign + " " + grid.theme;
    if (!stars.empty()) text += "\n" + stars;
    const float radius = static_cast<float>(label.radius_m / map.camera.metres_per_pixel);
    ImVec2 size = ImGui::CalcTextSize(text.c_str());
    if (size.x > 2.4F * radius) {  // no room for words: the sign alone
      if (sign.empty()) continue;
      text = sign;
      size = ImGui::CalcTextSize(text.c_str());
      if (size.x > 2 * radius) continue;
    }
    const ImVec2 at = on_screen(map, area, label.place);
    // Below the grid's name, which stands at the same place.
    draw_tag(ui, {at.x - size.x / 2 - ui.px(8), at.y + ui.px(12)}, text, ui.colours->text);
  }
  ImGui::PopFont();
}

void draw_legend(Ui& ui, const session::Snapshot& snapshot, const ThemeMap& themes,
                 const MapArea& area) {
  ImGui::PushFont(ui.fonts.small);
  const std::size_t lines = std::min(themes.themes.size(), hues);
  std::vector<std::string> texts;
  float width = ImGui::CalcTextSize(tr("Themes")).x;
  for (std::size_t i = 0; i < lines; ++i) {
    const bool rest = i + 1 == hues && themes.themes.size() > hues;
    std::size_t grids = themes.themes[i].grids;
    for (std::size_t j = i + 1; rest && j < themes.themes.size(); ++j) {
      grids += themes.themes[j].grids;
    }
    texts.push_back(
        trf("{} ({})", rest ? std::string(tr("others")) : themes.themes[i].name, grids));
    width = std::max(width, ImGui::CalcTextSize(texts.back().c_str()).x + ui.px(22));
  }
  const float line = ui.px(20), pad = ui.px(10);
  // Below the mark of the demo.
  const ImVec2 low{area.low.x + ui.px(12), area.low.y + ui.px(48)};
  const ImVec2 high{low.x + width + 2 * pad,
                    low.y + line * static_cast<float>(std::max<std::size_t>(lines, 1) + 1) + pad};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(low, high, with_alpha(ui.colours->panel, 235), ui.px(8));
  list->AddText({low.x + pad, low.y + pad / 2}, ui.colours->text, tr("Themes"));
  if (texts.empty()) {
    list->AddText({low.x + pad, low.y + pad / 2 + line}, ui.colours->secondary, tr("none yet"));
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const float y = low.y + pad / 2 + line * static_cast<float>(i + 1);
    const float side = ui.px(12);
    list->AddRectFilled({low.x + pad, y + ui.px(2)}, {low.x + pad + side, y + ui.px(2) + side},
                        with_alpha(grid_colour(snapshot, hue_of(i)), 255), ui.px(3));
    list->AddText({low.x + pad + ui.px(22), y}, ui.colours->text, texts[i].c_str());
  }
  ImGui::PopFont();
}

/// The card of the grid that rests under the cursor.
void draw_card(Ui& ui, const session::PlanView& view, const MapState& map, const MapArea& area) {
  if (!map.cursor || !map.hover || map.hover->layer != view.units) return;
  const auto& units = view.plan->grid_of_unit;
  if (map.hover->row >= units.size() || map.drag != Drag::none) return;
  const auto grid = static_cast<std::size_t>(units[map.hover->row]);
  if (grid >= view.plan->grids.size()) return;
  const std::string text = theme_story(view.plan->grids[grid]);
  const ImVec2 at = on_screen(map, area, *map.cursor);
  const ImVec2 size = ImGui::CalcTextSize(text.c_str(), nullptr, false, ui.px(300));
  const float pad = ui.px(12);
  ImVec2 low{at.x + ui.px(20), at.y + ui.px(20)};
  low.x = std::min(low.x, area.low.x + area.size.x - size.x - 3 * pad);
  low.y = std::min(low.y, area.low.y + area.size.y - size.y - 3 * pad);
  const ImVec2 high{low.x + size.x + 2 * pad, low.y + size.y + 2 * pad};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(low, high, ui.colours->raised, ui.px(8));
  list->AddRect(low, high, ui.colours->line, ui.px(8));
  list->AddText(nullptr, 0, {low.x + pad, low.y + pad}, ui.colours->text, text.c_str(), nullptr,
                ui.px(300));
}

}  // namespace

void ThemeMap::refresh(const session::PlanView& view) {
  if (of == view.plan) return;
  of = view.plan;
  std::unordered_map<std::string, std::size_t> counts;
  for (const model::GridRecord& grid : of->grids) {
    if (!grid.retired && !grid.theme.empty()) ++counts[grid.theme];
  }
  themes.clear();
  for (const auto& [name, grids] : counts) themes.push_back({name, grids});
  std::sort(themes.begin(), themes.end(), [](const Theme& a, const Theme& b) {
    return a.grids != b.grids ? a.grids > b.grids : a.name < b.name;
  });
  std::unordered_map<std::string, std::uint16_t> hue;
  for (std::size_t i = 0; i < themes.size(); ++i) hue[themes[i].name] = hue_of(i);
  auto made = std::make_shared<std::vector<std::uint16_t>>();
  made->reserve(of->grid_of_unit.size());
  for (const model::GridIndex grid : of->grid_of_unit) {
    const auto place = static_cast<std::size_t>(grid);
    const auto found = place < of->grids.size() ? hue.find(of->grids[place].theme) : hue.end();
    made->push_back(found == hue.end() ? model::hidden_class : found->second);
  }
  colours = std::move(made);
}

std::string theme_story(const model::GridRecord& grid) {
  std::string text = grid.name.empty() ? grid.code : grid.name;
  const std::string sign = sign_of(grid.icon), stars = stars_text(grid.stars);
  text += "\n" + (sign.empty() ? "" : sign + " ") +
          (grid.theme.empty() ? std::string(tr("No theme yet.")) : grid.theme);
  if (!stars.empty()) text += "  " + stars;
  if (!grid.strategy.empty()) text += "\n" + grid.strategy;
  if (!grid.officers.empty()) text += "\n" + grid.officers;
  return text;
}

void draw_theme_map(Ui& ui, const MapContext& context, const MapState& map,
                    const RedrawState& redraw, const MapArea& area) {
  const session::PlanView& view = *context.snapshot.plan;
  if (redraw.labels.grids) draw_labels(ui, map, *view.plan, *redraw.labels.grids, area);
  draw_legend(ui, context.snapshot, redraw.themes, area);
  draw_card(ui, view, map, area);
}

}  // namespace wangge::ui
