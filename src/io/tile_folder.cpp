#include "io/tile_folder.h"

#include <cpl_conv.h>
#include <cpl_json.h>
#include <cpl_minixml.h>
#include <gdal_priv.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <unordered_map>
#include <vector>

#include "base/i18n.h"
#include "io/gdal_library.h"
#include "io/raster_file.h"

namespace wangge::io {
namespace fs = std::filesystem;
namespace {

using model::RasterPicture;

constexpr int most_zoom = 24;

/// A whole number as the name of a file or folder; -1: it is none.
std::int64_t number_in(const std::string& name) {
  std::int64_t number = -1;
  const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), number);
  return problem == std::errc() && end == name.data() + name.size() ? number : -1;
}

bool is_tile_name(const fs::path& path) {
  const std::string extension = extension_of(path.string());
  const bool picture =
      extension == "png" || extension == "jpg" || extension == "jpeg" || extension == "webp";
  return picture && number_in(path.stem().string()) >= 0;
}

std::uint64_t key_of(std::int64_t column, std::int64_t row) {
  return static_cast<std::uint64_t>(column) << 32 | static_cast<std::uint64_t>(row);
}

/// The tiles of one zoom with the ending of each; rows from the north.
struct Zoom {
  std::unordered_map<std::uint64_t, std::uint8_t> tiles;  ///< -> number of its ending
  std::int64_t min_column = INT64_MAX, max_column = -1, min_row = INT64_MAX, max_row = -1;

  void add(std::int64_t column, std::int64_t row, std::uint8_t ending) {
    tiles.emplace(key_of(column, row), ending);
    min_column = std::min(min_column, column), max_column = std::max(max_column, column);
    min_row = std::min(min_row, row), max_row = std::max(max_row, row);
  }
  void turn_over(std::int64_t rows) {
    Zoom turned;
    for (const auto& [key, ending] : tiles) {
      turned.add(static_cast<std::int64_t>(key >> 32),
                 rows - 1 - static_cast<std::int64_t>(key & 0xFFFFFFFF), ending);
    }
    *this = std::move(turned);
  }
};

struct Pyramid {
  std::string folder;
  std::map<int, Zoom> zooms;
  std::vector<std::string> endings;  ///< ".png", as the names have them
  bool from_south = false;           ///< how the names count their rows
  int tile_px = 256;

  std::string path_of(int zoom, std::int64_t column, std::int64_t row, std::uint8_t ending) const {
    const std::int64_t named = from_south ? (std::int64_t{1} << zoom) - 1 - row : row;
    return folder + "/" + std::to_string(zoom) + "/" + std::to_string(column) + "/" +
           std::to_string(named) + endings[ending];
  }
};

Result<void> list_tiles(Pyramid& pyramid, Progress& progress) {
  std::error_code ignored;
  for (const auto& zoom_folder : fs::directory_iterator(pyramid.folder, ignored)) {
    const std::int64_t zoom = number_in(zoom_folder.path().filename().string());
    if (zoom < 0 || zoom > most_zoom || !zoom_folder.is_directory(ignored)) continue;
    const std::int64_t side = std::int64_t{1} << zoom;
    Zoom found;
    for (const auto& column_folder : fs::directory_iterator(zoom_folder, ignored)) {
      if (progress.cancelled()) {
        return Error{ErrorCode::cancelled, pyramid.folder, tr("Cancelled."), ""};
      }
      const std::int64_t column = number_in(column_folder.path().filename().string());
      if (column < 0 || column >= side) continue;
      for (const auto& tile : fs::directory_iterator(column_folder, ignored)) {
        // A pipe would be waited for.
        if (!is_tile_name(tile.path()) || !tile.is_regular_file(ignored)) continue;
        const std::int64_t row = number_in(tile.path().stem().string());
        if (row >= side) continue;
        const std::string ending = tile.path().extension().string();
        auto at = std::find(pyramid.endings.begin(), pyramid.endings.end(), ending);
        if (at == pyramid.endings.end()) at = pyramid.endings.insert(at, ending);
        found.add(column, row, static_cast<std::uint8_t>(at - pyramid.endings.begin()));
      }
    }
    if (!found.tiles.empty()) pyramid.zooms.emplace(static_cast<int>(zoom), std::move(found));
  }
  return {};
}

/// What a description in the folder says of its tiles.
struct Described {
  std::optional<bool> from_south;
  bool mercator = true;
};

