#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

/// What everyone sees of a plan, worked out from it. `old` lends what an edit does not change.
std::shared_ptr<const PlanView> view_of(const model::Layer& units, LayerId units_id,
                                        std::shared_ptr<const model::Plan> plan,
                                        const model::Coverage& coverage,
                                        const std::vector<std::uint16_t>& grid_colours) {
  auto view = std::make_shared<PlanView>();
  view->units = units_id;
  view->borders = std::make_shared<const geo::PackedGeometry>(coverage.grid_borders(*plan));
  auto colours = std::make_shared<std::vector<std::uint16_t>>();
  colours->reserve(plan->grid_of_unit.size());
  for (const model::GridIndex grid : plan->grid_of_unit) {
    const auto index = static_cast<std::size_t>(grid);
    colours->push_back(index < grid_colours.size() ? grid_colours[index] : model::hidden_class);
  }
  view->colours = std::move(colours);
  view->totals = std::make_shared<const std::vector<analysis::GridTotals>>(
      analysis::grid_totals(units, *plan));
  view->plan = std::move(plan);
  return view;
}

/// Takes a changed plan over: everything shown about it follows.
void show_plan(State& state, std::shared_ptr<const model::Plan> plan) {
  const model::LayerEntry* units = state.workspace().find(state.workspace().units);
  if (units == nullptr || !state.coverage) return;
  auto view = std::make_shared<PlanView>(
      *view_of(*units->layer, units->id, plan, *state.coverage, *state.grid_colours));
  view->changed = state.history.changed();
  state.snapshot.plan = std::move(view);
  refresh_history(state);
  model::Workspace workspace = state.edit_workspace();
  workspace.plan = std::move(plan);
  state.set_workspace(std::move(workspace));
  refresh_conservation(state);
}

void close_plan(State& state) {
  model::Workspace workspace = state.edit_workspace();
  workspace.plan.reset();
  workspace.units = model::no_layer;
  state.set_workspace(std::move(workspace));
  state.snapshot.plan.reset();
  state.coverage.reset();
  state.history.forget_plan();
  refresh_history(state);
}

void apply_edit(State& state, const Edit& edit) {
  if (const auto* layer = std::get_if<LayerEdit>(&edit)) {
    apply_layer_edit(state, *layer);
  } else if (state.snapshot.plan) {
    show_plan(state, std::make_shared<const model::Plan>(model::apply(
                         *state.snapshot.plan->plan, std::get<model::PlanEdit>(edit))));
  }
}

struct NewPlan {
  std::shared_ptr<const model::Plan> plan;
  std::shared_ptr<const model::Coverage> coverage;
  std::shared_ptr<const std::vector<std::uint16_t>> grid_colours;
};

}  // namespace

void start_plan(State& state) {
  const model::LayerEntry* units = state.workspace().find(model::Role::units);
  const model::LayerEntry* grids = state.workspace().find(model::Role::grids);
  if (units == nullptr || grids == nullptr) {
    if (state.workspace().plan) close_plan(state);
    return;
  }
  if (state.workspace().plan && state.plan_sources.first == units->layer &&
      state.plan_sources.second == grids->layer) {
    return;
  }
  if (state.workspace().plan) close_plan(state);
  state.plan_sources = {units->layer, grids->layer};
  state.replace_job(
      state.plan_job, tr("Reading the plan"),
      [units = units->layer, grids = grids->layer, id = units->id](JobContext& context) {
        auto plan = model::plan_from_layers(*units, *grids);
        if (!plan) {
          context.land([error = plan.error()](State& s) { s.tell(error); });
          return;
        }
        NewPlan made;
        made.plan = std::make_shared<const model::Plan>(std::move(*plan));
        made.coverage =
            std::make_shared<const model::Coverage>(model::Coverage::build(units->geometry));
        made.grid_colours = std::make_shared<const std::vector<std::uint16_t>>(
            model::colour_neighbours(grids->geometry));
        context.land([made, units, grids, id](State& s) {
          if (s.plan_sources != std::pair(units, grids)) return;  // closed meanwhile
          s.coverage = made.coverage;
          s.grid_colours = made.grid_colours;
          s.history.forget_plan();
          model::Workspace workspace = s.edit_workspace();
          workspace.units = id;
          s.set_workspace(std::move(workspace));
          show_plan(s, made.plan);
          refresh_placement(s);
        });
      });
}

void assign_units(State& state, const AssignUnits& action) {
  if (!state.snapshot.plan) {
    state.tell({ErrorCode::invalid_argument, "", tr("There is no plan to change."),
                tr("Open a layer of units and a layer of grids first.")});
    return;
  }
  const model::Plan& plan = *state.snapshot.plan->plan;
  const bool to_grid = action.grid != model::unassigned;
  if (to_grid && static_cast<std::size_t>(action.grid) >= plan.grids.size()) return;
  model::PlanEdit edit;
  for (const std::uint32_t unit : action.units) {
    if (unit >= plan.grid_of_unit.size() || plan.grid_of_unit[unit] == action.grid) continue;
    edit.moves.push_back({model::UnitIndex{unit}, plan.grid_of_unit[unit], action.grid});
  }
  if (edit.moves.empty()) return;
  edit.label = to_grid ? trf("{} units to {}", edit.moves.size(),
                             plan.grids[static_cast<std::size_t>(action.grid)].name)
                       : trf("{} units to no grid", edit.moves.size());
  auto changed = std::make_shared<const model::Plan>(model::apply(plan, edit));
  state.history.push(std::move(edit));
  show_plan(state, std::move(changed));
}

void refresh_history(State& state) {
  state.snapshot.undo_label = state.history.undo_label();
  state.snapshot.redo_label = state.history.redo_label();
  state.touch();
}

void undo(State& state) {
  if (const auto edit = state.history.undo()) apply_edit(state, *edit);
}

void redo(State& state) {
  if (const auto edit = state.history.redo()) apply_edit(state, *edit);
}

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
  std::ifstream file(action.path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) {
    state.tell({ErrorCode::not_found, action.path, tr("The plan file cannot be read."),
                tr("Check that it exists and that you may read it.")});
    return;
  }
  const auto& before = *state.snapshot.plan->plan;
  const auto read = model::plan_from_text(text.str(), before, action.path);
  if (!read) {
    state.tell(read.error());
    return;
  }
  // Opening is an edit like any other, so that it can be undone.
  model::PlanEdit edit;
  edit.label = trf("Plan {}", std::filesystem::path(action.path).filename().string());
  for (std::uint32_t unit = 0; unit < before.grid_of_unit.size(); ++unit) {
    const auto from = before.grid_of_unit[unit], to = read->grid_of_unit[unit];
    if (from != to) edit.moves.push_back({model::UnitIndex{unit}, from, to});
  }
  state.history.push(std::move(edit));
  state.history.mark_saved();
  show_plan(state, std::make_shared<const model::Plan>(*read));
}

}  // namespace wangge::session
