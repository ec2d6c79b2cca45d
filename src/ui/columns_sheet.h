#pragma once

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// The sheet on which a layer's role and the meaning of its columns are set right, over the window
/// while `layer` is one that is open. Every choice shows at once.
void draw_columns_sheet(Ui& ui, const session::Snapshot& snapshot, model::LayerId& layer,
                        Outbox& out);

}  // namespace wangge::ui
