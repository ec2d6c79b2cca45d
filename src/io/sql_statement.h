#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace wangge::io {

/// A statement on a connection that somebody else owns. Unlike Statement (sqlite.h) it tells of
/// nothing: its user knows what its errors mean.
class SqlStatement {
 public:
  SqlStatement(sqlite3* connection, std::string_view text);
  SqlStatement(const SqlStatement&) = delete;
  SqlStatement& operator=(const SqlStatement&) = delete;
  ~SqlStatement();

  sqlite3_stmt* handle() const { return handle_; }  ///< nullptr: an error, or nothing but blanks
  bool good() const { return good_; }
  std::string_view rest() const { return rest_; }  ///< of the text, behind the first semicolon

 private:
  sqlite3_stmt* handle_ = nullptr;
  bool good_ = false;
  std::string_view rest_;
};

Error sql_cancelled();

}  // namespace wangge::io
