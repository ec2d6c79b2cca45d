#include <algorithm>

#include "analysis/plan_ground.h"
#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

using Ground = std::shared_ptr<const analysis::PlanGround>;

struct NewPlan {
  std::shared_ptr<const model::Plan> plan;
  Ground ground;
};

model::LayerPtr layer_of(const model::Workspace& workspace, model::Role role) {
  const model::LayerEntry* entry = workspace.find(role);
  return entry == nullptr ? nullptr : entry->layer;
}

/// By value: what is handed over may belong to the view that goes.
void put_on_desk(State& state, LayerId units, Ground ground,
                 std::shared_ptr<const model::Plan> plan) {
  auto view = std::make_shared<PlanView>();  // without a plan: everything is worked out anew
  view->units = units;
  view->ground = ground;
  view->barriers = state.desk.barriers;
  state.snapshot.plan = std::move(view);
  state.snapshot.splits.reset();  // of other units
  forget_plan_check(state);
  state.desk.figures.emplace(std::move(ground), *plan);
  show_plan(state, std::move(plan));
}

void tell_overlaps(State& state, const analysis::PlanGround& ground) {
  const std::size_t edges = ground.coverage->overlapping_edges();
  if (edges == 0) return;
  state.tell(NoticeKind::warning,
             trf("{}: units overlap along {} edges, so that their ground counts twice. Mend the "
                 "layer (menu of the layer, Check geometry).",
                 model::title(*ground.units), edges));
}

/// The ground once more, because buildings, communities or barriers came or changed; the plan
/// stays.
void renew_ground(State& state) {
  const analysis::GroundLayers layers = ground_layers(state.workspace(), state.desk.barriers);
  state.desk.ground_layers = layers;
  state.desk.grounds.clear();
  state.replace_job(
      state.ground_job, tr("Counting buildings in units"),
      [units = state.desk.sources.first, layers,
       id = state.snapshot.plan->units](JobContext& context) {
        auto ground = analysis::make_ground(units, layers, context.progress);
        if (!ground) {
          context.land([error = ground.error()](State& s) { s.tell(error); });
          return;
        }
        context.land([ground = *ground, units, layers, id](State& s) {
          if (!s.snapshot.plan || s.desk.sources.first != units || s.desk.ground_layers != layers) {
            return;
          }
          put_on_desk(s, id, ground, s.snapshot.plan->plan);
        });
      });
}

/// A plan without grids, of units that carry their ids.
Result<model::Plan> empty_plan(const model::Layer& units) {
  model::Layer no_grids;
  no_grids.name = units.name;
  no_grids.geometry = geo::PackedGeometry(geo::Kind::polygons);
  return model::plan_from_layers(units, no_grids);
}

/// Reads a plan in the background. Without `grids` it begins empty.
void read_plan(State& state, const model::LayerEntry& units, const model::LayerPtr& grids) {
  state.desk.sources = {units.layer, grids};
  state.desk.ground_layers = ground_layers(state.workspace(), state.desk.barriers);
  state.replace_job(
      state.plan_job, tr("Reading the plan"),
      [units = units.layer, grids, layers = state.desk.ground_layers,
       id = units.id](JobContext& context) {
        auto plan = grids ? model::plan_from_layers(*units, *grids) : empty_plan(*units);
        const auto fail = [&context](const Error& error) {
          context.land([error](State& s) { s.tell(error); });
        };
        if (!plan) return fail(plan.error());
        const auto ground = analysis::make_ground(units, layers, context.progress);
        if (!ground) return fail(ground.error());
        if (grids) {
          const auto colours = model::colour_neighbours(grids->geometry);
          for (std::size_t g = 0; g < plan->grids.size(); ++g) plan->grids[g].colour = colours[g];
        }
        const NewPlan made{std::make_shared<const model::Plan>(std::move(*plan)), *ground};
        context.land([made, units, grids, id](State& s) {
          if (s.desk.sources != std::pair(units, grids)) return;  // closed meanwhile
          s.history.forget_plan();
          model::Workspace workspace = s.edit_workspace();
          workspace.units = id;
          s.set_workspace(std::move(workspace));
          s.desk.opened = made.plan;
          s.desk.options.measure = analysis::likely_measure(*made.ground);
          put_on_desk(s, id, made.ground, made.plan);
          tell_overlaps(s, *made.ground);
          refresh_placement(s);
          if (s.desk.ground_layers != ground_layers(s.workspace(), s.desk.barriers))
            renew_ground(s);
        });
      });
}

}  // namespace

