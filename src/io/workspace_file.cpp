#include "io/workspace_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <utility>

#include "base/i18n.h"
#include "io/gpkg_table.h"
#include "io/replacing.h"
#include "io/workspace_body.h"

namespace wangge::io {
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t format = 1;
constexpr const char* grids_table = "plan_grids";

Error no_workspace(const std::string& path) {
  return {ErrorCode::not_a_map_file, path, tr("The file is no workspace."),
          tr("Choose a workspace that was saved with this program.")};
}

void make_tables(Database& database) {
  make_geopackage(database);
  database.run("CREATE TABLE wangge_meta (key TEXT PRIMARY KEY, value)");
  database.run("INSERT INTO wangge_meta VALUES ('format', 1), ('revision', 0)");
  database.run(
      "CREATE TABLE wangge_piece (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, "
      "table_name TEXT, head "
      "BLOB NOT NULL)");
  database.run("CREATE TABLE wangge_bytes (piece INTEGER, part INTEGER, data BLOB)");
  database.run("CREATE INDEX wangge_bytes_of ON wangge_bytes (piece, part)");
  database.run(
      "CREATE TABLE wangge_state (name TEXT PRIMARY KEY, at INTEGER, steps INTEGER, body BLOB NOT "
      "NULL)");
  database.run(
      "CREATE TABLE wangge_plan (id INTEGER PRIMARY KEY, name TEXT, valid_from TEXT, valid_to "
      "TEXT, grids INTEGER, units INTEGER, edited BOOLEAN)");
  database.run(
      "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('wangge_plan', "
      "'attributes', 'wangge_plan')");
}

/// The grids as a layer for other programs.
model::Layer grids_layer(const model::Plan& plan, const model::Coverage& coverage) {
  model::Layer layer;
  layer.name = grids_table;
  layer.geometry = coverage.grid_polygons(plan);
  layer.extent = layer.geometry.box();
  layer.table.rows = plan.grids.size();
  const auto add_texts = [&](const char* name, std::string model::GridRecord::*text) {
    model::TextsBuilder texts;
    for (const model::GridRecord& grid : plan.grids) texts.push_back(grid.*text);
    layer.table.columns.push_back({name, std::move(texts).build(), {}});
  };
  add_texts("code", &model::GridRecord::code);
  add_texts("name", &model::GridRecord::name);
  add_texts("community", &model::GridRecord::community);
  add_texts("theme", &model::GridRecord::theme);
  add_texts("officers", &model::GridRecord::officers);
  model::Integers units(plan.grids.size());
  for (const model::GridIndex grid : plan.grid_of_unit) {
    if (grid != model::unassigned) ++units[static_cast<std::size_t>(grid)];
  }
  layer.table.columns.push_back({"units", std::move(units), {}});
  return layer;
}

void write_plan_row(Database& database, const model::Plan& plan, bool edited) {
  Statement insert(database,
                   "INSERT INTO wangge_plan (name, valid_from, valid_to, grids, units, edited) "
                   "VALUES (?, ?, ?, ?, ?, ?)");
  const std::string from = plan.valid_from == 0 ? "" : format_date(plan.valid_from);
  const std::string to = plan.valid_to == 0 ? "" : format_date(plan.valid_to);
  insert.bind(std::string_view(plan.name)).bind(std::string_view(from)).bind(std::string_view(to));
  insert.bind(static_cast<std::int64_t>(plan.grids.size()));
  insert.bind(static_cast<std::int64_t>(plan.grid_of_unit.size())).bind(std::int64_t{edited}).run();
}

/// Makes the file that is replaced complete without the two beside it, which would be taken for
/// those of the new one.
Result<void> settle(const std::string& path) {
  std::error_code ignored;
  if (!fs::exists(path, ignored) || !fs::exists(path + "-wal", ignored)) return {};
  auto old = Database::open(path, Database::Mode::write);
  if (!old) return old.error();
  old->run("PRAGMA journal_mode = DELETE");
  return old->take_failure();
}

}  // namespace

struct WorkspaceFile::Data {
  explicit Data(Database opened) : database(std::move(opened)) {}
  Database database;
  Pieces pieces;
  std::optional<WorkspaceState> saved, draft;
  model::PlanPtr shown_plan;  ///< as plan_grids has it
  std::int64_t revision = 0;

  void keep_journal() {
    // Readers go on reading, and what is written outlives the program without waiting for the
    // disk. Where the file system cannot do it SQLite stays with its usual way.
    database.run("PRAGMA journal_mode = WAL");
    database.run("PRAGMA synchronous = NORMAL");
  }
  Result<void> write(const WorkspaceState& state, bool as_saved, bool newer_draft, Seconds at,
                     std::size_t steps, const model::Coverage* coverage, Progress& progress);
  void write_grids(const WorkspaceState& state, const model::Coverage* coverage, std::int64_t srs,
                   Progress& progress);
  void check_revision();
};

void WorkspaceFile::Data::check_revision() {
  if (database.number("SELECT value FROM wangge_meta WHERE key = 'revision'") == revision) return;
  database.fail({ErrorCode::conflict, database.path(),
                 tr("The workspace was changed in another window since it was opened here."),
                 tr("Save under another name.")});
}

