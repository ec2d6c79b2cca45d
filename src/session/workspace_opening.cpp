#include <algorithm>
#include <filesystem>
#include <unordered_map>

#include "base/i18n.h"
#include "io/raster_file.h"
#include "session/state.h"

namespace wangge::session {
namespace {

/// Layers made ready for showing, each once, whatever needs it.
class ReadyLayers {
 public:
  explicit ReadyLayers(model::Theme theme) : theme_(theme) {}
  LayerVersion of(const model::LayerPtr& layer) {
    const auto [place, fresh] = made_.try_emplace(layer.get());
    if (fresh) place->second = made_ready(layer, theme_);
    return place->second;
  }

 private:
  model::Theme theme_;
  std::unordered_map<const model::Layer*, LayerVersion> made_;
};

/// A workspace as it was kept, with all that is made of it for showing it.
struct Restored {
  io::WorkspaceState state;
  model::Workspace workspace;
  std::map<LayerId, LayerExtras> extras;
  std::shared_ptr<const analysis::PlanGround> ground;  ///< null without a plan
  model::PlanPtr opened;                               ///< the plan before its edits
  std::vector<std::string> told;
};

/// The file of a layer may be read once more: then as it was understood before.
io::ReadOptions reading_of(const model::Source& source) {
  io::ReadOptions read;
  read.encoding = source.encoding;
  if (source.crs_declared) read.source_crs = source.numbers_in;
  return read;
}

/// As far back as the history leads over the same units.
model::PlanPtr before_edits(const io::WorkspaceState& state) {
  if (!state.plan) return nullptr;
  model::Plan plan = *state.plan;
  for (std::size_t i = state.cursor; i-- > 0;) {
    if (std::holds_alternative<UnitsEdit>(*state.edits[i])) break;
    const auto* edit = std::get_if<model::PlanEdit>(state.edits[i].get());
    if (edit != nullptr) plan = model::apply(std::move(plan), model::inverse(*edit));
  }
  return std::make_shared<const model::Plan>(std::move(plan));
}

SetBarriers barriers_in(const io::WorkspaceState& state) {
  const auto numbers = [&](const char* name, std::size_t least) -> std::vector<double> {
    const auto kept = state.settings.find(name);
    if (kept == state.settings.end() || kept->second.size() < least) return {};
    return kept->second;
  };
  const auto layer = [](double number) {
    return LayerId{number > 0 && number < 4e9 ? static_cast<std::uint32_t>(number) : 0};
  };
  SetBarriers barriers;
  for (const double number : numbers("barriers", 0)) barriers.barriers.push_back(layer(number));
  if (const auto gates = numbers("gates", 1); !gates.empty()) barriers.gates = layer(gates[0]);
  if (const auto options = numbers("barrier_options", 3); !options.empty()) {
    barriers.options = {options[0], options[1], options[2]};
  }
  return barriers;
}

void restore_rasters(Restored& restored, Progress& progress) {
  for (const io::KeptRaster& kept : restored.state.rasters) {
    io::ReadOptions options;
    options.target_crs = restored.state.crs;
    options.layers = {kept.name};
    const auto opened = io::open_rasters(kept.path, options, progress);
    if (!opened || opened->empty()) {
      restored.told.push_back(trf("The background {} could not be opened: it is no longer at {}.",
                                  kept.name, kept.path));
      continue;
    }
    restored.workspace.rasters.push_back(
        {kept.id, opened->front(), kept.visible, kept.opacity, kept.grey});
  }
}

Result<Restored> restore(io::WorkspaceState state, ReadyLayers& ready, Progress& progress) {
  Restored restored;
  restored.state = std::move(state);
  const io::WorkspaceState& kept = restored.state;
  model::Workspace& workspace = restored.workspace;
  workspace.crs = kept.crs;
  workspace.demo = kept.demo;
  workspace.units = kept.units;
  for (const io::KeptLayer& one : kept.layers) {
    LayerVersion version = ready.of(one.layer);
    workspace.layers.push_back({one.id, one.layer, version.style, one.visible, one.opacity});
    restored.extras[one.id] = {version.index, version.style, reading_of(one.layer->source)};
  }
  restore_rasters(restored, progress);
  const model::LayerEntry* units = workspace.find(kept.units);
  if (kept.plan && units != nullptr) {
    auto ground =
        analysis::make_ground(units->layer, ground_layers(workspace, barriers_in(kept)), progress);
    if (!ground) return ground.error();
    restored.ground = *ground;
    restored.opened = before_edits(kept);
  }
  if (progress.cancelled())
    return Error{ErrorCode::cancelled, "", tr("Opening was cancelled."), ""};
  return restored;
}

analysis::BalanceOptions balance_in(const io::WorkspaceState& state) {
  const auto kept = state.settings.find("balance");
  if (kept == state.settings.end() || kept->second.size() < 4) return {};
  using Measure = analysis::BalanceMeasure;
  const std::vector<double>& numbers = kept->second;
  analysis::BalanceOptions balance{Measure::households, numbers[1], numbers[2], numbers[3]};
  for (const auto known : {Measure::population, Measure::buildings, Measure::area}) {
    if (numbers[0] == static_cast<double>(known)) balance.measure = known;
  }
  return balance;
}

/// In the place of everything that is open.
void put_in_place(State& state, const Restored& restored) {
  state.jobs.drop_all();
  OpenWork work;
  work.snapshot.version = state.snapshot.version + 1;
  work.snapshot.theme = state.snapshot.theme;
  work.snapshot.notices = std::move(state.snapshot.notices);
  work.snapshot.selection = std::make_shared<const model::Selection>();
  work.snapshot.workspace = std::make_shared<const model::Workspace>(restored.workspace);
  work.snapshot.file.opened = state.snapshot.file.opened + 1;
  work.snapshot.file.found = std::move(state.snapshot.file.found);
  work.extras = restored.extras;
  work.history.restore(restored.state.edits, restored.state.cursor);
  work.snapshot.archive = restored.state.kept_plans;
  work.snapshot.questions = restored.state.questions;
  work.export_log = restored.state.export_log;
  work.desk.options = balance_in(restored.state);
  work.desk.barriers = barriers_in(restored.state);
  for (const auto& [id, extras] : restored.extras) work.crs_settled.insert(id);
  static_cast<OpenWork&>(state) = std::move(work);
  for (const auto& entry : restored.workspace.layers) {
    state.last_layer = std::max(state.last_layer, static_cast<std::uint32_t>(entry.id));
  }
  for (const auto& entry : restored.workspace.rasters) {
    state.last_layer = std::max(state.last_layer, static_cast<std::uint32_t>(entry.id));
  }
  if (restored.ground) restore_plan(state, restored.ground, restored.state.plan, restored.opened);
  refresh_history(state);
  layers_changed(state);
  for (const std::string& sentence : restored.told) state.tell(NoticeKind::warning, sentence);
}

/// A file that was opened; without a keeper it may be looked at, and saved under another name.
struct OpenedFile {
  std::string path;
  std::shared_ptr<Keeper> keeper;
  std::optional<io::WorkspaceState> saved;
  std::optional<FoundWork> draft;
};

void land_opened(State& state, const Restored& restored, const OpenedFile& file) {
  if (state.keeping.keeper) state.keeping.keeper->forget();
  std::erase_if(state.snapshot.file.found,
                [&](const FoundWork& work) { return work.shown || work.path == file.path; });
  put_in_place(state, restored);
  const bool journal = file.keeper && file.keeper->is_journal();
  if (!journal) state.snapshot.file.path = file.path;
  if (file.draft && !journal) {
    auto& found = state.snapshot.file.found;
    found.insert(found.begin(), *file.draft);
  }
  state.keeping.keeper = file.keeper;
  state.keeping.saved = file.saved;
  state.touch();
}

Result<std::pair<Restored, OpenedFile>> open_file(const std::string& path, bool journal,
                                                  model::Theme theme, Progress& progress) {
  ReadyLayers ready(theme);
  auto opened = io::WorkspaceFile::open(
      path, [&](const model::LayerPtr& layer) { return ready.of(layer); }, progress);
  if (!opened) return opened.error();
  auto claim = io::FileClaim::take(path);
  // The draft of a window that is still open is that window's.
  const bool ours = claim && !opened->file.read_only();
  const bool with_draft = ours && opened->draft;
  auto restored = restore(with_draft ? opened->draft->state : opened->saved, ready, progress);
  if (!restored) return restored.error();
  auto& told = restored->told;
  told.insert(told.begin(), opened->warnings.begin(), opened->warnings.end());
  OpenedFile file{path, nullptr, std::nullopt, std::nullopt};
  if (!journal) file.saved = opened->saved;
  if (with_draft) file.draft = FoundWork{path, opened->draft->at, opened->draft->steps, true};
  if (ours) {
    file.keeper = std::make_shared<Keeper>(std::move(opened->file), std::move(*claim), journal);
  } else if (!claim && claim.error().code == ErrorCode::conflict) {
    told.push_back(
        trf("{} is open in another window: what you change here can only be saved under "
            "another name.",
            path));
  }
  return std::pair(std::move(*restored), std::move(file));
}

}  // namespace

void open_workspace(State& state, const OpenWorkspace& action) {
  const bool journal = !state.journal_folder.empty() &&
                       std::filesystem::path(action.path).parent_path() == state.journal_folder;
  state.jobs.start(trf("Opening {}", std::filesystem::path(action.path).filename().string()),
                   [path = action.path, more = action.more, journal,
                    theme = state.snapshot.theme](JobContext& context) {
                     auto opened = open_file(path, journal, theme, context.progress);
                     if (!opened) {
                       return context.land([e = opened.error()](State& s) { s.tell(e); });
                     }
                     context.land([opened = std::move(*opened), more](State& s) {
                       land_opened(s, opened.first, opened.second);
                       if (!more.paths.empty()) open_files(s, more);
                     });
                   });
  state.touch();
}

void go_back_to_saved(State& state) {
  if (!state.keeping.saved) return;
  state.jobs.start(tr("Going back to what was saved"),
                   [saved = *state.keeping.saved, theme = state.snapshot.theme,
                    file = OpenedFile{state.snapshot.file.path, state.keeping.keeper,
                                      state.keeping.saved, std::nullopt}](JobContext& context) {
                     ReadyLayers ready(theme);
                     auto restored = restore(saved, ready, context.progress);
                     if (!restored)
                       return context.land([e = restored.error()](State& s) { s.tell(e); });
                     context.land([restored = std::move(*restored), file](State& s) {
                       land_opened(s, restored, file);
                     });
                   });
  state.touch();
}

}  // namespace wangge::session
