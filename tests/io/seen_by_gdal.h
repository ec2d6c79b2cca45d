#pragma once

#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <string>
#include <vector>

#include "base/time.h"
#include "geo/crs.h"
#include "io/ogr_writer.h"
#include "model/layer.h"

namespace wangge::io {

/// A file as GDAL alone sees it, without our reader.
class SeenByGdal {
 public:
  explicit SeenByGdal(const std::string& path) {
    GDALAllRegister();
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLSetConfigOption("OGR_XLSX_HEADERS", "FORCE");
    file_.reset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
  }
  ~SeenByGdal() { CPLPopErrorHandler(); }
  SeenByGdal(const SeenByGdal&) = delete;
  SeenByGdal& operator=(const SeenByGdal&) = delete;

  bool opened() const { return file_ != nullptr; }
  int layers() const { return file_->GetLayerCount(); }
  OGRLayer& layer(int i = 0) const { return *file_->GetLayer(i); }
  std::string name(int i = 0) const { return layer(i).GetName(); }
  GDALDataset& file() const { return *file_; }

  /// "EPSG:4547"; "" where no system is declared, its name where it has no code.
  std::string crs(int i = 0) const {
    const OGRSpatialReference* srs = layer(i).GetSpatialRef();
    if (srs == nullptr) return {};
    const char* code = srs->IsLocal() != 0 ? nullptr : srs->GetAuthorityCode(nullptr);
    return code == nullptr ? srs->GetName() : std::string("EPSG:") + code;
  }

 private:
  GDALDatasetUniquePtr file_;
};

inline int point_count(const OGRGeometry& geometry) {
  int points = 0;
  OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
  if (type == wkbPoint) return 1;
  if (type == wkbLineString) return geometry.toLineString()->getNumPoints();
  if (type == wkbPolygon) {
    for (const OGRLinearRing* ring : *geometry.toPolygon()) points += ring->getNumPoints();
    return points;
  }
  for (const OGRGeometry* part : *geometry.toGeometryCollection()) points += point_count(*part);
  return points;
}

inline void expect_same_geometry(const OGRGeometry* wanted, const OGRGeometry* found,
                                 double tolerance) {
  ASSERT_EQ(wanted == nullptr, found == nullptr || found->IsEmpty());
  if (wanted == nullptr) return;
  EXPECT_EQ(point_count(*wanted), point_count(*found));
  OGREnvelope a, b;
  wanted->getEnvelope(&a);
  found->getEnvelope(&b);
  EXPECT_NEAR(a.MinX, b.MinX, tolerance);
  EXPECT_NEAR(a.MinY, b.MinY, tolerance);
  EXPECT_NEAR(a.MaxX, b.MaxX, tolerance);
  EXPECT_NEAR(a.MaxY, b.MaxY, tolerance);
  const auto area = [](const OGRGeometry& g) {
    return OGR_G_Area(OGRGeometry::ToHandle(const_cast<OGRGeometry*>(&g)));
  };
  const double size = std::max(a.MaxX - a.MinX, a.MaxY - a.MinY);
  EXPECT_NEAR(area(*wanted), area(*found), 100 * tolerance * (size + tolerance));
}

inline void expect_same_value(const model::Column& column, std::size_t row, OGRFeature& feature,
                              int field) {
  SCOPED_TRACE(column.name + " of row " + std::to_string(row + 1));
  const bool there = feature.IsFieldSetAndNotNull(field);
  const std::string text = there ? feature.GetFieldAsString(field) : "";
  if (column.is_null(row) || column.text(row).empty()) {
    EXPECT_EQ(text, "");
    return;
  }
  ASSERT_TRUE(there);
  if (const auto* times = std::get_if<model::Times>(&column.values)) {
    const auto type = feature.GetFieldDefnRef(field)->GetType();
    if (type == OFTDateTime || type == OFTDate) {
      const auto& date = feature.GetRawFieldRef(field)->Date;
      const int zone_s = date.TZFlag > 1 ? (date.TZFlag - 100) * 900 : 8 * 3600;
      EXPECT_EQ(from_civil({date.Year, date.Month, date.Day, date.Hour, date.Minute,
                            static_cast<int>(std::lround(date.Second))}) +
                    office_offset_s - zone_s,
                times->seconds[row]);
    } else {
      EXPECT_EQ(parse_time(text), times->seconds[row]) << text;
    }
  } else if (std::holds_alternative<model::Texts>(column.values)) {
    // Tables of texts guard what spreadsheets would run.
    EXPECT_EQ(text.starts_with('\'') ? text.substr(1) : text, column.text(row));
  } else if (std::holds_alternative<model::Bools>(column.values) && text.size() > 1) {
    EXPECT_EQ(text, column.text(row));
  } else {
    const double wanted = column.number(row);
    EXPECT_NEAR(feature.GetFieldAsDouble(field), wanted, 1e-9 * std::max(1.0, std::abs(wanted)));
  }
}

/// Whether GDAL finds every feature of a layer, whose coordinates are those of the file, with its
/// geometry and values.
inline void expect_as_gdal_sees(const model::Layer& wanted, OGRLayer& found, double tolerance) {
  std::size_t row = 0;
  found.ResetReading();
  for (auto& feature : found) {
    SCOPED_TRACE("row " + std::to_string(row + 1));
    ASSERT_LT(row, wanted.size());
    const auto geometry = ogr_geometry(wanted.geometry, row, false);
    const bool many =
        wanted.geometry.features().end(row) - wanted.geometry.features().begin(row) > 1;
    const auto multi = ogr_geometry(wanted.geometry, row, true);
    if (found.GetGeomType() != wkbNone) {
      expect_same_geometry(many ? multi.get() : geometry.get(), feature->GetGeometryRef(),
                           tolerance);
    }
    for (const model::Column& column : wanted.table.columns) {
      const int field = feature->GetFieldIndex(column.name.c_str());
      ASSERT_GE(field, 0) << column.name;
      expect_same_value(column, row, *feature, field);
    }
    ++row;
  }
  EXPECT_EQ(row, wanted.size());
}

}  // namespace wangge::io
