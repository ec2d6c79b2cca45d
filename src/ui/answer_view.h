#pragma once

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// How many features meet the question and what can be done with them, or why it cannot be
/// answered.
///
/// waiting  an answer is on its way: the numbers are those of before
void draw_answer(Ui& ui, const session::Snapshot& snapshot, bool waiting, Outbox& out);

/// Of a single selected feature: why it is in the answer or not, condition by condition.
///
/// asked  the row that was asked about last
void draw_why(Ui& ui, const session::Snapshot& snapshot, std::optional<std::uint32_t>& asked,
              Outbox& out);

}  // namespace wangge::ui
