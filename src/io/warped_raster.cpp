#include "io/warped_raster.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <optional>
#include <vector>

#include "base/i18n.h"

namespace wangge::io {
namespace {

using geo::Point;
using model::RasterPicture;

/// Where the pixels of a picture of the map lie in the raster: exact at the knots of a lattice,
/// interpolated between them.
class PixelLattice {
 public:
  PixelLattice(int width, int height, int step)
      : step_(step), columns_(width / step + 2), rows_(height / step + 2) {
    knots_.resize(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_));
  }
  int columns() const { return columns_; }
  int rows() const { return rows_; }
  int step() const { return step_; }
  Point& knot(int column, int row) {
    return knots_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                  static_cast<std::size_t>(column)];
  }
  const Point& knot(int column, int row) const {
    return const_cast<PixelLattice*>(this)->knot(column, row);
  }
  std::vector<Point>& knots() { return knots_; }
  const std::vector<Point>& knots() const { return knots_; }

  /// x, y  in pixels of the picture; nowhere next to a knot that has no place
  Point at(double x, double y) const {
    const int column = static_cast<int>(x) / step_, row = static_cast<int>(y) / step_;
    const double u = x / step_ - column, v = y / step_ - row;
    const Point &a = knot(column, row), &b = knot(column + 1, row), &c = knot(column, row + 1),
                &d = knot(column + 1, row + 1);
    return {(a.x * (1 - u) + b.x * u) * (1 - v) + (c.x * (1 - u) + d.x * u) * v,
            (a.y * (1 - u) + b.y * u) * (1 - v) + (c.y * (1 - u) + d.y * u) * v};
  }

 private:
  int step_, columns_, rows_;
  std::vector<Point> knots_;
};

/// Pixels of the raster along a pixel of the picture, the smaller of the two directions; 0 where no
/// part of the picture has a place.
double raster_pixels_per_pixel(const PixelLattice& lattice) {
  double across = 0, down = 0;
  std::size_t count = 0;
  for (int row = 0; row + 1 < lattice.rows(); ++row) {
    for (int column = 0; column + 1 < lattice.columns(); ++column) {
      const Point here = lattice.knot(column, row);
      const double right = distance(here, lattice.knot(column + 1, row));
      const double below = distance(here, lattice.knot(column, row + 1));
      if (!std::isfinite(right) || !std::isfinite(below)) continue;
      across += right, down += below;
      ++count;
    }
  }
  if (count == 0) return 0;
  return std::min(across, down) / static_cast<double>(count) / lattice.step();
}

