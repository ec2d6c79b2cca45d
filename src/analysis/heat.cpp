#include "analysis/heat.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_reduce.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <numeric>
#include <unordered_map>

#include "analysis/direct_sum.h"
#include "analysis/fourier.h"
#include "analysis/spline.h"
#include "analysis/spline_bins.h"
#include "base/parallel.h"

namespace wangge::analysis {
namespace {

using geo::Point;
using std::numbers::pi;

/// Pairs of point and cell that are summed one by one: some 15 ms on two cores.
constexpr double most_pairs = 2e7;
/// What is aimed at, in parts of the highest value.
constexpr double tolerance = 1e-4;
/// Lattices finer than the frame have at most so many nodes.
constexpr double most_nodes = 2e6;

/// So many tickets at one place are summed directly where kernels have edges.
constexpr double smallest_stack = 50;

/// Nodes a sigma: for points, and for whole areas, whose sum is a step as smooth as the Gaussian's
/// integral.
constexpr double nodes_for_points = 6, nodes_for_areas = 2.5;

/// Splines hold a Gaussian of 2 cells to 4e-5 and one of 1.3 to 1e-3, which many points average
/// out; what is narrower is summed directly.
constexpr double sharp_gaussian = 2;
constexpr double narrowest_gaussian = 1.3;

/// How a surface is made of splines: on a lattice as fine as the kernel needs it, coarser than the
/// frame for wide kernels and finer for narrow ones.
struct Method {
  Kernel kernel = Kernel::gaussian;
  int coarser = 1;   ///< cells a step of the lattice
  int finer = 1;     ///< steps a cell; one of the two is 1
  int degree = 3;    ///< of the splines
  double sigma = 1;  ///< of the kernel, in steps
  int reach = 0;     ///< of the kernel, in steps, with what the splines add
  NodeFrame nodes;
};

/// nodes_of_gaussian  how many of its sigmas' nodes the lattice needs at least
Method method_for(const RasterFrame& frame, Kernel kernel, double sigma_m,
                  double nodes_of_gaussian) {
  const double sigma = sigma_m / frame.cell_m, radius = kernel_radius_m(kernel, sigma);
  const double cells = static_cast<double>(frame.columns) * frame.rows;
  Method method;
  method.kernel = kernel;
  if (kernel == Kernel::gaussian) {
    // Cubic splines hold a Gaussian of six nodes to 1e-5, and of 3.6 to 5e-5.
    method.coarser = static_cast<int>(std::clamp(sigma / nodes_of_gaussian, 1.0, 1e9));
    method.degree = sigma / method.coarser < 3.6 ? 5 : 3;
  } else {
    method.coarser = static_cast<int>(std::clamp(std::ceil(radius / 45), 1.0, 1e9));
    method.finer = static_cast<int>(
        std::clamp(std::min(80 / radius, std::sqrt(most_nodes / cells)), 1.0, 80.0));
  }
  method.sigma = sigma * method.finer / method.coarser;
  const double end =
      kernel == Kernel::gaussian ? 5 * method.sigma : kernel_radius_m(kernel, method.sigma) + 6;
  method.reach = static_cast<int>(std::ceil(end)) + (method.degree + 3) / 2;
  // Round the frame's nodes lie as many as the kernel reaches, and where they are coarser one more
  // on each side to interpolate by.
  const int before = method.reach + (method.coarser > 1 ? 1 : 0);
  const auto along = [&](int count) {
    const int inner =
        method.coarser > 1 ? (count - 1) / method.coarser + 4 : (count - 1) * method.finer + 1;
    return inner + 2 * method.reach;
  };
  const double step = frame.cell_m * method.coarser / method.finer;
  method.nodes = {{frame.origin.x + frame.cell_m / 2 - before * step,
                   frame.origin.y + frame.cell_m / 2 - before * step},
                  step,
                  along(frame.columns),
                  along(frame.rows)};
  return method;
}

/// The kernel as the splines at the nodes that are nearest to it in the mean square: the errors of
/// points at random places cancel, and the sum is kept.
std::vector<float> spline_kernel(const Method& method, int size) {
  const auto side = static_cast<std::size_t>(size) / 2 + 1;
  const bool cubic = method.degree == 3;
  std::vector<double> here(side), alias(side), divisor(side);
  for (std::size_t i = 0; i < side; ++i) {
    const double f = static_cast<double>(i) / size;
    here[i] = spline_spectrum(method.degree, f);
    alias[i] = spline_spectrum(method.degree, f - 1);
    divisor[i] = cubic ? spline_node_spectrum<7>(f) : spline_node_spectrum<11>(f);
    // The surface, too, is to be splines where cells lie between the nodes.
    if (method.coarser > 1) divisor[i] *= spline_node_spectrum<3>(f);
  }
  const KernelSpectrum kernel(method.kernel, method.sigma);
  std::vector<float> spectrum(side * side);
  parallel_ranges(side, 16, [&](std::size_t begin, std::size_t end) {
    for (std::size_t j = begin; j < end; ++j) {
      const double fy = static_cast<double>(j) / size, gy = (fy - 1) * (fy - 1);
      for (std::size_t i = 0; i < side; ++i) {
        const double fx = static_cast<double>(i) / size, gx = (fx - 1) * (fx - 1);
        const double sum = kernel.at(fx * fx + fy * fy) * here[i] * here[j] +
                           kernel.at(gx + fy * fy) * alias[i] * here[j] +
                           kernel.at(fx * fx + gy) * here[i] * alias[j] +
                           kernel.at(gx + gy) * alias[i] * alias[j];
        spectrum[j * side + i] = static_cast<float>(sum / (divisor[i] * divisor[j]));
      }
    }
  });
  return spectrum;
}

Lattice smooth(const Lattice& bins, const Method& method) {
  return convolve(bins, method.reach, [&](int size) { return spline_kernel(method, size); });
}

/// From a coarser lattice of spline coefficients to the cells: four rows make one line, whose every
/// step is cut into as many cells as there are phases.
void interpolate(const Lattice& coarse, int phases, Lattice& cells) {
  std::vector<std::array<float, 4>> weights;
  // One coarse step may be wider than the frame.
  const int used = std::min(phases, std::max(cells.columns, cells.rows));
  weights.reserve(static_cast<std::size_t>(used));
  for (int p = 0; p < used; ++p) {
    weights.push_back(spline_weights<3>(static_cast<float>(p) / static_cast<float>(phases)));
  }
  parallel_ranges(
      static_cast<std::size_t>(cells.rows), 16, [&](std::size_t begin, std::size_t end) {
        std::vector<float> line(static_cast<std::size_t>(coarse.columns));
        for (std::size_t y = begin; y < end; ++y) {
          const int row = static_cast<int>(y);
          const auto& along = weights[static_cast<std::size_t>(row % phases)];
          const float *a = coarse.row(row / phases), *b = a + coarse.columns,
                      *c = b + coarse.columns, *d = c + coarse.columns;
          for (std::size_t x = 0; x < line.size(); ++x) {
            line[x] = along[0] * a[x] + along[1] * b[x] + along[2] * c[x] + along[3] * d[x];
          }
          float* out = cells.row(row);
          for (int first = 0; first < cells.columns; first += phases) {
            const float* in = line.data() + first / phases;
            const int count = std::min(phases, cells.columns - first);
            for (int p = 0; p < count; ++p) {
              const auto& across = weights[static_cast<std::size_t>(p)];
              out[first + p] =
                  across[0] * in[0] + across[1] * in[1] + across[2] * in[2] + across[3] * in[3];
            }
          }
        }
      });
}

/// The smoothed lattice at the cell centres.
Lattice at_cells(Lattice smoothed, const Method& method, const RasterFrame& frame) {
  if (method.coarser == 1 && method.finer == 1) return smoothed;
  Lattice cells(frame.columns, frame.rows);
  if (method.coarser > 1) {
    interpolate(smoothed, method.coarser, cells);
    return cells;
  }
  for (int row = 0; row < cells.rows; ++row) {
    const float* in = smoothed.row(row * method.finer);
    float* out = cells.row(row);
    for (int column = 0; column < cells.columns; ++column, in += method.finer) out[column] = *in;
  }
  return cells;
}

float highest(const std::vector<float>& values) {
  return tbb::parallel_reduce(
      tbb::blocked_range<std::size_t>(0, values.size(), 1 << 16), 0.0F,
      [&](const auto& range, float high) {
        for (std::size_t i = range.begin(); i < range.end(); ++i) high = std::max(high, values[i]);
        return high;
      },
      [](float a, float b) { return std::max(a, b); });
}

/// How wrong the splines may be for a single place, in parts of the kernel's peak (measured).
double spline_error(const Method& method) {
  const double radius = kernel_radius_m(method.kernel, method.sigma);
  switch (method.kernel) {
    case Kernel::gaussian:
      return 0;
    case Kernel::quartic:
      return 0.35 / (radius * radius);
    case Kernel::epanechnikov:
    case Kernel::triangular:
      return 0.45 / radius;
    default:
      return 1;
  }
}

struct Stack {
  Point place;
  double weight;  // a float stops counting at 16 million
};

/// Places that hold so much weight that splines alone would show it: the least weight that is worth
/// it, raised until the direct sum over the places is affordable.
std::vector<Stack> find_stacks(std::span<const Point> points, std::span<const float> weights,
                               const Lattice& bins, const Method& method, double least,
                               double most_places) {
  // The node nearest to a place gets at least so much of it, and those three steps away nothing: by
  // that a stack differs from a dense neighbourhood.
  constexpr double least_share = 0.18;
  constexpr int apart = 3;
  const auto enough = static_cast<float>(least_share * least);
  struct Candidate {
    std::size_t node;
    float rise;
  };
  std::vector<Candidate> candidates;
  for (int y = apart; y < bins.rows - apart; ++y) {
    const float *row = bins.row(y), *south = bins.row(y - apart), *north = bins.row(y + apart);
    for (int x = apart; x < bins.columns - apart; ++x) {
      if (row[x] < enough) continue;
      const float rise = row[x] - std::min({row[x - apart], row[x + apart], south[x], north[x]});
      if (rise >= enough)
        candidates.push_back({static_cast<std::size_t>(row + x - bins.row(0)), rise});
    }
  }
  if (candidates.empty()) return {};
  if (const auto most = static_cast<std::size_t>(most_places); candidates.size() > most) {
    std::nth_element(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(most),
                     candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.rise > b.rise; });
    least = candidates[most].rise / least_share;
    candidates.resize(most);
  }
  // Which candidate a node is, from 1 on.
  std::vector<std::uint32_t> crowded(bins.values.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    crowded[candidates[i].node] = static_cast<std::uint32_t>(i + 1);
  }

