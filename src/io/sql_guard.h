#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/progress.h"
#include "base/result.h"

struct sqlite3;

namespace wangge::io {

/// While it lives nothing but reading is allowed on a connection, and what takes long can be
/// cancelled.
class SqlGuard {
 public:
  SqlGuard(sqlite3* connection, Progress& progress);
  ~SqlGuard();
  SqlGuard(const SqlGuard&) = delete;
  SqlGuard& operator=(const SqlGuard&) = delete;

  /// What was refused first, if anything was.
  std::optional<Error> refusal() const;

 private:
  static int authorize(void* guard, int action, const char* first, const char* second,
                       const char* database, const char* trigger);
  sqlite3* connection_;
  std::string refused_;  // "INSERT", "load_extension()"; empty: nothing
};

/// A statement that begins with a word that writes, by that word: SQLite itself would tell of a
/// table of its own that may not be written.
///
/// errors  invalid_argument
Result<void> check_first_word(std::string_view statement);

}  // namespace wangge::io
