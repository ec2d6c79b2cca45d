#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/point.h"

namespace wangge::geo {

enum class Kind : std::uint8_t { points, lines, polygons };

/// Where each of n items begins and ends in the list below it. While every item has exactly one
/// (the usual building: one part, one ring) nothing is stored.
class Offsets {
 public:
  std::size_t size() const { return count_; }
  std::uint32_t begin(std::size_t item) const {
    return ends_.empty() ? static_cast<std::uint32_t>(item) : item == 0 ? 0 : ends_[item - 1];
  }
  std::uint32_t end(std::size_t item) const {
    return ends_.empty() ? static_cast<std::uint32_t>(item + 1) : ends_[item];
  }
  bool is_identity() const { return ends_.empty(); }

  /// Appends an item whose contents end at `end`.
  void push(std::uint32_t end);
  void reserve(std::size_t items);
  std::size_t bytes() const { return ends_.capacity() * sizeof(std::uint32_t); }
  void shrink_to_fit() { ends_.shrink_to_fit(); }

  bool operator==(const Offsets& other) const;

 private:
  std::size_t count_ = 0;
  std::size_t reserved_ = 0;
  std::vector<std::uint32_t> ends_;  // empty: the identity
};

/// The geometry of a layer's features in one coordinate array (the GeoArrow layout): features hold
/// parts, parts hold rings, rings hold points. One kind a layer.
///
///   points    a part is one ring of one point
///   lines     a part is one ring, an open line of two or more points
///   polygons  a part is an outer ring and its holes; rings are closed, the first point repeated at
///             the end; orientation is as delivered
///
/// A feature without geometry has no parts. Points are finite: readers turn what is not into a
/// feature without geometry and say so. At most 2^32 - 1 points.
class PackedGeometry {
 public:
  explicit PackedGeometry(Kind kind = Kind::points) : kind_(kind) {}

  Kind kind() const { return kind_; }
  std::size_t size() const { return features_.size(); }
  bool empty() const { return size() == 0; }
  bool has_geometry(std::size_t feature) const {
    return features_.begin(feature) != features_.end(feature);
  }

  const std::vector<Point>& points() const { return points_; }
  /// For moving all coordinates at once (a change of CRS); the number of points stays.
  std::span<Point> mutable_points() { return points_; }
  const Offsets& features() const { return features_; }  ///< feature -> parts
  const Offsets& parts() const { return parts_; }        ///< part -> rings
  const Offsets& rings() const { return rings_; }        ///< ring -> points

  std::span<const Point> ring(std::size_t ring) const {
    return {points_.data() + rings_.begin(ring), points_.data() + rings_.end(ring)};
  }
  /// All points of a feature, ring after ring.
  std::span<const Point> feature_points(std::size_t feature) const;
  Box box(std::size_t feature) const;
  Box box() const;

  // Building, from the inside out: points, then the end of their ring, part and feature.
  void add_point(Point p) { points_.push_back(p); }
  void end_ring() { rings_.push(static_cast<std::uint32_t>(points_.size())); }
  void end_part() { parts_.push(static_cast<std::uint32_t>(rings_.size())); }
  void end_feature() { features_.push(static_cast<std::uint32_t>(parts_.size())); }
  /// One feature of one point.
  void add_point_feature(Point p) { add_point(p), end_ring(), end_part(), end_feature(); }
  /// One feature of one part of one ring.
  void add_ring_feature(std::span<const Point> ring);
  void reserve(std::size_t features, std::size_t points);
  /// Appends one feature of `other`, which is of the same kind.
  void append_feature(const PackedGeometry& other, std::size_t feature);
  /// Appends all features of `other`, which is of the same kind.
  void append(const PackedGeometry& other);
  /// The features of `rows`, in that order.
  PackedGeometry subset(std::span<const std::uint32_t> rows) const;

  std::size_t bytes() const;
  void shrink_to_fit();
  bool operator==(const PackedGeometry&) const = default;

 private:
  Kind kind_;
  std::vector<Point> points_;
  Offsets rings_, parts_, features_;
};

/// Area of a closed ring in the square of the coordinates' unit, positive for counter-clockwise
/// rings. Computed relative to the first point, so that small rings far from the origin keep their
/// digits.
double signed_ring_area(std::span<const Point> ring);
/// Outer rings less holes, by nesting order in each part (orientation does not matter).
double polygon_area(const PackedGeometry& geometry, std::size_t feature);
/// Length of all rings of a feature, holes included.
double length(const PackedGeometry& geometry, std::size_t feature);

}  // namespace wangge::geo
