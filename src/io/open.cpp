#include "io/open.h"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include "base/i18n.h"
#include "io/gdal_library.h"
#include "io/shapefile_parts.h"

namespace wangge::io {
namespace fs = std::filesystem;
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return c < 0x80 ? static_cast<char>(std::tolower(c)) : c; });
  return text;
}

bool is_address(const std::string& path) {
  static constexpr std::array<std::string_view, 7> signs{
      "://", "/vsi", "PG:", "MySQL:", "WFS:", "OAPIF:", "OCI:"};
  return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) {
    return sign == "://" ? path.find(sign) != std::string::npos : path.rfind(sign, 0) == 0;
  });
}

std::string stem_of(const std::string& path) {
  std::string name = path.substr(path.find_last_of('/') + 1);
  if (lower(name).ends_with(".gz")) name.resize(name.size() - 3);
  const auto dot = name.find_last_of('.');
  return dot == std::string::npos || dot == 0 ? name : name.substr(0, dot);
}

// Files inside an archive or a folder that are a layer by themselves; their companions (.dbf, .prj
// …) are found by the drivers.
bool is_main_file(const std::string& name) {
  static constexpr std::array<std::string_view, 16> extensions{
      "shp", "geojson", "json", "gpkg", "fgb", "kml", "csv",  "osm",
      "pbf", "gml",     "gpx",  "dxf",  "tab", "mif", "xlsx", "ods"};
  const std::string base = name.substr(name.find_last_of('/') + 1);
  const bool hidden = base.empty() || base.front() == '.' || name.rfind("__MACOSX/", 0) == 0;
  return !hidden &&
         std::find(extensions.begin(), extensions.end(), extension_of(name)) != extensions.end();
}

void sort_by_path(std::vector<Input>& inputs) {
  std::sort(inputs.begin(), inputs.end(),
            [](const Input& a, const Input& b) { return a.gdal_path < b.gdal_path; });
}

/// The map files that lie in a folder, not in folders below it; a file geodatabase is one itself.
Result<std::vector<Input>> inputs_in_folder(const std::string& path) {
  const fs::path folder = fs::absolute(path);
  if (lower(folder.string()).ends_with(".gdb")) {
    return std::vector<Input>{{folder.string(), stem_of(folder.string())}};
  }
  std::vector<Input> inputs;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().string();
    if (entry.is_regular_file(error) && is_main_file(name)) inputs.push_back({name, stem_of(name)});
  }
  if (inputs.empty()) {
    return Error{ErrorCode::not_a_map_file, path, tr("There is no map file in the folder."),
                 tr("Choose a file, or a folder that holds some.")};
  }
  sort_by_path(inputs);
  return inputs;
}

Result<std::vector<Input>> inputs_in_zip(const std::string& path) {
  use_gdal();
  GdalMessages messages;
  const std::string root = "/vsizip/" + path;
  const CPLStringList names(VSIReadDirRecursive(root.c_str()));
  std::vector<Input> inputs;
  for (int i = 0; i < names.size(); ++i) {
    const std::string name = names[i];
    if (is_main_file(name)) inputs.push_back({root + "/" + name, stem_of(name)});
  }
  if (names.size() == 0) {
    return Error{ErrorCode::broken, path,
                 tr("The archive cannot be read: it is damaged or no zip."),
                 tr("Ask for the file again, or unpack it by hand.")};
  }
  if (inputs.empty()) {
    return Error{
        ErrorCode::not_a_map_file, path, tr("There is no map file in the archive."),
        tr("An archive may hold Shapefile, GeoJSON, GeoPackage, FlatGeobuf, KML, CSV or OSM "
           "files.")};
  }
  sort_by_path(inputs);
  return inputs;
}

}  // namespace

std::string extension_of(const std::string& path) {
  std::string name = lower(path.substr(path.find_last_of('/') + 1));
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  const auto dot = name.find_last_of('.');
  return dot == std::string::npos ? "" : name.substr(dot + 1);
}

