#pragma once

#include <memory>
#include <span>
#include <string>

#include "base/result.h"
#include "geo/affine.h"
#include "geo/point.h"

class OGRSpatialReference;

namespace wangge::geo {

/// The shifts of Chinese web maps against WGS 84 (gcj.h).
enum class Shift { none, gcj02, bd09 };

/// The seven parameters from a datum to WGS 84 in the position-vector form of Bursa and Wolf, as
/// PROJ's +towgs84 takes them: metres, seconds of arc, millionths.
struct Helmert {
  double dx_m = 0, dy_m = 0, dz_m = 0;
  double rx_s = 0, ry_s = 0, rz_s = 0;
  double scale_ppm = 0;
};

/// A coordinate reference system, always in traditional GIS axis order (longitude, latitude;
/// easting, northing), whatever its authority says. Besides what PROJ knows there are
///
///   the shifted systems of Chinese web maps, which have no code: "GCJ-02", "BD-09" (degrees),
///     "BD-09 MC" (Baidu's metres), "GCJ-02 EPSG:3857" (shifted degrees that were projected)
///   numbers that are not quite in their system: "EPSG:4547 yx" (northing first),
///     "EPSG:2263 m", "EPSG:26918 us-ft" (in another unit than the system's)
///   local systems, placed by control points (control_points.h)
///
/// An immutable value, cheap to copy, usable from any thread.
class Crs {
 public:
  /// All of the above but local ones, "4547", WKT or a PROJ string.
  static Result<Crs> from_text(const std::string& text);
  static Result<Crs> from_wkt(const std::string& wkt);
  static Crs wgs84();
  static Crs gcj02();
  static Crs bd09();
  static Crs baidu_mercator();

  /// Numbers of this system whose degrees (before projection) are shifted.
  Crs with_shift(Shift shift) const;
  /// The same with the second axis first.
  Crs with_axes_swapped() const;
  /// The same in US survey feet, or in metres where it is in feet.
  Crs with_other_unit() const;
  /// Numbers that `to_this` turns into this system's.
  Crs with_local(const Affine& to_this) const;
  /// The same with these parameters in place of PROJ's own way from its datum to WGS 84.
  Crs with_datum_shift(const Helmert& to_wgs84) const;
  /// The degrees of the same datum, without any of the above.
  Crs datum() const;
  /// Of the ellipsoid: half its longer axis in metres, and its flattening.
  double semi_major_m() const;
  double flattening() const;

  /// In degrees.
  bool is_geographic() const;
  /// On GCJ-02 or BD-09.
  bool is_shifted() const;
  /// What a file can declare: no shift, swap, other unit or local frame.
  bool is_standard() const;
  /// Metres in one unit of a projected CRS; 1 for geographic ones.
  double metres_per_unit() const;
  /// "EPSG:4547" where a code is known, "GCJ-02" …, else the name. from_text reads it back, but for
  /// local systems and those without a code.
  std::string code() const;
  /// "CGCS2000 / 3-degree Gauss-Kruger CM 114E"
  std::string name() const;
  std::string wkt() const;
  /// For the room that hands geometry to GDAL: without shift, swap, unit and local frame, which are
  /// ours to undo (Transformer) or to declare in the file's name.
  const OGRSpatialReference& ogr() const;

  bool operator==(const Crs& other) const;

 private:
  friend class Transformer;
  struct Data;
  explicit Crs(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  std::shared_ptr<const Data> data_;
};

/// Moves coordinates from one CRS to another. Not for use by two threads at once: make one each.
class Transformer {
 public:
  static Result<Transformer> make(const Crs& from, const Crs& to);
  Transformer(Transformer&&) noexcept;
  Transformer& operator=(Transformer&&) noexcept;
  ~Transformer();

  bool is_identity() const;
  /// In place. A point that has no image becomes geo::nowhere; returns how many did.
  std::size_t transform(std::span<Point> points) const;
  Point transform(Point p) const;

 private:
  struct Data;
  explicit Transformer(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;
};

/// The projected CRS to measure and draw in around a place: CGCS2000 3-degree Gauss–Krüger by
/// longitude in China (EPSG:4534 … 4554), UTM elsewhere. x longitude, y latitude in degrees.
Crs local_projection(Point lon_lat);

/// The same geometry in another CRS, on all cores; features that have no image there are counted.
std::size_t transform_all(std::span<Point> points, const Crs& from, const Crs& to);

}  // namespace wangge::geo