  // A place is in one of sixteen squares around its node; what merely is a dense neighbourhood
  // fills them all a little.
  struct Found {
    std::size_t point, square;
    double weight;
  };
  constexpr std::size_t chunk = 1 << 15;
  std::vector<std::vector<Found>> found((points.size() + chunk - 1) / chunk);
  parallel_ranges(found.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin * chunk; i < std::min(end * chunk, points.size()); ++i) {
      const double x = (points[i].x - method.nodes.first.x) / method.nodes.step_m + 0.5;
      const double y = (points[i].y - method.nodes.first.y) / method.nodes.step_m + 0.5;
      if (!(x >= 0 && y >= 0 && x < bins.columns && y < bins.rows)) continue;
      const auto column = static_cast<std::size_t>(x), row = static_cast<std::size_t>(y);
      const std::size_t candidate = crowded[row * static_cast<std::size_t>(bins.columns) + column];
      const double weight = weights.empty() ? 1.0 : weights[i];
      if (candidate == 0 || !std::isfinite(weight)) continue;
      const auto across = static_cast<std::size_t>((x - static_cast<double>(column)) * 4);
      const auto up = static_cast<std::size_t>((y - static_cast<double>(row)) * 4);
      found[i / chunk].push_back({i, (candidate - 1) * 16 + up * 4 + across, weight});
    }
  });
  std::vector<double> squares(candidates.size() * 16);
  for (const auto& some : found) {
    for (const Found& f : some) squares[f.square] += f.weight;
  }
  const auto hash = [](const Point& p) {
    return std::hash<double>()(p.x) * 31 + std::hash<double>()(p.y);
  };
  std::unordered_map<Point, double, decltype(hash)> places(64, hash);
  for (const auto& some : found) {
    for (const Found& f : some) {
      if (squares[f.square] >= least) places[points[f.point]] += f.weight;
    }
  }
  std::vector<Stack> stacks;
  for (const auto& [place, weight] : places) {
    if (weight >= least) stacks.push_back({place, weight});
  }
  std::sort(stacks.begin(), stacks.end(), [](const Stack& a, const Stack& b) {
    return a.place.y < b.place.y || (a.place.y == b.place.y && a.place.x < b.place.x);
  });
  return stacks;
}

