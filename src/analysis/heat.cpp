#include "analysis/heat.h"

#include <tbb/parallel_invoke.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "analysis/fourier.h"
#include "base/parallel.h"

namespace wangge::analysis {
namespace {

using std::numbers::pi;
constexpr double gaussian_cut = 4;  // in sigma: what is beyond is 0.03 % of the kernel

/// Points (or weight) per cell, each shared bilinearly among the four nearest cell centres.
struct Counts {
  std::vector<float> cells;
  std::size_t points = 0;
};

Counts bin_block(std::span<const geo::Point> points, std::span<const float> weights,
                 const RasterFrame& frame) {
  Counts counts;
  counts.cells.assign(
      static_cast<std::size_t>(frame.columns) * static_cast<std::size_t>(frame.rows), 0);
  const double per_cell = 1 / frame.cell_m;
  const auto add = [&](int column, int row, float weight) {
    // At the edge a share whose cell is outside goes to the nearest one: nothing is lost.
    column = std::clamp(column, 0, frame.columns - 1);
    row = std::clamp(row, 0, frame.rows - 1);
    counts.cells[static_cast<std::size_t>(row) * static_cast<std::size_t>(frame.columns) +
                 static_cast<std::size_t>(column)] += weight;
  };
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double x = (points[i].x - frame.origin.x) * per_cell;
    const double y = (points[i].y - frame.origin.y) * per_cell;
    if (!(x >= 0 && y >= 0 && x <= frame.columns && y <= frame.rows)) continue;
    const float weight = weights.empty() ? 1.0F : weights[i];
    // Inside the frame the numbers are positive: a cast rounds down.
    const auto column = static_cast<int>(x + 0.5) - 1, row = static_cast<int>(y + 0.5) - 1;
    const auto fx = static_cast<float>(x - 0.5 - column), fy = static_cast<float>(y - 0.5 - row);
    add(column, row, weight * (1 - fx) * (1 - fy));
    add(column + 1, row, weight * fx * (1 - fy));
    add(column, row + 1, weight * (1 - fx) * fy);
    add(column + 1, row + 1, weight * fx * fy);
    ++counts.points;
  }
  return counts;
}

Counts bin(std::span<const geo::Point> points, std::span<const float> weights,
           const RasterFrame& frame) {
  if (points.size() < 100'000) return bin_block(points, weights, frame);
  // Always the same two halves, so that the sums do not depend on the number of threads.
  const std::size_t half = points.size() / 2;
  Counts first, second;
  tbb::parallel_invoke(
      [&] {
        first =
            bin_block(points.first(half), weights.empty() ? weights : weights.first(half), frame);
      },
      [&] {
        second = bin_block(points.subspan(half), weights.empty() ? weights : weights.subspan(half),
                           frame);
      });
  for (std::size_t i = 0; i < first.cells.size(); ++i) first.cells[i] += second.cells[i];
  first.points += second.points;
  return first;
}

/// Weights of one axis of the Gaussian from the middle outwards, summing to 1 over both sides.
std::vector<float> gaussian_weights(double sigma_cells) {
  const int reach = std::max(1, static_cast<int>(std::ceil(gaussian_cut * sigma_cells)));
  std::vector<double> exact(static_cast<std::size_t>(reach) + 1);
  double sum = 0;
  for (int i = 0; i <= reach; ++i) {
    // The integral over the cell, so that narrow kernels keep their variance.
    const double scale = sigma_cells * std::numbers::sqrt2;
    exact[static_cast<std::size_t>(i)] =
        scale > 0 ? (std::erf((i + 0.5) / scale) - std::erf((i - 0.5) / scale)) / 2
                  : (i == 0 ? 1 : 0);
    sum += (i == 0 ? 1 : 2) * exact[static_cast<std::size_t>(i)];
  }
  std::vector<float> weights;
  for (const double w : exact) weights.push_back(static_cast<float>(w / sum));
  return weights;
}

/// Convolves rows; every row is the sum of its shifted copies, which compilers turn into vector
/// code.
void blur_rows(const std::vector<float>& from, std::vector<float>& to, int columns, int rows,
               const std::vector<float>& weights) {
  const int reach = static_cast<int>(weights.size()) - 1;
  parallel_ranges(static_cast<std::size_t>(rows), 8, [&](std::size_t begin, std::size_t end) {
    std::vector<float> padded(static_cast<std::size_t>(columns + 2 * reach));
    for (std::size_t row = begin; row < end; ++row) {
      const float* in = from.data() + row * static_cast<std::size_t>(columns);
      float* out = to.data() + row * static_cast<std::size_t>(columns);
      if (std::all_of(in, in + columns, [](float v) { return v == 0; })) {
        std::fill(out, out + columns, 0.0F);
        continue;
      }
      std::copy(in, in + columns, padded.begin() + reach);
      const float* mid = padded.data() + reach;
      for (int c = 0; c < columns; ++c) out[c] = weights[0] * mid[c];
      for (int k = 1; k <= reach; ++k) {
        const float w = weights[static_cast<std::size_t>(k)];
        const float *west = mid - k, *east = mid + k;
        for (int c = 0; c < columns; ++c) out[c] += w * (west[c] + east[c]);
      }
    }
  });
}

void blur_columns(const std::vector<float>& from, std::vector<float>& to, int columns, int rows,
                  const std::vector<float>& weights) {
  const int reach = static_cast<int>(weights.size()) - 1;
  constexpr std::size_t strip = 256;  // columns a task works on: rows of a strip stay in the cache
  const std::size_t strips = (static_cast<std::size_t>(columns) + strip - 1) / strip;
  parallel_ranges(strips, 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t s = begin; s < end; ++s) {
      const std::size_t first = s * strip,
                        last = std::min(first + strip, static_cast<std::size_t>(columns));
      for (int row = 0; row < rows; ++row) {
        float* out = to.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(columns);
        std::fill(out + first, out + last, 0.0F);
        const auto add = [&](int from_row, float w) {
          const float* in =
              from.data() + static_cast<std::size_t>(from_row) * static_cast<std::size_t>(columns);
          for (std::size_t c = first; c < last; ++c) out[c] += w * in[c];
        };
        const int low = std::max(0, row - reach), high = std::min(rows - 1, row + reach);
        for (int r = low; r <= high; ++r)
          add(r, weights[static_cast<std::size_t>(std::abs(r - row))]);
      }
    }
  });
}

