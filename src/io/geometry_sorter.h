#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "geo/packed.h"
#include "io/shape.h"

namespace wangge::io {

/// What was wrong with geometries, counted in features.
struct GeometryFaults {
  std::size_t not_finite = 0;    ///< a coordinate is no number: left without geometry
  std::size_t unclosed = 0;      ///< a ring was closed
  std::size_t degenerate = 0;    ///< too few points: the part was left out
  std::size_t mixed = 0;         ///< parts of a lower dimension were left out
  std::size_t unreadable = 0;    ///< no geometry could be made of it
  std::size_t no_place = 0;      ///< coordinates of zero that stand for "none"
  std::size_t out_of_range = 0;  ///< no image in the target CRS
  void add(const GeometryFaults& other);
  /// One sentence for each fault that occurred.
  std::vector<std::string> sentences() const;
};

/// Takes shapes one feature after the other, cleans them and packs them by kind. Rows without
/// geometry go with the first kind seen (or the one expected), so that a layer of one kind needs no
/// sorting.
class GeometrySorter {
 public:
  void expect(geo::Kind kind);
  void reserve(std::size_t features, std::size_t points);
  void add(const Shape& shape);
  void add_none();
  /// Appends the rows of another sorter behind one's own.
  void append(GeometrySorter&& other);

  std::size_t rows() const { return kind_of_row_.size(); }
  std::size_t without_geometry() const { return without_geometry_; }
  /// Whether nothing more fits: 2^32 points.
  bool full() const { return points_seen_ > 0xF0000000U; }
  GeometryFaults& faults() { return faults_; }

  struct Sorted {
    geo::PackedGeometry geometry;
    std::vector<std::uint32_t> rows;  ///< which rows of the table; empty: all of them
  };
  /// One entry a kind that occurs, the first one always.
  std::vector<Sorted> take();

 private:
  void put(const Shape& shape);
  void reserve_like(geo::PackedGeometry& sample);
  void give_empty_rows_to(std::uint8_t kind);
  std::uint8_t main_kind() const { return has_main_ ? main_ : 0; }

  std::array<geo::PackedGeometry, 3> packed_{geo::PackedGeometry(geo::Kind::points),
                                             geo::PackedGeometry(geo::Kind::lines),
                                             geo::PackedGeometry(geo::Kind::polygons)};
  std::vector<std::uint8_t> kind_of_row_;
  std::uint8_t main_ = 0;
  bool has_main_ = false;
  std::size_t pending_none_ = 0;  // rows without geometry before the first kind is known
  std::size_t without_geometry_ = 0;
  std::size_t points_seen_ = 0;
  std::size_t reserve_features_ = 0, reserve_points_ = 0;
  GeometryFaults faults_;
};

}  // namespace wangge::io
