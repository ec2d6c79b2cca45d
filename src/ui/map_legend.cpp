#include "ui/map_legend.h"

#include <algorithm>

#include "render/decor.h"
#include "ui/line_breaks.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

void draw_class_swatch(Ui& ui, const render::AreaLegend::Row& row, ImVec2 low, ImVec2 high) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(low, high, ui.colours->land);  // what lies below it on the map
  list->AddRectFilled(low, high, to_imgui(row.fill));
  if (row.hatched) {
    list->PushClipRect(low, high, true);
    const float tall = high.y - low.y;
    for (float x = low.x - tall + ui.px(4); x < high.x; x += ui.px(7)) {
      list->AddLine({x, high.y}, {x + tall, low.y}, ui.colours->text, ui.px(1.2F));
    }
    list->PopClipRect();
  }
  list->AddRect(low, high, ui.colours->line_strong);
}

}  // namespace

float draw_heat_legend(Ui& ui, const session::HeatView& heat, model::Theme theme,
                       const MapArea& area) {
  ImGui::PushFont(ui.fonts.small);
  const float title_width = ImGui::CalcTextSize(heat.legend_title.c_str()).x;
  const float bar = std::max(ui.px(200), title_width), height = ui.px(10);
  const float width = bar + ui.px(24), tall = ui.px(66);
  const ImVec2 low{area.low.x + area.size.x - width - ui.px(12),
                   area.low.y + area.size.y - tall - ui.px(12)};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(low, {low.x + width, low.y + tall}, with_alpha(ui.colours->panel, 235),
                      ui.px(8));
  list->AddText({low.x + ui.px(12), low.y + ui.px(6)}, ui.colours->secondary,
                heat.legend_title.c_str());
  const float x = low.x + ui.px(12), y = low.y + ui.px(28);
  constexpr int steps = 48;
  for (int i = 0; i < steps; ++i) {
    const float share = (static_cast<float>(i) + 0.5F) / steps;
    list->AddRectFilled({x + bar * static_cast<float>(i) / steps, y},
                        {x + bar * static_cast<float>(i + 1) / steps, y + height},
                        to_imgui(render::heat_colour(share, theme)));
  }
  list->AddRect({x, y}, {x + bar, y + height}, ui.colours->line);
  for (const double share : {0.0, 0.5, 1.0}) {
    const std::string text = render::short_number(heat.domain_max * share);
    const float text_width = ImGui::CalcTextSize(text.c_str()).x;
    const auto at = static_cast<float>(share);
    list->AddText({x + bar * at - text_width * at, y + height + ui.px(3)}, ui.colours->text,
                  text.c_str());
  }
  ImGui::PopFont();
  return tall + ui.px(8);
}

void draw_area_legend(Ui& ui, const render::AreaLegend& legend, const MapArea& area, float above) {
  ImGui::PushFont(ui.fonts.small);
  const float pad = ui.px(12), line = ui.px(20), sample = ui.px(30);
  std::vector<std::string> counts;
  float width = std::max(ui.px(180), ImGui::CalcTextSize(legend.title.c_str()).x);
  for (const render::AreaLegend::Row& row : legend.rows) {
    counts.push_back(with_separators(static_cast<long long>(row.areas)));
    width = std::max(width, sample + ImGui::CalcTextSize(row.text.c_str()).x + ui.px(24) +
                                ImGui::CalcTextSize(counts.back().c_str()).x);
  }
  const std::string below = legend.note.empty() ? "" : with_line_breaks(legend.note, width);
  const float note_height = below.empty() ? 0 : ImGui::CalcTextSize(below.c_str()).y + ui.px(4);
  const float tall = line * static_cast<float>(legend.rows.size() + 1) + note_height + ui.px(12);
  const ImVec2 high{area.low.x + area.size.x - pad, area.low.y + area.size.y - pad - above};
  const ImVec2 low{high.x - width - 2 * pad, high.y - tall};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(low, high, with_alpha(ui.colours->panel, 235), ui.px(8));
  const float x = low.x + pad;
  float y = low.y + ui.px(6);
  list->AddText({x, y}, ui.colours->secondary, legend.title.c_str());
  for (std::size_t i = 0; i < legend.rows.size(); ++i) {
    y += line;
    draw_class_swatch(ui, legend.rows[i], {x, y + ui.px(2)}, {x + ui.px(22), y + ui.px(15)});
    list->AddText({x + sample, y}, ui.colours->text, legend.rows[i].text.c_str());
    const float count_width = ImGui::CalcTextSize(counts[i].c_str()).x;
    list->AddText({high.x - pad - count_width, y}, ui.colours->secondary, counts[i].c_str());
  }
  if (!below.empty()) {
    list->AddText({x, y + line + ui.px(2)}, ui.colours->secondary, below.c_str());
  }
  ImGui::PopFont();
  if (ui.drawn != nullptr) (*ui.drawn)["map/legend"] = {low.x, low.y, high.x, high.y};
}

}  // namespace wangge::ui
