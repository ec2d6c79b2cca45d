#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "geo/crs.h"

namespace wangge::model {

/// Pixels, top row first, four bytes each: red, green, blue, alpha (not multiplied).
struct RasterPicture {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;
  bool opaque = false;  ///< alpha is 255 everywhere
};

/// What a raster's file says of it.
struct RasterInfo {
  std::string name;  ///< of the file or of the table in it
  std::string path, format;
  geo::Crs crs = geo::Crs::wgs84();  ///< that its pixels lie in
  std::string crs_reason;
  std::int64_t columns = 0, rows = 0;
  int bands = 0;
  std::string pixel_type;  ///< "Byte", "UInt16" …
  bool palette = false;
  std::optional<double> nodata;
  std::size_t overviews = 0;  ///< coarser versions of it in the file
  double resolution_m = 0;    ///< of a pixel on the ground in the raster's middle
};

/// An image that lies on the map beneath the layers: the raster of a file, seen in the CRS of the
/// map. Only what is asked for is read. Immutable; members may be called from several threads.
class Raster {
 public:
  Raster(RasterInfo info_of, const geo::Crs& map_crs, const geo::Box& extent_on_map)
      : info(std::move(info_of)), map(map_crs), extent(extent_on_map) {}
  virtual ~Raster() = default;
  Raster(const Raster&) = delete;
  Raster& operator=(const Raster&) = delete;

  const RasterInfo info;
  const geo::Crs map;     ///< the map's CRS
  const geo::Box extent;  ///< in it

  /// A box of the map as a picture; transparent where the raster has nothing.
  ///
  /// errors  broken, cancelled
  /// cost    milliseconds with overviews or close by; else all pixels in the box are decoded
  virtual Result<RasterPicture> picture(const geo::Box& box, int width, int height,
                                        const Progress& progress) const = 0;
  /// The same raster for a map in another CRS.
  virtual Result<std::shared_ptr<const Raster>> placed_in(const geo::Crs& other) const = 0;
};
using RasterPtr = std::shared_ptr<const Raster>;

}  // namespace wangge::model
