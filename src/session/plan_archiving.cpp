#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

/// The plan of the archive at that place, with its name; null where there is none.
model::PlanPtr kept_plan(State& state, std::size_t place) {
  if (refuse_without_plan(state) || place >= state.snapshot.archive.size()) return nullptr;
  return state.snapshot.archive[place];
}

std::string in_words(const model::Plan& plan) {
  return plan.valid_from == 0 ? plan.name
                              : trf("{} (from {})", plan.name, format_date(plan.valid_from));
}

}  // namespace

void put_in_force(State& state, const PutInForce& action) {
  if (refuse_without_plan(state)) return;
  model::PlanArchive archive = state.snapshot.archive;
  const auto& opened = state.desk.opened;
  if (archive.empty() && opened && !opened->grids.empty()) archive.push_back(opened);
  auto kept = model::put_in_force(std::move(archive), *state.snapshot.plan->plan, action.from);
  if (!kept) return state.tell(kept.error());
  state.snapshot.archive = std::move(*kept);
  const model::Plan& now = *state.snapshot.archive.back();
  const model::PlanHead before = model::head_of(*state.snapshot.plan->plan);
  if (before != model::head_of(now)) {
    model::PlanEdit edit{trf("In force from {}", format_date(now.valid_from))};
    edit.head = model::HeadChange{before, model::head_of(now)};
    edit_plan(state, std::move(edit));
  }
  state.tell(NoticeKind::done, trf("The plan “{}” is in force from {} on; a copy of it is kept.",
                                   now.name, format_date(now.valid_from)));
}

void compare_kept(State& state, const CompareKept& action) {
  if (auto with = kept_plan(state, action.place)) {
    std::string name = in_words(*with);
    compare_with(state, std::move(with), std::move(name));
  }
}

void take_up_plan(State& state, const TakeUpPlan& action) {
  const model::PlanPtr kept = kept_plan(state, action.place);
  if (!kept) return;
  const model::Plan& now = *state.snapshot.plan->plan;
  if (kept->unit_ids != now.unit_ids) {
    state.tell({ErrorCode::conflict, kept->name,
                tr("The units were cut since; the plans do not fit."),
                tr("Undo the cut to go on from this plan.")});
    return;
  }
  edit_plan(state, model::difference(now, *kept, in_words(*kept)));
}

}  // namespace wangge::session
