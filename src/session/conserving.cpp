#include <algorithm>

#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {

TicketAreas areas_for_tickets(const State& state) {
  const model::LayerEntry* entry = state.snapshot.plan
                                       ? state.workspace().find(state.snapshot.plan->units)
                                       : state.workspace().find(model::Role::grids);
  if (entry == nullptr) return {};
  return {entry->layer, state.snapshot.plan ? state.snapshot.plan->plan : nullptr};
}

std::shared_ptr<const analysis::Assignment> in_grids(
    std::shared_ptr<const analysis::Assignment> placed, const model::Plan* plan) {
  if (plan == nullptr) return placed;
  using analysis::Assignment;
  auto regrouped = std::make_shared<Assignment>(*placed);
  regrouped->counts.assign(plan->grids.size(), 0);
  regrouped->inside = regrouped->outside_count = 0;
  for (std::uint32_t& area : regrouped->area_of) {
    if (area < plan->grid_of_unit.size()) {
      const model::GridIndex grid = plan->grid_of_unit[area];
      area = grid == model::unassigned ? Assignment::outside : static_cast<std::uint32_t>(grid);
    }
    if (area == Assignment::outside) ++regrouped->outside_count;
    if (area < regrouped->counts.size()) ++regrouped->counts[area], ++regrouped->inside;
  }
  return regrouped;
}

std::vector<GridName> grid_names(const State& state) {
  std::vector<GridName> names;
  if (state.snapshot.plan) {
    for (const model::GridRecord& grid : state.snapshot.plan->plan->grids) {
      names.push_back({grid.code, grid.name.empty() ? grid.code : grid.name, grid.community});
    }
    return names;
  }
  const model::LayerEntry* grids = state.workspace().find(model::Role::grids);
  if (grids == nullptr) return names;
  const model::Column* codes = grids->layer->field(model::Field::code);
  const model::Column* communities = grids->layer->field(model::Field::community);
  for (std::size_t row = 0; row < grids->layer->size(); ++row) {
    const std::string label = grids->layer->label(row);
    names.push_back({codes == nullptr ? label : codes->text(row), label,
                     communities == nullptr ? "" : communities->text(row)});
  }
  return names;
}

void refresh_placement(State& state) {
  const model::LayerEntry* tickets = state.workspace().find(model::Role::tickets);
  const TicketAreas areas = areas_for_tickets(state);
  if (tickets == nullptr || !areas.layer) {
    state.placement.reset();
    state.owners.reset();
    state.snapshot.conservation.reset();
    state.snapshot.grid_table.reset();
    state.touch();
    return;
  }
  state.replace_job(
      state.placement_job, tr("Placing the tickets in grids"),
      [tickets = tickets->layer, tickets_id = tickets->id, areas](JobContext& context) {
        auto placement = std::make_shared<const analysis::Assignment>(
            analysis::assign_points(tickets->geometry, areas.layer->geometry));
        if (context.progress.cancelled()) return;
        context.land([=](State& s) {
          const model::LayerEntry* now = s.workspace().find(tickets_id);
          if (now == nullptr || now->layer != tickets ||
              areas_for_tickets(s).layer != areas.layer) {
            return;
          }
          s.placement = placement;
          s.placed = tickets, s.placed_in = areas.layer;
          refresh_conservation(s);
        });
      });
}

std::shared_ptr<const analysis::Assignment> owners_of(const State& state,
                                                      const model::LayerPtr& tickets) {
  const bool known = state.placed == tickets && state.placed_in == areas_for_tickets(state).layer;
  return known ? state.owners : nullptr;
}

void refresh_conservation(State& state) {
  if (!state.placement) return;
  const model::PlanPtr plan = areas_for_tickets(state).plan;
  state.owners = in_grids(state.placement, plan.get());
  if (!state.snapshot.tickets) return;
  if (!state.filter.communities.empty() || !state.filter.grids.empty()) {
    return refresh_tickets(state);  // which tickets they own has changed
  }
  count_conserved(state);
  refresh_numbers(state);
}

void count_conserved(State& state) {
  const model::LayerEntry* grids = state.workspace().find(model::Role::grids);
  const auto owners = owners_of(state, state.snapshot.tickets->facts->layer);
  if (!owners || grids == nullptr) return;
  auto view = std::make_shared<Conservation>();
  view->tickets = state.snapshot.tickets->layer;
  view->grids = grids->id;
  view->assignment = owners;
  auto counts = std::make_shared<std::vector<std::uint32_t>>(owners->counts.size());
  for (const auto row : *state.snapshot.tickets->rows) {
    const std::uint32_t area = owners->area_of[row];
    if (area < counts->size()) {
      ++view->inside;
      ++(*counts)[area];
    } else if (area == analysis::Assignment::without_coordinates) {
      ++view->without_coordinates;
    } else {
      ++view->outside;
    }
  }
  view->all = state.snapshot.tickets->rows->size();
  view->counts = std::move(counts);
  state.snapshot.conservation = std::move(view);
  state.touch();
}

}  // namespace wangge::session
