#include "io/gpkg_writer.h"

#include <fmt/format.h>

#include "base/i18n.h"
#include "io/gpkg_table.h"

namespace wangge::io {
namespace {

/// A text within SQL.
std::string literal(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + '\'';
}

/// A system of a name alone, in degrees or metres: other programs then ask instead of believing
/// that it is the system that it was made from.
std::int64_t undeclared_srs(Database& database, const geo::Crs& crs) {
  const std::string unit =
      crs.is_geographic() ? R"(UNIT["degree",0.0174532925199433])" : R"(UNIT["metre",1])";
  const std::string name = crs.code();
  const std::string wkt =
      fmt::format(R"(LOCAL_CS["{}",{},AXIS["x",EAST],AXIS["y",NORTH]])", name, unit);
  const std::int64_t id =
      database.number("SELECT max(99999, max(srs_id)) + 1 FROM gpkg_spatial_ref_sys");
  Statement insert(database, "INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,'NONE',?,?,?)");
  insert.bind(std::string_view(name)).bind(id).bind(id).bind(std::string_view(wkt));
  insert.bind(std::string_view("No standard system; see the description of the table.")).run();
  return id;
}

/// How many rows a table has, for programs that would count them otherwise.
void enter_count(Database& database, const std::string& table, std::size_t rows) {
  database.run(
      "CREATE TABLE IF NOT EXISTS gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, "
      "feature_count INTEGER DEFAULT NULL)");
  Statement(database, "INSERT INTO gpkg_ogr_contents VALUES (?, ?)")
      .bind(std::string_view(table))
      .bind(static_cast<std::int64_t>(rows))
      .run();
  for (const auto& [event, change] : {std::pair("insert", "+ 1"), std::pair("delete", "- 1")}) {
    database.run(fmt::format(
        "CREATE TRIGGER {} AFTER {} ON {} BEGIN UPDATE gpkg_ogr_contents SET feature_count = "
        "feature_count {} WHERE lower(table_name) = lower({}); END",
        quoted(fmt::format("trigger_{}_feature_count_{}", event, table)), event, quoted(table),
        change, literal(table)));
  }
}

void enter_about(Database& database, const std::string& table,
                 const std::vector<std::string>& about) {
  const std::string text = lines_of(about);
  Statement(database, "UPDATE gpkg_contents SET description = ? WHERE table_name = ?")
      .bind(std::string_view(text))
      .bind(std::string_view(table))
      .run();
}

}  // namespace

std::string lines_of(const std::vector<std::string>& sentences) {
  return fmt::format("{}", fmt::join(sentences, "\n"));
}

Result<void> write_gpkg(const std::vector<ReadyLayer>& layers, const geo::Crs& crs,
                        const std::string& path, Progress& progress) {
  auto database = Database::open(path, Database::Mode::create);
  if (!database) return database.error();
  // Nobody sees the file before it is whole; then it is flushed once (Workshop::deliver).
  database->run("PRAGMA journal_mode = MEMORY");
  database->run("PRAGMA synchronous = OFF");
  database->run("PRAGMA locking_mode = EXCLUSIVE");
  Transaction transaction(*database);
  make_geopackage(*database);
  const std::int64_t srs =
      crs.is_standard() ? srs_id(*database, crs) : undeclared_srs(*database, crs);
  for (const ReadyLayer& one : layers) {
    const std::string table = free_table_name(*database, one.layer.name);
    write_table(*database, table, one.layer, srs, progress);
    enter_count(*database, table, one.layer.size());
    enter_about(*database, table, one.about);
  }
  const auto written = transaction.commit();
  if (!written && written.error().code == ErrorCode::cancelled) {
    return Error{ErrorCode::cancelled, path, tr("Writing was cancelled."), ""};
  }
  return written;
}

}  // namespace wangge::io