Point in_cells(Point p, const RasterFrame& frame) {
  return {(p.x - frame.origin.x) / frame.cell_m - 0.5, (p.y - frame.origin.y) / frame.cell_m - 0.5};
}

/// How many cells a kernel of this radius in cells gives to, at most.
double cells_reached(const RasterFrame& frame, double radius) {
  return std::min(pi * radius * radius, static_cast<double>(frame.columns) * frame.rows);
}

/// The density per cell at the cell centres, by splines.
Lattice by_splines(std::span<const Point> points, std::span<const float> weights,
                   const RasterFrame& frame, Kernel kernel, double sigma_m) {
  const Method method = method_for(frame, kernel, sigma_m, nodes_for_points);
  const Lattice bins = bin_points(points, weights, method.nodes, method.degree);
  Lattice smoothed = smooth(bins, method);
  const double sigma = sigma_m / frame.cell_m, radius = kernel_radius_m(kernel, sigma);
  std::vector<WeightedPoint> alone;
  if (const double error = spline_error(method); error > 0 && !smoothed.values.empty()) {
    const double peak = highest(smoothed.values) / kernel_density(kernel, 0, method.sigma);
    const double usual = weights.empty()
                             ? 1
                             : std::accumulate(bins.values.begin(), bins.values.end(), 0.0) /
                                   static_cast<double>(points.size());
    const auto stacks = find_stacks(points, weights, bins, method,
                                    std::max(tolerance * peak / error, smallest_stack * usual),
                                    most_pairs / cells_reached(frame, radius));
    if (!stacks.empty()) {
      std::vector<Point> places;
      std::vector<float> less;
      for (const Stack& stack : stacks) {
        const auto weight = static_cast<float>(stack.weight);
        places.push_back(stack.place), less.push_back(-weight);
        alone.push_back({in_cells(stack.place, frame), weight});
      }
      const Lattice taken = smooth(bin_points(places, less, method.nodes, method.degree), method);
      for (std::size_t i = 0; i < taken.values.size(); ++i) smoothed.values[i] += taken.values[i];
    }
  }
  Lattice cells = at_cells(std::move(smoothed), method, frame);
  const auto per_cell = static_cast<float>(method.finer * method.finer) /
                        (static_cast<float>(method.coarser) * static_cast<float>(method.coarser));
  if (per_cell != 1) {
    for (float& value : cells.values) value *= per_cell;
  }
  add_directly(alone, kernel, sigma, cells);
  return cells;
}

