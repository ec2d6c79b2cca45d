#include "io/raster_file.h"

#include <gdal_priv.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "base/i18n.h"
#include "io/companions.h"
#include "io/gdal_library.h"
#include "io/gdal_raster.h"
#include "io/tile_folder.h"
#include "io/warped_raster.h"

namespace wangge::io {
namespace fs = std::filesystem;
namespace {

std::string first_bytes(const std::string& path) {
  std::string bytes(16, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
  return bytes;
}

bool is_picture(std::string_view bytes) {
  using namespace std::string_view_literals;
  const bool webp = bytes.starts_with("RIFF") &&
                    bytes.substr(std::min<std::size_t>(8, bytes.size())).starts_with("WEBP");
  return webp || bytes.starts_with("II*\0"sv) || bytes.starts_with("MM\0*"sv) ||
         bytes.starts_with("II+\0"sv) || bytes.starts_with("MM\0+"sv) ||
         bytes.starts_with("\x89PNG\r\n"sv) || bytes.starts_with("\xFF\xD8\xFF"sv);
}

std::string stem_of(const std::string& path) {
  const fs::path whole(path);
  // "tiles/" names the folder as "tiles" does.
  return (whole.has_filename() ? whole : whole.parent_path()).stem().string();
}

/// One raster as GDAL names it, and what people call it.
struct Named {
  std::string gdal_path, name;
};

/// A GeoPackage of several tile tables is a list of rasters.
std::vector<Named> rasters_in(const std::string& path) {
  const NoNetwork offline;
  const GdalMessages messages;
  const std::string whole = fs::absolute(path).string();
  const DatasetPtr dataset = open_raster_dataset(whole);
  if (!dataset) return {};
  if (dataset->GetRasterCount() > 0) {
    const bool is_table = extension_of(path) == "gpkg";
    const char* table = is_table ? dataset->GetMetadataItem("IDENTIFIER") : nullptr;
    const bool named = table != nullptr && *table != '\0';
    return {{whole, named ? table : stem_of(path)}};
  }
  std::vector<Named> all;
  char** list = dataset->GetMetadata("SUBDATASETS");
  for (int i = 1;; ++i) {
    const std::string key = "SUBDATASET_" + std::to_string(i) + "_NAME";
    const char* name = CSLFetchNameValue(list, key.c_str());
    if (name == nullptr) return all;
    const std::string text = name;
    all.push_back({text, text.substr(text.find_last_of(':') + 1)});
  }
}

bool has_layers(const std::string& path) {
  const NoNetwork offline;
  const GdalMessages messages;
  const auto dataset = open_dataset({fs::absolute(path).string(), ""}, path);
  return dataset && (*dataset)->GetLayerCount() > 0;
}

Result<std::vector<OpenedRaster>> open_all(const std::string& path, const ReadOptions& options,
                                           Progress& progress) {
  std::vector<OpenedRaster> all;
  std::error_code error;
  if (fs::is_directory(path, error)) {
    auto opened = open_tile_folder(path, options.source_crs, progress);
    if (!opened) return opened.error();
    opened->info.name = stem_of(path);
    all.push_back(std::move(*opened));
    return all;
  }
  if (auto checked = check_companions(path); !checked) return checked.error();
  std::vector<Named> named = rasters_in(path);
  if (named.empty()) named.push_back({fs::absolute(path).string(), stem_of(path)});
  for (const Named& one : named) {
    if (!is_wanted(options, one.name)) continue;
    auto opened = open_gdal_raster(one.gdal_path, path, options.source_crs);
    if (!opened) return opened.error();
    opened->info.name = one.name;
    all.push_back(std::move(*opened));
  }
  return all;
}

}  // namespace

Content content_of(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    if (is_tile_folder(path)) return {false, {stem_of(path)}};
    return {};
  }
  if (!fs::is_regular_file(path, error)) return {};  // a pipe would be waited for
  const std::string bytes = first_bytes(path);
  if (is_picture(bytes)) return {false, {stem_of(path)}};
  if (!bytes.starts_with("SQLite format 3")) return {};
  if (extension_of(path) == "mbtiles") return {false, {stem_of(path)}};
  if (extension_of(path) != "gpkg") return {};
  Content content;
  for (const Named& one : rasters_in(path)) content.rasters.push_back(one.name);
  content.layers = content.rasters.empty() || has_layers(path);
  return content;
}

std::optional<ReadOptions> for_its_layers(const Content& content, const ReadOptions& options) {
  if (!content.layers) return std::nullopt;
  ReadOptions left = options;
  std::erase_if(left.layers, [&content](const std::string& name) {
    return std::find(content.rasters.begin(), content.rasters.end(), name) != content.rasters.end();
  });
  if (left.layers.empty() && !options.layers.empty()) return std::nullopt;
  return left;
}

Result<CrsFinding> crs_of_raster(const std::optional<geo::Crs>& declared,
                                 const std::optional<geo::Crs>& chosen, const std::string& path) {
  if (chosen) {
    const bool only_shift = chosen->is_shifted() && chosen->is_geographic();
    if (!only_shift || !declared) return CrsFinding{*chosen, tr("chosen by you"), true};
    const auto shift = *chosen == geo::Crs::gcj02() ? geo::Shift::gcj02 : geo::Shift::bd09;
    return CrsFinding{declared->with_shift(shift), tr("chosen by you"), true};
  }
  if (!declared) {
    return Error{ErrorCode::unknown_crs, path,
                 tr("The raster does not say which coordinate system it is in."),
                 tr("Open it again with its coordinate system, for example --crs EPSG:4547.")};
  }
  const geo::Shift shift = shift_in_name(path.substr(path.find_last_of('/') + 1));
  if (shift == geo::Shift::none) return CrsFinding{*declared, tr("declared by the file"), true};
  return CrsFinding{declared->with_shift(shift), tr("the file's name says so")};
}

Result<std::vector<model::RasterPtr>> open_rasters(const std::string& path,
                                                   const ReadOptions& options, Progress& progress) {
  progress.set_step(trf("Reading {}", path.substr(path.find_last_of('/') + 1)));
  auto opened = open_all(path, options, progress);
  if (!opened) {
    Error error = opened.error();
    std::replace(error.reason.begin(), error.reason.end(), '\n', ' ');
    return error;
  }
  std::vector<model::RasterPtr> rasters;
  std::optional<geo::Crs> map = options.target_crs;
  for (OpenedRaster& one : *opened) {
    one.info.resolution_m = ground_resolution_m(one);
    if (!map) {
      const geo::Point middle = middle_in_degrees(one);
      map = geo::local_projection(geo::is_finite(middle) ? middle : geo::Point{114, 22});
    }
    auto placed = warp_raster(one, *map);
    if (!placed) return placed.error();
    rasters.push_back(std::move(*placed));
  }
  return rasters;
}

}  // namespace wangge::io