/// The colour between four pixels; what is transparent has no say in it.
void blend(const RasterPicture& from, double x, double y, std::uint8_t* to) {
  const int left = static_cast<int>(std::floor(x)), top = static_cast<int>(std::floor(y));
  const double u = x - left, v = y - top;
  const auto pixel = [&](int column, int row) {
    const int c = std::clamp(column, 0, from.width - 1), r = std::clamp(row, 0, from.height - 1);
    return from.rgba.data() +
           4 * (static_cast<std::size_t>(r) * static_cast<std::size_t>(from.width) +
                static_cast<std::size_t>(c));
  };
  const std::uint8_t* const pixels[4] = {pixel(left, top), pixel(left + 1, top),
                                         pixel(left, top + 1), pixel(left + 1, top + 1)};
  const double shares[4] = {(1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v};
  double alpha = 0, colour[3] = {0, 0, 0};
  for (int i = 0; i < 4; ++i) {
    const double weight = shares[i] * pixels[i][3];
    alpha += weight;
    for (int c = 0; c < 3; ++c) colour[c] += weight * pixels[i][c];
  }
  if (alpha < 0.5) return;
  for (int c = 0; c < 3; ++c) to[c] = static_cast<std::uint8_t>(colour[c] / alpha + 0.5);
  to[3] = static_cast<std::uint8_t>(alpha + 0.5);
}

class WarpedRaster final : public model::Raster {
 public:
  WarpedRaster(const OpenedRaster& opened, const geo::Crs& map_crs, const geo::Box& extent_on_map)
      : Raster(opened.info, map_crs, extent_on_map),
        opened_(opened),
        pixels_from_crs_(opened.crs_from_pixels.inverse()) {}

  Result<RasterPicture> picture(const geo::Box& box, int width, int height,
                                const Progress& progress) const override {
    RasterPicture out{width, height, {}, false};
    out.rgba.resize(4 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    if (!box.intersects(extent)) return out;
    const auto way = take_transformer();
    if (!way) return way.error();
    const PixelLattice lattice = places(**way, box, width, height);
    give_back(*way);

    const double scale = raster_pixels_per_pixel(lattice);
    const auto window = window_of(lattice, std::max(scale, 1.0));
    if (!window) return out;
    // A window far larger than the picture, where the map is bent a lot, is read in less detail.
    constexpr double most_pixels = 4096;
    const double step = std::max({1.0, scale, static_cast<double>(window->width) / most_pixels,
                                  static_cast<double>(window->height) / most_pixels});
    const auto read = opened_.pixels->read(*window, step, progress);
    if (!read) return read.error();
    resample(*read, *window, lattice, out);
    return out;
  }

  Result<model::RasterPtr> placed_in(const geo::Crs& other) const override {
    return warp_raster(opened_, other);
  }

 private:
  using TransformerPtr = std::shared_ptr<geo::Transformer>;

  Result<TransformerPtr> take_transformer() const {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        const TransformerPtr one = idle_.back();
        idle_.pop_back();
        return one;
      }
    }
    auto made = geo::Transformer::make(map, opened_.info.crs);
    if (!made) return made.error();
    return std::make_shared<geo::Transformer>(std::move(*made));
  }
  void give_back(const TransformerPtr& one) const {
    const std::lock_guard lock(mutex_);
    idle_.push_back(one);
  }

  Point place(const geo::Transformer& way, Point on_map) const {
    const Point p = way.transform(on_map);
    return geo::is_finite(p) ? pixels_from_crs_(p) : geo::nowhere;
  }

  PixelLattice places(const geo::Transformer& way, const geo::Box& box, int width,
                      int height) const {
    const double across = box.width() / width, down = box.height() / height;
    const auto on_map = [&](double x, double y) {
      return Point{box.min_x + x * across, box.max_y - y * down};
    };
    constexpr double good_enough_px = 0.25;
    for (int step = 32;; step /= 2) {
      PixelLattice lattice(width, height, step);
      for (int row = 0; row < lattice.rows(); ++row) {
        for (int column = 0; column < lattice.columns(); ++column) {
          lattice.knot(column, row) = place(way, on_map(column * step, row * step));
        }
      }
      if (step <= 2) return lattice;
      // The middle of a cell is where interpolation errs most.
      const double allowed = good_enough_px * std::max(0.1, raster_pixels_per_pixel(lattice));
      bool good = true;
      for (int row = 0; good && row + 1 < lattice.rows(); ++row) {
        for (int column = 0; good && column + 1 < lattice.columns(); ++column) {
          const double x = (column + 0.5) * step, y = (row + 0.5) * step;
          const Point guessed = lattice.at(x, y), true_place = place(way, on_map(x, y));
          const bool both = geo::is_finite(guessed) && geo::is_finite(true_place);
          good = both ? distance(guessed, true_place) <= allowed
                      : geo::is_finite(guessed) == geo::is_finite(true_place);
        }
      }
      if (good) return lattice;
    }
  }

  /// The pixels of the raster that the picture needs, with a seam for interpolation.
  std::optional<PixelWindow> window_of(const PixelLattice& lattice, double scale) const {
    geo::Box box;
    for (const Point& p : lattice.knots()) {
      if (geo::is_finite(p)) box.grow(p);
    }
    const auto columns = static_cast<double>(info.columns), rows = static_cast<double>(info.rows);
    if (box.is_empty() || !box.intersects({0, 0, columns, rows})) return std::nullopt;
    box = box.padded(2 * scale);
    const auto inside = [](double value, double most) {
      return static_cast<std::int64_t>(std::clamp(value, 0.0, most));
    };
    PixelWindow window{inside(std::floor(box.min_x), columns), inside(std::floor(box.min_y), rows),
                       0, 0};
    window.width = inside(std::ceil(box.max_x), columns) - window.x;
    window.height = inside(std::ceil(box.max_y), rows) - window.y;
    if (window.width <= 0 || window.height <= 0) return std::nullopt;
    return window;
  }

  void resample(const RasterPicture& from, const PixelWindow& window, const PixelLattice& lattice,
                RasterPicture& out) const {
    const double across = from.width / static_cast<double>(window.width);
    const double down = from.height / static_cast<double>(window.height);
    const auto columns = static_cast<double>(info.columns), rows = static_cast<double>(info.rows);
    bool opaque = true;
    std::uint8_t* to = out.rgba.data();
    for (int y = 0; y < out.height; ++y) {
      for (int x = 0; x < out.width; ++x, to += 4) {
        const Point p = lattice.at(x + 0.5, y + 0.5);
        const bool inside = p.x >= 0 && p.y >= 0 && p.x <= columns && p.y <= rows;  // not if NaN
        if (inside) {
          blend(from, (p.x - static_cast<double>(window.x)) * across - 0.5,
                (p.y - static_cast<double>(window.y)) * down - 0.5, to);
        }
        opaque = opaque && to[3] == 255;
      }
    }
    out.opaque = opaque;
  }

  const OpenedRaster opened_;
  const geo::Affine pixels_from_crs_;
  mutable std::mutex mutex_;
  mutable std::vector<TransformerPtr> idle_;  // one for each thread that reads at a time
};

