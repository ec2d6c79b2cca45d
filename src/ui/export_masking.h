#pragma once

#include <string>
#include <vector>

#include "model/layer.h"
#include "ui/ui.h"

namespace wangge::ui {

/// The personal columns of several layers, with their layers; looked up when the layers change.
struct PersonalColumns {
  std::vector<model::LayerPtr> of;
  std::vector<std::string> names;

  void follow(const std::vector<model::LayerPtr>& layers);
};

/// Whether names and phone numbers leave as they are, and why.
struct ExportMasking {
  bool masked = true;
  std::string reason;

  /// A reason is still to be given.
  bool waits(const std::vector<std::string>& personal) const;
};

/// personal  the columns that are written and hold personal data
void draw_export_masking(Ui& ui, const std::vector<std::string>& personal, ExportMasking& masking);

}  // namespace wangge::ui
