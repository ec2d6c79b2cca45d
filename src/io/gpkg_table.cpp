#include "io/gpkg_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "io/column_builder.h"
#include "io/gpkg_geometry.h"
#include "io/gpkg_index.h"
#include "io/wkb.h"
#include "model/code_table.h"

namespace wangge::io {
namespace {

using model::Column;

constexpr std::size_t rows_between_looks = 1024;

/// SQLite compares names without regard to the case of Latin letters.
std::string folded(std::string name) {
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return name;
}

/// What the columns are called in the table: their names, made different where they are not.
struct TableNames {
  std::string fid, geometry;
  std::vector<std::string> columns;
};

TableNames names_in_table(const model::Table& table) {
  std::vector<std::string> taken;
  const auto take = [&taken](const std::string& wished) {
    std::string name = wished.empty() ? "column" : wished;
    for (int n = 2; std::find(taken.begin(), taken.end(), folded(name)) != taken.end(); ++n) {
      name = fmt::format("{}_{}", wished.empty() ? "column" : wished, n);
    }
    taken.push_back(folded(name));
    return name;
  };
  TableNames names;
  for (const Column& column : table.columns) names.columns.push_back(take(column.name));
  names.fid = take("fid");
  names.geometry = take("geom");
  return names;
}

const char* sql_type(const Column& column) {
  constexpr std::array types{"INTEGER", "REAL", "TEXT", "DATETIME", "BOOLEAN"};
  return types.at(column.values.index());
}

bool has_many_parts(const geo::PackedGeometry& geometry) {
  for (std::size_t i = 0; i < geometry.size(); ++i) {
    if (geometry.features().end(i) - geometry.features().begin(i) > 1) return true;
  }
  return false;
}

std::string geometry_type(const geo::PackedGeometry& geometry, bool as_multi) {
  constexpr std::array types{"POINT", "LINESTRING", "POLYGON"};
  return std::string(as_multi ? "MULTI" : "") + types.at(static_cast<std::size_t>(geometry.kind()));
}

/// "2020-12-31T15:59:00.000Z"; nothing for years that cannot be written so.
std::string utc_text(Seconds time) {
  const CivilTime t = to_civil(time - office_offset_s);
  if (t.year < 1 || t.year > 9999) return {};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.000Z", t.year, t.month, t.day, t.hour,
                     t.minute, t.second);
}

/// Binds the value of a row. `kept` keeps a text that is made here.
void bind_value(Statement& insert, const Column& column, std::size_t row, std::string& kept) {
  if (column.is_null(row)) {
    insert.bind_null();
  } else if (const auto* integers = std::get_if<model::Integers>(&column.values)) {
    insert.bind((*integers)[row]);
  } else if (const auto* reals = std::get_if<model::Reals>(&column.values)) {
    insert.bind((*reals)[row]);
  } else if (const auto* bools = std::get_if<model::Bools>(&column.values)) {
    insert.bind(std::int64_t{bools->values[row]});
  } else if (const auto* times = std::get_if<model::Times>(&column.values)) {
    kept = utc_text(times->seconds[row]);
    kept.empty() ? insert.bind(times->seconds[row]) : insert.bind(std::string_view(kept));
  } else {
    insert.bind(std::get<model::Texts>(column.values)[row]);
  }
}

void add_value(ColumnBuilder& column, const Statement& row, int place) {
  const Statement::Type type = row.type(place);
  if (type == Statement::Type::null) return column.add_null();
  switch (column.type()) {
    case ColumnType::integers:
      return column.add(row.integer(place));
    case ColumnType::reals:
      return column.add(row.real(place));
    case ColumnType::bools:
      return column.add_bool(row.integer(place) != 0);
    case ColumnType::texts:
      return column.add(row.text(place));
    case ColumnType::times:
      if (type == Statement::Type::integer) return column.add_time(row.integer(place));
      const auto time = parse_time(row.text(place));
      return time ? column.add_time(*time) : column.add_null();
  }
}

/// Of a column that another program has added.
ColumnType type_declared(const std::string& declared) {
  const std::string type = folded(declared);
  if (type.starts_with("bool")) return ColumnType::bools;
  if (type.find("int") != std::string::npos) return ColumnType::integers;
  if (type.starts_with("real") || type.starts_with("double") || type.starts_with("float")) {
    return ColumnType::reals;
  }
  return type.starts_with("date") ? ColumnType::times : ColumnType::texts;
}

/// Appends a feature as it stands; false where it is of another kind.
bool add_shape(const Shape& shape, geo::PackedGeometry& geometry) {
  const bool finite = std::all_of(shape.points().begin(), shape.points().end(), geo::is_finite);
  if (shape.empty() || !finite) return geometry.end_feature(), true;
  if (shape.kind() != geometry.kind()) return false;
  std::size_t ring = 0, point = 0;
  for (const std::uint32_t part_end : shape.part_ends()) {
    const std::size_t first_ring = ring;
    for (; ring < part_end; ++ring) {
      const std::size_t first_point = point;
      for (; point < shape.ring_ends()[ring]; ++point) geometry.add_point(shape.points()[point]);
      if (point > first_point) geometry.end_ring();
    }
    if (ring > first_ring) geometry.end_part();
  }
  geometry.end_feature();
  return true;
}

/// A column of the table and what becomes of it.
struct Reading {
  int place = 0;  ///< in the row
  ColumnBuilder builder;
  int was = -1;  ///< its place in the layer as it was saved
};

struct TablePlan {
  std::string sql;
  std::vector<Reading> columns;
};

TablePlan plan_reading(Database& database, const std::string& table, const model::Layer& layer) {
  const TableNames names = names_in_table(layer.table);
  TablePlan plan;
  std::string fid = names.fid, geometry;
  {
    Statement find(database, "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?");
    if (find.bind(std::string_view(table)).step()) geometry = find.text(0);
  }
  struct Found {
    std::string name, type;
  };
  std::vector<Found> found;
  Statement info(database, "SELECT name, type, pk FROM pragma_table_info(?)");
  info.bind(std::string_view(table));
  while (info.step()) {
    Found one{std::string(info.text(0)), std::string(info.text(1))};
    if (info.integer(2) != 0) {
      fid = one.name;
    } else if (folded(one.name) != folded(geometry) && folded(one.type) != "blob") {
      found.push_back(std::move(one));
    }
  }
  std::string columns = geometry.empty() ? "NULL" : quoted(geometry);
  int place = 0;
  const auto read = [&](const std::string& sql_name, std::string name, ColumnType type, int was) {
    columns += ", " + quoted(sql_name);
    plan.columns.push_back({++place, ColumnBuilder(std::move(name), type), was});
  };
  for (std::size_t i = 0; i < names.columns.size(); ++i) {
    const auto there = std::find_if(found.begin(), found.end(), [&](const Found& one) {
      return folded(one.name) == folded(names.columns[i]);
    });
    if (there == found.end()) continue;
    const Column& column = layer.table.columns[i];
    read(there->name, column.name, ColumnType(column.values.index()), static_cast<int>(i));
    found.erase(there);
  }
  for (const Found& one : found) read(one.name, one.name, type_declared(one.type), -1);
  plan.sql = "SELECT " + columns + " FROM " + quoted(table) + " ORDER BY " + quoted(fid);
  return plan;
}

}  // namespace

