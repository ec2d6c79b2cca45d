#include "analysis/auto_fill.h"
#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

using model::GridIndex;

std::string move_label(const model::Plan& plan, std::size_t units, GridIndex grid) {
  return trf("{} units to {}", units, analysis::grid_name(plan, grid));
}

/// Grids that came to lie against one of the same colour get another.
model::PlanEdit recolouring(const analysis::PlanGround& ground, const model::Plan& plan) {
  model::PlanEdit edit;
  const auto colours = model::colour_grids(*ground.coverage, plan);
  for (std::size_t g = 0; g < plan.grids.size(); ++g) {
    if (plan.grids[g].colour == colours[g]) continue;
    model::GridRecord changed = plan.grids[g];
    changed.colour = colours[g];
    edit.grids.push_back({GridIndex(g), plan.grids[g], std::move(changed)});
  }
  return edit;
}

}  // namespace

void tell_refused(State& state, const analysis::Allowed& allowed, GridIndex grid) {
  if (!allowed.any_refused()) return;
  std::size_t refused = 0;
  for (std::size_t reason = 0; reason < allowed.refused.size(); ++reason) {
    const auto kind = static_cast<analysis::Refusal>(reason);
    if (kind != analysis::Refusal::none && kind != analysis::Refusal::already_there &&
        kind != analysis::Refusal::not_the_source) {
      refused += allowed.refused[reason];
    }
  }
  state.tell(NoticeKind::warning, trf("{} units were left out: {}", refused,
                                      analysis::refusal_sentence(
                                          *state.snapshot.plan->ground, *state.snapshot.plan->plan,
                                          *allowed.example, grid, allowed.example_reason)));
}

void edit_plan(State& state, model::PlanEdit edit) {
  if (edit.empty()) return;
  end_gesture(state);
  auto changed = std::make_shared<model::Plan>(model::apply(*state.snapshot.plan->plan, edit));
  if (!edit.moves.empty() || !edit.grids.empty()) {
    const model::PlanEdit colours = recolouring(*state.snapshot.plan->ground, *changed);
    *changed = model::apply(std::move(*changed), colours);
    edit = model::joined(std::move(edit), colours);
  }
  state.history.push(std::move(edit));
  show_plan(state, std::move(changed));
}

void assign_units(State& state, const AssignUnits& action) {
  if (refuse_without_plan(state)) return;
  const PlanView& view = *state.snapshot.plan;
  const model::Plan& plan = *view.plan;
  if (action.grid != model::unassigned &&
      static_cast<std::size_t>(action.grid) >= plan.grids.size()) {
    return;
  }
  const bool goes_on = action.gesture != 0 && action.gesture == state.desk.gesture;
  const analysis::Allowed allowed =
      analysis::allowed(*view.ground, plan, action.units, action.grid, action.source);
  // While the button is down the reason is shown at the cursor.
  if (action.gesture == 0) tell_refused(state, allowed, action.grid);
  model::PlanEdit edit;
  for (const std::uint32_t unit : allowed.units) {
    edit.moves.push_back({model::UnitIndex{unit}, plan.grid_of_unit[unit], action.grid});
  }
  if (edit.empty()) return;
  edit.label = move_label(plan, edit.moves.size(), action.grid);
  if (action.gesture == 0) return edit_plan(state, std::move(edit));
  auto changed = std::make_shared<const model::Plan>(model::apply(plan, edit));
  if (goes_on) {
    state.history.extend(edit);
  } else {
    state.history.push(std::move(edit));
    state.desk.gesture = action.gesture;
  }
  show_plan(state, std::move(changed));
}

