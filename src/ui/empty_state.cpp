#include "ui/empty_state.h"

#include "ui/icons.h"
#include "ui/widgets.h"

namespace wangge::ui {

void draw_empty_state(Ui& ui, ImVec2 low, ImVec2 size, bool has_demo, bool busy, Outbox& out) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 centre{low.x + size.x / 2, low.y + size.y / 2};
  const auto put = [&](float y, ImU32 ink, const std::string& text) {
    list->AddText({std::round(centre.x - ImGui::CalcTextSize(text.c_str()).x / 2), std::round(y)},
                  ink, text.c_str());
  };
  ImGui::PushFont(ui.fonts.title);
  put(centre.y - ui.px(96), ui.colours->disabled, icon::map);
  put(centre.y - ui.px(60), ui.colours->text,
      busy ? tr("Opening…") : tr("Drop map files here, or open them"));
  ImGui::PopFont();
  if (busy) return;
  ImGui::PushFont(ui.fonts.small);
  put(centre.y - ui.px(28), ui.colours->secondary,
      tr("GeoJSON, Shapefile, GeoPackage, FlatGeobuf, KML, CSV, OSM"));
  ImGui::PopFont();
  const float width = ui.px(150), gap = ui.px(12);
  ImGui::SetCursorScreenPos({centre.x - width - gap / 2, centre.y + ui.px(8)});
  if (button(ui, "empty/open", icon::open, tr("Open files"), Weight::primary, "", nullptr, width)) {
    out.ask(AskForFiles{});
  }
  ImGui::SetCursorScreenPos({centre.x + gap / 2, centre.y + ui.px(8)});
  if (button(ui, "empty/demo", icon::map, tr("Open the demo"), Weight::plain,
             tr("A made-up street office with grids, buildings and tickets"),
             has_demo ? nullptr : tr("The demo is not installed."), width)) {
    out.ask(OpenDemo{});
  }
}

}  // namespace wangge::ui
