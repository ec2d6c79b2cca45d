#pragma once

#include <cstdint>
#include <future>
#include <memory>
#include <vector>

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

struct TableState {
  bool selected_only = false;
  int column = -1;  ///< sorted by; -1: as in the file
  bool ascending = true;
  std::size_t anchor = 0;  ///< where a Shift + click range begins

  /// What `order` belongs to; when one of them changes it is made anew in the background.
  model::LayerPtr layer;
  std::shared_ptr<const model::Rows> filtered;
  std::shared_ptr<const model::Selection> selection;
  std::shared_ptr<const std::vector<std::uint32_t>> order;  ///< rows as shown
  std::future<std::vector<std::uint32_t>> coming;

  bool busy() const { return coming.valid(); }
};

/// The features of `layer` as rows: sort by a click on a head, select by a click on a row (Shift
/// and Ctrl add), as on the map. Personal fields are masked.
void draw_attribute_table(Ui& ui, const session::Snapshot& snapshot, TableState& state,
                          model::LayerId layer, Outbox& out);

}  // namespace wangge::ui