Point middle_of(const OpenedRaster& raster) {
  return raster.crs_from_pixels(
      {static_cast<double>(raster.info.columns) / 2, static_cast<double>(raster.info.rows) / 2});
}

}  // namespace

Point middle_in_degrees(const OpenedRaster& raster) {
  const auto way = geo::Transformer::make(raster.info.crs, geo::Crs::wgs84());
  return way ? way->transform(middle_of(raster)) : geo::nowhere;
}

double ground_resolution_m(const OpenedRaster& raster) {
  const Point middle = middle_in_degrees(raster);
  if (!geo::is_finite(middle)) return 0;
  const auto way = geo::Transformer::make(raster.info.crs, geo::local_projection(middle));
  if (!way) return 0;
  const double x = static_cast<double>(raster.info.columns) / 2,
               y = static_cast<double>(raster.info.rows) / 2;
  const Point west = way->transform(raster.crs_from_pixels({x - 0.5, y})),
              east = way->transform(raster.crs_from_pixels({x + 0.5, y}));
  const double metres = distance(west, east);
  return std::isfinite(metres) ? metres : 0;
}

Result<model::RasterPtr> warp_raster(const OpenedRaster& raster, const geo::Crs& map) {
  const auto way = geo::Transformer::make(raster.info.crs, map);
  if (!way) return way.error();
  constexpr int samples = 32;  // along each side
  geo::Box extent;
  for (int row = 0; row <= samples; ++row) {
    for (int column = 0; column <= samples; ++column) {
      const Point pixel{static_cast<double>(raster.info.columns) * column / samples,
                        static_cast<double>(raster.info.rows) * row / samples};
      const Point p = way->transform(raster.crs_from_pixels(pixel));
      if (geo::is_finite(p)) extent.grow(p);
    }
  }
  if (extent.is_empty()) {
    return Error{ErrorCode::unknown_crs, raster.info.path,
                 trf("Nothing of the raster has a place in {}.", map.name()),
                 tr("Check its coordinate system, and that of the layers it lies under.")};
  }
  // What is bent between the samples.
  extent = extent.padded(std::max(extent.width(), extent.height()) / samples / 64);
  return model::RasterPtr(std::make_shared<const WarpedRaster>(raster, map, extent));
}

}  // namespace wangge::io
