#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "geo/box_tree.h"
#include "session/snapshot.h"

namespace wangge::ui {

/// One feature on the map.
struct Hit {
  model::LayerId layer = model::no_layer;
  std::uint32_t row = 0;
  bool operator==(const Hit&) const = default;
};

/// Session::index: the boxes of an open layer, or nullptr while they are being sorted.
using IndexOf = std::function<std::shared_ptr<const geo::BoxTree>(model::LayerId)>;

/// What can be picked and how near is near enough.
struct PickRules {
  double metres_per_pixel = 1;
  double tolerance_m = 4;
  model::LayerId active = model::no_layer;  ///< goes before all others
  bool units_only = false;                  ///< while grids are redrawn
  bool no_tickets = false;                  ///< while areas that tell of them are shown instead
};

/// The feature under a place: of the active layer first, then points before lines before buildings
/// before larger areas. Base layers are picked only when active or when nothing else is open, units
/// only when active or asked for. Rows that a filter hides and layers hidden at this scale are
/// passed over.
std::optional<Hit> pick(const model::Workspace& workspace, const IndexOf& index, geo::Point place,
                        const PickRules& rules);

/// The visible rows of a layer that a box touches.
model::Rows pick_box(const model::LayerEntry& entry, const geo::BoxTree& index,
                     const geo::Box& box);
/// The visible rows of a layer whose middle lies in a drawn ring (closed or not).
model::Rows pick_ring(const model::LayerEntry& entry, const geo::BoxTree& index,
                      std::span<const geo::Point> ring);
/// The rows of a polygon layer that a round brush touches: their outline or inside is within
/// `radius_m` of the place.
model::Rows pick_brush(const model::LayerEntry& entry, const geo::BoxTree& index, geo::Point place,
                       double radius_m);

/// The layer a drawn box or lasso selects in: the active one, else the selected one, else the
/// topmost visible one that is not base. nullptr: nothing is open.
const model::LayerEntry* layer_to_select(const session::Snapshot& snapshot, model::LayerId active);

}  // namespace wangge::ui
