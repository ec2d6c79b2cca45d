#include "analysis/area_index.h"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "base/parallel.h"
#include "geo/locate.h"

namespace wangge::analysis {

using geo::Box;
using geo::Point;

namespace {

// Cells are padded by this share of their size wherever a border is placed, so that rounding can
// only put a border into one cell too many: there the exact test decides.
constexpr double pad = 1e-6;

void keep_minimum(std::uint32_t& value, std::uint32_t candidate) {
  std::atomic_ref<std::uint32_t> shared(value);
  std::uint32_t now = shared.load(std::memory_order_relaxed);
  while (candidate < now &&
         !shared.compare_exchange_weak(now, candidate, std::memory_order_relaxed)) {
  }
}

}  // namespace

AreaIndex::AreaIndex(const geo::PackedGeometry& areas, std::size_t cells) {
  if (areas.kind() != geo::Kind::polygons || areas.empty()) return;
  box_ = areas.box();
  if (box_.is_empty()) return;
  const double wanted = static_cast<double>(std::clamp<std::size_t>(cells, 1 << 10, 1 << 21));
  const double width = std::max(box_.width(), 1e-6), height = std::max(box_.height(), 1e-6);
  cell_ = std::max({std::sqrt(width * height / wanted), width / 8192, height / 8192});
  columns_ = static_cast<std::int32_t>(width / cell_) + 1;
  rows_ = static_cast<std::int32_t>(height / cell_) + 1;

  const std::size_t cell_count =
      static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_);
  bands_.resize(areas.size());
  cells_.assign(cell_count, none);
  std::vector<std::vector<std::uint32_t>> borders(areas.size());
  parallel_ranges(areas.size(), 16, [&](std::size_t begin, std::size_t end) {
    for (std::size_t area = begin; area < end; ++area) {
      cut_bands(areas, area);
      borders[area] = border_cells(area);
      fill_inside(area, borders[area]);
    }
  });

  std::vector<std::uint32_t> crossings(cell_count);
  for (const auto& border : borders) {
    for (const auto cell : border) ++crossings[cell];
  }
  for (std::size_t cell = 0; cell < cell_count; ++cell) {
    if (crossings[cell] == 0) continue;
    const auto place = static_cast<std::uint32_t>(lists_.size());
    lists_.push_back(cells_[cell]);
    lists_.push_back(0);
    lists_.resize(lists_.size() + crossings[cell]);
    cells_[cell] = place | crossed;
  }
  for (std::uint32_t area = 0; area < borders.size(); ++area) {
    for (const auto cell : borders[area]) {
      std::uint32_t* list = lists_.data() + (cells_[cell] & ~crossed);
      list[2 + list[1]++] = area;
    }
  }
}

std::int32_t AreaIndex::row_of(double y) const {
  return std::clamp(static_cast<std::int32_t>(std::floor((y - box_.min_y) / cell_)), 0, rows_ - 1);
}

std::int32_t AreaIndex::column_of(double x) const {
  return std::clamp(static_cast<std::int32_t>(std::floor((x - box_.min_x) / cell_)), 0,
                    columns_ - 1);
}

void AreaIndex::cut_bands(const geo::PackedGeometry& areas, std::size_t area) {
  Bands& bands = bands_[area];
  const Box box = areas.box(area);
  if (box.is_empty()) return;
  bands.first_row = row_of(box.min_y - pad * cell_);
  const std::int32_t last_row = row_of(box.max_y + pad * cell_);
  bands.ends.assign(static_cast<std::size_t>(last_row - bands.first_row) + 1, 0);

  const auto each_edge_and_row = [&](auto&& use) {
    for (auto part = areas.features().begin(area); part < areas.features().end(area); ++part) {
      for (auto r = areas.parts().begin(part); r < areas.parts().end(part); ++r) {
        const auto ring = areas.ring(r);
        for (std::size_t i = 1; i < ring.size(); ++i) {
          const auto [low, high] = std::minmax(ring[i - 1].y, ring[i].y);
          const std::int32_t first = row_of(low - pad * cell_), last = row_of(high + pad * cell_);
          for (std::int32_t row = first; row <= last; ++row) {
            use(Edge{ring[i - 1], ring[i]}, static_cast<std::size_t>(row - bands.first_row));
          }
        }
      }
    }
  };
  each_edge_and_row([&](const Edge&, std::size_t band) { ++bands.ends[band]; });
  std::vector<std::uint32_t> next(bands.ends.size());
  std::uint32_t sum = 0;
  for (std::size_t band = 0; band < bands.ends.size(); ++band) {
    next[band] = sum;
    sum += bands.ends[band];
    bands.ends[band] = sum;
  }
  bands.edges.resize(sum);
  each_edge_and_row([&](const Edge& edge, std::size_t band) { bands.edges[next[band]++] = edge; });
}