void make_geopackage(Database& database) {
  database.run("PRAGMA application_id = 0x47504B47");
  database.run("PRAGMA user_version = 10300");
  database.run(
      "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, "
      "organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, "
      "definition TEXT NOT NULL, description TEXT)");
  database.run(
      "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, "
      "identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT "
      "(strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y "
      "DOUBLE, srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES "
      "gpkg_spatial_ref_sys(srs_id))");
  database.run(
      "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
      "geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT "
      "NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT "
      "uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) "
      "REFERENCES gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES "
      "gpkg_spatial_ref_sys (srs_id))");
  database.run(
      "INSERT INTO gpkg_spatial_ref_sys VALUES "
      "('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', NULL), "
      "('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL)");
  srs_id(database, geo::Crs::wgs84());
}

std::int64_t srs_id(Database& database, const geo::Crs& crs) {
  const std::string code = crs.code(), wkt = crs.wkt();
  std::int64_t id = 0;
  std::string organization = "NONE";
  if (code.starts_with("EPSG:") && crs.is_standard()) {
    id = std::atoll(code.c_str() + 5);
    organization = "EPSG";
  } else {
    Statement known(database, "SELECT srs_id FROM gpkg_spatial_ref_sys WHERE definition = ?");
    if (known.bind(std::string_view(wkt)).step()) return known.integer(0);
    id = database.number("SELECT max(99999, max(srs_id)) + 1 FROM gpkg_spatial_ref_sys");
  }
  Statement insert(database, "INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,NULL)");
  const std::string name = crs.name();
  insert.bind(std::string_view(name)).bind(id).bind(std::string_view(organization));
  insert.bind(id).bind(std::string_view(wkt)).run();
  return id;
}

std::string free_table_name(Database& database, const std::string& wished) {
  std::string stem = wished.empty() ? "layer" : wished;
  for (const char* reserved : {"gpkg_", "sqlite_", "rtree_", "wangge_", "plan_grids"}) {
    if (folded(stem).starts_with(reserved)) stem = "layer_" + stem;
  }
  std::string name = stem;
  for (int n = 2; database.good() && database.has_table(name); ++n) {
    name = fmt::format("{}_{}", stem, n);
  }
  return name;
}

