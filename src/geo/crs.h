#pragma once

#include <memory>
#include <span>
#include <string>

#include "base/result.h"
#include "geo/point.h"

class OGRSpatialReference;

namespace wangge::geo {

/// A coordinate reference system, always in traditional GIS axis order (longitude, latitude;
/// easting, northing), whatever its authority says. Besides what PROJ knows there are the shifted
/// systems of Chinese web maps, which have no code: "GCJ-02", "BD-09" (degrees). An immutable
/// value, cheap to copy, usable from any thread.
class Crs {
 public:
  /// "EPSG:4547", "4547", "GCJ-02", "BD-09", WKT or a PROJ string.
  static Result<Crs> from_text(const std::string& text);
  static Result<Crs> from_wkt(const std::string& wkt);
  static Crs wgs84();
  static Crs gcj02();
  static Crs bd09();

  bool is_geographic() const;
  /// GCJ-02 or BD-09.
  bool is_shifted() const;
  /// Metres in one unit of a projected CRS; 1 for geographic ones.
  double metres_per_unit() const;
  /// "EPSG:4547" where a code is known, "GCJ-02", "BD-09", else the name.
  std::string code() const;
  /// "CGCS2000 / 3-degree Gauss-Kruger CM 114E"
  std::string name() const;
  std::string wkt() const;
  /// For the room that hands geometry to GDAL. For GCJ-02 and BD-09 that is WGS 84: the shift is
  /// ours to undo (Transformer) or to declare in the file's name.
  const OGRSpatialReference& ogr() const;

  bool operator==(const Crs& other) const;

 private:
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
