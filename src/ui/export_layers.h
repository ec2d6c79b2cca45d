#pragma once

#include "ui/export_page.h"

namespace wangge::ui {

/// What is exported: a layer or its selection, several layers, or the heat surface while one is
/// shown.
void draw_export_layers(Ui& ui, const session::Snapshot& snapshot, ExportPage& page);

/// The layers that will be written, those of the page that are still open.
std::vector<const model::LayerEntry*> layers_to_export(const session::Snapshot& snapshot,
                                                       const ExportPage& page);

}  // namespace wangge::ui