/// The density per cell at the cell centres, point by point.
Lattice by_points(std::span<const Point> points, std::span<const float> weights,
                  const RasterFrame& frame, Kernel kernel, double sigma_m) {
  std::vector<WeightedPoint> near;
  const geo::Box reached = frame.box().padded(5 * sigma_m);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const float weight = weights.empty() ? 1.0F : weights[i];
    if (!reached.contains(points[i]) || !std::isfinite(weight)) continue;
    near.push_back({in_cells(points[i], frame), weight});
  }
  Lattice cells(frame.columns, frame.rows);
  add_directly(near, kernel, sigma_m / frame.cell_m, cells);
  return cells;
}

}  // namespace

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

HeatSurface heat_surface(std::span<const Point> points, std::span<const float> weights,
                         const RasterFrame& frame, Kernel kernel, double sigma_m) {
  HeatSurface surface;
  surface.frame = frame;
  if (frame.columns <= 0 || frame.rows <= 0) return surface;
  const geo::Box box = frame.box();
  surface.points = tbb::parallel_reduce(
      tbb::blocked_range<std::size_t>(0, points.size(), 1 << 16), std::size_t{0},
      [&](const auto& range, std::size_t count) {
        for (std::size_t i = range.begin(); i < range.end(); ++i) count += box.contains(points[i]);
        return count;
      },
      std::plus<>());
  if (!(sigma_m > 0 && frame.cell_m > 0)) {
    surface.values.resize(static_cast<std::size_t>(frame.columns) *
                          static_cast<std::size_t>(frame.rows));
    return surface;
  }
  const double sigma = sigma_m / frame.cell_m, radius = kernel_radius_m(kernel, sigma);
  const double pairs = static_cast<double>(points.size()) * cells_reached(frame, radius);
  const bool narrow = kernel == Kernel::gaussian ? sigma < narrowest_gaussian : radius < 5;
  const bool exact = kernel != Kernel::gaussian || sigma < sharp_gaussian;
  const bool directly = narrow || (exact && pairs <= most_pairs);
  Lattice cells = directly ? by_points(points, weights, frame, kernel, sigma_m)
                           : by_splines(points, weights, frame, kernel, sigma_m);
  surface.values = std::move(cells.values);
  const auto per_hectare = static_cast<float>(1e4 / (frame.cell_m * frame.cell_m));
  const float high = highest(surface.values);
  // Transforms leave a billionth of a ticket everywhere: where there is no ticket there is none.
  const float least = directly ? 0 : 1e-6F * high;
  parallel_ranges(surface.values.size(), 1 << 16, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      float& value = surface.values[i];
      value = value > least ? value * per_hectare : 0;
    }
  });
  surface.max = high * per_hectare;
  return surface;
}

