#include "analysis/near_points.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "base/parallel.h"

namespace wangge::analysis {
namespace {

using geo::Point;

/// Points by the cells of a lattice, so that all within a distance of a place are in the nine cells
/// around it.
class Cells {
 public:
  Cells(std::span<const Point> points, double distance) : distance_(distance) {
    for (const Point p : points) box_.grow(p);
    // A little more than the distance, so that rounding puts no two near points two cells apart;
    // and not many more cells than points, however far these lie from each other.
    const double most_cells = 1024 + 4 * static_cast<double>(points.size());
    const double longest = std::max(box_.width(), box_.height());
    size_ = std::max({distance * (1 + 1e-6), std::sqrt(box_.width() * box_.height() / most_cells),
                      longest / most_cells, 1e-9 * (1 + longest)});
    columns_ = static_cast<std::size_t>(box_.width() / size_) + 1;
    rows_ = static_cast<std::size_t>(box_.height() / size_) + 1;
    begins_.resize(columns_ * rows_ + 1);
    for (const Point p : points) ++begins_[cell(p) + 1];
    for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
    points_.resize(points.size());
    std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
    for (const Point p : points) points_[next[cell(p)]++] = p;
    reach_ = box_.padded(distance * (1 + 1e-6));
  }

  bool any_near(Point p) const {
    if (!reach_.contains(p)) return false;
    // One added before the cut to a whole number: the places within reach begin a cell before 0.
    const auto column = static_cast<std::ptrdiff_t>((p.x - box_.min_x) / size_ + 1) - 1;
    const auto row = static_cast<std::ptrdiff_t>((p.y - box_.min_y) / size_ + 1) - 1;
    const auto first_row = std::max<std::ptrdiff_t>(row - 1, 0),
               last_row = std::min<std::ptrdiff_t>(row + 1, static_cast<std::ptrdiff_t>(rows_) - 1),
               first = std::max<std::ptrdiff_t>(column - 1, 0),
               last =
                   std::min<std::ptrdiff_t>(column + 1, static_cast<std::ptrdiff_t>(columns_) - 1);
    if (first > last) return false;
    for (std::ptrdiff_t r = first_row; r <= last_row; ++r) {
      // Cells side by side in a row lie one after the other.
      const auto begin = static_cast<std::size_t>(r) * columns_;
      const std::uint32_t from = begins_[begin + static_cast<std::size_t>(first)],
                          to = begins_[begin + static_cast<std::size_t>(last) + 1];
      for (std::uint32_t i = from; i < to; ++i) {
        const double dx = points_[i].x - p.x, dy = points_[i].y - p.y;
        if (dx * dx + dy * dy <= distance_ * distance_) return true;
      }
    }
    return false;
  }

 private:
  std::size_t cell(Point p) const {
    const auto column = static_cast<std::size_t>((p.x - box_.min_x) / size_);
    const auto row = static_cast<std::size_t>((p.y - box_.min_y) / size_);
    return row * columns_ + column;
  }

  double distance_, size_ = 1;
  geo::Box box_, reach_;
  std::size_t columns_ = 1, rows_ = 1;
  std::vector<std::uint32_t> begins_;  // of each cell in points_, and the end
  std::vector<Point> points_;          // cell after cell
};

}  // namespace

std::vector<std::uint8_t> near_points(const geo::PackedGeometry& target,
                                      const geo::PackedGeometry& by, double distance_m,
                                      const Progress& progress) {
  std::vector<std::uint8_t> near(target.size());
  if (by.points().empty()) return near;
  const Cells cells(by.points(), distance_m);
  parallel_ranges(target.size(), 4096, [&](std::size_t begin, std::size_t end) {
    if (progress.cancelled()) return;
    for (std::size_t row = begin; row < end; ++row) {
      const auto points = target.feature_points(row);
      near[row] =
          std::any_of(points.begin(), points.end(), [&](Point p) { return cells.any_near(p); });
    }
  });
  return near;
}

}  // namespace wangge::analysis
