#include "io/open.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include "base/i18n.h"
#include "io/companions.h"
#include "io/gdal_library.h"
#include "io/shapefile_parts.h"
#include "io/unpacking.h"
#include "io/zip_directory.h"

namespace wangge::io {
namespace fs = std::filesystem;
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return c < 0x80 ? static_cast<char>(std::tolower(c)) : c; });
  return text;
}

bool is_address(const std::string& path) {
  static constexpr std::array<std::string_view, 7> beginnings{
      "/vsi", "pg:", "postgresql:", "mysql:", "wfs:", "oapif:", "oci:"};
  const std::string name = lower(path);
  return name.find("://") != std::string::npos ||
         std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return name.starts_with(beginning); });
}

bool is_archive_of_tar(const std::string& name) {
  return name.ends_with(".tar") || name.ends_with(".tgz") || name.ends_with(".tar.gz");
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
  static constexpr std::array<std::string_view, 22> extensions{
      "shp",  "geojson", "json", "geojsonl", "geojsons", "ndjson", "jsonl", "topojson",
      "gpkg", "fgb",     "kml",  "kmz",      "csv",      "osm",    "pbf",   "gml",
      "gpx",  "dxf",     "tab",  "mif",      "xlsx",     "ods"};
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
    if (!entry.is_regular_file(error) || !is_main_file(name)) continue;
    const auto alone = check_companions(name);
    if (!alone) return alone.error();
    inputs.push_back({name, stem_of(name)});
  }
  if (inputs.empty()) {
    return Error{ErrorCode::not_a_map_file, path, tr("There is no map file in the folder."),
                 tr("Choose a file, or a folder that holds some.")};
  }
  sort_by_path(inputs);
  return inputs;
}

/// "a/city.gdb/a00000001.gdbtable" -> "a/city.gdb"; empty for what is in no file geodatabase.
std::string geodatabase_of(const std::string& name) {
  const std::string folders = lower(name);
  for (auto at = folders.find(".gdb/"); at != std::string::npos;
       at = folders.find(".gdb/", at + 1)) {
    if (at > 0 && folders[at - 1] != '/') return name.substr(0, at + 4);
  }
  return "";
}

/// root  the archive as GDAL names it
Result<std::vector<Input>> inputs_in_archive(const std::string& root, const std::string& path) {
  use_gdal();
  GdalMessages messages;
  const CPLStringList names(VSIReadDirRecursive(root.c_str()));
  std::vector<Input> inputs;
  for (int i = 0; i < names.size(); ++i) {
    const std::string name = names[i], database = geodatabase_of(name + "/");
    if (!database.empty()) {
      const std::string whole = root + "/" + database;
      const bool known = std::any_of(inputs.begin(), inputs.end(),
                                     [&](const Input& one) { return one.gdal_path == whole; });
      if (!known) inputs.push_back({whole, stem_of(database)});
    } else if (is_main_file(name)) {
      inputs.push_back({root + "/" + name, stem_of(name)});
    }
  }
  if (names.size() == 0) {
    return Error{ErrorCode::broken, path,
                 tr("The archive cannot be read: it is damaged, empty or none."),
                 tr("Ask for the file again, or unpack it by hand.")};
  }
  if (inputs.empty()) {
    return Error{
        ErrorCode::not_a_map_file, path, tr("There is no map file in the archive."),
        tr("An archive may hold Shapefile, GeoJSON, GeoPackage, FlatGeobuf, KML, CSV or OSM "
           "files; archives in it have to be unpacked first.")};
  }
  sort_by_path(inputs);
  return inputs;
}

Result<std::vector<Input>> inputs_in_zip(const std::string& path,
                                         const std::vector<ZipEntry>& entries) {
  // GDAL reads the names when it lists an archive for the first time, and remembers them.
  CPLSetThreadLocalConfigOption("CPL_ZIP_ENCODING", zip_name_encoding(entries).c_str());
  auto inputs = inputs_in_archive("/vsizip/" + path, path);
  CPLSetThreadLocalConfigOption("CPL_ZIP_ENCODING", nullptr);
  return inputs;
}

Result<std::vector<Input>> inputs_in_address(const std::string& path, bool allow_network) {
  if (!allow_network) {
    return Error{ErrorCode::invalid_argument, shown_address(path),
                 tr("Network addresses and virtual paths are not opened."),
                 tr("Save the file on this computer first, or allow the network.")};
  }
  // GDAL knows databases by capital letters.
  const std::string name = lower(path);
  std::string gdal_path = path;
  if (name.starts_with("pg:")) gdal_path = "PG:" + path.substr(3);
  if (name.starts_with("postgresql://") || name.starts_with("postgres://")) {
    gdal_path = "PG:postgresql" + path.substr(path.find(':'));
  }
  return std::vector<Input>{{gdal_path, stem_of(path)}};
}

/// A view can be a query that never ends; one that calls itself is the way to write such.
Result<void> check_views(GDALDataset& dataset, const std::string& where) {
  OGRLayer* views = dataset.ExecuteSQL(
      "SELECT name FROM sqlite_master WHERE type = 'view' AND sql LIKE '%recursive%'", nullptr, "");
  if (views == nullptr) return {};
  const OGRFeatureUniquePtr view(views->GetNextFeature());
  const std::string name = view ? view->GetFieldAsString(0) : "";
  dataset.ReleaseResultSet(views);
  if (!view) return {};
  return Error{ErrorCode::unsupported, where,
               trf("The view “{}” calls itself and may never end.", name),
               tr("Ask for a file with the rows themselves, without such a view.")};
}

}  // namespace

