#include "analysis/direct_sum.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "base/parallel.h"

namespace wangge::analysis {
namespace {

constexpr double gaussian_end = 5;   // in sigma: 4e-6 of the peak
constexpr int widest_gaussian = 16;  // in cells, to its end
constexpr int band = 16;             // rows a task works on

/// One row of a kernel: calls for `count` nodes from the distance dx on. All lengths in radii, so
/// that a compact kernel is a short polynomial.
template <Kernel kernel>
void add_row(float* __restrict out, int count, float dx, float step, float dy, float peak) {
  for (int i = 0; i < count; ++i) {
    const float x = dx + step * static_cast<float>(i);
    const float squared = x * x + dy * dy, rest = std::max(0.0F, 1 - squared);
    if constexpr (kernel == Kernel::quartic) {
      out[i] += peak * rest * rest;
    } else if constexpr (kernel == Kernel::epanechnikov) {
      out[i] += peak * rest;
    } else if constexpr (kernel == Kernel::triangular) {
      out[i] += peak * (1 - std::min(1.0F, std::sqrt(squared)));
    } else {
      out[i] += peak;
    }
  }
}

void add_point(const WeightedPoint& point, Kernel kernel, double sigma, int first_row, int last_row,
               Lattice& surface) {
  const double h =
      kernel == Kernel::gaussian ? gaussian_end * sigma : kernel_radius_m(kernel, sigma);
  const auto [x, y] = point.place;
  const auto peak = static_cast<float>(point.weight * kernel_density(kernel, 0, sigma));
  const int low = std::max(first_row, static_cast<int>(std::ceil(y - h)));
  const int high = std::min(last_row, static_cast<int>(std::floor(y + h)));
  // The Gaussian is a product: one line of it serves all rows.
  const double scale = -1 / (2 * sigma * sigma);
  const int line_begin = static_cast<int>(std::ceil(x - h));
  std::array<float, 2 * widest_gaussian + 2> line;
  if (kernel == Kernel::gaussian && low <= high) {
    for (std::size_t i = 0; i < line.size() && line_begin + static_cast<int>(i) <= x + h; ++i) {
      const double dx = line_begin + static_cast<double>(i) - x;
      line[i] = static_cast<float>(std::exp(scale * dx * dx));
    }
  }
  for (int row = low; row <= high; ++row) {
    const double dy = row - y, half = std::sqrt(std::max(0.0, h * h - dy * dy));
    const int begin = std::max(0, static_cast<int>(std::ceil(x - half)));
    const int end = std::min(surface.columns, static_cast<int>(std::floor(x + half)) + 1);
    if (begin >= end) continue;
    float* out = surface.row(row) + begin;
    const int count = end - begin;
    if (kernel == Kernel::gaussian) {
      const auto factor = peak * static_cast<float>(std::exp(scale * dy * dy));
      const float* weight = line.data() + (begin - line_begin);
      for (int i = 0; i < count; ++i) out[i] += factor * weight[i];
      continue;
    }
    const auto step = static_cast<float>(1 / h), up = static_cast<float>(dy / h);
    const auto dx = static_cast<float>((begin - x) / h);
    switch (kernel) {
      case Kernel::quartic:
        add_row<Kernel::quartic>(out, count, dx, step, up, peak);
        break;
      case Kernel::epanechnikov:
        add_row<Kernel::epanechnikov>(out, count, dx, step, up, peak);
        break;
      case Kernel::triangular:
        add_row<Kernel::triangular>(out, count, dx, step, up, peak);
        break;
      default:
        add_row<Kernel::uniform>(out, count, dx, step, up, peak);
    }
  }
}

}  // namespace

void add_directly(std::span<const WeightedPoint> points, Kernel kernel, double sigma,
                  Lattice& surface) {
  if (points.empty()) return;
  const double h =
      kernel == Kernel::gaussian ? gaussian_end * sigma : kernel_radius_m(kernel, sigma);
  assert(kernel != Kernel::gaussian || h <= widest_gaussian);
  const int bands = (surface.rows + band - 1) / band;
  const auto band_of = [&](double y) {
    return static_cast<std::size_t>(std::clamp(std::floor(y / band), 0.0, bands - 1.0));
  };
  // Points sorted by the band they lie in, in the order given: a task looks at the bands it is
  // reached from.
  std::vector<std::size_t> begins(static_cast<std::size_t>(bands) + 1);
  for (const WeightedPoint& point : points) ++begins[band_of(point.place.y) + 1];
  for (std::size_t b = 1; b < begins.size(); ++b) begins[b] += begins[b - 1];
  std::vector<WeightedPoint> sorted(points.size());
  auto next = begins;
  for (const WeightedPoint& point : points) sorted[next[band_of(point.place.y)]++] = point;

  parallel_ranges(static_cast<std::size_t>(bands), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t b = begin; b < end; ++b) {
      const int first = static_cast<int>(b) * band, last = std::min(first + band, surface.rows) - 1;
      const std::size_t from = begins[band_of(first - h)], to = begins[band_of(last + h) + 1];
      for (std::size_t i = from; i < to; ++i) {
        add_point(sorted[i], kernel, sigma, first, last, surface);
      }
    }
  });
}

}  // namespace wangge::analysis
