#include <algorithm>

#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

/// A proposal ends where undo goes behind its beginning.
void end_proposal_if_left(State& state) {
  if (state.desk.proposal && state.history.cursor() < *state.desk.proposal) {
    state.desk.proposal.reset();
    state.desk.before_proposal.reset();
  }
}

/// What a drawn line crossed concerns the step that is taken back or done again no more.
void forget_what_was_crossed(State& state) {
  const auto& check = state.snapshot.check;
  if (check && !check->mended && !check->plan &&
      std::ranges::none_of(*check->findings, analysis::is_fault)) {
    dismiss_check(state);
  }
}

}  // namespace

void apply_edit(State& state, const Edit& edit) {
  end_proposal_if_left(state);
  forget_what_was_crossed(state);
  if (const auto* layer = std::get_if<LayerEdit>(&edit)) {
    apply_layer_edit(state, *layer);
  } else if (const auto* units = std::get_if<UnitsEdit>(&edit)) {
    show_units(state, *units);
  } else if (state.snapshot.plan) {
    show_plan(state, std::make_shared<const model::Plan>(model::apply(
                         *state.snapshot.plan->plan, std::get<model::PlanEdit>(edit))));
  }
}

void undo(State& state) {
  if (const auto edit = state.history.undo()) apply_edit(state, *edit);
}

void redo(State& state) {
  if (const auto edit = state.history.redo()) apply_edit(state, *edit);
}

void go_in_history(State& state, const GoInHistory& action) {
  const std::size_t to = std::min(action.cursor, state.history.edits().size());
  while (state.history.cursor() != to) {
    const bool back = state.history.cursor() > to;
    const auto edit = back ? state.history.undo() : state.history.redo();
    if (!edit) return;
    apply_edit(state, *edit);
  }
}

void begin_proposal(State& state) {
  if (refuse_without_plan(state) || state.desk.proposal) return;
  state.desk.proposal = state.history.cursor();
  state.desk.before_proposal = static_cast<const PlanNumbers&>(*state.snapshot.plan);
  show_plan(state, state.snapshot.plan->plan);
}

void accept_proposal(State& state) {
  if (!state.desk.proposal) return;
  const std::size_t edits = state.history.cursor() - *state.desk.proposal;
  if (edits > 1) {
    state.history.join_since(*state.desk.proposal, trf("Proposal of {} steps", edits));
  }
  state.desk.proposal.reset();
  state.desk.before_proposal.reset();
  show_plan(state, state.snapshot.plan->plan);
}

void reject_proposal(State& state) {
  if (!state.desk.proposal) return;
  const std::size_t begin = *state.desk.proposal;
  state.desk.proposal.reset();
  state.desk.before_proposal.reset();
  while (state.history.cursor() > begin) {
    const auto edit = state.history.undo();  // redo brings a step back, should it be missed
    if (edit) apply_edit(state, *edit);
  }
  show_plan(state, state.snapshot.plan->plan);
}

}  // namespace wangge::session
