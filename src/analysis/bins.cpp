#include "analysis/bins.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "analysis/study_area.h"
#include "base/i18n.h"
#include "base/parallel.h"
#include "geo/geos.h"

namespace wangge::analysis {
namespace {

using geo::GeosGeometry;
using geo::PackedGeometry;
using geo::Point;
using Cell = BinLattice::Cell;

constexpr double most_cells = 1e6;
/// Pieces of bins smaller than this are only where a border runs along an edge.
constexpr double least_area_m2 = 1e-6;

/// From one row of hexagons to the next.
double row_step(double width_m) { return width_m * std::numbers::sqrt3 / 2; }

GeosGeometry polygon_of(const std::vector<Point>& ring) {
  PackedGeometry one(geo::Kind::polygons);
  one.add_ring_feature(ring);
  return geo::to_geos(one, 0);
}

double area_of(const GEOSGeometry* shape) {
  double area = 0;
  return shape != nullptr && GEOSArea_r(geo::geos_context(), shape, &area) == 1 ? area : 0;
}

/// What is left of a bin inside the ground.
struct Clipped {
  PackedGeometry geometry{geo::Kind::polygons};
  double area_m2 = 0;
};

Clipped whole(const BinLattice& lattice, Cell cell) {
  Clipped bin;
  bin.geometry.add_ring_feature(lattice.ring(cell));
  bin.area_m2 = lattice.bin_area_m2();
  return bin;
}

/// The ground as one thread asks about it.
class Ground {
 public:
  explicit Ground(const GEOSGeometry* ground)
      : ground_(ground), prepared_(GEOSPrepare_r(geo::geos_context(), ground)) {}

  Clipped clip(const BinLattice& lattice, Cell cell) const {
    const auto context = geo::geos_context();
    const std::vector<Point> ring = lattice.ring(cell);
    const GeosGeometry bin = polygon_of(ring);
    if (!bin || GEOSPreparedIntersects_r(context, prepared_.get(), bin.get()) != 1) return {};
    if (GEOSPreparedCovers_r(context, prepared_.get(), bin.get()) == 1) {
      return whole(lattice, cell);
    }
    // Cut out roughly first: the exact overlay would take every vertex of the outline in hand.
    geo::Box box;
    for (const Point p : ring) box.grow(p);
    box = box.padded(lattice.width_m / 10);
    const GeosGeometry near(
        GEOSClipByRect_r(context, ground_, box.min_x, box.min_y, box.max_x, box.max_y));
    GeosGeometry piece(near ? GEOSIntersection_r(context, near.get(), bin.get()) : nullptr);
    if (!piece) piece.reset(GEOSIntersection_r(context, ground_, bin.get()));
    Clipped clipped;
    clipped.area_m2 = area_of(piece.get());
    if (clipped.area_m2 < least_area_m2) return {};
    geo::append_from_geos(clipped.geometry, piece.get());
    return clipped;
  }

