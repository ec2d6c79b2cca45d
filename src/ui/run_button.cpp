#define GLFW_INCLUDE_NONE
#include "ui/run_button.h"

#include <GLFW/glfw3.h>

namespace wangge::ui {

bool run_button(Ui& ui, const char* name, const char* icon, const std::string& text,
                Reason reason) {
  const bool pressed = button(ui, name, icon, text, Weight::primary, tr("Ctrl + Enter"), reason,
                              ImGui::GetContentRegionAvail().x);
  // Above a form there may be a sheet that Enter is meant for.
  constexpr auto any = ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel;
  const bool by_key =
      ImGui::GetIO().KeyCtrl && !ImGui::IsPopupOpen("", any) &&
      (ImGui::IsKeyPressed(GLFW_KEY_ENTER, false) || ImGui::IsKeyPressed(GLFW_KEY_KP_ENTER, false));
  return pressed || (by_key && reason == nullptr);
}

}  // namespace wangge::ui
