#pragma once

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// Two columns that have to agree, and how well their values do.
struct KeyPair {
  int layer = -1, table = -1;
  double share = -1;  ///< of the table's values that the layer has; negative: not known
};

/// What is asked for on the sheet; open while `layer` is one that is open.
struct JoinSheet {
  model::LayerId layer = model::no_layer, table = model::no_layer;
  KeyPair keys;
};

/// The columns that most likely belong together.
KeyPair likely_keys(const session::Snapshot& snapshot, model::LayerId layer, model::LayerId table);
/// Lines of a form for the two columns.
void draw_keys(Ui& ui, const char* name, const model::Layer& layer, const model::Layer& table,
               KeyPair& keys, float width);

/// With the table that most likely belongs to the layer.
JoinSheet ask_for_join(const session::Snapshot& snapshot, model::LayerId layer);

/// The sheet on which the columns of another table are set beside those of a layer.
void draw_join_sheet(Ui& ui, const session::Snapshot& snapshot, JoinSheet& sheet, Outbox& out);

}  // namespace wangge::ui
