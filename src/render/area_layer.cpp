#include "render/area_layer.h"

#include "render/area_legend.h"
#include "render/palette.h"

namespace wangge::render {
namespace {

using model::Colour;

/// What is seen best over a colour.
Colour ink_over(Colour fill) {
  const double lightness = 0.299 * fill.r + 0.587 * fill.g + 0.114 * fill.b;
  return lightness > 110 ? model::rgb(0x1B2430, 165) : model::rgb(0xFFFFFF, 165);
}

}  // namespace

AreaLayer::AreaLayer(std::shared_ptr<const geo::PackedGeometry> areas)
    : areas_(std::move(areas)), drawable_(areas_, *areas_) {}

void AreaLayer::colour(const AreaDrawing& drawing, model::Theme theme) {
  if (classes_ == drawing.classes && values_ == drawing.values && count_ == drawing.breaks.size() &&
      measure_ == drawing.measure && theme_ == theme) {
    return;
  }
  classes_ = drawing.classes;
  values_ = drawing.values;
  count_ = drawing.breaks.size();
  measure_ = drawing.measure;
  theme_ = theme;

  model::Symbol symbol;
  symbol.outline = map_palette(theme).ink;
  symbol.outline.a = 70;
  symbol.outline_px = 0.7F;
  model::Symbol hatch = symbol;
  hatch.outline_px = 0;
  model::LayerStyle strokes;
  style_ = {};
  for (const Colour fill : class_colours(drawing, theme)) {
    symbol.fill = fill;
    style_.classes.push_back({"", symbol});
    hatch.fill = ink_over(fill);
    strokes.classes.push_back({"", hatch});
  }
  symbol.fill = model::rgb(0, 0);
  style_.classes.push_back({"", symbol});
  strokes.classes.push_back({"", symbol});

  const auto none = static_cast<std::uint16_t>(count_);
  style_.class_of_row.assign(areas_->size(), none);
  strokes.class_of_row.assign(areas_->size(), model::hidden_class);
  hatched_ = false;
  const std::size_t known = std::min(areas_->size(), classes_->size());
  for (std::size_t area = 0; area < known; ++area) {
    const std::uint16_t number = (*classes_)[area];
    if (number >= none) continue;
    style_.class_of_row[area] = number;
    if (!values_ || (*values_)[area].trust != analysis::Trust::small_base) continue;
    strokes.class_of_row[area] = number;
    hatched_ = true;
  }
  buffers_.set(style_);
  hatch_buffers_.set(strokes);
}

}  // namespace wangge::render
