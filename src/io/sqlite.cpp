#include "io/sqlite.h"

#include <sqlite3.h>

#include <utility>

#include "base/i18n.h"

namespace wangge::io {
namespace {

constexpr int patience_ms = 2000;  ///< that another program is waited for

Error refused(const std::string& path, int extended, const char* said) {
  switch (extended & 0xFF) {
    case SQLITE_FULL:
      return {ErrorCode::no_space, path, tr("There is no space left on the disk."),
              tr("Free some space or choose another folder.")};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {ErrorCode::no_permission, path, tr("Nothing may be written there."),
              tr("Choose another folder.")};
    case SQLITE_CANTOPEN:
      return {ErrorCode::no_permission, path, tr("The file cannot be opened."),
              tr("Check that it exists and that you may read and write it.")};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::conflict, path, tr("Another program is writing to the file."),
              tr("Close it there and try again, or save under another name.")};
    case SQLITE_NOTADB:
      return {ErrorCode::not_a_map_file, path, tr("The file is no workspace."),
              tr("Choose a workspace that was saved with this program.")};
    case SQLITE_CORRUPT:
      return {ErrorCode::broken, path, tr("The file is damaged."), tr("Take an older copy of it.")};
    case SQLITE_IOERR:
      if (extended == SQLITE_IOERR_WRITE || extended == SQLITE_IOERR_FSYNC ||
          extended == SQLITE_IOERR_TRUNCATE || extended == SQLITE_IOERR_SHMSIZE) {
        return {ErrorCode::no_space, path, tr("The disk takes no more: it is full or gone."),
                tr("Free some space or choose another folder.")};
      }
      if (extended == SQLITE_IOERR_SHORT_READ) {
        return {ErrorCode::broken, path, tr("The file is damaged."),
                tr("Take an older copy of it.")};
      }
      [[fallthrough]];
    default:
      return {ErrorCode::failed, path, trf("The file cannot be used: {}", said),
              tr("Choose another folder.")};
  }
}

}  // namespace

Result<Database> Database::open(const std::string& path, Mode mode) {
  const int flags = mode == Mode::read    ? SQLITE_OPEN_READONLY
                    : mode == Mode::write ? SQLITE_OPEN_READWRITE
                                          : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(handle, path);
  if (code != SQLITE_OK) return refused(path, code, sqlite3_errstr(code));
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, patience_ms);
  // What a file brings along (views, triggers) must not do more than look and compute.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  database.let_indices_be_written(false);
  return database;
}

void Database::let_indices_be_written(bool allowed) {
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, allowed ? 0 : 1, nullptr);
}

Database::Database(Database&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)),
      path_(std::move(other.path_)),
      failure_(std::move(other.failure_)) {}

Database& Database::operator=(Database&& other) noexcept {
  std::swap(handle_, other.handle_);
  std::swap(path_, other.path_);
  std::swap(failure_, other.failure_);
  return *this;
}

Database::~Database() { close(); }

void Database::close() { sqlite3_close_v2(std::exchange(handle_, nullptr)); }

void Database::note(int code) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE || failure_) return;
  failure_ = refused(path_, sqlite3_extended_errcode(handle_), sqlite3_errmsg(handle_));
}

void Database::run(const std::string& sql) {
  if (good()) note(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr));
}

std::int64_t Database::number(const std::string& sql) {
  Statement statement(*this, sql);
  const std::int64_t value = statement.step() ? statement.integer(0) : 0;
  return value;
}

Result<void> Database::take_failure() {
  if (good()) return {};
  Error error = std::move(*failure_);
  failure_.reset();
  return error;
}

void Database::fail(Error error) {
  if (!failure_) failure_ = std::move(error);
}

bool Database::has_table(const std::string& name) {
  Statement statement(*this, "SELECT 1 FROM sqlite_master WHERE lower(name) = lower(?)");
  return statement.bind(std::string_view(name)).step();
}

bool Database::read_only() const { return sqlite3_db_readonly(handle_, "main") != 0; }

Statement::Statement(Database& database, const std::string& sql) : database_(database) {
  if (!database_.good()) return;
  note(sqlite3_prepare_v2(database_.handle_, sql.c_str(), static_cast<int>(sql.size()), &statement_,
                          nullptr));
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::note(int code) { database_.note(code); }

Statement& Statement::bind(std::int64_t value) {
  if (database_.good()) note(sqlite3_bind_int64(statement_, ++bound_, value));
  return *this;
}

Statement& Statement::bind(double value) {
  if (database_.good()) note(sqlite3_bind_double(statement_, ++bound_, value));
  return *this;
}

Statement& Statement::bind(std::string_view text) {
  if (!database_.good()) return *this;
  // Without bytes there may be no pointer, which would be taken for null.
  note(sqlite3_bind_text64(statement_, ++bound_, text.empty() ? "" : text.data(), text.size(),
                           SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind_bytes(std::string_view bytes) {
  if (!database_.good()) return *this;
  note(sqlite3_bind_blob64(statement_, ++bound_, bytes.empty() ? "" : bytes.data(), bytes.size(),
                           SQLITE_STATIC));
  return *this;
}

Statement& Statement::bind_null() {
  if (database_.good()) note(sqlite3_bind_null(statement_, ++bound_));
  return *this;
}

bool Statement::step() {
  if (!database_.good()) return false;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  note(code);
  sqlite3_reset(statement_);
  bound_ = 0;
  return false;
}

Statement::Type Statement::type(int column) const {
  switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_INTEGER:
      return Type::integer;
    case SQLITE_FLOAT:
      return Type::real;
    case SQLITE_TEXT:
      return Type::text;
    case SQLITE_BLOB:
      return Type::bytes;
    default:
      return Type::null;
  }
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}
double Statement::real(int column) const { return sqlite3_column_double(statement_, column); }

std::string_view Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return {text == nullptr ? "" : text,
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string_view Statement::bytes(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return {bytes == nullptr ? "" : bytes,
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string quoted(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

Result<void> Transaction::commit() {
  database_.run("COMMIT");
  done_ = database_.good();
  return done_ ? Result<void>() : database_.take_failure();
}

Transaction::~Transaction() {
  if (done_) return;
  const auto failure = database_.take_failure();
  database_.run("ROLLBACK");
  // That there was nothing to roll back any more is no failure of its own.
  if (const auto ignored = database_.take_failure(); !ignored) {
  }
  if (!failure) database_.fail(failure.error());
}

}  // namespace wangge::io