/// A compact kernel's value per unit of ground at distance d, times radius squared.
double compact_value(Kernel kernel, double share) {
  if (share >= 1) return 0;
  const double rest = 1 - share * share;
  switch (kernel) {
    case Kernel::quartic:
      return 3 / pi * rest * rest;
    case Kernel::epanechnikov:
      return 2 / pi * rest;
    case Kernel::triangular:
      return 3 / pi * (1 - share);
    default:
      return 1 / pi;
  }
}

/// The mean of the kernel over each cell of a square of 2 · reach + 1, which keeps narrow kernels
/// right; returns the sum.
double sample_compact(Kernel kernel, double radius_cells, int reach, std::vector<double>& cells) {
  constexpr int samples = 5;  // per axis and cell
  const int side = 2 * reach + 1;
  parallel_ranges(static_cast<std::size_t>(side), 8, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      for (int column = 0; column < side; ++column) {
        double value = 0;
        for (int i = 0; i < samples * samples; ++i) {
          const double x = column - reach + (i % samples + 0.5) / samples - 0.5;
          const double y = static_cast<double>(row) - reach + (i / samples + 0.5) / samples - 0.5;
          value += compact_value(kernel, std::hypot(x, y) / radius_cells);
        }
        cells[row * static_cast<std::size_t>(side) + static_cast<std::size_t>(column)] = value;
      }
    }
  });
  double sum = 0;
  for (const double value : cells) sum += value;
  return sum;
}

/// Circular convolution on a padded lattice: the padding is as wide as the kernel, so that nothing
/// wraps onto the frame.
void convolve_compact(std::vector<float>& cells, const RasterFrame& frame, Kernel kernel,
                      double radius_cells) {
  const int reach = static_cast<int>(std::ceil(radius_cells)) + 1;
  const int width = fast_transform_size(frame.columns + reach),
            height = fast_transform_size(frame.rows + reach);
  std::vector<float> weights(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  const auto index = [width](int column, int row) {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
           static_cast<std::size_t>(column);
  };
  std::vector<double> exact(static_cast<std::size_t>(2 * reach + 1) *
                            static_cast<std::size_t>(2 * reach + 1));
  const double sum = sample_compact(kernel, radius_cells, reach, exact);
  for (int y = -reach; y <= reach; ++y) {
    for (int x = -reach; x <= reach; ++x) {
      weights[index((x + width) % width, (y + height) % height)] += static_cast<float>(
          exact[static_cast<std::size_t>((y + reach) * (2 * reach + 1) + x + reach)] / sum);
    }
  }
  std::vector<float> padded(weights.size());
  for (int row = 0; row < frame.rows; ++row) {
    const float* in =
        cells.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(frame.columns);
    std::copy(in, in + frame.columns, padded.begin() + static_cast<std::ptrdiff_t>(index(0, row)));
  }
  convolve_circular(padded, weights, width, height);
  for (int row = 0; row < frame.rows; ++row) {
    float* out =
        cells.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(frame.columns);
    for (int column = 0; column < frame.columns; ++column) {
      out[column] = std::max(0.0F, padded[index(column, row)]);  // rounding may leave -1e-9
    }
  }
}

}  // namespace

