#pragma once

#include "ui/playback.h"

namespace wangge::ui {

/// The date of the frame in large letters, back, play and forward, the kind of window, and how fast
/// it goes, on one line.
void draw_playback_bar(Ui& ui, const session::Snapshot& snapshot, Playback& playback,
                       FilterWish& filter, Outbox& out);

}  // namespace wangge::ui
