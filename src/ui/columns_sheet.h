#pragma once

#include "session/snapshot.h"
#include "ui/codes_page.h"
#include "ui/ui.h"

namespace wangge::ui {

/// The sheet on which a layer's role and the meaning of its columns are set right, over the window
/// while `layer` is one that is open: each field with its column, some values and why it was taken,
/// then the columns that are none. Every choice shows at once.
///
/// codes  the column whose codes are given texts: a page of its own on the sheet
void draw_columns_sheet(Ui& ui, const session::Snapshot& snapshot, model::LayerId& layer,
                        CodesPage& codes, Outbox& out);

}  // namespace wangge::ui
