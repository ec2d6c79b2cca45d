#include "io/sql_guard.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>

#include "base/i18n.h"

namespace wangge::io {
namespace {

struct Action {
  int code;
  const char* word;
};
constexpr std::array actions{
    Action{SQLITE_INSERT, "INSERT"},        Action{SQLITE_UPDATE, "UPDATE"},
    Action{SQLITE_DELETE, "DELETE"},        Action{SQLITE_ATTACH, "ATTACH"},
    Action{SQLITE_DETACH, "DETACH"},        Action{SQLITE_PRAGMA, "PRAGMA"},
    Action{SQLITE_ALTER_TABLE, "ALTER"},    Action{SQLITE_ANALYZE, "ANALYZE"},
    Action{SQLITE_REINDEX, "REINDEX"},      Action{SQLITE_TRANSACTION, "BEGIN"},
    Action{SQLITE_SAVEPOINT, "SAVEPOINT"},  Action{SQLITE_CREATE_VTABLE, "CREATE"},
    Action{SQLITE_DROP_TABLE, "DROP"},      Action{SQLITE_DROP_VTABLE, "DROP"},
    Action{SQLITE_DROP_TEMP_TABLE, "DROP"},
};
constexpr std::array writing_words{"INSERT",   "REPLACE", "UPDATE",    "DELETE", "CREATE",
                                   "DROP",     "ALTER",   "ATTACH",    "DETACH", "PRAGMA",
                                   "VACUUM",   "ANALYZE", "REINDEX",   "BEGIN",  "COMMIT",
                                   "ROLLBACK", "END",     "SAVEPOINT", "RELEASE"};

std::string lower(std::string_view text) {
  std::string small(text);
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return small;
}

/// Functions of SQLite, GDAL and SpatiaLite that reach for files, the network or other code. Those
/// that change tables do so by statements, which are refused themselves.
bool reaches_out(std::string_view function) {
  constexpr std::array beginnings{"load_extension", "ogr_datasource", "ogr_geocode",   "import",
                                  "export",         "blobtofile",     "blobfromfile",  "xb_load",
                                  "xb_store",       "eval",           "fts3_tokenizer"};
  const std::string name = lower(function);
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](const char* beginning) { return name.starts_with(beginning); });
}

Error refused(const std::string& what) {
  return {ErrorCode::invalid_argument, "",
          trf("{} is not possible here: a statement can read the tables and change nothing.", what),
          tr("Ask with SELECT, WITH or VALUES; layers are changed with the tools of the window.")};
}

/// Behind blanks and comments.
std::string_view first_word(std::string_view text) {
  while (true) {
    const auto begin = text.find_first_not_of(" \t\r\n\f;(");
    if (begin == std::string_view::npos) return {};
    text.remove_prefix(begin);
    const char* closing = text.starts_with("--") ? "\n" : text.starts_with("/*") ? "*/" : nullptr;
    if (closing == nullptr) break;
    const auto end = text.find(closing, 2);
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + std::string_view(closing).size());
  }
  const auto end = std::find_if_not(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

int stop_if_cancelled(void* progress) {
  return static_cast<Progress*>(progress)->cancelled() ? 1 : 0;
}

}  // namespace

Result<void> check_first_word(std::string_view statement) {
  const std::string word = lower(first_word(statement));
  for (const char* writing : writing_words) {
    if (word == lower(writing)) return refused(writing);
  }
  return {};
}

SqlGuard::SqlGuard(sqlite3* connection, Progress& progress) : connection_(connection) {
  constexpr int steps_between_looks = 1000;  // some ten microseconds
  sqlite3_set_authorizer(connection_, authorize, this);
  sqlite3_progress_handler(connection_, steps_between_looks, stop_if_cancelled, &progress);
}

SqlGuard::~SqlGuard() {
  sqlite3_set_authorizer(connection_, nullptr, nullptr);
  sqlite3_progress_handler(connection_, 0, nullptr, nullptr);
}

int SqlGuard::authorize(void* guard, int action, const char* first, const char* second, const char*,
                        const char*) {
  std::string& first_refused = static_cast<SqlGuard*>(guard)->refused_;
  std::string what;
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    case SQLITE_FUNCTION:
      if (!reaches_out(second)) return SQLITE_OK;
      what = std::string(second) + "()";
      break;
    case SQLITE_PRAGMA:
      what = std::string("PRAGMA ") + first;
      break;
    default: {
      const auto known = std::find_if(actions.begin(), actions.end(),
                                      [action](const Action& one) { return one.code == action; });
      what = known == actions.end() ? "CREATE" : known->word;
    }
  }
  if (first_refused.empty()) first_refused = what;
  return SQLITE_DENY;
}

std::optional<Error> SqlGuard::refusal() const {
  if (refused_.empty()) return std::nullopt;
  return refused(refused_);
}

}  // namespace wangge::io
