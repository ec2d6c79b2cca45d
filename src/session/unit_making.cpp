// Units made of open layers: tried out, and as a layer.
#include <algorithm>

#include "analysis/unit_building.h"
#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

using Trial = std::shared_ptr<const UnitsTrial>;

/// The layers a wish names, as they are now.
UnitsTrial trial_of(const State& state, const MakeUnits& wish) {
  const auto layer_of = [&state](LayerId id) {
    const model::LayerEntry* entry = state.workspace().find(id);
    return entry == nullptr ? nullptr : entry->layer;
  };
  UnitsTrial trial;
  trial.wish = wish;
  trial.areas = layer_of(wish.areas);
  trial.buildings = layer_of(wish.buildings);
  for (const LayerId id : wish.cuts) {
    if (const model::LayerPtr line = layer_of(id)) trial.lines.push_back(line);
  }
  return trial;
}

/// Whether a trial is of this wish, and of the layers as they are now.
bool answers(const UnitsTrial& trial, const UnitsTrial& wished) {
  return trial.built && trial.wish == wished.wish && trial.areas == wished.areas &&
         trial.buildings == wished.buildings && trial.lines == wished.lines;
}

Result<analysis::BuiltUnits> build(const UnitsTrial& trial, Progress& progress) {
  const analysis::UnitOptions& options = trial.wish.options;
  return trial.wish.divide
             ? analysis::build_units(*trial.areas, trial.lines, trial.buildings.get(), options,
                                     progress)
             : analysis::units_from_areas(*trial.areas, trial.buildings.get(), options, progress);
}

/// Fills in what comes; false where the job was cancelled.
bool work_out(UnitsTrial& trial, Progress& progress) {
  auto built = build(trial, progress);
  if (!built) {
    trial.why_not = to_text(built.error());
    return built.error().code != ErrorCode::cancelled;
  }
  trial.problems = analysis::unit_problems(*built, *trial.areas, trial.buildings.get());
  trial.built = std::make_shared<const analysis::BuiltUnits>(std::move(*built));
  return true;
}

bool would_lose_plan(const State& state) {
  return state.snapshot.plan && state.snapshot.plan->changed;
}

/// "8,875 of 8,900 households" for each column that was carried, where not all came along.
void tell_what_is_outside(State& state, const UnitsTrial& trial) {
  const analysis::Carried& carried = trial.built->carried;
  if (carried.outside.empty()) return;
  std::string lost;
  for (const analysis::CarriedColumn& column : carried.columns) {
    if (column.outside != 0) lost += trf("; {}: {:g}", column.of_area.name, column.outside);
  }
  state.tell(NoticeKind::warning,
             trf("{} buildings lie in no unit and are counted in none{}.",
                 with_separators(static_cast<long long>(carried.outside.size())), lost));
}

void show_problems(State& state, LayerId units, const UnitsTrial& trial) {
  const analysis::MendReport& mending = trial.built->mending;
  if (trial.problems.empty() && mending.mended.empty()) return;
  const model::LayerEntry* entry = state.workspace().find(units);
  if (entry == nullptr) return;
  std::shared_ptr<analysis::MendReport> report;
  if (!mending.mended.empty()) {
    report = std::make_shared<analysis::MendReport>(mending);
    report->left = trial.problems;
  }
  state.snapshot.table_result.reset();
  state.snapshot.check = std::make_shared<const CheckView>(CheckView{
      units, entry->layer, std::make_shared<const std::vector<analysis::Finding>>(trial.problems),
      std::move(report)});
  state.touch();
}

void land(State& state, const UnitsTrial& trial, const LayerVersion& made) {
  if (would_lose_plan(state)) {
    state.tell({ErrorCode::conflict, model::title(*trial.areas),
                tr("The plan has changed in the meantime."), tr("Try it once more.")});
    return;
  }
  const LayerEdit edit{tr("Make units"), LayerId{++state.last_layer}, {}, made};
  end_gesture(state);
  state.history.push(edit);
  apply_layer_edit(state, edit);
  end_units_trial(state);
  state.tell(NoticeKind::done, trf("{} units were made of “{}”.",
                                   with_separators(static_cast<long long>(made.layer->size())),
                                   model::title(*trial.areas)));
  tell_what_is_outside(state, trial);
  show_problems(state, edit.layer, trial);
}

/// "units" says in every language what it is; where there are some already, of what they were made.
std::string name_of(const State& state, const UnitsTrial& trial) {
  return state.workspace().find(model::Role::units) == nullptr
             ? "units"
             : trf("Units of {}", model::title(*trial.areas));
}

}  // namespace

void make_units(State& state, const MakeUnits& action) {
  auto trial = std::make_shared<UnitsTrial>(trial_of(state, action));
  if (!trial->areas) return;
  if (would_lose_plan(state)) {
    state.tell({ErrorCode::conflict, model::title(*trial->areas),
                tr("New units begin a new plan, and the open one has changes that are not saved."),
                tr("Save the plan first.")});
    return;
  }
  const Trial& known = state.snapshot.units_trial;
  const Trial done = known && answers(*known, *trial) ? known : nullptr;
  state.replace_job(
      state.units_job, trf("Making units of {}", model::title(*trial->areas)),
      [trial, done, name = name_of(state, *trial),
       theme = state.snapshot.theme](JobContext& context) {
        if (!done && !work_out(*trial, context.progress)) return;
        const UnitsTrial& made = done ? *done : *trial;
        if (!made.built) {
          context.land([why = made.why_not](State& s) { s.tell(NoticeKind::failure, why); });
          return;
        }
        auto layer = std::make_shared<model::Layer>(made.built->units);
        layer->name = name;
        context.land([made, ready = made_ready(std::move(layer), theme)](State& s) {
          land(s, made, ready);
        });
      });
}

void try_units(State& state, const TryUnits& action) {
  auto trial = std::make_shared<UnitsTrial>(trial_of(state, action.wish));
  if (!trial->areas) return end_units_trial(state);
  state.replace_job(state.units_job, tr("Trying out units"), [trial](JobContext& context) {
    if (!work_out(*trial, context.progress)) return;
    context.land([trial](State& s) {
      s.snapshot.units_trial = trial;
      s.touch();
    });
  });
}

void end_units_trial(State& state) {
  if (state.units_job) state.jobs.cancel(*state.units_job);
  state.units_job.reset();
  state.snapshot.units_trial.reset();
  state.touch();
}

}  // namespace wangge::session
