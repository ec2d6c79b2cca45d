#include "io/geometry_sorter.h"

#include <algorithm>
#include <utility>

#include "base/i18n.h"

namespace wangge::io {
namespace {

std::size_t least_points(geo::Kind kind) {
  return kind == geo::Kind::points ? 1 : kind == geo::Kind::lines ? 2 : 4;
}

// From so many features on it is known how many points a feature has about.
constexpr std::size_t sample_features = 1 << 14;

}  // namespace

void GeometryFaults::add(const GeometryFaults& other) {
  not_finite += other.not_finite;
  unclosed += other.unclosed;
  degenerate += other.degenerate;
  mixed += other.mixed;
  unreadable += other.unreadable;
  no_place += other.no_place;
  out_of_range += other.out_of_range;
}

std::vector<std::string> GeometryFaults::sentences() const {
  std::vector<std::string> out;
  const auto say = [&out](std::size_t count, const char* format) {
    if (count > 0) out.push_back(trf(format, with_separators(static_cast<long long>(count))));
  };
  say(not_finite, tr_mark("{} features have a coordinate that is no number and are kept without "
                          "geometry."));
  say(unclosed, tr_mark("{} features had rings that were not closed; they were closed."));
  say(degenerate, tr_mark("{} features had parts of too few points; these parts were left out."));
  say(mixed, tr_mark("{} features mix points, lines and areas; only the parts of the highest "
                     "dimension were kept."));
  say(unreadable,
      tr_mark("{} features have a geometry that cannot be read and are kept without it."));
  say(no_place, tr_mark("{} rows have the coordinates 0, 0 and are kept without a place."));
  say(out_of_range,
      tr_mark("{} features lie outside the area of the coordinate system and are kept "
              "without geometry."));
  return out;
}

void GeometrySorter::expect(geo::Kind kind) {
  main_ = static_cast<std::uint8_t>(kind);
  has_main_ = true;
  packed_[main_].reserve(reserve_features_, reserve_points_);
}

void GeometrySorter::reserve(std::size_t features, std::size_t points) {
  reserve_features_ = features;
  reserve_points_ = points;
  kind_of_row_.reserve(features);
  if (has_main_) packed_[main_].reserve(features, points);
}

void GeometrySorter::reserve_like(geo::PackedGeometry& sample) {
  // Room that is never written to costs no memory; growing by copies costs twice as much as is
  // used.
  constexpr double generous = 1.25;
  const double points = static_cast<double>(sample.points().size()) / sample_features *
                        static_cast<double>(reserve_features_) * generous;
  sample.reserve(reserve_features_, static_cast<std::size_t>(points));
}

void GeometrySorter::add_none() {
  ++without_geometry_;
  if (!has_main_) {
    ++pending_none_;
    kind_of_row_.push_back(0);
    return;
  }
  packed_[main_].end_feature();
  kind_of_row_.push_back(main_);
}

void GeometrySorter::put(const Shape& shape) {
  const auto kind = static_cast<std::uint8_t>(shape.kind());
  if (!has_main_) {
    expect(shape.kind());
    std::fill(kind_of_row_.begin(), kind_of_row_.end(), main_);
    for (; pending_none_ > 0; --pending_none_) packed_[main_].end_feature();
  }
  geo::PackedGeometry& out = packed_[kind];
  const std::size_t least = least_points(shape.kind());
  bool closed_one = false;
  std::uint32_t ring = 0, point = 0;
  for (const std::uint32_t part_end : shape.part_ends()) {
    bool outer = true, part_open = false;
    for (; ring < part_end; ++ring) {
      const std::uint32_t end = shape.ring_ends()[ring];
      const std::uint32_t begin = std::exchange(point, end);
      const bool close = shape.kind() == geo::Kind::polygons && end > begin &&
                         !(shape.points()[begin] == shape.points()[end - 1]);
      const bool keep = end - begin + (close ? 1 : 0) >= least && (outer || part_open);
      outer = false;
      if (!keep) continue;
      for (std::uint32_t i = begin; i < end; ++i) out.add_point(shape.points()[i]);
      if (close) out.add_point(shape.points()[begin]);
      closed_one |= close;
      out.end_ring();
      part_open = true;
    }
    if (part_open) out.end_part();
  }
  out.end_feature();
  if (out.size() == sample_features && reserve_features_ > sample_features) reserve_like(out);
  kind_of_row_.push_back(kind);
  points_seen_ += shape.points().size();
  faults_.unclosed += closed_one ? 1 : 0;
}

void GeometrySorter::add(const Shape& shape) {
  if (shape.empty()) return add_none();
  if (!std::all_of(shape.points().begin(), shape.points().end(), geo::is_finite)) {
    ++faults_.not_finite;
    return add_none();
  }
  faults_.mixed += shape.mixed() ? 1 : 0;
  // Whether something of it stays must be known before anything is packed.
  const std::size_t least = least_points(shape.kind());
  std::size_t kept_parts = 0, short_rings = 0;
  std::uint32_t ring = 0, point = 0;
  for (const std::uint32_t part_end : shape.part_ends()) {
    for (const std::uint32_t first = ring; ring < part_end; ++ring) {
      const std::uint32_t end = shape.ring_ends()[ring];
      const std::uint32_t begin = std::exchange(point, end);
      const bool close = shape.kind() == geo::Kind::polygons && end > begin &&
                         !(shape.points()[begin] == shape.points()[end - 1]);
      const bool enough = end - begin + (close ? 1 : 0) >= least;
      short_rings += enough ? 0 : 1;
      kept_parts += enough && ring == first ? 1 : 0;
    }
  }
  faults_.degenerate += short_rings > 0 ? 1 : 0;
  if (kept_parts == 0) return add_none();
  put(shape);
}

void GeometrySorter::give_empty_rows_to(std::uint8_t kind) {
  std::array<geo::PackedGeometry, 3> sorted{geo::PackedGeometry(geo::Kind::points),
                                            geo::PackedGeometry(geo::Kind::lines),
                                            geo::PackedGeometry(geo::Kind::polygons)};
  std::array<std::size_t, 3> next{};
  for (std::uint8_t& of_row : kind_of_row_) {
    const geo::PackedGeometry& from = packed_[of_row];
    const std::size_t feature = next[of_row]++;
    if (from.features().begin(feature) == from.features().end(feature)) {
      of_row = kind;
      sorted[kind].end_feature();
    } else {
      sorted[of_row].append_feature(from, feature);
    }
  }
  packed_ = std::move(sorted);
}

void GeometrySorter::append(GeometrySorter&& other) {
  if (has_main_ && other.has_main_ && main_ != other.main_ && other.without_geometry_ > 0) {
    other.give_empty_rows_to(main_);
  }
  if (!has_main_ && other.has_main_) {
    main_ = other.main_;
    has_main_ = true;
    std::fill(kind_of_row_.begin(), kind_of_row_.end(), main_);
    for (; pending_none_ > 0; --pending_none_) packed_[main_].end_feature();
  }
  if (has_main_ && !other.has_main_) {
    std::fill(other.kind_of_row_.begin(), other.kind_of_row_.end(), main_);
    for (; other.pending_none_ > 0; --other.pending_none_) packed_[main_].end_feature();
  }
  pending_none_ += other.pending_none_;
  for (std::size_t kind = 0; kind < packed_.size(); ++kind) {
    packed_[kind].append(other.packed_[kind]);
    other.packed_[kind] = geo::PackedGeometry(packed_[kind].kind());
  }
  kind_of_row_.insert(kind_of_row_.end(), other.kind_of_row_.begin(), other.kind_of_row_.end());
  without_geometry_ += other.without_geometry_;
  points_seen_ += other.points_seen_;
  faults_.add(other.faults_);
}

std::vector<GeometrySorter::Sorted> GeometrySorter::take() {
  if (!has_main_) {
    for (; pending_none_ > 0; --pending_none_) packed_[0].end_feature();
  }
  std::vector<Sorted> result;
  std::size_t kinds = 0;
  for (const auto& packed : packed_) kinds += packed.empty() ? 0 : 1;
  for (std::size_t i = 0; i < packed_.size(); ++i) {
    const std::size_t kind = (main_kind() + i) % packed_.size();
    if (packed_[kind].empty()) continue;
    Sorted sorted{std::move(packed_[kind]), {}};
    sorted.geometry.shrink_to_fit();
    if (kinds > 1) {
      for (std::uint32_t row = 0; row < kind_of_row_.size(); ++row) {
        if (kind_of_row_[row] == kind) sorted.rows.push_back(row);
      }
    }
    result.push_back(std::move(sorted));
  }
  return result;
}

}  // namespace wangge::io