Described description_in(const std::string& folder) {
  Described described;
  const GdalMessages messages;
  std::error_code ignored;
  const std::string xml = folder + "/tilemapresource.xml", json = folder + "/metadata.json";
  if (fs::is_regular_file(xml, ignored)) {
    CPLXMLNode* const root = CPLParseXMLFile(xml.c_str());
    if (CPLXMLNode* const tiles = CPLSearchXMLNode(root, "=TileMap")) {
      described.from_south = true;
      const std::string profile = CPLGetXMLValue(tiles, "TileSets.profile", "mercator");
      described.mercator = profile.find("mercator") != std::string::npos;
    }
    CPLDestroyXMLNode(root);
  } else if (CPLJSONDocument document; fs::is_regular_file(json, ignored) && document.Load(json)) {
    const std::string scheme = document.GetRoot().GetString("scheme");
    if (!scheme.empty()) described.from_south = scheme == "tms";
  }
  return described;
}

/// Half the width of the world in Web Mercator.
constexpr double half_world_m = 20037508.342789244;

/// Longitude and latitude of the middle of a zoom's tiles.
geo::Point middle_of(const Zoom& zoom, int number, bool from_south) {
  const double side = std::ldexp(1.0, number), pi = std::acos(-1.0);
  const double x = static_cast<double>(zoom.min_column + zoom.max_column + 1) / 2 / side;
  const double down = static_cast<double>(zoom.min_row + zoom.max_row + 1) / 2 / side;
  const double y = from_south ? 1 - down : down;
  return {x * 360 - 180, std::atan(std::sinh(pi * (1 - 2 * y))) * 180 / pi};
}

bool in_china(geo::Point degrees) { return geo::Box{73, 3, 136, 54}.contains(degrees); }

class TileFolder final : public RasterPixels {
 public:
  explicit TileFolder(Pyramid pyramid) : pyramid_(std::move(pyramid)) {
    finest_ = pyramid_.zooms.rbegin()->first;
    const Zoom& zoom = pyramid_.zooms.at(finest_);
    left_ = zoom.min_column, top_ = zoom.min_row;
  }

  Result<RasterPicture> read(const PixelWindow& window, double step,
                             const Progress& progress) const override {
    const NoNetwork offline;
    // One pixel for 2^k of the raster: from a coarser zoom, or from shrunk tiles.
    int k = std::max(0, static_cast<int>(std::floor(std::log2(step) + 0.3)));
    k = std::min(k, 20);
    const int zoom = std::max(finest_ - k, pyramid_.zooms.begin()->first);
    const int shrink = std::min(1 << (k - (finest_ - zoom)), pyramid_.tile_px);
    const double pixel = std::ldexp(1.0, finest_ - zoom) * shrink;  // of the raster
    const auto size = [&](std::int64_t pixels) {
      return std::max(1, static_cast<int>(std::lround(static_cast<double>(pixels) / pixel)));
    };
    RasterPicture picture{size(window.width), size(window.height), {}, false};
    picture.rgba.resize(4 * static_cast<std::size_t>(picture.width) *
                        static_cast<std::size_t>(picture.height));

    // Pixels of the raster from the world's corner, so that they can be counted in any zoom.
    const std::int64_t px = pyramid_.tile_px;
    const std::int64_t west = left_ * px + window.x, north = top_ * px + window.y;
    const std::int64_t tile_side = px << (finest_ - zoom);
    for (std::int64_t row = north / tile_side; row * tile_side < north + window.height; ++row) {
      for (std::int64_t column = west / tile_side; column * tile_side < west + window.width;
           ++column) {
        if (progress.cancelled()) {
          return Error{ErrorCode::cancelled, pyramid_.folder, tr("Cancelled."), ""};
        }
        const auto tile = tile_at(zoom, column, row, static_cast<int>(px) / shrink);
        if (!tile) continue;
        put(*tile,
            static_cast<double>(column * tile_side - west) / static_cast<double>(window.width),
            static_cast<double>(row * tile_side - north) / static_cast<double>(window.height),
            static_cast<double>(tile_side) / static_cast<double>(window.width),
            static_cast<double>(tile_side) / static_cast<double>(window.height), picture);
      }
    }
    return picture;
  }

