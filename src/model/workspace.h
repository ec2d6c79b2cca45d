#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "geo/crs.h"
#include "model/layer.h"
#include "model/plan.h"
#include "model/raster.h"
#include "model/style.h"

namespace wangge::model {

/// Names a layer for as long as it is open; never used twice in a session.
enum class LayerId : std::uint32_t {};
constexpr LayerId no_layer{0};

struct LayerEntry {
  LayerId id = no_layer;
  LayerPtr layer;
  std::shared_ptr<const LayerStyle> style;
  bool visible = true;
  float opacity = 1;
};

/// A raster as background of the map. Its id is of the same numbers as those of layers.
struct RasterEntry {
  LayerId id = no_layer;
  RasterPtr raster;
  bool visible = true;
  float opacity = 1;
  bool grey = false;  ///< without colours, so that those of the layers are seen
};

/// Everything that is open. Immutable once shared; an edit makes a new one that shares the layers.
struct Workspace {
  geo::Crs crs = geo::Crs::wgs84();  ///< projected as soon as something is open
  std::vector<RasterEntry> rasters;  ///< beneath all layers, drawn in this order
  std::vector<LayerEntry> layers;    ///< drawn in this order: the last on top
  LayerId units = no_layer;          ///< the layer whose rows the plan assigns
  std::shared_ptr<const Plan> plan;  ///< none while there are no units

  bool empty() const { return layers.empty() && rasters.empty(); }
  const LayerEntry* find(LayerId id) const;
  /// The topmost layer of that role, or nullptr.
  const LayerEntry* find(Role role) const;
  /// What to show at first: of the visible communities, grids, units and buildings; else of all
  /// visible layers; else of all; else of
  /// the rasters.
  geo::Box extent() const;
  /// Made-up data are marked wherever they are shown: true when a layer says so (a source path or a
  /// column named demo, or 演示数据).
  bool demo = false;
};

struct Selection {
  LayerId layer = no_layer;
  Rows rows;  ///< ascending
  bool empty() const { return rows.empty(); }
  bool contains(LayerId of, std::uint32_t row) const;
};

}  // namespace wangge::model
