#include "ui/history_page.h"

#include "ui/icons.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

void draw_step(Ui& ui, const std::string& text, std::size_t place, std::size_t cursor,
               Outbox& out) {
  const Palette& p = *ui.colours;
  const float height = ui.px(28), width = ImGui::GetContentRegionAvail().x;
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const std::string id = "history/" + std::to_string(place);
  if (ImGui::InvisibleButton(id.c_str(), {width, height}) && place != cursor) {
    out.act(session::GoInHistory{place});
  }
  note(ui, id.c_str());
  const bool now = place == cursor, undone = place > cursor;
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (now || ImGui::IsItemHovered()) {
    list->AddRectFilled(low, {low.x + width, low.y + height}, now ? p.accent_soft : p.window,
                        ui.px(6));
  }
  explain(ui, now      ? tr("The plan stands here.")
              : undone ? tr("Undone. Click to do it again.")
                       : tr("Click to go back to here."));
  const float y = low.y + (height - ImGui::GetFontSize()) / 2;
  if (now) list->AddText({low.x + ui.px(8), y}, p.accent, icon::check);
  list->AddText({low.x + ui.px(28), y},
                undone ? p.disabled
                : now  ? p.accent
                       : p.text,
                shortened(text, width - ui.px(36)).c_str());
}

}  // namespace

void draw_history_page(Ui& ui, const session::Snapshot& snapshot, Outbox& out) {
  if (!snapshot.history || snapshot.history->empty()) {
    secondary(ui, tr("Nothing has been changed yet. Every step is listed here, and a click goes "
                     "back to it."));
    return;
  }
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::BeginChild("##history");
  for (std::size_t place = snapshot.history->size(); place > 0; --place) {
    draw_step(ui, (*snapshot.history)[place - 1], place, snapshot.history_cursor, out);
  }
  draw_step(ui, tr("As it was opened"), 0, snapshot.history_cursor, out);
  ImGui::EndChild();
  ImGui::PopStyleVar();
}

}  // namespace wangge::ui
