#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

std::shared_ptr<const analysis::PlanBalance> balance_of(const PlanView& view) {
  return std::make_shared<const analysis::PlanBalance>(
      analysis::plan_balance(*view.ground, *view.plan, *view.figures, view.options));
}

}  // namespace

std::shared_ptr<const std::vector<std::uint16_t>> colours_of_units(const model::Plan& plan) {
  auto colours = std::make_shared<std::vector<std::uint16_t>>();
  colours->reserve(plan.grid_of_unit.size());
  for (const model::GridIndex grid : plan.grid_of_unit) {
    const auto index = static_cast<std::size_t>(grid);
    colours->push_back(index < plan.grids.size() && plan.grids[index].colour != model::no_colour
                           ? plan.grids[index].colour
                           : model::hidden_class);
  }
  return colours;
}

void show_plan(State& state, std::shared_ptr<const model::Plan> plan) {
  if (!state.snapshot.plan || !state.desk.figures) return;
  const PlanView& old = *state.snapshot.plan;
  auto view = std::make_shared<PlanView>(old);
  const bool same_units = old.plan && old.plan->grid_of_unit == plan->grid_of_unit;
  if (!same_units || old.plan->grids != plan->grids) {
    state.desk.figures->update(*plan);
    view->colours = colours_of_units(*plan);
    view->figures =
        std::make_shared<const std::vector<analysis::GridFigures>>(state.desk.figures->grids());
  }
  if (!same_units || !view->borders) {
    view->borders =
        std::make_shared<const geo::PackedGeometry>(view->ground->coverage->grid_borders(*plan));
  }
  view->options = state.desk.options;
  view->plan = plan;
  view->balance = balance_of(*view);
  view->changed = state.history.changed();
  view->gesture = state.desk.gesture != 0;
  view->before = state.desk.before_proposal;
  state.snapshot.plan = std::move(view);
  refresh_history(state);
  model::Workspace workspace = state.edit_workspace();
  workspace.plan = std::move(plan);
  state.set_workspace(std::move(workspace));
  if (state.desk.gesture == 0) {
    refresh_conservation(state);
    refresh_comparison(state);
    refresh_splits(state);
  }
}

void show_balance(State& state, const SetBalance& action) {
  state.desk.options = action.options;
  if (!state.snapshot.plan) return;
  auto view = std::make_shared<PlanView>(*state.snapshot.plan);
  view->options = action.options;
  view->balance = balance_of(*view);
  state.snapshot.plan = std::move(view);
  state.touch();
}

void refresh_history(State& state) {
  state.snapshot.undo_label = state.history.undo_label();
  state.snapshot.redo_label = state.history.redo_label();
  if (state.desk.gesture == 0 || !state.snapshot.history) {
    auto labels = std::make_shared<std::vector<std::string>>();
    for (const EditPtr& edit : state.history.edits()) labels->push_back(label_of(*edit));
    state.snapshot.history = std::move(labels);
  }
  state.snapshot.history_cursor = state.history.cursor();
  state.touch();
}

bool refuse_without_plan(State& state) {
  if (state.snapshot.plan) return false;
  state.tell({ErrorCode::invalid_argument, "", tr("There is no plan to change."),
              tr("Open a layer of units and a layer of grids first.")});
  return true;
}

}  // namespace wangge::session
