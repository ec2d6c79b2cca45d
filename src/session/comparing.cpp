#include <filesystem>

#include "base/i18n.h"
#include "io/plan_file.h"
#include "session/state.h"

namespace wangge::session {
namespace {

model::Rows changed_units(const model::Plan& before, const model::Plan& now) {
  model::Rows changed;
  for (std::uint32_t unit = 0; unit < before.grid_of_unit.size(); ++unit) {
    if (before.grid_of_unit[unit] != now.grid_of_unit[unit]) changed.push_back(unit);
  }
  return changed;
}

}  // namespace

void compare_plan(State& state, const ComparePlan& action) {
  if (refuse_without_plan(state)) return;
  std::shared_ptr<const model::Plan> with = state.desk.opened;
  std::string name = tr("As it was opened");
  if (!action.path.empty()) {
    auto read = io::read_plan_file(action.path, *state.snapshot.plan->plan);
    if (!read) return state.tell(read.error());
    with = std::make_shared<const model::Plan>(std::move(*read));
    name = std::filesystem::path(action.path).filename().string();
  }
  if (!with) return;
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
  comparison->changed = changed_units(*with, *view.plan);
  comparison->plan = std::move(with);
  state.snapshot.comparison = std::move(comparison);
  state.touch();
}

void stop_comparing(State& state) {
  state.snapshot.comparison.reset();
  state.touch();
}

void refresh_comparison(State& state) {
  if (!state.snapshot.comparison) return;
  const model::Plan& now = *state.snapshot.plan->plan;
  auto comparison = std::make_shared<ComparisonView>(*state.snapshot.comparison);
  if (comparison->plan->unit_ids != now.unit_ids) {
    state.tell(NoticeKind::warning,
               trf("The comparison with {} has ended: it has other units.", comparison->name));
    return stop_comparing(state);
  }
  comparison->changed = changed_units(*comparison->plan, now);
  state.snapshot.comparison = std::move(comparison);
}

}  // namespace wangge::session
