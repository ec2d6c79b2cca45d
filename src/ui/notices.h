#pragma once

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// Sentences about what ended, stacked from `top` on in the middle of the map, each with a cross;
/// those of success go by themselves after some seconds.
void draw_notices(Ui& ui, const session::Snapshot& snapshot, ImVec2 top, float width, Outbox& out);

}  // namespace wangge::ui
