#pragma once

#include <cstdint>
#include <vector>

#include "geo/packed.h"

namespace wangge::io {

/// The geometry of one feature on its way from a file into PackedGeometry; reused from feature to
/// feature. Every reader fills it, so that one set of rules (GeometrySorter) holds for all formats.
class Shape {
 public:
  void clear() {
    points_.clear(), ring_ends_.clear(), part_ends_.clear();
    mixed_ = false;
  }
  /// False: leave the part out. A feature has one kind; of a mixed collection the parts of the
  /// highest dimension stay.
  bool begin_part(geo::Kind kind) {
    if (!part_ends_.empty() && kind != kind_) {
      mixed_ = true;
      if (kind < kind_) return false;
      points_.clear(), ring_ends_.clear(), part_ends_.clear();
    }
    kind_ = kind;
    return true;
  }
  void add_point(geo::Point p) { points_.push_back(p); }
  void end_ring() { ring_ends_.push_back(static_cast<std::uint32_t>(points_.size())); }
  void end_part() { part_ends_.push_back(static_cast<std::uint32_t>(ring_ends_.size())); }
  /// A part of one point.
  void add_point_part(geo::Point p) {
    if (!begin_part(geo::Kind::points)) return;
    add_point(p), end_ring(), end_part();
  }

  bool empty() const { return part_ends_.empty(); }
  bool mixed() const { return mixed_; }
  geo::Kind kind() const { return kind_; }
  const std::vector<geo::Point>& points() const { return points_; }
  const std::vector<std::uint32_t>& ring_ends() const { return ring_ends_; }
  const std::vector<std::uint32_t>& part_ends() const { return part_ends_; }

 private:
  geo::Kind kind_ = geo::Kind::points;
  bool mixed_ = false;
  std::vector<geo::Point> points_;
  std::vector<std::uint32_t> ring_ends_, part_ends_;
};

}  // namespace wangge::io
