#include "ui/leave_sheet.h"

#include <filesystem>
#include <utility>

#include "ui/icons.h"
#include "ui/line_breaks.h"
#include "ui/sheet.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

void go_on(LeaveSheet& leave, Outbox& out) {
  const LeaveSheet now = std::exchange(leave, {});
  if (now.what == Leave::open) {
    out.act(now.open);
  } else {
    out.ask(Quit{});
  }
}

/// A save that ended without having saved has said why: nothing goes.
void wait_for_save(const session::Snapshot& snapshot, LeaveSheet& leave, bool busy, Outbox& out) {
  constexpr int patience = 5;
  if (!snapshot.file.changed) return go_on(leave, out);
  leave.idle_frames = busy || !snapshot.jobs.empty() ? 0 : leave.idle_frames + 1;
  if (leave.idle_frames > patience) leave = {};
}

std::string question(const session::Snapshot& snapshot) {
  if (snapshot.file.path.empty()) return tr("What you have done is not saved yet.");
  return trf("{} has changes that are not saved.",
             std::filesystem::path(snapshot.file.path).filename().string());
}

}  // namespace

void draw_leave_sheet(Ui& ui, const session::Snapshot& snapshot, LeaveSheet& leave, bool busy,
                      Outbox& out) {
  if (leave.what == Leave::stay) return;
  if (leave.saving) return wait_for_save(snapshot, leave, busy, out);
  bool closed = false;
  if (!begin_sheet(ui, "leave", tr("Save the changes?"), {480, 0}, closed)) return;
  paragraph(question(snapshot));
  ImGui::Dummy({0, ui.px(8)});
  if (button(ui, "leave/save", icon::save, tr("Save"), Weight::primary, "")) {
    leave.saving = true;
    out.ask(Save{});
  }
  ImGui::SameLine(0, ui.px(8));
  const bool dropped = button(ui, "leave/drop", nullptr, tr("Do not save"), Weight::plain,
                              tr("What was done since the last save is lost."));
  ImGui::SameLine(0, ui.px(8));
  closed |= button(ui, "leave/cancel", nullptr, tr("Cancel"), Weight::plain, "");
  end_sheet(closed || dropped || leave.saving);
  if (dropped) {
    if (leave.what == Leave::quit) out.act(session::DiscardChanges{});
    go_on(leave, out);
  } else if (closed) {
    leave = {};
  }
}

}  // namespace wangge::ui