 private:
  const GEOSGeometry* ground_;
  geo::GeosPrepared prepared_;
};

Error cancelled() { return {ErrorCode::cancelled, "", tr("Making bins was cancelled."), ""}; }

/// The range of cells that may meet the box.
void set_range(Bins& bins, const geo::Box& box) {
  const Cell low = bins.lattice.cell_of({box.min_x, box.min_y});
  const Cell high = bins.lattice.cell_of({box.max_x, box.max_y});
  // Hexagons of the rows between may begin half a bin earlier and end half a bin later.
  bins.first = {low.column - 1, low.row - 1};
  bins.columns = high.column - low.column + 3;
  bins.rows = high.row - low.row + 3;
}

}  // namespace

Cell BinLattice::cell_of(Point p) const {
  if (shape == BinShape::square) {
    return {static_cast<std::int64_t>(std::floor(p.x / width_m)),
            static_cast<std::int64_t>(std::floor(p.y / width_m))};
  }
  // Hexagons are two lattices of rectangles, one shifted by half a bin: the nearest centre is the
  // nearest of one or of the other.
  const double height = 2 * row_step(width_m);
  const double x = p.x / width_m, y = p.y / height;
  const double even_x = std::floor(x + 0.5), even_y = std::floor(y + 0.5);
  const double odd_x = std::floor(x), odd_y = std::floor(y);
  const auto squared = [&](double dx, double dy) {
    return dx * dx * width_m * width_m + dy * dy * height * height;
  };
  const bool even = squared(x - even_x, y - even_y) <= squared(x - odd_x - 0.5, y - odd_y - 0.5);
  return even ? Cell{static_cast<std::int64_t>(even_x), 2 * static_cast<std::int64_t>(even_y)}
              : Cell{static_cast<std::int64_t>(odd_x), 2 * static_cast<std::int64_t>(odd_y) + 1};
}

Point BinLattice::centre(Cell cell) const {
  const auto column = static_cast<double>(cell.column), row = static_cast<double>(cell.row);
  if (shape == BinShape::square) return {(column + 0.5) * width_m, (row + 0.5) * width_m};
  const double shift = cell.row % 2 == 0 ? 0 : 0.5;
  return {(column + shift) * width_m, row * row_step(width_m)};
}

std::vector<Point> BinLattice::ring(Cell cell) const {
  std::vector<Point> ring;
  if (shape == BinShape::square) {
    const auto column = static_cast<double>(cell.column), row = static_cast<double>(cell.row);
    const double west = column * width_m, east = (column + 1) * width_m;
    const double south = row * width_m, north = (row + 1) * width_m;
    ring = {{west, south}, {east, south}, {east, north}, {west, north}};
  } else {
    // From halves of the width and sixths of the height, so that neighbours share vertices exactly.
    const std::int64_t half = 2 * cell.column + (cell.row % 2 == 0 ? 0 : 1);
    const auto vertex = [&](std::int64_t halves, std::int64_t thirds) {
      return Point{static_cast<double>(half + halves) * (width_m / 2),
                   static_cast<double>(3 * cell.row + thirds) * (row_step(width_m) / 3)};
    };
    ring = {vertex(0, -2), vertex(1, -1), vertex(1, 1),
            vertex(0, 2),  vertex(-1, 1), vertex(-1, -1)};
  }
  ring.push_back(ring.front());
  return ring;
}

double BinLattice::bin_area_m2() const {
  return width_m * (shape == BinShape::square ? width_m : row_step(width_m));
}

std::uint32_t Bins::bin_of(Point p) const {
  // Beyond, the number of a cell does not fit into an integer.
  constexpr double farthest_m = 1e12;
  if (!(std::abs(p.x) < farthest_m && std::abs(p.y) < farthest_m)) return none;
  const Cell cell = lattice.cell_of(p);
  const std::int64_t column = cell.column - first.column, row = cell.row - first.row;
  if (column < 0 || row < 0 || column >= columns || row >= rows) return none;
  return bin_of_cell[static_cast<std::size_t>(row * columns + column)];
}

Result<Bins> make_bins(const PackedGeometry& areas, BinShape shape, double width_m,
                       Progress& progress) {
  if (!(width_m > 0) || !std::isfinite(width_m)) {
    return Error{ErrorCode::invalid_argument, "", tr("Bins need a width in metres above 0."), ""};
  }
  const geo::Box box = areas.box();
  if (areas.kind() != geo::Kind::polygons || box.is_empty()) {
    return Error{ErrorCode::empty, "", tr("There is no area to lay bins over."), ""};
  }
  if ((box.width() / width_m + 3) * (box.height() / width_m + 3) > most_cells) {
    return Error{ErrorCode::invalid_argument, "",
                 trf("Bins {} m wide would be more than {}.", fmt::format("{:.4g}", width_m),
                     with_separators(static_cast<long long>(most_cells))),
                 tr("Choose wider bins.")};
  }
  Bins bins;
  bins.lattice = {shape, width_m};
  set_range(bins, box);
  const PackedGeometry outline = areas.size() == 1 ? areas : study_outline(areas);
  const GeosGeometry ground = outline.empty() ? nullptr : geo::to_valid_geos(outline, 0);
  if (!(area_of(ground.get()) > 0)) {
    return Error{ErrorCode::empty, "", tr("There is no area to lay bins over."), ""};
  }
  const auto count = static_cast<std::size_t>(bins.columns * bins.rows);
  std::vector<Clipped> clipped(count);
  const auto cell_at = [&](std::size_t i) {
    const auto at = static_cast<std::int64_t>(i);
    return Cell{bins.first.column + at % bins.columns, bins.first.row + at / bins.columns};
  };
  parallel_ranges(count, 512, [&](std::size_t begin, std::size_t end) {
    const Ground mine(ground.get());
    for (std::size_t i = begin; i < end && !progress.cancelled(); ++i) {
      clipped[i] = mine.clip(bins.lattice, cell_at(i));
    }
  });
  if (progress.cancelled()) return cancelled();
  bins.bin_of_cell.assign(count, Bins::none);
  for (std::size_t i = 0; i < count; ++i) {
    if (clipped[i].geometry.empty()) continue;
    bins.bin_of_cell[i] = static_cast<std::uint32_t>(bins.cells.size());
    bins.cells.push_back(cell_at(i));
    bins.area_m2.push_back(clipped[i].area_m2);
    bins.geometry.append(clipped[i].geometry);
  }
  return bins;
}

Assignment assign_to_bins(const PackedGeometry& points, const Bins& bins) {
  Assignment result;
  result.area_of.resize(points.size());
  parallel_ranges(points.size(), 1 << 14, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      const auto all = points.feature_points(row);
      result.area_of[row] = all.empty() || !geo::is_finite(all.front())
                                ? Assignment::without_coordinates
                                : bins.bin_of(all.front());
    }
  });
  result.counts.assign(bins.size(), 0);
  for (const std::uint32_t bin : result.area_of) {
    if (bin == Assignment::outside) {
      ++result.outside_count;
    } else if (bin == Assignment::without_coordinates) {
      ++result.without_count;
    } else {
      ++result.counts[bin], ++result.inside;
    }
  }
  return result;
}

}  // namespace wangge::analysis
