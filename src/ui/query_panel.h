#pragma once

#include <string>

#include "session/snapshot.h"
#include "ui/map_state.h"
#include "ui/ui.h"

namespace wangge::ui {

enum class AskBy { layer, selection, drawn };

struct QueryState {
  model::LayerId target = model::no_layer, by = model::no_layer;
  int predicate = 0;  ///< place in the list of predicates
  float distance_m = 100;
  AskBy ask_by = AskBy::layer;
  bool touched = false;  ///< somebody chose a layer: no more guessing

  model::LayerId export_layer = model::no_layer;
  bool selection_only = false;
  int format = 0, crs = 0, encoding = 0;  ///< places in their lists
  bool masked = true;
  std::string path;
};

/// The question as a form (which features of what stand in which relation to what), its hits, and
/// the card that exports a layer or the selection.
void draw_query_panel(Ui& ui, const session::Snapshot& snapshot, QueryState& state, MapState& map,
                      Outbox& out);

/// The suffix of the chosen export format, with its dot.
std::string export_extension(const QueryState& state);

}  // namespace wangge::ui
