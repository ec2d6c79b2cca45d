#pragma once

// A raster opened and looked at pixel by pixel.

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "geo/affine.h"
#include "io/raster_file.h"
#include "support/raster_files.h"

namespace wangge::io {

inline Result<std::vector<model::RasterPtr>> open(const std::string& path, const char* map = "",
                                                  const char* source = "") {
  ReadOptions options;
  if (*map != 0) options.target_crs = geo::Crs::from_text(map).value();
  if (*source != 0) options.source_crs = geo::Crs::from_text(source).value();
  Progress progress;
  return open_rasters(path, options, progress);
}

struct Seen {
  std::size_t right = 0, wrong = 0, missing = 0;
};

/// Holds a picture of the raster's whole extent, of about a pixel for a pixel, against what should
/// be there: by the transformations of geo, pixel by pixel. What lies within 1 pixel of a border
/// between two squares may be either.
template <typename Expected>
Seen look(const model::Raster& raster, const geo::Affine& crs_from_pixels, Expected expected,
          int tolerance) {
  const double mpp = raster.info.resolution_m;
  const int width = static_cast<int>(raster.extent.width() / mpp),
            height = static_cast<int>(raster.extent.height() / mpp);
  const geo::Box box{raster.extent.min_x, raster.extent.min_y, raster.extent.min_x + width * mpp,
                     raster.extent.min_y + height * mpp};
  const Progress progress;
  const auto picture = raster.picture(box, width, height, progress);
  EXPECT_TRUE(picture);
  Seen seen;
  if (!picture) return seen;
  const auto way = geo::Transformer::make(raster.map, raster.info.crs);
  EXPECT_TRUE(way);
  const geo::Affine pixels = crs_from_pixels.inverse();
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const geo::Point at =
          pixels(way->transform({box.min_x + (x + 0.5) * mpp, box.max_y - (y + 0.5) * mpp}));
      const double in_x = std::fmod(at.x, square_px), in_y = std::fmod(at.y, square_px);
      constexpr double border = 1.1;
      if (at.x < 1 || at.y < 1 || at.x > static_cast<double>(raster.info.columns) - 1 ||
          at.y > static_cast<double>(raster.info.rows) - 1 || in_x < border || in_y < border ||
          in_x > square_px - border || in_y > square_px - border) {
        continue;
      }
      const std::uint8_t* p = picture->rgba.data() +
                              4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                                   static_cast<std::size_t>(x));
      if (p[3] == 0) {
        ++seen.missing;
        continue;
      }
      const auto colour =
          expected(static_cast<std::int64_t>(at.x), static_cast<std::int64_t>(at.y));
      bool right = p[3] == 255;
      for (std::size_t c = 0; c < 3; ++c) {
        right = right && std::abs(int{p[c]} - int{colour[c]}) <= tolerance;
      }
      ++(right ? seen.right : seen.wrong);
    }
  }
  return seen;
}

inline geo::Affine affine(const std::array<double, 6>& g) {
  return {g[1], g[2], g[0], g[4], g[5], g[3]};
}

}  // namespace wangge::io
