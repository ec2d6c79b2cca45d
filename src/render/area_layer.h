#pragma once

#include "render/area_drawing.h"
#include "render/drawable.h"

namespace wangge::render {

/// Areas in classes of colour as the painter knows them. New values change their colours only.
class AreaLayer {
 public:
  /// Begins to pack the areas.
  explicit AreaLayer(std::shared_ptr<const geo::PackedGeometry> areas);
  void colour(const AreaDrawing& drawing, model::Theme theme);

  const geo::PackedGeometry* areas() const { return areas_.get(); }
  Drawable& drawable() { return drawable_; }
  /// Fills, and hairlines between neighbours; areas without a class have the hairline alone.
  const model::LayerStyle& style() const { return style_; }
  const StyleBuffers& buffers() const { return buffers_; }
  /// The ink of the strokes over areas of a small base; all others are hidden.
  const StyleBuffers& hatch_buffers() const { return hatch_buffers_; }
  bool hatched() const { return hatched_; }

 private:
  std::shared_ptr<const geo::PackedGeometry> areas_;
  Drawable drawable_;
  model::LayerStyle style_;
  StyleBuffers buffers_, hatch_buffers_;
  bool hatched_ = false;
  // What the colours are of.
  std::shared_ptr<const std::vector<std::uint16_t>> classes_;
  std::shared_ptr<const std::vector<analysis::AreaValue>> values_;
  std::size_t count_ = 0;
  analysis::AreaMeasure measure_ = analysis::AreaMeasure::count;
  std::optional<model::Theme> theme_;
};

}  // namespace wangge::render
