#pragma once

#include <memory>
#include <string>

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

struct PeriodChoice {
  session::ComparePeriod::With with = session::ComparePeriod::With::none;
  std::string from, until;  ///< of chosen dates, as they are typed; both days within
  std::shared_ptr<const session::PeriodView> seen;
  std::shared_ptr<const session::TicketView> asked_of;  ///< the tickets it was last asked for
};

/// Whether the tickets reach back over the whole compared period. Where they do not, there are
/// fewer of them only because nobody wrote them down yet.
bool is_covered(const session::PeriodView& period, const session::TicketFacts& facts);

/// Which period the numbers are held against, and its days.
void draw_period_choice(Ui& ui, const session::Snapshot& snapshot, PeriodChoice& choice,
                        Outbox& out);

}  // namespace wangge::ui
