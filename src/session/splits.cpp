#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

void audit(SplitView& view, const PlanView& plan) {
  view.audit = std::make_shared<const analysis::SplitAudit>(
      analysis::split_audit(*plan.ground, *plan.plan, *view.of));
}

void show_splits(State& state, LayerId areas, std::shared_ptr<const analysis::AreasOfUnits> units) {
  auto view = std::make_shared<SplitView>();
  view->areas = areas;
  view->of = std::move(units);
  audit(*view, *state.snapshot.plan);
  state.snapshot.splits = std::move(view);
  state.touch();
}

}  // namespace

void audit_splits(State& state, const AuditSplits& action) {
  if (refuse_without_plan(state)) return;
  const auto ground = state.snapshot.plan->ground;
  if (action.areas == model::no_layer) {
    auto estates = analysis::estates_of_buildings(*ground);
    if (estates.names.empty()) {
      return state.tell({ErrorCode::invalid_argument, "", tr("No building names its estate."),
                         tr("Open buildings, and say which of their columns is the estate.")});
    }
    return show_splits(state, action.areas,
                       std::make_shared<const analysis::AreasOfUnits>(std::move(estates)));
  }
  const model::LayerEntry* entry = state.workspace().find(action.areas);
  if (entry == nullptr) return;
  if (entry->layer->geometry.kind() != geo::Kind::polygons) {
    return state.tell({ErrorCode::unsupported, model::title(*entry->layer),
                       tr("Only areas can be cut by grids."), tr("Choose a layer of areas.")});
  }
  state.replace_job(state.split_job, tr("Looking for areas that are cut"),
                    [ground, layer = entry->layer, id = action.areas](JobContext& context) {
                      auto units = std::make_shared<const analysis::AreasOfUnits>(
                          analysis::areas_of_units(*ground, *layer));
                      context.land([ground, units, id](State& s) {
                        if (s.snapshot.plan && s.snapshot.plan->ground == ground) {
                          show_splits(s, id, units);
                        }
                      });
                    });
}

void dismiss_splits(State& state) {
  state.snapshot.splits.reset();
  state.touch();
}

void refresh_splits(State& state) {
  if (!state.snapshot.splits) return;
  auto view = std::make_shared<SplitView>(*state.snapshot.splits);
  audit(*view, *state.snapshot.plan);
  state.snapshot.splits = std::move(view);
}

}  // namespace wangge::session
