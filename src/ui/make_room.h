#pragma once

#include <vector>

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

// Tickets and hazards cover what lies below them. Their eyes in the list of layers bring them back
// one by one.

inline bool covers_units(const model::LayerEntry& entry) {
  const model::Role role = entry.layer->role;
  return role == model::Role::tickets || role == model::Role::hazards;
}

/// Hides the visible layers of tickets and hazards and notes which.
inline void make_room(const session::Snapshot& snapshot, std::vector<model::LayerId>& hidden,
                      Outbox& out) {
  for (const model::LayerEntry& entry : snapshot.workspace->layers) {
    if (!entry.visible || !covers_units(entry)) continue;
    hidden.push_back(entry.id);
    out.act(session::ShowLayer{entry.id, false});
  }
}

/// Those that are hidden already, where a workspace was saved while they made room.
inline std::vector<model::LayerId> what_made_room(const session::Snapshot& snapshot) {
  std::vector<model::LayerId> hidden;
  for (const model::LayerEntry& entry : snapshot.workspace->layers) {
    if (!entry.visible && covers_units(entry)) hidden.push_back(entry.id);
  }
  return hidden;
}

/// Shows what was hidden.
inline void show_again(std::vector<model::LayerId>& hidden, Outbox& out) {
  for (const model::LayerId layer : hidden) out.act(session::ShowLayer{layer, true});
  hidden.clear();
}

}  // namespace wangge::ui
