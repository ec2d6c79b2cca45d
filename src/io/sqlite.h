#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace wangge::io {

/// An open SQLite file. The first failure is kept, and nothing is done after it until it is asked
/// for: a row of steps needs to look only once, before it is committed. For one thread at a time.
class Database {
 public:
  enum class Mode { read, write, create };
  /// errors  not_found, no_permission, broken (no SQLite file), conflict (locked)
  static Result<Database> open(const std::string& path, Mode mode);
  Database(Database&& other) noexcept;
  Database& operator=(Database&& other) noexcept;
  ~Database();
  /// Nothing can be done with it afterwards.
  void close();

  void run(const std::string& sql);
  std::int64_t number(const std::string& sql);  ///< of the first row; 0 without one
  bool good() const { return !failure_; }
  /// errors  no_space, no_permission, conflict (somebody else writes), broken, failed
  Result<void> take_failure();
  void fail(Error error);
  /// Whether a table (or view) of that name is there.
  bool has_table(const std::string& name);
  bool read_only() const;
  /// Whether the tables behind an index may be written themselves. Else nothing that a file brings
  /// along can break one.
  void let_indices_be_written(bool allowed);
  const std::string& path() const { return path_; }

 private:
  friend class Statement;
  Database(sqlite3* handle, std::string path) : handle_(handle), path_(std::move(path)) {}
  void note(int code);

  sqlite3* handle_ = nullptr;
  std::string path_;
  std::optional<Error> failure_;
};

/// One SQL command, to be run once or for many rows. Values are bound in the order of its question
/// marks and must live until step() or run().
class Statement {
 public:
  Statement(Database& database, const std::string& sql);
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  Statement& bind(std::int64_t value);
  Statement& bind(double value);
  Statement& bind(std::string_view text);
  Statement& bind_bytes(std::string_view bytes);
  Statement& bind_null();
  /// The next row; false at the end, and then values can be bound anew.
  bool step();
  void run() {
    while (step()) {
    }
  }

  enum class Type { null, integer, real, text, bytes };
  Type type(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;  ///< until the next step
  std::string_view bytes(int column) const;

 private:
  void note(int code);
  Database& database_;
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
};

/// A name of a table or column within SQL.
std::string quoted(std::string_view name);

/// Everything until commit(), or nothing.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database) {
    database_.run("BEGIN IMMEDIATE");
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  Result<void> commit();

 private:
  Database& database_;
  bool done_ = false;
};

}  // namespace wangge::io
