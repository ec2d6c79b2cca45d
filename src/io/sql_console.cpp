#include "io/sql_console.h"

#include <sqlite3.h>

#include <charconv>

#include "base/i18n.h"
#include "io/sql_answer.h"
#include "io/sql_connection.h"
#include "io/sql_guard.h"
#include "io/sql_tables.h"

namespace wangge::io {
namespace {

/// The number that SpatiaLite knows a system by; 0: none.
int srid_of(const geo::Crs& crs) {
  const std::string code = crs.code();
  int number = 0;
  if (code.starts_with("EPSG:"))
    std::from_chars(code.data() + 5, code.data() + code.size(), number);
  return number;
}

/// "line 2, character 14" of a place in a statement.
std::string place_in(std::string_view statement, int offset) {
  if (offset < 0 || static_cast<std::size_t>(offset) > statement.size()) return {};
  int line = 1, character = 1;
  for (const char c : statement.substr(0, static_cast<std::size_t>(offset))) {
    if (c == '\n') {
      ++line, character = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {  // not within a character
      ++character;
    }
  }
  return trf("line {}, character {}", line, character);
}

/// Why the statement failed: it was refused, cancelled, or SQLite says so.
Error failure(sqlite3* connection, const SqlGuard& guard, std::string_view statement) {
  if (auto refusal = guard.refusal()) return *refusal;
  if (sqlite3_errcode(connection) == SQLITE_INTERRUPT) return sql_cancelled();
  return {ErrorCode::invalid_argument, place_in(statement, sqlite3_error_offset(connection)),
          trf("SQLite does not understand the statement or cannot answer it: {}",
              sqlite3_errmsg(connection)),
          tr("Check the names of tables and columns and the spelling.")};
}

Result<model::Layer> read_answer(sqlite3* connection, const SqlStatement& statement,
                                 std::string_view text, const SqlGuard& guard, int srid,
                                 std::size_t most_rows) {
  SqlAnswer answer(connection, statement.handle(), srid);
  int code = sqlite3_step(statement.handle());
  for (; code == SQLITE_ROW && answer.rows() < most_rows; code = sqlite3_step(statement.handle())) {
    answer.add_row();
  }
  if (code != SQLITE_DONE && code != SQLITE_ROW) return failure(connection, guard, text);
  model::Layer layer = std::move(answer).build();
  if (code == SQLITE_ROW) {
    layer.source.warnings.push_back(
        trf("Only the first {} rows are here: the answer has more. Ask for fewer with WHERE or "
            "LIMIT.",
            with_separators(static_cast<long long>(most_rows))));
  }
  return layer;
}

}  // namespace

Result<model::Layer> run_sql(const std::string& statement, const std::vector<SqlTable>& tables,
                             const geo::Crs& crs, std::size_t most_rows, Progress& progress) {
  const Result<void> begins_well = check_first_word(statement);
  if (!begins_well) return begins_well.error();
  const Result<SqlConnection> opened = SqlConnection::open();
  if (!opened) return opened.error();
  sqlite3* connection = opened->handle();
  const int srid = srid_of(crs);
  const Result<void> handed = hand_over(connection, tables, statement, srid, progress);
  if (!handed) return handed.error();
  progress.report(-1);

  const SqlGuard guard(connection, progress);
  const SqlStatement first(connection, statement);
  if (!first.good()) return failure(connection, guard, statement);
  if (first.handle() == nullptr || sqlite3_column_count(first.handle()) == 0) {
    return Error{ErrorCode::empty, "", tr("There is no statement to answer."),
                 tr("Begin with SELECT, for example: SELECT * FROM a layer.")};
  }
  const SqlStatement second(connection, first.rest());
  if (!second.good() || second.handle() != nullptr) {
    return Error{ErrorCode::invalid_argument, "", tr("There are several statements."),
                 tr("Ask one at a time: leave out what is behind the first semicolon.")};
  }
  Result<model::Layer> layer = read_answer(connection, first, statement, guard, srid, most_rows);
  if (!layer) return layer;
  layer->name = "sql";
  layer->mapping = model::guess_mapping(layer->role, layer->table);
  layer->source.format = "SQL";
  layer->source.crs = crs.code();
  return layer;
}

}  // namespace wangge::io
