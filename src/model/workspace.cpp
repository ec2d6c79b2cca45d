#include "model/workspace.h"

#include <algorithm>

namespace wangge::model {
namespace {

bool is_area_of_work(Role role) {
  return role == Role::communities || role == Role::grids || role == Role::units ||
         role == Role::buildings;
}

}  // namespace

const LayerEntry* Workspace::find(LayerId id) const {
  for (const LayerEntry& entry : layers) {
    if (entry.id == id) return &entry;
  }
  return nullptr;
}

const LayerEntry* Workspace::find(Role role) const {
  for (auto entry = layers.rbegin(); entry != layers.rend(); ++entry) {
    if (entry->layer->role == role) return &*entry;
  }
  return nullptr;
}

geo::Box Workspace::extent() const {
  // What the office works on; the sea around it must not make it small.
  geo::Box subject, shown, all;
  for (const LayerEntry& entry : layers) {
    all.grow(entry.layer->extent);
    if (!entry.visible) continue;
    shown.grow(entry.layer->extent);
    if (is_area_of_work(entry.layer->role)) subject.grow(entry.layer->extent);
  }
  if (layers.empty()) {
    for (const RasterEntry& entry : rasters) all.grow(entry.raster->extent);
  }
  return !subject.is_empty() ? subject : shown.is_empty() ? all : shown;
}

bool Selection::contains(LayerId of, std::uint32_t row) const {
  return of == layer && std::binary_search(rows.begin(), rows.end(), row);
}

}  // namespace wangge::model