void WorkspaceFile::Data::write_grids(const WorkspaceState& state, const model::Coverage* coverage,
                                      std::int64_t srs, Progress& progress) {
  database.run("DELETE FROM wangge_plan");
  if (state.plan) write_plan_row(database, *state.plan, true);
  for (const model::PlanPtr& plan : state.kept_plans) write_plan_row(database, *plan, false);
  if (state.plan == shown_plan) return;
  drop_table(database, grids_table);
  if (state.plan && coverage != nullptr && !state.plan->grids.empty() &&
      coverage->unit_count() == state.plan->grid_of_unit.size()) {
    write_table(database, grids_table, grids_layer(*state.plan, *coverage), srs, progress);
  }
}

Result<void> WorkspaceFile::Data::write(const WorkspaceState& state, bool as_saved,
                                        bool newer_draft, Seconds at, std::size_t steps,
                                        const model::Coverage* coverage, Progress& progress) {
  if (database.read_only()) {
    return Error{ErrorCode::no_permission, database.path(),
                 tr("The workspace may be read and not written."), tr("Save under another name.")};
  }
  const auto other = as_saved ? (newer_draft ? draft : std::nullopt) : saved;
  Reached reached, open;
  reach(state, reached);
  if (other) reach(*other, reached);
  for (const KeptLayer& layer : state.layers) open.insert(layer.layer.get());
  Pieces next = pieces;  // taken over when everything is written
  {
    Transaction transaction(database);
    check_revision();
    PieceWriter writer(database, next, progress);
    writer.keep_only(reached);
    if (as_saved) writer.put_away_tables(open);
    const std::int64_t srs = srs_id(database, state.crs);
    const std::string body = write_body(state, as_saved, srs, writer);
    Statement(database, "INSERT OR REPLACE INTO wangge_state VALUES (?, ?, ?, ?)")
        .bind(std::string_view(as_saved ? "saved" : "draft"))
        .bind(at)
        .bind(static_cast<std::int64_t>(steps))
        .bind_bytes(body)
        .run();
    if (as_saved && !newer_draft) database.run("DELETE FROM wangge_state WHERE name = 'draft'");
    if (as_saved) write_grids(state, coverage, srs, progress);
    database.run("UPDATE wangge_meta SET value = value + 1 WHERE key = 'revision'");
    const auto committed = transaction.commit();
    if (!committed) return committed;
  }
  ++revision;
  pieces = std::move(next);
  (as_saved ? saved : draft) = state;
  if (as_saved) shown_plan = state.plan;
  if (as_saved && !newer_draft) draft.reset();
  return {};
}

WorkspaceFile::WorkspaceFile(std::unique_ptr<Data> data) : data_(std::move(data)) {}
WorkspaceFile::WorkspaceFile(WorkspaceFile&&) noexcept = default;
WorkspaceFile& WorkspaceFile::operator=(WorkspaceFile&&) noexcept = default;

WorkspaceFile::~WorkspaceFile() {
  // At rest the file is one file, which can be copied and read from where nothing may be written.
  if (data_ && !data_->database.read_only()) data_->database.run("PRAGMA journal_mode = DELETE");
}

bool WorkspaceFile::has_draft() const { return data_->draft.has_value(); }
bool WorkspaceFile::read_only() const { return data_->database.read_only(); }
const std::string& WorkspaceFile::path() const { return data_->database.path(); }

bool WorkspaceFile::is_one(const std::string& path) {
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) return false;
  auto database = Database::open(path, Database::Mode::read);
  return database && database->has_table("wangge_state");
}

std::optional<std::pair<Seconds, std::size_t>> WorkspaceFile::draft_in(const std::string& path) {
  auto database = Database::open(path, Database::Mode::write);  // its log may have to be read in
  if (!database) return std::nullopt;
  Statement draft(*database, "SELECT at, steps FROM wangge_state WHERE name = 'draft'");
  if (!draft.step()) return std::nullopt;
  return std::pair(draft.integer(0), static_cast<std::size_t>(draft.integer(1)));
}

Result<WorkspaceFile> WorkspaceFile::make(const std::string& path, const WorkspaceState& state,
                                          const model::Coverage* coverage, Progress& progress) {
  auto workshop = Workshop::beside(path);
  if (!workshop) return workshop.error();
  const auto name_the_target = [&path](Error error) {
    error.where = path;
    return error;
  };
  auto database = Database::open(workshop->path(), Database::Mode::create);
  if (!database) return name_the_target(database.error());
  auto data = std::make_unique<Data>(std::move(*database));
  data->database.run("PRAGMA journal_mode = OFF");  // the file is thrown away when anything fails
  data->database.run("PRAGMA synchronous = OFF");
  make_tables(data->database);
  auto written = data->write(state, true, false, 0, 0, coverage, progress);
  if (!written) return name_the_target(written.error());
  data->database.close();
  if (auto flushed = flush_file(workshop->path()); !flushed) {
    return name_the_target(flushed.error());
  }
  if (auto settled = settle(path); !settled) return name_the_target(settled.error());
  if (auto delivered = workshop->deliver(); !delivered) return delivered.error();
  auto reopened = Database::open(path, Database::Mode::write);
  if (!reopened) return reopened.error();
  data->database = std::move(*reopened);
  data->keep_journal();
  if (auto kept = data->database.take_failure(); !kept) return kept.error();
  return WorkspaceFile(std::move(data));
}