void write_table(Database& database, const std::string& table, const model::Layer& layer,
                 std::int64_t srs, Progress& progress) {
  const TableNames names = names_in_table(layer.table);
  const bool with_geometry = !layer.geometry.points().empty();
  const bool as_multi = has_many_parts(layer.geometry);
  std::string columns = quoted(names.fid) + " INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL";
  std::string marks = "?";
  if (with_geometry) {
    columns += ", " + quoted(names.geometry) + ' ' + geometry_type(layer.geometry, as_multi);
    marks += ",?";
  }
  for (std::size_t i = 0; i < names.columns.size(); ++i) {
    columns += ", " + quoted(names.columns[i]) + ' ' + sql_type(layer.table.columns[i]);
    marks += ",?";
  }
  database.run("CREATE TABLE " + quoted(table) + " (" + columns + ")");
  {
    Statement enter(database,
                    "INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, "
                    "max_x, max_y, srs_id) VALUES (?,?,?,?,?,?,?,?)");
    enter.bind(std::string_view(table));
    enter.bind(std::string_view(with_geometry ? "features" : "attributes"));
    enter.bind(std::string_view(table));
    const geo::Box& box = layer.extent;
    for (const double edge : {box.min_x, box.min_y, box.max_x, box.max_y}) {
      box.is_empty() ? enter.bind_null() : enter.bind(edge);
    }
    with_geometry ? enter.bind(srs) : enter.bind_null();
    enter.run();
  }
  if (with_geometry) {
    Statement enter(database, "INSERT INTO gpkg_geometry_columns VALUES (?,?,?,?,0,0)");
    const std::string type = geometry_type(layer.geometry, as_multi);
    enter.bind(std::string_view(table)).bind(std::string_view(names.geometry));
    enter.bind(std::string_view(type)).bind(srs).run();
  }
  Statement insert(database, "INSERT INTO " + quoted(table) + " VALUES (" + marks + ")");
  std::vector<std::string> kept(layer.table.columns.size());
  std::string geometry;
  for (std::size_t row = 0; row < layer.size() && database.good(); ++row) {
    insert.bind(static_cast<std::int64_t>(row) + 1);
    if (with_geometry) {
      gpkg_geometry(layer.geometry, row, as_multi, static_cast<std::int32_t>(srs), geometry);
      geometry.empty() ? insert.bind_null() : insert.bind_bytes(geometry);
    }
    for (std::size_t i = 0; i < kept.size(); ++i) {
      bind_value(insert, layer.table.columns[i], row, kept[i]);
    }
    insert.run();
    if (row % rows_between_looks != 0) continue;
    progress.report(static_cast<double>(row) / static_cast<double>(layer.size()));
    if (progress.cancelled()) database.fail({ErrorCode::cancelled, database.path(), "", ""});
  }
  if (with_geometry) {
    write_spatial_index(database, table, names.fid, names.geometry, layer.geometry);
  }
}

void drop_table(Database& database, const std::string& table) {
  std::string index;
  {
    Statement find(database,
                   "SELECT 'rtree_' || table_name || '_' || column_name FROM gpkg_geometry_columns "
                   "WHERE table_name = ?");
    if (find.bind(std::string_view(table)).step()) index = find.text(0);
  }
  if (!index.empty()) database.run("DROP TABLE IF EXISTS " + quoted(index));
  for (const char* list : {"gpkg_geometry_columns", "gpkg_extensions", "gpkg_ogr_contents"}) {
    if (!database.has_table(list)) continue;
    Statement(database, std::string("DELETE FROM ") + list + " WHERE table_name = ?")
        .bind(std::string_view(table))
        .run();
  }
  database.run("DROP TABLE IF EXISTS " + quoted(table));
  Statement(database, "DELETE FROM gpkg_contents WHERE table_name = ?")
      .bind(std::string_view(table))
      .run();
}

std::size_t read_table(Database& database, const std::string& table, model::Layer& layer) {
  TablePlan plan = plan_reading(database, table, layer);
  Statement rows(database, plan.sql);
  geo::PackedGeometry geometry(layer.geometry.kind());
  Shape shape;
  std::size_t left_out = 0, count = 0;
  while (rows.step()) {
    const std::string_view wkb = wkb_in_gpkg(rows.bytes(0));
    shape.clear();
    if (!wkb.empty() &&
        shape_from_wkb({reinterpret_cast<const std::uint8_t*>(wkb.data()), wkb.size()}, shape) !=
            WkbResult::good) {
      shape.clear();
    }
    if (!add_shape(shape, geometry)) {
      ++left_out;
      continue;
    }
    for (Reading& column : plan.columns) add_value(column.builder, rows, column.place);
    ++count;
  }
  model::Table table_read;
  model::Mapping mapping;
  table_read.rows = count;
  for (std::size_t i = 0; i < plan.columns.size(); ++i) {
    Reading& reading = plan.columns[i];
    Column column = std::move(reading.builder).build();
    if (reading.was >= 0) {
      const Column& before = layer.table.columns[static_cast<std::size_t>(reading.was)];
      if (before.coding && before.coding->in_file->size() == count) column.coding = before.coding;
      for (const auto& entry : layer.mapping.entries()) {
        if (entry.column == reading.was) mapping.set(entry.field, static_cast<int>(i));
      }
    }
    table_read.columns.push_back(std::move(column));
  }
  geometry.shrink_to_fit();
  layer.table = std::move(table_read);
  layer.mapping = std::move(mapping);
  layer.geometry = std::move(geometry);
  layer.extent = layer.geometry.box();
  return left_out;
}

}  // namespace wangge::io
