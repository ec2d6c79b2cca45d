#pragma once

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "io/gdal_library.h"

namespace wangge {

/// A raster of squares of 16 x 16 pixels, each of a colour of its own, so that a pixel that lands
/// in the wrong place is seen.
constexpr int square_px = 16;

inline std::array<std::uint8_t, 3> square_colour(std::int64_t x, std::int64_t y) {
  const auto hash = static_cast<std::uint32_t>((x / square_px) * 73'856'093) ^
                    static_cast<std::uint32_t>((y / square_px) * 19'349'663);
  const auto level = [hash](int shift) {
    return static_cast<std::uint8_t>(40 + 30 * ((hash >> shift) % 7));
  };
  return {level(2), level(7), level(12)};
}

struct RasterFile {
  std::string driver = "GTiff";
  int columns = 320, rows = 240;
  std::array<double, 6> place{453'000, 1, 0, 2'463'240, 0, -1};
  std::string crs = "EPSG:4547";  ///< empty: none
  int bands = 3;                  ///< 1: the red of the colours
  GDALDataType type = GDT_Byte;
  double factor = 1;  ///< values are the colours times this
  bool palette = false;
  double nodata = -1;  ///< below 0: none
  bool hole = false;   ///< no data (else alpha 0) in the square in the corner
  std::vector<std::string> options;
};

/// Writes it by GDAL's own calls.
inline void write_raster(const std::string& path, const RasterFile& file) {
  io::use_gdal();
  GDALDriver* memory = GetGDALDriverManager()->GetDriverByName("MEM");
  GDALDataset* made = memory->Create("", file.columns, file.rows, file.bands, file.type, nullptr);
  auto transform = file.place;
  if (transform[1] != 0) made->SetGeoTransform(transform.data());
  if (!file.crs.empty()) {
    OGRSpatialReference srs;
    srs.SetFromUserInput(file.crs.c_str());
    made->SetSpatialRef(&srs);
  }
  for (int b = 0; b < file.bands; ++b) {
    GDALRasterBand* band = made->GetRasterBand(b + 1);
    if (b == 3) band->SetColorInterpretation(GCI_AlphaBand);
    if (b < 3 && file.bands >= 3) {
      band->SetColorInterpretation(static_cast<GDALColorInterp>(GCI_RedBand + b));
    }
    if (file.nodata >= 0) band->SetNoDataValue(file.nodata);
    if (file.palette) {
      GDALColorTable table;
      for (int i = 0; i < 256; ++i) {
        const GDALColorEntry entry{static_cast<short>(i), static_cast<short>(255 - i), 0, 255};
        table.SetColorEntry(i, &entry);
      }
      band->SetColorTable(&table);
    }
    std::vector<double> row(static_cast<std::size_t>(file.columns));
    for (int y = 0; y < file.rows; ++y) {
      for (int x = 0; x < file.columns; ++x) {
        const bool none = file.hole && x < square_px && y < square_px;
        double value = b == 3 ? (none ? 0 : 255)
                              : file.factor * square_colour(x, y)[static_cast<std::size_t>(b % 3)];
        if (none && file.nodata >= 0) value = file.nodata;
        row[static_cast<std::size_t>(x)] = value;
      }
      ASSERT_EQ(band->RasterIO(GF_Write, 0, y, file.columns, 1, row.data(), file.columns, 1,
                               GDT_Float64, 0, 0, nullptr),
                CE_None);
    }
  }
  std::vector<const char*> options;
  for (const std::string& one : file.options) options.push_back(one.c_str());
  options.push_back(nullptr);
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(file.driver.c_str());
  ASSERT_NE(driver, nullptr) << file.driver;
  GDALDataset* copy = driver->CreateCopy(path.c_str(), made, 0, const_cast<char**>(options.data()),
                                         nullptr, nullptr);
  ASSERT_NE(copy, nullptr) << path;
  GDALClose(copy);
  GDALClose(made);
}

}  // namespace wangge
