#pragma once

#include <string>
#include <vector>

#include "session/snapshot.h"
#include "ui/export_fields.h"
#include "ui/export_masking.h"
#include "ui/export_preview.h"
#include "ui/export_systems.h"
#include "ui/ui.h"

namespace wangge::ui {

enum class ExportWhat : std::uint8_t { layer, layers, heat };

/// Layers on their way into files.
struct ExportPage {
  ExportWhat what = ExportWhat::layer;
  model::LayerId layer = model::no_layer;
  bool touched = false;  ///< somebody chose a layer: no more guessing
  bool selection_only = false;
  std::vector<model::LayerId> layers;  ///< of several
  bool into_folder = false;            ///< a file each
  int format = 0, encoding = 0;        ///< places in their lists
  ExportSystems systems;
  ExportFields fields;       ///< of the one layer
  PersonalColumns personal;  ///< of several
  ExportMasking masking;
  ExportPreview preview;
  std::string path, folder;
};

/// One layer or several, or the heat surface, into files: format, system, columns, masking, and
/// what becomes of the data, told before anything is written.
void draw_export_page(Ui& ui, const session::Snapshot& snapshot, ExportPage& page, Outbox& out);

}  // namespace wangge::ui
