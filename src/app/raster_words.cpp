#include "app/raster_words.h"

#include <fmt/format.h>

#include "base/i18n.h"

namespace wangge::app {

void print_raster(const model::Raster& raster) {
  const model::RasterInfo& info = raster.info;
  const auto row = [](const char* name, const std::string& value) {
    fmt::print("  {}: {}\n", name, value);
  };
  fmt::print("{}  [{}]\n", info.name, info.path);
  row(tr("Format"), info.format);
  row(tr("Size"), trf("{} × {} pixels", with_separators(info.columns), with_separators(info.rows)));
  row(tr("Bands"), info.palette
                       ? trf("{} ({}, colours from a palette)", info.bands, info.pixel_type)
                       : trf("{} ({})", info.bands, info.pixel_type));
  row(tr("Coordinate system"),
      info.crs_reason.empty() ? info.crs.code() : trf("{} ({})", info.crs.code(), info.crs_reason));
  row(tr("Shown in"), trf("{}, {}", raster.map.code(), raster.map.name()));
  row(tr("Resolution"), trf("{:.4g} m a pixel", info.resolution_m));
  row(tr("No data"), info.nodata ? fmt::format("{}", *info.nodata) : std::string(tr("none")));
  row(tr("Overviews"), std::to_string(info.overviews));
}

nlohmann::ordered_json raster_as_json(const model::Raster& raster) {
  const model::RasterInfo& info = raster.info;
  nlohmann::ordered_json json;
  json["path"] = info.path;
  json["raster"] = info.name;
  json["format"] = info.format;
  json["columns"] = info.columns;
  json["rows"] = info.rows;
  json["bands"] = info.bands;
  json["type"] = info.pixel_type;
  json["palette"] = info.palette;
  json["nodata"] = info.nodata ? nlohmann::ordered_json(*info.nodata) : nullptr;
  json["overviews"] = info.overviews;
  json["crs"] = {{"code", info.crs.code()}, {"reason", info.crs_reason}};
  json["resolution_m"] = info.resolution_m;
  json["shown_in"] = raster.map.code();
  json["extent"] = {raster.extent.min_x, raster.extent.min_y, raster.extent.max_x,
                    raster.extent.max_y};
  return json;
}

}  // namespace wangge::app
