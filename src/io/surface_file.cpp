#include "io/surface_file.h"

#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <vector>

#include "base/i18n.h"
#include "io/gdal_library.h"
#include "io/replacing.h"

namespace wangge::io {
namespace {

using Dataset = std::unique_ptr<GDALDataset>;

Error not_written(const std::string& path, const GdalMessages& messages) {
  return {ErrorCode::no_space, path, trf("The surface could not be written: {}", messages.first()),
          tr("Check that there is room on the disk, or choose another folder.")};
}

/// Northern rows first, as pictures have them.
Result<void> write_rows(const SurfaceLattice& surface, GDALRasterBand& band,
                        const std::string& path, const GdalMessages& messages, Progress& progress) {
  std::vector<float> line(static_cast<std::size_t>(surface.columns));
  for (int row = 0; row < surface.rows; ++row) {
    if (progress.cancelled()) {
      return Error{ErrorCode::cancelled, path, tr("Writing was cancelled."), ""};
    }
    const auto from_south = static_cast<std::size_t>(surface.rows - 1 - row);
    std::ranges::copy(surface.values.subspan(from_south * line.size(), line.size()), line.begin());
    if (band.RasterIO(GF_Write, 0, row, surface.columns, 1, line.data(), surface.columns, 1,
                      GDT_Float32, 0, 0) != CE_None) {
      return not_written(path, messages);
    }
    progress.report(static_cast<double>(row) / surface.rows);
  }
  return {};
}

Result<void> compare(const SurfaceLattice& surface, const std::string& written,
                     const std::string& path) {
  const Dataset file(GDALDataset::Open(written.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY));
  std::vector<float> line(static_cast<std::size_t>(surface.columns));
  bool same = file != nullptr && file->GetRasterXSize() == surface.columns &&
              file->GetRasterYSize() == surface.rows;
  for (int row = 0; same && row < surface.rows; ++row) {
    same = file->GetRasterBand(1)->RasterIO(GF_Read, 0, row, surface.columns, 1, line.data(),
                                            surface.columns, 1, GDT_Float32, 0, 0) == CE_None;
    const auto from_south = static_cast<std::size_t>(surface.rows - 1 - row);
    same = same && std::ranges::equal(surface.values.subspan(from_south * line.size(), line.size()),
                                      line, [](float a, float b) {
                                        return std::bit_cast<std::uint32_t>(a) ==
                                                   std::bit_cast<std::uint32_t>(b) ||
                                               (a != a && b != b);
                                      });
  }
  if (same) return {};
  return Error{ErrorCode::broken, path, tr("What was written could not be read back as it was."),
               tr("Choose another folder.")};
}

}  // namespace

Result<void> write_surface(const SurfaceLattice& surface, const geo::Crs& crs,
                           const std::string& path, const std::string& meaning,
                           Progress& progress) {
  const std::string extension = std::filesystem::path(path).extension().string();
  if (extension != ".tif" && extension != ".tiff") {
    return Error{ErrorCode::invalid_argument, path, tr("A surface is written as GeoTIFF."),
                 tr("Give a name that ends in .tif.")};
  }
  use_gdal();
  auto workshop = Workshop::beside(path);
  if (!workshop) return workshop.error();
  const GdalMessages messages;
  const std::array<const char*, 4> creation{"COMPRESS=DEFLATE", "PREDICTOR=3", "TILED=YES",
                                            nullptr};
  {
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
    const Dataset file(driver->Create(workshop->path().c_str(), surface.columns, surface.rows, 1,
                                      GDT_Float32, const_cast<char**>(creation.data())));
    if (!file) return not_written(path, messages);
    std::array<double, 6> place{
        surface.origin.x, surface.cell_m, 0, surface.origin.y + surface.rows * surface.cell_m, 0,
        -surface.cell_m};
    file->SetGeoTransform(place.data());
    if (crs.is_standard()) file->SetProjection(crs.wkt().c_str());
    GDALRasterBand& band = *file->GetRasterBand(1);
    band.SetNoDataValue(std::numeric_limits<double>::quiet_NaN());
    band.SetDescription(meaning.c_str());
    if (auto written = write_rows(surface, band, path, messages, progress); !written)
      return written;
    file->FlushCache();
    if (messages.failed()) return not_written(path, messages);
  }
  if (messages.failed()) return not_written(path, messages);
  if (auto same = compare(surface, workshop->path(), path); !same) return same;
  if (auto flushed = flush_file(workshop->path()); !flushed) return flushed;
  return workshop->deliver();
}

}  // namespace wangge::io
