#include "geo/packed.h"

#include <cassert>
#include <cmath>
#include <numeric>

namespace wangge::geo {

void Offsets::push(std::uint32_t end) {
  if (ends_.empty() && end != count_ + 1) {
    ends_.reserve(std::max(reserved_, count_ + 1));
    ends_.resize(count_);
    std::iota(ends_.begin(), ends_.end(), 1U);
    ends_.push_back(end);
  } else if (!ends_.empty()) {
    ends_.push_back(end);
  }
  ++count_;
}

void Offsets::reserve(std::size_t items) {
  reserved_ = items;
  if (!ends_.empty()) ends_.reserve(items);
}

bool Offsets::operator==(const Offsets& other) const {
  if (count_ != other.count_) return false;
  for (std::size_t i = 0; i < count_; ++i) {
    if (end(i) != other.end(i)) return false;
  }
  return true;
}

std::span<const Point> PackedGeometry::feature_points(std::size_t feature) const {
  if (!has_geometry(feature)) return {};
  const std::size_t first_ring = parts_.begin(features_.begin(feature));
  const std::size_t last_ring = parts_.end(features_.end(feature) - 1);
  if (first_ring == last_ring) return {};
  return {points_.data() + rings_.begin(first_ring), points_.data() + rings_.end(last_ring - 1)};
}

Box PackedGeometry::box(std::size_t feature) const {
  Box box;
  for (const Point p : feature_points(feature)) box.grow(p);
  return box;
}

Box PackedGeometry::box() const {
  Box box;
  for (const Point p : points_) box.grow(p);
  return box;
}

void PackedGeometry::add_ring_feature(std::span<const Point> ring) {
  points_.insert(points_.end(), ring.begin(), ring.end());
  end_ring();
  end_part();
  end_feature();
}

void PackedGeometry::reserve(std::size_t features, std::size_t points) {
  points_.reserve(points);
  features_.reserve(features);
  parts_.reserve(features);
  rings_.reserve(features);
}

void PackedGeometry::append_feature(const PackedGeometry& other, std::size_t feature) {
  assert(other.kind_ == kind_);
  for (auto part = other.features_.begin(feature); part < other.features_.end(feature); ++part) {
    for (auto r = other.parts_.begin(part); r < other.parts_.end(part); ++r) {
      const auto points = other.ring(r);
      points_.insert(points_.end(), points.begin(), points.end());
      end_ring();
    }
    end_part();
  }
  end_feature();
}

void PackedGeometry::append(const PackedGeometry& other) {
  assert(other.kind_ == kind_);
  const auto point_base = static_cast<std::uint32_t>(points_.size());
  const auto ring_base = static_cast<std::uint32_t>(rings_.size());
  const auto part_base = static_cast<std::uint32_t>(parts_.size());
  points_.insert(points_.end(), other.points_.begin(), other.points_.end());
  for (std::size_t i = 0; i < other.rings_.size(); ++i)
    rings_.push(point_base + other.rings_.end(i));
  for (std::size_t i = 0; i < other.parts_.size(); ++i)
    parts_.push(ring_base + other.parts_.end(i));
  for (std::size_t i = 0; i < other.features_.size(); ++i) {
    features_.push(part_base + other.features_.end(i));
  }
}

PackedGeometry PackedGeometry::subset(std::span<const std::uint32_t> rows) const {
  PackedGeometry result(kind_);
  std::size_t points = 0;
  for (const auto row : rows) points += feature_points(row).size();
  result.reserve(rows.size(), points);
  for (const auto row : rows) result.append_feature(*this, row);
  return result;
}

std::size_t PackedGeometry::bytes() const {
  return points_.size() * sizeof(Point) + rings_.bytes() + parts_.bytes() + features_.bytes();
}

void PackedGeometry::shrink_to_fit() {
  // A copy of all points needs twice their memory for a moment: not for a little room.
  if (points_.capacity() > points_.size() + points_.size() / 3) points_.shrink_to_fit();
  rings_.shrink_to_fit();
  parts_.shrink_to_fit();
  features_.shrink_to_fit();
}

double signed_ring_area(std::span<const Point> ring) {
  if (ring.size() < 3) return 0;
  const Point o = ring.front();
  double twice = 0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    const Point a = ring[i], b = ring[i + 1];
    twice += (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y);
  }
  return twice / 2;
}

double polygon_area(const PackedGeometry& geometry, std::size_t feature) {
  double area = 0;
  const Offsets& parts = geometry.parts();
  for (auto part = geometry.features().begin(feature); part < geometry.features().end(feature);
       ++part) {
    for (auto ring = parts.begin(part); ring < parts.end(part); ++ring) {
      const double ring_area = std::abs(signed_ring_area(geometry.ring(ring)));
      area += ring == parts.begin(part) ? ring_area : -ring_area;
    }
  }
  return area;
}

double length(const PackedGeometry& geometry, std::size_t feature) {
  double sum = 0;
  const Offsets& parts = geometry.parts();
  for (auto part = geometry.features().begin(feature); part < geometry.features().end(feature);
       ++part) {
    for (auto ring = parts.begin(part); ring < parts.end(part); ++ring) {
      const auto points = geometry.ring(ring);
      for (std::size_t i = 1; i < points.size(); ++i) sum += distance(points[i - 1], points[i]);
    }
  }
  return sum;
}

}  // namespace wangge::geo
