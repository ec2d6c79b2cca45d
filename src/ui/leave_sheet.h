#pragma once

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// Why what is open is about to go while there are changes.
enum class Leave { stay, quit, open };

struct LeaveSheet {
  Leave what = Leave::stay;
  session::OpenWorkspace open = {};  ///< what is to be opened instead
  bool saving = false;               ///< goes on when everything is saved
  int idle_frames = 0;               ///< without a job meanwhile: then it could not be saved
};

/// Asks what becomes of the changes and goes on when that is done.
///
/// busy  the file browser asks where to save
void draw_leave_sheet(Ui& ui, const session::Snapshot& snapshot, LeaveSheet& leave, bool busy,
                      Outbox& out);

}  // namespace wangge::ui
