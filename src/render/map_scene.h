#pragma once

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "render/area_layer.h"
#include "render/drawable.h"
#include "render/labels.h"
#include "render/map_input.h"
#include "render/raster_tiles.h"

namespace wangge::render {

/// One layer as the painter knows it.
struct LayerDrawing {
  model::LayerPtr layer;
  std::unique_ptr<Drawable> drawable;
  StyleBuffers style_buffers;
  std::shared_ptr<const model::LayerStyle> style;  ///< in the buffers
  LabelPoints label_points;
  bool used = true;
};

/// A few features drawn over the picture or with it: selection, hover, borders of a plan.
struct Extra {
  std::shared_ptr<const void> source;
  geo::PackedGeometry geometry;
  std::unique_ptr<Drawable> drawable;
  StyleBuffers style_buffers;
  model::LayerStyle style;
};

/// What there is to draw, on its way to the GPU: kept from one input to the next as far as it stays
/// the same.
class MapScene {
 public:
  /// Begins to pack what is new in the input and forgets what is gone.
  void refresh(const MapInput& input);
  /// Until all of it but the hovered feature is packed.
  void wait();

  /// How many of the layers and of what is drawn with them are there, and how many are packed.
  struct Packed {
    std::size_t all = 0, ready = 0;
  };
  Packed packed();

  /// of  a layer of the last input
  LayerDrawing& drawing(const model::Layer& of) { return *layers_.at(&of); }
  RasterTiles& raster_tiles() { return raster_tiles_; }
  Extra* selection() { return selection_.get(); }
  Extra* hover() { return hover_.get(); }
  Extra* plan_borders() { return plan_borders_.get(); }
  AreaLayer* areas() { return areas_.get(); }
  /// The units in the colours of the grids they are given to, with thin borders between them.
  const model::LayerStyle& unit_style() const { return unit_style_; }
  const StyleBuffers& unit_buffers() const { return *unit_buffers_; }

 private:
  void refresh_selection(const MapInput& input);
  void refresh_hover(const MapInput& input);
  void refresh_plan(const MapInput& input);
  void refresh_areas(const MapInput& input);
  /// All that is packed but the hovered feature.
  std::vector<Drawable*> drawables();

  std::map<const model::Layer*, std::unique_ptr<LayerDrawing>> layers_;
  RasterTiles raster_tiles_;
  std::unique_ptr<Extra> selection_, hover_, plan_borders_;
  std::unique_ptr<AreaLayer> areas_;
  std::pair<const model::Layer*, std::uint32_t> hovered_{};
  std::unique_ptr<StyleBuffers> unit_buffers_;
  model::LayerStyle unit_style_;
  std::shared_ptr<const std::vector<std::uint16_t>> unit_colours_;
};

}  // namespace wangge::render