Result<std::vector<Input>> find_inputs(const std::string& path, bool allow_network) {
  if (is_address(path)) {
    if (allow_network) return std::vector<Input>{{path, stem_of(path)}};
    return Error{ErrorCode::invalid_argument, path,
                 tr("Network addresses and virtual paths are not opened."),
                 tr("Save the file on this computer first, or allow the network.")};
  }
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (error && error != std::errc::no_such_file_or_directory) {
    return Error{ErrorCode::no_permission, path, tr("The file may not be read."),
                 tr("Ask its owner for the right to read it.")};
  }
  if (!fs::exists(status)) {
    return Error{ErrorCode::not_found, path, tr("There is no such file."), tr("Check its name.")};
  }
  if (fs::is_directory(status)) {
    return inputs_in_folder(path);
  }
  if (!fs::is_regular_file(status)) {
    return Error{ErrorCode::not_a_map_file, path, tr("This is not an ordinary file."), ""};
  }
  if (::access(path.c_str(), R_OK) != 0) {
    return Error{ErrorCode::no_permission, path, tr("The file may not be read."),
                 tr("Ask its owner for the right to read it.")};
  }
  if (fs::file_size(path, error) == 0) {
    return Error{ErrorCode::empty, path, tr("The file is empty: it has 0 bytes."),
                 tr("Ask for the file again.")};
  }
  const std::string name = lower(path);
  if (name.ends_with(".zip")) return inputs_in_zip(fs::absolute(path).string());
  if (name.ends_with(".gz")) {
    return std::vector<Input>{{"/vsigzip/" + fs::absolute(path).string(), stem_of(path)}};
  }
  return std::vector<Input>{{fs::absolute(path).string(), stem_of(path)}};
}

void CloseDataset::operator()(GDALDataset* dataset) const { GDALClose(dataset); }

Result<DatasetPtr> open_dataset(const Input& input, const std::string& where) {
  use_gdal();
  GdalMessages messages;
  static const char* const drivers[] = {"GeoJSON",      "GeoJSONSeq",  "ESRI Shapefile",
                                        "GPKG",         "FlatGeobuf",  "KML",
                                        "LIBKML",       "OSM",         "TopoJSON",
                                        "ESRIJSON",     "DXF",         "GML",
                                        "MapInfo File", "OpenFileGDB", "GPX",
                                        "XLSX",         "ODS",         nullptr};
  // Texts of a DBF are decoded by us, so that a lying .cpg can be caught.
  const std::string extension = extension_of(input.gdal_path);
  if (extension == "shp") {
    const auto whole = check_shapefile_parts(input.gdal_path, where);
    if (!whole) return whole.error();
  }
  const bool shapefile = extension == "shp" || extension == "dbf" || extension == "shx";
  // A GML file names its schema by an address, which is not fetched; nothing is written beside it.
  std::vector<const char*> options;
  if (shapefile) options = {"ENCODING="};
  if (extension == "gml") options = {"DOWNLOAD_SCHEMA=NO", "WRITE_GFS=NO"};
  options.push_back(nullptr);
  DatasetPtr dataset(GDALDataset::Open(input.gdal_path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY,
                                       drivers, options.data()));
  if (dataset) return dataset;
  const std::string said = messages.first();
  // GDAL has a lot to say about a file it recognised, and one sentence about any other.
  const bool recognised = messages.failed() && said.find("not recognized") == std::string::npos;
  if (recognised) {
    return Error{ErrorCode::broken, where, trf("The file is damaged: {}", said),
                 tr("Ask for the file again, or open it in the program that wrote it.")};
  }
  return Error{
      ErrorCode::not_a_map_file, where, tr("This is not a map file that the program knows."),
      tr("It reads GeoJSON, Shapefile, GeoPackage, FlatGeobuf, KML, GML, GPX, DXF, MapInfo, CSV, "
         "XLSX, ODS, JSON and OSM files, and .zip or .gz of them.")};
}

}  // namespace wangge::io
