#include "ui/recovery_card.h"

#include "base/time.h"
#include "ui/card.h"
#include "ui/icons.h"
#include "ui/line_breaks.h"
#include "ui/widgets.h"

namespace wangge::ui {

bool asks_about_found_work(const session::Snapshot& snapshot) {
  const session::WorkspaceFileView& file = snapshot.file;
  return !file.found.empty() && (file.found.front().shown || !file.changed);
}

void draw_recovery_card(Ui& ui, const session::Snapshot& snapshot, ImVec2 low, ImVec2 size,
                        Outbox& out) {
  const float width = card_width(ui, 400, size);
  if (!asks_about_found_work(snapshot) || width == 0) return;
  const session::FoundWork& work = snapshot.file.found.front();
  if (begin_card(ui, "##recovery", low, size, width)) {
    paragraph(trf("Unsaved work of {} was found", format_time(work.at - work.at % 60)));
    ImGui::PushFont(ui.fonts.small);
    secondary(
        ui, work.shown
                ? trf("The program ended {} steps after the last save. They are shown.", work.steps)
                : trf("The program ended after {} steps that were never saved.", work.steps));
    ImGui::PopFont();
    ImGui::Dummy({0, ui.px(4)});
    if (button(ui, "recovery/continue", icon::check, tr("Continue with it"), Weight::primary, "")) {
      out.act(session::ContinueWork{work.path});
    }
    ImGui::SameLine(0, ui.px(8));
    if (button(ui, "recovery/drop", nullptr,
               work.shown ? tr("Go back to what was saved") : tr("Throw it away"), Weight::plain,
               tr("The unsaved work is lost."))) {
      out.act(session::DropWork{work.path});
    }
  }
  end_card();
}

}  // namespace wangge::ui