Result<WorkspaceFile> WorkspaceFile::make_journal(const std::string& path) {
  auto database = Database::open(path, Database::Mode::create);
  if (!database) return database.error();
  ::chmod(path.c_str(), S_IRUSR | S_IWUSR);
  auto data = std::make_unique<Data>(std::move(*database));
  data->keep_journal();
  make_tables(data->database);
  if (auto made = data->database.take_failure(); !made) return made.error();
  return WorkspaceFile(std::move(data));
}

Result<WorkspaceFile::Opened> WorkspaceFile::open(const std::string& path, const Ready& ready,
                                                  Progress& progress) {
  std::error_code ignored;
  if (!fs::exists(path, ignored)) {
    return Error{ErrorCode::not_found, path, tr("There is no such file."), tr("Check the name.")};
  }
  auto database = Database::open(path, Database::Mode::write);
  if (!database) return database.error();
  auto data = std::make_unique<Data>(std::move(*database));
  Database& file = data->database;
  const bool ours = file.has_table("wangge_meta") && file.has_table("wangge_state");
  if (auto looked = file.take_failure(); !looked) return looked.error();
  if (!ours) return no_workspace(path);
  if (file.number("SELECT value FROM wangge_meta WHERE key = 'format'") > format) {
    return Error{ErrorCode::unsupported, path,
                 tr("The workspace was saved by a newer version of the program."),
                 tr("Open it with that version.")};
  }
  data->revision = file.number("SELECT value FROM wangge_meta WHERE key = 'revision'");
  PieceReader reader(file, data->pieces, ready, progress);
  std::optional<Draft> draft;
  bool good = true;
  {
    Statement states(file, "SELECT name, at, steps, body FROM wangge_state");
    while (states.step()) {
      auto state = read_body(states.bytes(3), reader);
      if (progress.cancelled()) {
        return Error{ErrorCode::cancelled, path, tr("Opening was cancelled."), ""};
      }
      good = good && state;
      if (!state) continue;
      if (states.text(0) == "saved") {
        data->saved = std::move(state);
      } else {
        data->draft = *state;
        draft = Draft{std::move(*state), states.integer(1),
                      static_cast<std::size_t>(states.integer(2))};
      }
    }
  }
  if (file.has_table(grids_table) && data->saved) data->shown_plan = data->saved->plan;
  if (auto read = file.take_failure(); !read) return read.error();
  if (!good || (!data->saved && !draft)) {
    return Error{ErrorCode::broken, path, tr("The workspace contradicts itself."),
                 tr("Take an older copy of it.")};
  }
  if (!file.read_only()) data->keep_journal();
  if (auto kept = file.take_failure(); !kept && kept.error().code != ErrorCode::conflict) {
    return kept.error();
  }
  WorkspaceState saved = data->saved.value_or(WorkspaceState());
  return Opened{WorkspaceFile(std::move(data)), std::move(saved), std::move(draft),
                std::move(reader.warnings)};
}

Result<void> WorkspaceFile::save(const WorkspaceState& state, const model::Coverage* coverage,
                                 bool newer_draft, Progress& progress) {
  Database& file = data_->database;
  file.run("PRAGMA synchronous = FULL");
  auto written = data_->write(state, true, newer_draft, 0, 0, coverage, progress);
  file.run("PRAGMA synchronous = NORMAL");
  if (!written) return written;
  // Into the file itself, so that a copy of it is complete. A reader may be in the way: then later.
  file.run("PRAGMA wal_checkpoint(TRUNCATE)");
  if (const auto later = file.take_failure(); !later && later.error().code != ErrorCode::conflict) {
    return later;
  }
  return {};
}

Result<void> WorkspaceFile::keep_draft(const WorkspaceState& state, Seconds at, std::size_t steps) {
  if (data_->draft ? *data_->draft == state : data_->saved && *data_->saved == state) return {};
  Progress nobody_asks;
  return data_->write(state, false, false, at, steps, nullptr, nobody_asks);
}

Result<void> WorkspaceFile::drop_draft() {
  if (!data_->draft) return {};
  {
    Transaction transaction(data_->database);
    data_->check_revision();
    Pieces next = data_->pieces;
    Reached reached;
    if (data_->saved) reach(*data_->saved, reached);
    Progress nobody_asks;
    PieceWriter(data_->database, next, nobody_asks).keep_only(reached);
    data_->database.run("DELETE FROM wangge_state WHERE name = 'draft'");
    data_->database.run("UPDATE wangge_meta SET value = value + 1 WHERE key = 'revision'");
    const auto committed = transaction.commit();
    if (!committed) return committed;
    data_->pieces = std::move(next);
  }
  ++data_->revision;
  data_->draft.reset();
  return {};
}

}  // namespace wangge::io
