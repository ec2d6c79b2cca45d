#pragma once

#include <memory>
#include <optional>

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// The filter as it was last asked for. It takes a moment until the snapshot has it, and what is
/// changed meanwhile is added to what was asked for, so that two quick clicks are two conditions.
class FilterWish {
 public:
  /// The filter to change: what was asked for, or else what the snapshot has.
  session::SetTicketFilter now(const session::Snapshot& snapshot) const;
  void ask(const session::Snapshot& snapshot, session::SetTicketFilter wish, Outbox& out);
  /// Whether the snapshot has what was asked for, and on the map the surface or the areas of it.
  bool arrived(const session::Snapshot& snapshot) const;

 private:
  std::optional<session::SetTicketFilter> asked_;
  std::shared_ptr<const session::TicketView> when_;  ///< the tickets of the moment it was asked
};

}  // namespace wangge::ui
