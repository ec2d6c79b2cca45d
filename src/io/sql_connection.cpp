#include "io/sql_connection.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <sqlite3.h>

#include <mutex>
#include <string_view>
#include <utility>

#include "base/i18n.h"
#include "io/gdal_library.h"
#include "io/open.h"

namespace wangge::io {
namespace {

// GDAL makes the connection and keeps it to itself. An extension that SQLite calls for every
// connection that is opened meets it there.

/// Where the thread that waits for a connection finds it; nullptr while it is closed.
struct Catcher {
  sqlite3* handle = nullptr;
};
thread_local Catcher* waiting = nullptr;
/// GDAL empties the list of extensions whenever it closes a database: one at a time.
std::mutex opening;

void nothing(sqlite3_context* context, int, sqlite3_value**) { sqlite3_result_null(context); }
void closed(void* catcher) { static_cast<Catcher*>(catcher)->handle = nullptr; }

/// Whether a connection is to a database that GDAL makes for a question, and not to that of PROJ,
/// which may be opened meanwhile.
bool is_for_questions(sqlite3* handle) {
  const char* file = sqlite3_db_filename(handle, nullptr);
  return file == nullptr || *file == '\0' ||
         std::string_view(file).find("ogr2sqlite") != std::string_view::npos;
}

int catch_connection(sqlite3* handle, char**, const sqlite3_api_routines*) {
  if (waiting == nullptr || !is_for_questions(handle)) return SQLITE_OK;
  // The function is there for what SQLite calls when it goes, with the connection.
  const int code = sqlite3_create_function_v2(handle, "wangge_connection", 0, SQLITE_UTF8, waiting,
                                              nothing, nullptr, nullptr, closed);
  if (code == SQLITE_OK) waiting->handle = handle;
  return code;
}

using Entry = void (*)();
const Entry entry = reinterpret_cast<Entry>(catch_connection);

}  // namespace

struct SqlConnection::State {
  Catcher catcher;
  DatasetPtr dataset;
  OGRLayer* result = nullptr;

  void release() {
    if (result != nullptr) dataset->ReleaseResultSet(std::exchange(result, nullptr));
  }
  /// Asks for anything, so that GDAL opens a connection and keeps it until the answer is released.
  void ask() {
    waiting = &catcher;
    sqlite3_auto_extension(entry);
    result = dataset->ExecuteSQL("SELECT 1", nullptr, "SQLITE");
    sqlite3_cancel_auto_extension(entry);
    waiting = nullptr;
  }
};

Result<SqlConnection> SqlConnection::open() {
  use_gdal();
  GdalMessages messages;
  auto state = std::make_unique<State>();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("Memory");
  if (driver != nullptr) {
    state->dataset.reset(driver->Create("", 0, 0, 0, GDT_Unknown, nullptr));
  }
  if (state->dataset) {
    const std::lock_guard lock(opening);
    // The first time in a process GDAL makes a database to copy, which empties the list; another
    // thread that closes a GeoPackage at the wrong moment does so too.
    constexpr int tries = 20;
    for (int i = 0; i < tries && state->catcher.handle == nullptr; ++i) {
      state->release();
      state->ask();
    }
  }
  if (state->catcher.handle == nullptr) {
    return Error{ErrorCode::failed, "",
                 trf("GDAL gives no SQLite to ask with: {}", messages.first()),
                 tr("Install a GDAL that is built with SQLite.")};
  }
  return SqlConnection(std::move(state));
}

SqlConnection::SqlConnection(std::unique_ptr<State> state) : state_(std::move(state)) {}
SqlConnection::SqlConnection(SqlConnection&&) noexcept = default;
SqlConnection::~SqlConnection() {
  if (!state_) return;
  const std::lock_guard lock(opening);
  state_->release();
}
sqlite3* SqlConnection::handle() const { return state_->catcher.handle; }

}  // namespace wangge::io
