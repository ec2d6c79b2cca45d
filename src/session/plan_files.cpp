#include <filesystem>

#include "base/i18n.h"
#include "io/plan_file.h"
#include "session/state.h"

namespace wangge::session {

void save_plan(State& state, const SavePlan& action) {
  if (!state.snapshot.plan) {
    state.tell({ErrorCode::invalid_argument, action.path, tr("There is no plan to save."),
                tr("Open a layer of units and a layer of grids first.")});
    return;
  }
  const auto plan = state.snapshot.plan->plan;
  const auto saved = io::write_text_file(action.path, model::plan_to_text(*plan));
  if (!saved) {
    state.tell(saved.error());
    return;
  }
  state.history.mark_saved();
  show_plan(state, plan);
  state.tell(NoticeKind::done, trf("The plan is saved in {}.", action.path));
}

void open_plan(State& state, const OpenPlan& action) {
  if (!state.snapshot.plan) {
    state.tell({ErrorCode::invalid_argument, action.path, tr("A plan needs the units it assigns."),
                tr("Open a layer of units and a layer of grids first.")});
    return;
  }
  const model::Plan before = *state.snapshot.plan->plan;
  const auto read = io::read_plan_file(action.path, before);
  if (!read) {
    state.tell(read.error());
    return;
  }
  // Opening is an edit like any other, so that it can be undone.
  edit_plan(state, model::difference(
                       before, *read,
                       trf("Plan {}", std::filesystem::path(action.path).filename().string())));
  state.history.mark_saved();
  show_plan(state, state.snapshot.plan->plan);
}

}  // namespace wangge::session