void end_gesture(State& state) {
  if (state.desk.gesture == 0) return;
  state.desk.gesture = 0;
  const model::Plan& plan = *state.snapshot.plan->plan;
  const auto& edit = std::get<model::PlanEdit>(*state.history.edits().back());
  state.history.relabel_last(move_label(plan, edit.moves.size(), edit.moves.front().to));
  const model::PlanEdit colours = recolouring(*state.snapshot.plan->ground, plan);
  if (!colours.empty()) state.history.extend(colours);
  show_plan(state, std::make_shared<const model::Plan>(model::apply(plan, colours)));
}

void cancel_gesture(State& state) {
  if (state.desk.gesture == 0) return;
  state.desk.gesture = 0;
  if (const auto edit = state.history.take_back()) apply_edit(state, *edit);
}

void fill_unassigned(State& state) {
  if (refuse_without_plan(state)) return;
  const PlanView& view = *state.snapshot.plan;
  analysis::FilledPlan filled = analysis::fill_unassigned(*view.ground, *view.plan);
  const std::size_t given = filled.moves.size();
  if (given > 0) {
    edit_plan(state, {trf("{} units filled in", given), std::move(filled.moves)});
  }
  if (filled.undecidable.empty()) {
    state.tell(NoticeKind::done,
               trf("{} units went to the neighbour with the longest border.", given));
  } else {
    state.tell(NoticeKind::warning,
               trf("{} units went to the neighbour with the longest border; {} have no neighbour "
                   "that may take them and are selected.",
                   given, filled.undecidable.size()));
    select(state, {state.snapshot.plan->units, std::move(filled.undecidable)});
  }
}

void lock_grids(State& state, const LockGrids& action) {
  if (refuse_without_plan(state)) return;
  const model::Plan& plan = *state.snapshot.plan->plan;
  std::vector<GridIndex> grids = action.grids;
  if (grids.empty()) {
    for (std::size_t g = 0; g < plan.grids.size(); ++g) grids.emplace_back(GridIndex(g));
  }
  model::PlanEdit edit;
  for (const GridIndex grid : grids) {
    if (!plan.is_open(grid)) continue;
    const model::GridRecord& record = plan.grids[static_cast<std::size_t>(grid)];
    if (record.locked == action.locked) continue;
    model::GridRecord changed = record;
    changed.locked = action.locked;
    edit.grids.push_back({grid, record, std::move(changed)});
  }
  edit.label = edit.grids.size() == 1
                   ? trf(action.locked ? tr_mark("{} locked") : tr_mark("{} unlocked"),
                         analysis::grid_name(plan, edit.grids.front().grid))
                   : trf(action.locked ? tr_mark("{} grids locked") : tr_mark("{} grids unlocked"),
                         edit.grids.size());
  edit_plan(state, std::move(edit));
}

void lock_units(State& state, const LockUnits& action) {
  if (refuse_without_plan(state)) return;
  const model::Plan& plan = *state.snapshot.plan->plan;
  model::PlanEdit edit;
  for (const std::uint32_t unit : action.units) {
    if (unit >= plan.grid_of_unit.size() || plan.is_locked(unit) == action.locked) continue;
    edit.locks.push_back({model::UnitIndex{unit}, !action.locked, action.locked});
  }
  edit.label = trf(action.locked ? tr_mark("{} units locked") : tr_mark("{} units unlocked"),
                   edit.locks.size());
  edit_plan(state, std::move(edit));
}

void set_plan_head(State& state, const SetPlanHead& action) {
  if (refuse_without_plan(state)) return;
  const model::Plan& plan = *state.snapshot.plan->plan;
  const model::PlanHead& head = action.head;
  if (head.valid_to != 0 && head.valid_from != 0 && head.valid_to < head.valid_from) {
    state.tell({ErrorCode::invalid_argument, head.name, tr("The plan would end before it begins."),
                tr("Give a later end.")});
    return;
  }
  if (head == model::head_of(plan)) return;
  model::PlanEdit edit{trf("Plan is called {}", head.name)};
  edit.head = model::HeadChange{model::head_of(plan), head};
  edit_plan(state, std::move(edit));
}

}  // namespace wangge::session