std::string extension_of(const std::string& path) {
  std::string name = lower(path.substr(path.find_last_of('/') + 1));
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  const auto dot = name.find_last_of('.');
  return dot == std::string::npos ? "" : name.substr(dot + 1);
}

std::string shown_address(const std::string& address) {
  std::string shown = address;
  const std::string name = lower(address);
  const auto hide = [&](std::size_t begin, std::size_t end) {
    shown = shown.substr(0, begin) + "***" + shown.substr(end);
  };
  if (!is_address(address)) return shown;
  if (const auto key = name.find("password="); key != std::string::npos) {
    const std::size_t begin = key + 9;
    const char quote = begin < shown.size() ? shown[begin] : ' ';
    const std::size_t quoted = shown.find('\'', begin + 1);
    const std::size_t end = quote != '\''                 ? shown.find(' ', begin)
                            : quoted == std::string::npos ? quoted
                                                          : quoted + 1;
    hide(begin, std::min(shown.size(), end));
  } else if (const auto scheme = name.find("://"); scheme != std::string::npos) {
    const auto at = shown.find('@', scheme), slash = shown.find('/', scheme + 3);
    const auto colon = shown.find(':', scheme + 3);
    if (at != std::string::npos && at < slash && colon < at) hide(colon + 1, at);
  }
  return shown;
}

Result<std::vector<Input>> find_inputs(const std::string& path, bool allow_network) {
  if (is_address(path)) return inputs_in_address(path, allow_network);
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
    return Error{ErrorCode::not_a_map_file, path,
                 tr("This is not an ordinary file but a pipe or a device."),
                 tr("Save what it delivers as a file and open that.")};
  }
  if (::access(path.c_str(), R_OK) != 0) {
    return Error{ErrorCode::no_permission, path, tr("The file may not be read."),
                 tr("Ask its owner for the right to read it.")};
  }
  if (fs::file_size(path, error) == 0) {
    return Error{ErrorCode::empty, path, tr("The file is empty: it has 0 bytes."),
                 tr("Ask for the file again.")};
  }
  const auto alone = check_companions(path);
  if (!alone) return alone.error();
  const std::string name = lower(path), absolute = fs::absolute(path).string();
  const std::vector<Input> one{{absolute, stem_of(path)}};
  const bool is_zip = name.ends_with(".zip");
  if (is_zip || name.ends_with(".kmz") || name.ends_with(".xlsx") || name.ends_with(".ods")) {
    const auto entries = read_zip_directory(absolute);
    const auto sane = check_zip_size(entries, path);
    if (!sane) return sane.error();
    return is_zip ? inputs_in_zip(absolute, entries) : one;
  }
  // The readers of these look themselves how much comes out.
  const bool looked_at = extension_of(name) == "csv" || extension_of(name) == "geojson";
  if ((name.ends_with(".gz") || name.ends_with(".tgz")) && !looked_at) {
    const auto sane = check_gzip_size(absolute);
    if (!sane) return Error{sane.error().code, path, sane.error().reason, sane.error().advice};
  }
  if (is_archive_of_tar(name)) return inputs_in_archive("/vsitar/" + absolute, path);
  if (name.ends_with(".gz")) return std::vector<Input>{{"/vsigzip/" + absolute, one[0].stem}};
  return one;
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
  static const char* const database_drivers[] = {"PostgreSQL", nullptr};
  // Texts of a DBF are decoded by us, so that a lying .cpg can be caught.
  const std::string extension = extension_of(input.gdal_path);
  if (extension == "shp") {
    const auto whole = check_shapefile_parts(input.gdal_path, where);
    if (!whole) return whole.error();
  }
  if (extension == "dbf") {
    const auto whole = check_dbf_rows(input.gdal_path, where);
    if (!whole) return whole.error();
  }
  const bool shapefile = extension == "shp" || extension == "dbf" || extension == "shx";
  // A GML file names its schema by an address, which is not fetched; nothing is written beside it.
  std::vector<const char*> options;
  if (shapefile) options = {"ENCODING="};
  if (extension == "gml") options = {"DOWNLOAD_SCHEMA=NO", "WRITE_GFS=NO"};
  options.push_back(nullptr);
  const bool database = input.gdal_path.starts_with("PG:");
  DatasetPtr dataset(GDALDataset::Open(input.gdal_path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY,
                                       database ? database_drivers : drivers, options.data()));
  if (dataset && extension == "gpkg") {
    const auto finite = check_views(*dataset, where);
    if (!finite) return finite.error();
  }
  if (dataset) return dataset;
  const std::string said = messages.first();
  if (database) {
    return Error{ErrorCode::not_found, shown_address(where),
                 trf("The database cannot be opened: {}", said),
                 tr("Check its name, the server, the user and the password.")};
  }
  // GDAL has a lot to say about a file it recognised, and one sentence about any other.
  const bool recognised = messages.failed() && said.find("not recognized") == std::string::npos;
  if (recognised) {
    return Error{ErrorCode::broken, where, trf("The file is damaged: {}", said),
                 tr("Ask for the file again, or open it in the program that wrote it.")};
  }
  return Error{
      ErrorCode::not_a_map_file, where, tr("This is not a map file that the program knows."),
      tr("It reads GeoJSON, Shapefile, GeoPackage, FlatGeobuf, KML, GML, GPX, DXF, MapInfo, CSV, "
         "XLSX, ODS, JSON and OSM files, and .zip, .tar or .gz of them.")};
}

}  // namespace wangge::io