analysis::GroundLayers ground_layers(const model::Workspace& workspace,
                                     const SetBarriers& barriers) {
  analysis::GroundLayers layers{layer_of(workspace, model::Role::buildings),
                                layer_of(workspace, model::Role::communities)};
  if (layers.communities && layers.communities->geometry.kind() != geo::Kind::polygons) {
    layers.communities.reset();
  }
  const auto by_id = [&workspace](LayerId id) {
    const model::LayerEntry* entry = workspace.find(id);
    return entry == nullptr ? nullptr : entry->layer;
  };
  for (const LayerId id : barriers.barriers) {
    const model::LayerPtr barrier = by_id(id);
    if (barrier && barrier->geometry.kind() != geo::Kind::points)
      layers.barriers.push_back(barrier);
  }
  layers.gates = by_id(barriers.gates);
  layers.barrier_options = barriers.options;
  return layers;
}

void restore_plan(State& state, Ground ground, model::PlanPtr plan, model::PlanPtr opened) {
  const model::Workspace& workspace = state.workspace();
  state.desk.sources = {ground->units, layer_of(workspace, model::Role::grids)};
  state.desk.ground_layers = ground_layers(workspace, state.desk.barriers);
  state.desk.opened = std::move(opened);
  put_on_desk(state, workspace.units, std::move(ground), std::move(plan));
}

void close_plan(State& state) {
  model::Workspace workspace = state.edit_workspace();
  workspace.plan.reset();
  workspace.units = model::no_layer;
  state.set_workspace(std::move(workspace));
  state.snapshot.plan.reset();
  state.snapshot.comparison.reset();
  state.snapshot.splits.reset();
  forget_plan_check(state);
  PlanDesk empty;
  empty.options = state.desk.options;
  empty.barriers = state.desk.barriers;
  state.desk = std::move(empty);
  state.history.forget_plan();
  refresh_history(state);
}

void start_plan(State& state) {
  const model::LayerEntry* units = state.workspace().find(model::Role::units);
  const model::LayerEntry* grids = state.workspace().find(model::Role::grids);
  const bool open = state.workspace().plan != nullptr;
  if (units == nullptr || (grids == nullptr && state.desk.sources.second)) {
    if (open) close_plan(state);
    return;
  }
  const auto sources = std::pair(units->layer, grids == nullptr ? nullptr : grids->layer);
  if (open && state.desk.sources == sources) {
    if (state.desk.ground_layers != ground_layers(state.workspace(), state.desk.barriers))
      renew_ground(state);
    return;
  }
  if (open) close_plan(state);
  if (grids != nullptr) read_plan(state, *units, grids->layer);
}

void set_barriers(State& state, const SetBarriers& action) {
  state.desk.barriers = action;
  if (!state.snapshot.plan) return;
  auto view = std::make_shared<PlanView>(*state.snapshot.plan);
  view->barriers = action;
  state.snapshot.plan = std::move(view);
  state.touch();
  if (state.desk.ground_layers != ground_layers(state.workspace(), state.desk.barriers))
    renew_ground(state);
}

void keep_ground(State& state, Ground ground) {
  constexpr std::size_t most = 16;
  auto& kept = state.desk.grounds;
  std::erase_if(kept, [&](const Ground& one) { return one->units == ground->units; });
  if (kept.size() == most) kept.erase(kept.begin());
  kept.push_back(std::move(ground));
}

void show_units(State& state, const UnitsEdit& edit) {
  const auto& kept = state.desk.grounds;
  const auto known = std::find_if(
      kept.begin(), kept.end(), [&](const Ground& one) { return one->units == edit.after.layer; });
  Ground ground = known == kept.end() ? nullptr : *known;
  if (!ground || ground->layers != state.desk.ground_layers) {
    Progress progress;
    auto made = analysis::make_ground(edit.after.layer, state.desk.ground_layers, progress);
    if (!made) return state.tell(made.error());
    ground = *made;
    keep_ground(state, ground);
  }
  model::Workspace workspace = state.edit_workspace();
  for (model::LayerEntry& entry : workspace.layers) {
    if (entry.id != edit.layer) continue;
    entry.layer = edit.after.layer;
    entry.style = edit.after.style;
    state.extras[edit.layer].index = edit.after.index;
    state.extras[edit.layer].full_style = edit.after.style;
  }
  state.set_workspace(std::move(workspace));
  if (state.snapshot.selection->layer == edit.layer) clear_selection(state);
  state.desk.sources.first = edit.after.layer;
  put_on_desk(state, edit.layer, std::move(ground), edit.plan_after);
  refresh_placement(state);
}

void start_empty_plan(State& state) {
  const model::LayerEntry* units = state.workspace().find(model::Role::units);
  if (units == nullptr || units->layer->geometry.kind() != geo::Kind::polygons) {
    state.tell({ErrorCode::invalid_argument, "", tr("There are no units to make a plan of."),
                tr("Open a layer of units first, or make units of communities and roads.")});
    return;
  }
  if (!state.workspace().plan) read_plan(state, *units, nullptr);
}

}  // namespace wangge::session