std::vector<std::uint32_t> AreaIndex::border_cells(std::size_t area) const {
  const Bands& bands = bands_[area];
  std::vector<std::uint32_t> cells;
  std::uint32_t at = 0;
  for (std::size_t band = 0; band < bands.ends.size(); ++band) {
    const std::int32_t row = bands.first_row + static_cast<std::int32_t>(band);
    const double south = box_.min_y + (row - pad) * cell_;
    const double north = box_.min_y + (row + 1 + pad) * cell_;
    for (; at < bands.ends[band]; ++at) {
      Point a = bands.edges[at].a, b = bands.edges[at].b;
      if (a.y > b.y) std::swap(a, b);
      double from = a.x, to = b.x;
      if (b.y > a.y) {  // where the edge enters and leaves this row
        const double slope = (b.x - a.x) / (b.y - a.y);
        if (a.y < south) from = a.x + (south - a.y) * slope;
        if (b.y > north) to = a.x + (north - a.y) * slope;
      }
      if (from > to) std::swap(from, to);
      const std::int32_t last = column_of(to + pad * cell_);
      for (std::int32_t column = column_of(from - pad * cell_); column <= last; ++column) {
        cells.push_back(static_cast<std::uint32_t>(row * columns_ + column));
      }
    }
  }
  std::sort(cells.begin(), cells.end());
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  return cells;
}

void AreaIndex::fill_inside(std::size_t area, const std::vector<std::uint32_t>& border) {
  // Between two border cells of a row all cells are inside or all are outside.
  for (std::size_t i = 0; i + 1 < border.size(); ++i) {
    const std::uint32_t first = border[i] + 1, end = border[i + 1];
    const auto row = static_cast<std::int32_t>(border[i] / static_cast<std::uint32_t>(columns_));
    if (first >= end || end / static_cast<std::uint32_t>(columns_) !=
                            border[i] / static_cast<std::uint32_t>(columns_)) {
      continue;
    }
    const auto column = static_cast<std::int32_t>(first % static_cast<std::uint32_t>(columns_));
    const Point centre{box_.min_x + (column + 0.5) * cell_, box_.min_y + (row + 0.5) * cell_};
    if (!owns(static_cast<std::uint32_t>(area), centre, row)) continue;
    for (std::uint32_t cell = first; cell < end; ++cell) {
      keep_minimum(cells_[cell], static_cast<std::uint32_t>(area));
    }
  }
}

bool AreaIndex::owns(std::uint32_t area, Point p, std::int32_t row) const {
  const Bands& bands = bands_[area];
  const std::int32_t band = row - bands.first_row;
  if (band < 0 || band >= static_cast<std::int32_t>(bands.ends.size())) return false;
  const std::uint32_t begin = band == 0 ? 0 : bands.ends[static_cast<std::size_t>(band) - 1];
  bool inside = false;
  for (std::uint32_t i = begin; i < bands.ends[static_cast<std::size_t>(band)]; ++i) {
    if (geo::crosses_ray(bands.edges[i].a, bands.edges[i].b, p)) inside = !inside;
  }
  return inside;
}

std::uint32_t AreaIndex::owner(Point p) const {
  if (rows_ == 0 || !box_.contains(p)) return none;
  const std::int32_t row = row_of(p.y);
  const auto cell = static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                    static_cast<std::size_t>(column_of(p.x));
  const std::uint32_t value = cells_[cell];
  if (value == none || (value & crossed) == 0) return value;
  const std::uint32_t* list = lists_.data() + (value & ~crossed);
  const std::uint32_t covered = list[0];
  for (std::uint32_t i = 0; i < list[1] && list[2 + i] < covered; ++i) {
    if (owns(list[2 + i], p, row)) return list[2 + i];
  }
  return covered;
}

}  // namespace wangge::analysis