std::vector<float> edge_share(const geo::PackedGeometry& polygons, const RasterFrame& frame,
                              Kernel kernel, double sigma_m) {
  if (frame.columns <= 0 || frame.rows <= 0 || !(sigma_m > 0 && frame.cell_m > 0)) return {};
  const Method method = method_for(frame, kernel, sigma_m, nodes_for_areas);
  Lattice cells =
      at_cells(smooth(bin_areas(polygons, method.nodes, method.degree), method), method, frame);
  const std::vector<std::uint8_t> inside = nodes_inside(
      polygons, {{frame.origin.x + frame.cell_m / 2, frame.origin.y + frame.cell_m / 2},
                 frame.cell_m,
                 frame.columns,
                 frame.rows});
  parallel_ranges(cells.values.size(), 1 << 16, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      cells.values[i] = inside[i] != 0 ? std::clamp(cells.values[i], 1e-3F, 1.0F) : 0.0F;
    }
  });
  return std::move(cells.values);
}

void correct_edge(HeatSurface& surface, std::span<const float> share) {
  parallel_ranges(surface.values.size(), 1 << 16, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      float& value = surface.values[i];
      value = i < share.size() && share[i] > 0 ? value / share[i] : 0;
    }
  });
  surface.max = highest(surface.values);
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
