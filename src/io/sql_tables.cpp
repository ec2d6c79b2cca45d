#include "io/sql_tables.h"

#include <sqlite3.h>

#include <algorithm>
#include <cctype>

#include "base/i18n.h"
#include "io/gpkg_geometry.h"
#include "io/sql_statement.h"
#include "io/sqlite.h"

namespace wangge::io {
namespace {

using model::Column;

constexpr std::size_t rows_between_looks = 512;

std::string lower(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return small;
}

/// Whether a statement may speak of a column: too often rather than too seldom.
class Mentions {
 public:
  explicit Mentions(std::string_view statement) : text_(lower(statement)) {
    std::string other = text_;
    for (auto at = other.find("count(*)"); at != std::string::npos; at = other.find("count(*)")) {
      other.erase(at, 8);
    }
    all_ = other.find('*') != std::string::npos || other.find("natural") != std::string::npos;
  }
  bool has(std::string_view column) const {
    // A quote within a name is written twice, or otherwise in other kinds of quotes.
    return all_ || column.find_first_of("\"'`]") != std::string_view::npos ||
           text_.find(lower(column)) != std::string::npos;
  }

 private:
  std::string text_;
  bool all_ = false;
};

const char* type_of(const Column& column) {
  if (std::holds_alternative<model::Integers>(column.values)) return "INTEGER";
  if (std::holds_alternative<model::Reals>(column.values)) return "REAL";
  if (std::holds_alternative<model::Bools>(column.values)) return "BOOLEAN";
  return "TEXT";
}

/// As SQLite's own functions of time write it.
std::string time_text(Seconds time) {
  const CivilTime t = to_civil(time);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", t.year, t.month, t.day, t.hour,
                     t.minute, t.second);
}

void bind(sqlite3_stmt* statement, int place, const Column& column, std::size_t row) {
  if (column.is_null(row)) {
    sqlite3_bind_null(statement, place);
  } else if (const auto* integers = std::get_if<model::Integers>(&column.values)) {
    sqlite3_bind_int64(statement, place, (*integers)[row]);
  } else if (const auto* reals = std::get_if<model::Reals>(&column.values)) {
    sqlite3_bind_double(statement, place, (*reals)[row]);
  } else if (const auto* bools = std::get_if<model::Bools>(&column.values)) {
    sqlite3_bind_int(statement, place, bools->values[row] != 0 ? 1 : 0);
  } else if (const auto* times = std::get_if<model::Times>(&column.values)) {
    const std::string text = time_text(times->seconds[row]);
    sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()),
                      SQLITE_TRANSIENT);
  } else {
    const std::string_view text = std::get<model::Texts>(column.values)[row];
    sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }
}

void bind_geometry(sqlite3_stmt* statement, int place, const geo::PackedGeometry& geometry,
                   std::size_t row, std::string& bytes) {
  const auto& parts = geometry.features();
  const bool several = parts.end(row) - parts.begin(row) > 1;
  gpkg_geometry(geometry, row, several, 0, bytes);
  const std::string_view wkb = wkb_in_gpkg(bytes);
  if (wkb.empty()) {
    sqlite3_bind_null(statement, place);
  } else {
    sqlite3_bind_blob(statement, place, wkb.data(), static_cast<int>(wkb.size()), SQLITE_STATIC);
  }
}

/// A table and how a row gets into it.
struct Plan {
  std::string create, insert;
  std::vector<const Column*> columns;
  bool geometry = false;
};

Plan plan_for(const SqlTable& table, const std::string& name, const Mentions& mentions, int srid) {
  Plan plan;
  std::vector<std::string> taken;
  std::string declared, marks;
  for (const Column& column : table.layer->table.columns) {
    // A name is settled even where the column is left out: it must not depend on the statement.
    const std::string called = free_sql_name(taken, column.name);
    if (!mentions.has(called)) continue;
    declared += (declared.empty() ? "" : ", ") + quoted(called) + ' ' + type_of(column);
    marks += marks.empty() ? "?" : ", ?";
    plan.columns.push_back(&column);
  }
  const std::string geometry = free_sql_name(taken, "geometry");
  plan.geometry = !table.layer->geometry.points().empty() && mentions.has(geometry);
  // A table without columns cannot be; where none is asked for rows are counted by this one.
  if (plan.geometry || declared.empty()) {
    declared += (declared.empty() ? "" : ", ") + quoted(geometry) + " BLOB";
    marks += marks.empty() ? "" : ", ";
    marks += plan.geometry ? fmt::format("GeomFromWKB(?, {})", srid) : "NULL";
  }
  plan.create = "CREATE TEMP TABLE " + quoted(name) + " (" + declared + ")";
  plan.insert = "INSERT INTO temp." + quoted(name) + " VALUES (" + marks + ")";
  return plan;
}

Result<void> fill(sqlite3* connection, const SqlTable& table, const Plan& plan,
                  Progress& progress) {
  const SqlStatement insert(connection, plan.insert);
  std::string wkb;
  for (std::size_t row = 0; row < table.layer->size() && insert.handle() != nullptr; ++row) {
    int place = 0;
    for (const Column* column : plan.columns) bind(insert.handle(), ++place, *column, row);
    if (plan.geometry) bind_geometry(insert.handle(), ++place, table.layer->geometry, row, wkb);
    if (sqlite3_step(insert.handle()) != SQLITE_DONE) break;
    sqlite3_reset(insert.handle());
    if (row % rows_between_looks == 0 && progress.cancelled()) return sql_cancelled();
  }
  if (sqlite3_errcode(connection) == SQLITE_OK || sqlite3_errcode(connection) == SQLITE_DONE) {
    return {};
  }
  return Error{ErrorCode::failed, table.name,
               trf("The layer cannot be handed to SQLite: {}", sqlite3_errmsg(connection)),
               tr("Ask for fewer columns, or for fewer layers.")};
}

}  // namespace

std::string free_sql_name(std::vector<std::string>& taken, std::string_view name) {
  const std::string stem = name.empty() ? "column" : std::string(name);
  std::string free = stem;
  const auto is_taken = [&] {
    return std::find(taken.begin(), taken.end(), lower(free)) != taken.end();
  };
  for (int number = 2; is_taken(); ++number) free = fmt::format("{}_{}", stem, number);
  taken.push_back(lower(free));
  return free;
}

Result<void> hand_over(sqlite3* connection, const std::vector<SqlTable>& tables,
                       std::string_view statement, int srid, Progress& progress) {
  const Mentions mentions(statement);
  const auto run = [connection](const std::string& sql) {
    return sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  };
  run("PRAGMA temp_store = MEMORY");
  run("BEGIN");
  std::vector<std::string> taken;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    progress.report(static_cast<double>(i) / static_cast<double>(tables.size()));
    const std::string name = free_sql_name(taken, tables[i].name);
    if (!mentions.has(name)) continue;
    const Plan plan = plan_for(tables[i], name, mentions, srid);
    if (!run(plan.create)) {
      return Error{ErrorCode::invalid_argument, tables[i].name,
                   trf("SQLite takes no table of this layer: {}", sqlite3_errmsg(connection)),
                   tr("Rename the layer or its columns.")};
    }
    const Result<void> filled = fill(connection, tables[i], plan, progress);
    if (!filled) return filled;
  }
  run("COMMIT");
  return {};
}

}  // namespace wangge::io
