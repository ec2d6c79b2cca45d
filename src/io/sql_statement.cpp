#include "io/sql_statement.h"

#include <sqlite3.h>

#include "base/i18n.h"

namespace wangge::io {

SqlStatement::SqlStatement(sqlite3* connection, std::string_view text) {
  const char* end = nullptr;
  good_ = sqlite3_prepare_v2(connection, text.data(), static_cast<int>(text.size()), &handle_,
                             &end) == SQLITE_OK;
  if (end != nullptr) rest_ = text.substr(static_cast<std::size_t>(end - text.data()));
}

SqlStatement::~SqlStatement() { sqlite3_finalize(handle_); }

Error sql_cancelled() { return {ErrorCode::cancelled, "", tr("The query was cancelled."), ""}; }

}  // namespace wangge::io
