#pragma once

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

enum class StatisticsAs : std::uint8_t;

/// The statistics as bars, lines over time or boxes; a click on a mark selects its rows.
void draw_statistics_chart(Ui& ui, const session::Snapshot& snapshot, StatisticsAs as, float height,
                           Outbox& out);

}  // namespace wangge::ui
