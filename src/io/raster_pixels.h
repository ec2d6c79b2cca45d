#pragma once

#include <cstdint>
#include <memory>

#include "base/progress.h"
#include "base/result.h"
#include "geo/affine.h"
#include "model/raster.h"

namespace wangge::io {

/// A part of a raster in its own pixels, from the top left corner.
struct PixelWindow {
  std::int64_t x = 0, y = 0, width = 0, height = 0;
};

/// The pixels of a raster as they lie in its file, and where on the earth they do. May be read from
/// several threads.
class RasterPixels {
 public:
  virtual ~RasterPixels() = default;

  /// A window as a picture, of about one pixel for every `step` pixels of the raster, `step` >= 1;
  /// the picture fills the window.
  ///
  /// window  within the raster, not empty
  /// errors  broken, cancelled
  virtual Result<model::RasterPicture> read(const PixelWindow& window, double step,
                                            const Progress& progress) const = 0;
};

/// What opening a raster file finds.
struct OpenedRaster {
  std::shared_ptr<const RasterPixels> pixels;
  model::RasterInfo info;       ///< but for resolution_m
  geo::Affine crs_from_pixels;  ///< (0, 0) is the top left corner of the top left pixel
};

}  // namespace wangge::io
