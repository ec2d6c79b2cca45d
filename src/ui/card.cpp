#include "ui/card.h"

#include <algorithm>

namespace wangge::ui {

float card_width(const Ui& ui, float logical, ImVec2 size) {
  const float width = std::min(ui.px(logical), size.x - ui.px(32));
  return width < ui.px(240) ? 0 : width;
}

bool begin_card(const Ui& ui, const char* name, ImVec2 low, ImVec2 size, float width) {
  ImGui::SetNextWindowPos({low.x + ui.px(12), low.y + size.y - ui.px(72)}, ImGuiCond_Always,
                          {0, 1});
  ImGui::SetNextWindowSize({width, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(12), ui.px(12)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
  ImGui::PushStyleColor(ImGuiCol_WindowBg, ui.colours->raised);
  constexpr auto flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                         ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing |
                         ImGuiWindowFlags_NoNav | ImGuiWindowFlags_AlwaysAutoResize;
  return ImGui::Begin(name, nullptr, flags);
}

void end_card() {
  ImGui::End();
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
}

}  // namespace wangge::ui
