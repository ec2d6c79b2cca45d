#pragma once

#include <memory>

#include "base/result.h"

struct sqlite3;

namespace wangge::io {

/// An SQLite database in memory as GDAL makes one for its dialect of that name: with GDAL's
/// functions and, where it is built with them, SpatiaLite's. For one thread at a time.
class SqlConnection {
 public:
  /// errors  failed (this GDAL has no such dialect)
  /// cost    6 ms, the first time in a process 50 ms
  static Result<SqlConnection> open();
  SqlConnection(SqlConnection&&) noexcept;
  SqlConnection& operator=(SqlConnection&&) = delete;
  ~SqlConnection();
  sqlite3* handle() const;

 private:
  struct State;
  explicit SqlConnection(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace wangge::io