 private:
  /// A tile in `side` pixels, or the part of a coarser one that lies in its place. A tile that
  /// cannot be read is a hole like one that was never there.
  std::optional<RasterPicture> tile_at(int zoom, std::int64_t column, std::int64_t row,
                                       int side) const {
    for (int up = 0; zoom - up >= pyramid_.zooms.begin()->first && up < 8; ++up) {
      const auto level = pyramid_.zooms.find(zoom - up);
      if (level == pyramid_.zooms.end()) continue;
      const std::int64_t c = column >> up, r = row >> up;
      const auto found = level->second.tiles.find(key_of(c, r));
      if (found == level->second.tiles.end()) continue;
      const std::int64_t parts = std::int64_t{1} << up;
      auto picture = decode(pyramid_.path_of(zoom - up, c, r, found->second), column % parts,
                            row % parts, parts, side);
      if (picture) return picture;
    }
    return std::nullopt;
  }

  /// A square part of a tile's file, one of `parts` x `parts`.
  static std::optional<RasterPicture> decode(const std::string& path, std::int64_t column,
                                             std::int64_t row, std::int64_t parts, int side) {
    const GdalMessages messages;
    const DatasetPtr dataset = open_raster_dataset(path);
    if (!dataset) return std::nullopt;
    const int width = dataset->GetRasterXSize(), height = dataset->GetRasterYSize();
    constexpr int most_px = 4096;
    if (width > most_px || height > most_px || width < parts || height < parts) return std::nullopt;
    const int w = width / static_cast<int>(parts), h = height / static_cast<int>(parts);
    const int x = w * static_cast<int>(column), y = h * static_cast<int>(row);
    RasterPicture picture{side, side, {}, false};
    const auto pixels = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
    picture.rgba.assign(4 * pixels, 255);

    const GDALColorTable* table = dataset->GetRasterBand(1)->GetColorTable();
    GDALRasterIOExtraArg extra;
    INIT_RASTERIO_EXTRA_ARG(extra);
    if (table == nullptr && side < w) extra.eResampleAlg = GRIORA_Average;
    const int bands = std::min(dataset->GetRasterCount(), 4);
    for (int band = 1; band <= bands; ++band) {
      const int channel = bands == 2 && band == 2 ? 3 : band - 1;
      if (dataset->GetRasterBand(band)->RasterIO(GF_Read, x, y, w, h, picture.rgba.data() + channel,
                                                 side, side, GDT_Byte, 4, GSpacing{4} * side,
                                                 &extra) != CE_None) {
        return std::nullopt;
      }
    }
    for (std::size_t i = 0; i < pixels && (bands <= 2 || table != nullptr); ++i) {
      std::uint8_t* p = picture.rgba.data() + 4 * i;
      GDALColorEntry entry{p[0], p[0], p[0], 255};
      if (table != nullptr) table->GetColorEntryAsRGB(p[0], &entry);
      for (const auto& [channel, value] :
           {std::pair(0, entry.c1), std::pair(1, entry.c2), std::pair(2, entry.c3)}) {
        p[channel] = static_cast<std::uint8_t>(value);
      }
      if (table != nullptr) p[3] = static_cast<std::uint8_t>(entry.c4);
    }
    return picture;
  }

  /// Lays a tile into the picture; left, top, width and height are shares of the picture.
  static void put(const RasterPicture& tile, double left, double top, double width, double height,
                  RasterPicture& picture) {
    const auto first = [](double share, int size) {
      return std::max(0, static_cast<int>(std::ceil(share * size - 0.5)));
    };
    const auto last = [](double share, int size) {
      return std::min(size, static_cast<int>(std::ceil(share * size - 0.5)));
    };
    const auto source = [](int at, double low, double share, int size, int tile_size) {
      const double part = ((at + 0.5) / size - low) / share;
      return std::clamp(static_cast<int>(part * tile_size), 0, tile_size - 1);
    };
    for (int y = first(top, picture.height); y < last(top + height, picture.height); ++y) {
      const int from_y = source(y, top, height, picture.height, tile.height);
      for (int x = first(left, picture.width); x < last(left + width, picture.width); ++x) {
        const int from_x = source(x, left, width, picture.width, tile.width);
        const std::uint8_t* from =
            tile.rgba.data() +
            4 * (static_cast<std::size_t>(from_y) * static_cast<std::size_t>(tile.width) +
                 static_cast<std::size_t>(from_x));
        std::copy(from, from + 4,
                  picture.rgba.data() +
                      4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                           static_cast<std::size_t>(x)));
      }
    }
  }

  Pyramid pyramid_;
  int finest_ = 0;
  std::int64_t left_ = 0, top_ = 0;  // tile of the finest zoom in the raster's corner
};

