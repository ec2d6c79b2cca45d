#pragma once

#include <string>

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// "in grids 3,980 + outside 9 + without coordinates 11 = 4,000": where the tickets that pass the
/// filter lie (T04). Empty without tickets and grids.
std::string conservation_sentence(const session::Snapshot& snapshot);

/// Where a ticket can be.
enum class TicketPlace { in_grids, outside, without_coordinates, anywhere };
/// The tickets of that place that pass the filter.
model::Rows tickets_at(const session::Snapshot& snapshot, TicketPlace place);

/// The sentence, each part of which selects its tickets when it is clicked; shortened, and then not
/// to be clicked, where it has no room.
void draw_conservation(Ui& ui, const session::Snapshot& snapshot, float width, Outbox& out);

}  // namespace wangge::ui
