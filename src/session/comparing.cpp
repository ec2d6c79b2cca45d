#include <filesystem>

#include "base/i18n.h"
#include "io/plan_file.h"
#include "session/state.h"

namespace wangge::session {
namespace {

/// What differs between the compared plan and the plan as it is.
void compare(ComparisonView& comparison, const PlanView& view) {
  comparison.result = std::make_shared<const analysis::PlanComparison>(
      analysis::compare_plans(*view.ground, *comparison.plan, *view.plan));
  comparison.changed = comparison.result->moved;
}

}  // namespace

void compare_plan(State& state, const ComparePlan& action) {
  if (refuse_without_plan(state)) return;
  std::shared_ptr<const model::Plan> with = state.desk.opened;
  std::string name = tr("As it was opened");
  if (!action.path.empty()) {
    // An older plan may well have had grids that were given up since.
    auto read =
        io::read_plan_file(action.path, *state.snapshot.plan->plan, model::OtherGrids::added);
    if (!read) return state.tell(read.error());
    const auto colours = model::colour_grids(*state.snapshot.plan->ground->coverage, *read);
    for (std::size_t g = 0; g < colours.size(); ++g) read->grids[g].colour = colours[g];
    with = std::make_shared<const model::Plan>(std::move(*read));
    name = std::filesystem::path(action.path).filename().string();
  }
  if (with) compare_with(state, std::move(with), std::move(name));
}

void compare_with(State& state, model::PlanPtr with, std::string name) {
  const PlanView& view = *state.snapshot.plan;
  if (with->unit_ids != view.plan->unit_ids) {
    state.tell({ErrorCode::conflict, name, tr("The units were cut since; the plans do not fit."),
                tr("Undo the cut to compare with this plan.")});
    return;
  }
  auto comparison = std::make_shared<ComparisonView>();
  comparison->name = std::move(name);
  comparison->borders =
      std::make_shared<const geo::PackedGeometry>(view.ground->coverage->grid_borders(*with));
  comparison->colours = colours_of_units(*with);
  comparison->plan = std::move(with);
  compare(*comparison, view);
  state.snapshot.comparison = std::move(comparison);
  state.touch();
}

void stop_comparing(State& state) {
  state.snapshot.comparison.reset();
  state.touch();
}

void refresh_comparison(State& state) {
  if (!state.snapshot.comparison) return;
  const PlanView& view = *state.snapshot.plan;
  auto comparison = std::make_shared<ComparisonView>(*state.snapshot.comparison);
  if (comparison->plan->unit_ids != view.plan->unit_ids) {
    state.tell(NoticeKind::warning,
               trf("The comparison with {} has ended: it has other units.", comparison->name));
    return stop_comparing(state);
  }
  compare(*comparison, view);
  state.snapshot.comparison = std::move(comparison);
}

}  // namespace wangge::session
