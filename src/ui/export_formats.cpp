#include "ui/export_formats.h"

#include <array>

#include "base/i18n.h"

namespace wangge::ui {
namespace {

constexpr std::array formats{
    ExportFormat{.name = "GPKG",
                 .extension = ".gpkg",
                 .shown = tr_mark("GeoPackage (.gpkg)"),
                 .hint = tr_mark("Keeps everything: types, long names, the coordinate system, "
                                 "several layers. QGIS and ArcGIS read it."),
                 .holds_several = true},
    ExportFormat{.name = "GeoJSON",
                 .extension = ".geojson",
                 .shown = tr_mark("GeoJSON with its system (.geojson)"),
                 .hint = tr_mark("Names its coordinate system, which may be any.")},
    ExportFormat{.name = "GeoJSON",
                 .extension = ".geojson",
                 .shown = tr_mark("GeoJSON by RFC 7946 (.geojson)"),
                 .hint = tr_mark("As web maps expect it: always longitude and latitude in WGS 84."),
                 .rfc7946 = true,
                 .only_wgs84 = true},
    ExportFormat{.name = "ESRI Shapefile",
                 .extension = ".shp",
                 .shown = tr_mark("Shapefile (.shp)"),
                 .hint = tr_mark("Read everywhere, but names of fields have 10 bytes and texts "
                                 "254; the preview tells what is cut."),
                 .takes_encoding = true},
    ExportFormat{.name = "CSV",
                 .extension = ".csv",
                 .shown = tr_mark("CSV table (.csv)"),
                 .hint = tr_mark("A table with the coordinates of points as columns.")},
    ExportFormat{.name = "XLSX",
                 .extension = ".xlsx",
                 .shown = tr_mark("Excel table (.xlsx)"),
                 .hint = tr_mark("A sheet for each layer, with the coordinates of points as "
                                 "columns."),
                 .holds_several = true},
    ExportFormat{.name = "KML",
                 .extension = ".kml",
                 .shown = tr_mark("KML (.kml)"),
                 .hint = tr_mark("For globes and phones: always in WGS 84."),
                 .holds_several = true,
                 .only_wgs84 = true},
    ExportFormat{.name = "DXF",
                 .extension = ".dxf",
                 .shown = tr_mark("CAD drawing (.dxf)"),
                 .hint = tr_mark("Shapes in metres for CAD, without columns."),
                 .only_metres = true},
    ExportFormat{.name = "FlatGeobuf",
                 .extension = ".fgb",
                 .shown = tr_mark("FlatGeobuf (.fgb)"),
                 .hint = tr_mark("Compact and fast for large layers.")},
};

}  // namespace

std::span<const ExportFormat> export_formats() { return formats; }

}  // namespace wangge::ui
