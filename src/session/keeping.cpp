#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <filesystem>

#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

Seconds office_time() { return static_cast<Seconds>(std::time(nullptr)) + office_offset_s; }

/// A name that no other window makes.
std::string new_journal(State& state) {
  std::string moment = format_time(office_time());
  for (char& c : moment) c = c == ' ' || c == ':' ? '-' : c;
  const std::string name = fmt::format("{}-{}-{}.gpkg", moment, ::getpid(), ++state.last_journal);
  return (std::filesystem::path(state.journal_folder) / name).string();
}

/// What is seen of the layers, and what was undone, is kept but no work that anybody would miss.
io::WorkspaceState work_alone(io::WorkspaceState state) {
  state.edits.resize(std::min(state.cursor, state.edits.size()));
  const auto clear = [](auto& entries) {
    for (auto& entry : entries) entry.visible = true, entry.opacity = 1;
  };
  clear(state.layers);
  clear(state.rasters);
  return state;
}

void keep_barriers(const SetBarriers& barriers, io::WorkspaceState& kept) {
  if (barriers == SetBarriers{}) return;
  std::vector<double>& layers = kept.settings["barriers"];
  for (const LayerId layer : barriers.barriers) {
    layers.push_back(static_cast<double>(static_cast<std::uint32_t>(layer)));
  }
  kept.settings["gates"] = {static_cast<double>(static_cast<std::uint32_t>(barriers.gates))};
  kept.settings["barrier_options"] = {barriers.options.reach_m, barriers.options.share,
                                      barriers.options.gate_reach_m};
}

/// Steps that were done and undone since the save; one where only something else has changed.
std::size_t done_since_save(const State& state, const io::WorkspaceState& now) {
  const auto& saved = state.keeping.saved;
  const std::size_t before = saved ? saved->cursor : 0;
  std::size_t same = 0;
  while (same < std::min(before, now.cursor) && saved->edits[same] == now.edits[same]) ++same;
  return std::max<std::size_t>(1, before - same + now.cursor - same);
}

}  // namespace

io::WorkspaceState kept_state(const State& state) {
  const model::Workspace& workspace = state.workspace();
  io::WorkspaceState kept;
  kept.crs = workspace.crs;
  kept.demo = workspace.demo;
  for (const model::LayerEntry& entry : workspace.layers) {
    kept.layers.push_back({entry.id, entry.layer, entry.visible, entry.opacity});
  }
  for (const model::RasterEntry& entry : workspace.rasters) {
    kept.rasters.push_back({entry.id, entry.raster->info.path, entry.raster->info.name,
                            entry.visible, entry.opacity, entry.grey});
  }
  kept.units = workspace.units;
  kept.plan = workspace.plan;
  kept.kept_plans = state.snapshot.archive;
  kept.edits = state.history.edits();
  kept.cursor = state.history.cursor();
  const analysis::BalanceOptions& balance = state.desk.options;
  kept.settings["balance"] = {static_cast<double>(balance.measure), balance.tolerance,
                              balance.band_low, balance.band_high};
  keep_barriers(state.desk.barriers, kept);
  kept.questions = state.snapshot.questions;
  kept.export_log = state.export_log;
  return kept;
}

bool is_changed(const State& state, const io::WorkspaceState& now) {
  const auto& saved = state.keeping.saved;
  if (!saved) return !now.edits.empty() || !now.kept_plans.empty();
  io::WorkspaceState before = *saved;
  // Undone and done again a plan is another value that says the same.
  if (before.plan && now.plan && *before.plan == *now.plan) before.plan = now.plan;
  return work_alone(std::move(before)) != work_alone(now);
}

void keep_work(State& state) {
  Keeping& keeping = state.keeping;
  if (keeping.keeper) {
    if (const auto failure = keeping.keeper->take_failure()) {
      state.tell(NoticeKind::warning,
                 trf("What you do is not being kept until you save: {}", to_text(*failure)));
    }
  }
  if (state.desk.gesture != 0 || keeping.seen_version == state.snapshot.version) return;
  keeping.seen_version = state.snapshot.version;
  io::WorkspaceState now = kept_state(state);
  if (keeping.seen && *keeping.seen == now) return;
  const bool changed = is_changed(state, now);
  keeping.seen = now;
  if (state.snapshot.file.changed != changed) {
    state.snapshot.file.changed = changed;
    state.touch();
    keeping.seen_version = state.snapshot.version;
  }
  if (!changed) {
    if (keeping.keeper) keeping.keeper->forget();
    return;
  }
  if (state.journal_folder.empty()) return;
  if (!keeping.keeper) {
    keeping.keeper = std::make_shared<Keeper>(new_journal(state));
  }
  const std::size_t done = done_since_save(state, now);
  keeping.keeper->keep(std::move(now), office_time(), ++keeping.step, done);
}

void discard_changes(State& state) {
  if (state.keeping.keeper) state.keeping.keeper->forget();
  state.snapshot.file.changed = false;
  state.touch();
}

}  // namespace wangge::session