double kernel_radius_m(Kernel kernel, double sigma_m) {
  switch (kernel) {
    case Kernel::gaussian:
      return gaussian_cut * sigma_m;
    case Kernel::quartic:
      return sigma_m * std::sqrt(8.0);
    case Kernel::epanechnikov:
      return sigma_m * std::sqrt(6.0);
    case Kernel::triangular:
      return sigma_m * std::sqrt(20.0 / 3);
    case Kernel::uniform:
      return sigma_m * 2;
  }
  return sigma_m;
}

RasterFrame frame_for(const geo::Box& extent, double sigma_m) {
  const geo::Box box = extent.padded(3 * sigma_m);
  constexpr double most_cells = 16e6;
  RasterFrame frame;
  frame.cell_m = std::max(sigma_m / 5, std::sqrt(box.width() * box.height() / most_cells));
  frame.columns = std::max(1, static_cast<int>(std::ceil(box.width() / frame.cell_m)));
  frame.rows = std::max(1, static_cast<int>(std::ceil(box.height() / frame.cell_m)));
  // Cells lie on a lattice through the origin, so that a slightly other extent shifts none of them.
  frame.origin = {std::floor(box.min_x / frame.cell_m) * frame.cell_m,
                  std::floor(box.min_y / frame.cell_m) * frame.cell_m};
  return frame;
}

HeatSurface heat_surface(std::span<const geo::Point> points, std::span<const float> weights,
                         const RasterFrame& frame, Kernel kernel, double sigma_m) {
  HeatSurface surface;
  surface.frame = frame;
  Counts counts = bin(points, weights, frame);
  surface.points = counts.points;
  surface.values = std::move(counts.cells);
  if (surface.points > 0) {
    if (kernel == Kernel::gaussian) {
      // Sharing a point among cells adds 1/6 cell² of variance per axis on average, integrating the
      // weights over a cell 1/12: together 1/4, taken off again.
      const double cells = sigma_m / frame.cell_m;
      const auto line = gaussian_weights(std::sqrt(std::max(cells * cells - 1.0 / 4, 0.01)));
      std::vector<float> between(surface.values.size());
      blur_rows(surface.values, between, frame.columns, frame.rows, line);
      blur_columns(between, surface.values, frame.columns, frame.rows, line);
    } else {
      convolve_compact(surface.values, frame, kernel,
                       kernel_radius_m(kernel, sigma_m) / frame.cell_m);
    }
  }
  const auto per_hectare = static_cast<float>(1e4 / (frame.cell_m * frame.cell_m));
  for (float& value : surface.values) {
    value *= per_hectare;
    surface.max = std::max(surface.max, value);
  }
  return surface;
}

double HeatSurface::at(geo::Point p) const {
  const double x = (p.x - frame.origin.x) / frame.cell_m, y = (p.y - frame.origin.y) / frame.cell_m;
  if (!(x >= 0 && y >= 0 && x < frame.columns && y < frame.rows)) return 0;
  const auto value = [&](int column, int row) {
    column = std::clamp(column, 0, frame.columns - 1);
    row = std::clamp(row, 0, frame.rows - 1);
    return static_cast<double>(
        values[static_cast<std::size_t>(row) * static_cast<std::size_t>(frame.columns) +
               static_cast<std::size_t>(column)]);
  };
  const auto column = static_cast<int>(std::floor(x - 0.5)),
             row = static_cast<int>(std::floor(y - 0.5));
  const double fx = x - 0.5 - column, fy = y - 0.5 - row;
  return (value(column, row) * (1 - fx) + value(column + 1, row) * fx) * (1 - fy) +
         (value(column, row + 1) * (1 - fx) + value(column + 1, row + 1) * fx) * fy;
}

}  // namespace wangge::analysis