/// The size of the tiles, from the first that can be opened.
int tile_size(const Pyramid& pyramid) {
  const GdalMessages messages;
  const auto& [zoom, tiles] = *pyramid.zooms.rbegin();
  int tries = 0;
  for (const auto& [key, ending] : tiles.tiles) {
    if (++tries > 20) break;
    const DatasetPtr tile =
        open_raster_dataset(pyramid.path_of(zoom, static_cast<std::int64_t>(key >> 32),
                                            static_cast<std::int64_t>(key & 0xFFFFFFFF), ending));
    if (tile && tile->GetRasterXSize() == tile->GetRasterYSize()) return tile->GetRasterXSize();
  }
  return 0;
}

}  // namespace

bool is_tile_folder(const std::string& path) {
  constexpr int enough = 64;  // names looked at in each folder: others may lie beside
  std::error_code ignored;
  const auto some = [&](const fs::path& folder) {
    std::vector<fs::directory_entry> entries;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
      entries.push_back(entry);
      if (entries.size() == enough) break;
    }
    return entries;
  };
  const auto numbered = [&](const fs::directory_entry& entry) {
    return number_in(entry.path().filename().string()) >= 0 && entry.is_directory(ignored);
  };
  for (const auto& zoom : some(path)) {
    // Photos by year and month are no tiles.
    if (!numbered(zoom) || number_in(zoom.path().filename().string()) > most_zoom) continue;
    for (const auto& column : some(zoom)) {
      if (!numbered(column)) continue;
      const auto tiles = some(column);
      if (std::any_of(tiles.begin(), tiles.end(),
                      [](const auto& tile) { return is_tile_name(tile.path()); })) {
        return true;
      }
    }
  }
  return false;
}

Result<OpenedRaster> open_tile_folder(const std::string& path, const std::optional<geo::Crs>& crs,
                                      Progress& progress) {
  const NoNetwork offline;
  Pyramid pyramid;
  pyramid.folder = fs::absolute(path).string();
  if (const auto listed = list_tiles(pyramid, progress); !listed) return listed.error();
  if (pyramid.zooms.empty()) {
    return Error{ErrorCode::empty, path, tr("There are no map tiles in the folder."), ""};
  }
  const Described described = description_in(pyramid.folder);
  if (!described.mercator) {
    return Error{ErrorCode::unsupported, path, tr("The tiles are not in Web Mercator."),
                 tr("Export the image as GeoTIFF or with tiles in Web Mercator.")};
  }
  const auto& [finest, tiles] = *pyramid.zooms.rbegin();
  pyramid.from_south = described.from_south.value_or(!in_china(middle_of(tiles, finest, false)) &&
                                                     in_china(middle_of(tiles, finest, true)));
  if (pyramid.from_south) {
    for (auto& [number, zoom] : pyramid.zooms) zoom.turn_over(std::int64_t{1} << number);
  }
  pyramid.tile_px = tile_size(pyramid);
  constexpr int most_px = 2048;
  if (pyramid.tile_px < 1 || pyramid.tile_px > most_px) {
    return Error{ErrorCode::broken, path, tr("None of the tiles in the folder can be read."),
                 tr("Ask for the tiles again.")};
  }

  OpenedRaster opened;
  model::RasterInfo& info = opened.info;
  info.path = path;
  info.format = pyramid.from_south ? "TMS" : "XYZ";
  info.columns = (tiles.max_column - tiles.min_column + 1) * pyramid.tile_px;
  info.rows = (tiles.max_row - tiles.min_row + 1) * pyramid.tile_px;
  info.bands = 4;
  info.pixel_type = "Byte";
  info.overviews = pyramid.zooms.size() - 1;
  const auto mercator = geo::Crs::from_text("EPSG:3857");
  if (!mercator) return mercator.error();
  const auto found = crs_of_raster(*mercator, crs, path);
  if (!found) return found.error();
  info.crs = found->crs;
  info.crs_reason =
      found->crs == *mercator ? tr("tiles are in Web Mercator by custom") : found->reason;
  const double tile_m = 2 * half_world_m / std::ldexp(1.0, finest);
  const double pixel_m = tile_m / pyramid.tile_px;
  opened.crs_from_pixels = {
      pixel_m, 0,        static_cast<double>(tiles.min_column) * tile_m - half_world_m,
      0,       -pixel_m, half_world_m - static_cast<double>(tiles.min_row) * tile_m};
  opened.pixels = std::make_shared<const TileFolder>(std::move(pyramid));
  return opened;
}

}  // namespace wangge::io
