#include "ui/notices.h"

#include <algorithm>

#include "ui/icons.h"
#include "ui/line_breaks.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

constexpr std::size_t most_shown = 3;
constexpr double success_s = 6;

}  // namespace

void draw_notices(Ui& ui, const session::Snapshot& snapshot, ImVec2 top, float width, Outbox& out) {
  const auto& notices = snapshot.notices;
  if (notices.empty()) return;
  const Palette& p = *ui.colours;
  const float box = std::min(width - ui.px(200), ui.px(560));  // beside the mark of the demo
  if (box < ui.px(160)) return;
  float y = top.y + ui.px(12);
  const std::size_t shown = std::min(notices.size(), most_shown);
  for (std::size_t i = 0; i < shown; ++i) {
    const session::Notice& notice = notices[notices.size() - 1 - i];
    const ImU32 ink = notice.kind == session::NoticeKind::failure   ? p.bad
                      : notice.kind == session::NoticeKind::warning ? p.warn
                                                                    : p.good;
    const char* sign = notice.kind == session::NoticeKind::done ? icon::done : icon::warning;
    const std::string name = "##notice" + std::to_string(notice.number);
    ImGui::PushFont(ui.fonts.small);
    const float text_width = box - ui.px(12 + 28 + 36);
    const std::string lines = with_line_breaks(notice.text, text_width);
    const ImVec2 text = ImGui::CalcTextSize(lines.c_str(), nullptr, false, text_width);
    const float height = std::max(ui.px(36), text.y + ui.px(18));
    ImGui::SetNextWindowPos({top.x + (width - box) / 2, y});
    ImGui::SetNextWindowSize({box, height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, p.raised);
    constexpr auto flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                           ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing |
                           ImGuiWindowFlags_NoNav;
    if (ImGui::Begin(name.c_str(), nullptr, flags)) {
      const ImVec2 low = ImGui::GetWindowPos();
      ImDrawList* list = ImGui::GetWindowDrawList();
      list->AddText({low.x + ui.px(12), low.y + ui.px(10)}, ink, sign);
      ImGui::SetCursorPos({ui.px(40), ui.px(9)});
      ImGui::PushTextWrapPos(ui.px(40) + text_width);
      ImGui::TextUnformatted(lines.c_str());
      ImGui::PopTextWrapPos();
      ImGui::SetCursorPos({box - ui.px(32), ui.px(4)});
      const std::string id = "notice/" + std::to_string(notice.number) + "/close";
      const bool old =
          notice.kind == session::NoticeKind::done && !ImGui::IsWindowHovered() && [&] {
            float& since = *ImGui::GetStateStorage()->GetFloatRef(
                ImGui::GetID("since"), static_cast<float>(ImGui::GetTime()));
            return ImGui::GetTime() - since > success_s;
          }();
      if (icon_button(ui, id.c_str(), icon::close, tr("Dismiss")) || old) {
        out.act(session::DismissNotice{notice.number});
      }
    }
    ImGui::End();
    ImGui::PopStyleColor();
    ImGui::PopStyleVar(2);
    ImGui::PopFont();
    y += height + ui.px(8);
  }
  if (notices.size() <= shown) return;
  ImGui::SetNextWindowPos({top.x + (width - box) / 2, y});
  ImGui::SetNextWindowSize({box, ui.px(36)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(4), ui.px(4)});
  constexpr auto flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                         ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoFocusOnAppearing;
  if (ImGui::Begin("##notices", nullptr, flags)) {
    ImGui::PushFont(ui.fonts.small);
    if (button(ui, "notices/all", nullptr, trf("Dismiss all {} messages", notices.size()),
               Weight::plain, "")) {
      for (const auto& notice : notices) out.act(session::DismissNotice{notice.number});
    }
    ImGui::PopFont();
  }
  ImGui::End();
  ImGui::PopStyleVar();
}

}  // namespace wangge::ui
