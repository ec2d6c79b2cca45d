#include "ui/sheet.h"

#include <algorithm>

#include "ui/icons.h"
#include "ui/widgets.h"

namespace wangge::ui {

bool begin_sheet(Ui& ui, const char* name, const std::string& title, ImVec2 size, bool& closed) {
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float width = std::min(ui.px(size.x), screen.x - ui.px(40));
  const float height = size.y > 0 ? std::min(ui.px(size.y), screen.y - ui.px(40)) : 0;
  const std::string id = std::string("##") + name;
  ImGui::SetNextWindowSize({width, height});
  ImGui::SetNextWindowPos({screen.x / 2, screen.y / 2}, ImGuiCond_Always, {0.5F, 0.5F});
  ImGui::OpenPopup(id.c_str());
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(20), ui.px(16)});
  constexpr auto flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
                         ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings;
  if (!ImGui::BeginPopupModal(id.c_str(), nullptr, flags)) {
    ImGui::PopStyleVar();
    return false;
  }
  const float cross = width - ui.px(20 + 28);
  ImGui::PushFont(ui.fonts.title);
  fitted(ui, title, cross - ui.px(28));
  ImGui::PopFont();
  ImGui::SameLine(cross);
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(4));  // the cross in line with the title
  const std::string close = std::string(name) + "/close";
  if (icon_button(ui, close.c_str(), icon::close, tr("Close (Esc)"))) closed = true;
  return true;
}

void end_sheet(bool closing) {
  if (closing) ImGui::CloseCurrentPopup();
  ImGui::EndPopup();
  ImGui::PopStyleVar();
}

namespace {
constexpr float answers_at = 190;
}

void form_line(Ui& ui, const std::string& what, const std::string& hint) {
  ImGui::AlignTextToFramePadding();
  fitted(ui, what, ui.px(answers_at - 32));
  if (!hint.empty()) explain(ui, hint);
  ImGui::SameLine(ui.px(answers_at));
}

void beside(Ui& ui, const std::string& text) {
  ImGui::SameLine(0, ui.px(12));
  ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->secondary);
  fitted(ui, text, ImGui::GetContentRegionAvail().x);
  ImGui::PopStyleColor();
}

bool answer_sheet(Ui& ui, const char* name, const char* icon, const std::string& text,
                  const char* reason, bool& closed) {
  const std::string start = std::string(name) + "/start", cancel = std::string(name) + "/cancel";
  ImGui::Dummy({0, ui.px(12)});
  const bool wanted = button(ui, start.c_str(), icon, text, Weight::primary, "", reason);
  ImGui::SameLine();
  const bool given_up = button(ui, cancel.c_str(), nullptr, tr("Cancel"), Weight::plain, "");
  closed = closed || wanted || given_up;
  return wanted;
}

}  // namespace wangge::ui
