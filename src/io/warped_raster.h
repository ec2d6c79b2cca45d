#pragma once

#include "io/raster_pixels.h"

namespace wangge::io {

/// A raster laid on a map of another CRS: pixel by pixel, each from its true place by our own
/// transformations, so that shifted and local systems work as they do for layers. Places between
/// the knots of a lattice are interpolated; the error stays below a quarter of a pixel.
///
/// errors  unknown_crs: there is no way between the two, or nothing of the raster has a place there
Result<model::RasterPtr> warp_raster(const OpenedRaster& raster, const geo::Crs& map);

/// Longitude and latitude of the raster's middle, WGS 84; nowhere if it has none.
geo::Point middle_in_degrees(const OpenedRaster& raster);

/// Metres on the ground along a pixel in the raster's middle; 0 where they cannot be measured.
double ground_resolution_m(const OpenedRaster& raster);

}  // namespace wangge::io
