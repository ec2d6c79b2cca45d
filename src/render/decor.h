#pragma once

#include <string>

#include "render/map_painter.h"

namespace wangge::render {

/// A round length (1, 2 or 5 times a power of ten, in metres) that is at most `most_px` long.
double scale_bar_metres(double metres_per_pixel, double most_px);
/// "500 m", "2 km"
std::string length_text(double metres);

/// What surrounds the map on a picture.
struct SheetOptions {
  std::string title;  ///< empty: none
  bool legend = true;
  bool scale_bar = true;  ///< with the north arrow
};

/// The picture of the map with title, legend (the classes of areas, the heat ramp with numbers
/// and unit, layers with their classes), scale bar, north arrow, and the 演示数据 mark where the
/// workspace is a demo.
Result<Image> map_sheet(MapPainter& painter, const MapInput& input, const Camera& camera,
                        const SheetOptions& options);

/// The colours of the heat ramp at a share of its domain in [0, 1], with the alpha it is drawn
/// with. NaN is transparent.
model::Colour heat_colour(float share, model::Theme theme);

}  // namespace wangge::render
