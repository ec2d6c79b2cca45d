#include "model/workspace.h"

#include <algorithm>

namespace wangge::model {

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
  geo::Box shown, all;
  for (const LayerEntry& entry : layers) {
    all.grow(entry.layer->extent);
    if (entry.visible) shown.grow(entry.layer->extent);
  }
  return shown.is_empty() ? all : shown;
}

bool Selection::contains(LayerId of, std::uint32_t row) const {
  return of == layer && std::binary_search(rows.begin(), rows.end(), row);
}

}  // namespace wangge::model
