#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

constexpr std::size_t most_bins = 120;  // of the timeline: about one every dozen pixels

/// `style` with the rows that are not in `rows` hidden.
std::shared_ptr<const model::LayerStyle> only_rows(const model::LayerStyle& style, std::size_t size,
                                                   const model::Rows& rows) {
  auto filtered = std::make_shared<model::LayerStyle>(style);
  filtered->class_of_row.assign(size, model::hidden_class);
  for (const auto row : rows) {
    filtered->class_of_row[row] = static_cast<std::uint16_t>(style.class_of(row));
  }
  return filtered;
}

std::shared_ptr<const TicketView> view_of(LayerId id, const model::Layer& layer,
                                          const TicketFilter& filter) {
  auto view = std::make_shared<TicketView>();
  view->layer = id;
  view->filter = filter;
  view->rows = std::make_shared<const model::Rows>(analysis::passing(layer, filter));
  const auto counts = [&](model::Field field) {
    const model::Column* column = layer.field(field);
    return std::make_shared<const std::vector<analysis::ValueCount>>(
        column == nullptr ? std::vector<analysis::ValueCount>() : analysis::value_counts(*column));
  };
  view->categories = counts(model::Field::category);
  view->statuses = counts(model::Field::status);
  std::vector<analysis::TimeBin> bins;
  if (const model::Column* reported = layer.field(model::Field::reported_at)) {
    const TicketFilter any_time{filter.categories, filter.statuses, {}, {}};
    bins = filter.from || filter.until
               ? analysis::timeline(*reported, analysis::passing(layer, any_time), most_bins)
               : analysis::timeline(*reported, *view->rows, most_bins);
  }
  view->timeline = std::make_shared<const std::vector<analysis::TimeBin>>(std::move(bins));
  return view;
}

void close_tickets(State& state) {
  state.snapshot.tickets.reset();
  state.snapshot.conservation.reset();
  state.placement.reset();
  hide_heat(state);
}

void take_over(State& state, std::shared_ptr<const TicketView> view,
               std::shared_ptr<const model::LayerStyle> style) {
  model::Workspace workspace = state.edit_workspace();
  for (model::LayerEntry& entry : workspace.layers) {
    if (entry.id == view->layer) entry.style = style;
  }
  state.snapshot.tickets = std::move(view);
  state.set_workspace(std::move(workspace));
  refresh_conservation(state);
  refresh_heat(state);
}

/// Where tickets are counted: in the plan's units, which an edit regroups without a new search, or
/// in the grids as they are drawn.
struct Areas {
  LayerId id = model::no_layer;
  model::LayerPtr layer;
};

Areas areas_for_tickets(const State& state) {
  const model::LayerEntry* entry = state.snapshot.plan
                                       ? state.workspace().find(state.snapshot.plan->units)
                                       : state.workspace().find(model::Role::grids);
  return entry == nullptr ? Areas() : Areas{entry->id, entry->layer};
}

}  // namespace

void set_ticket_filter(State& state, const SetTicketFilter& action) {
  state.filter = action.filter;
  refresh_tickets(state);
}

void refresh_tickets(State& state) {
  const model::LayerEntry* tickets = state.workspace().find(model::Role::tickets);
  if (tickets == nullptr) {
    if (state.snapshot.tickets) close_tickets(state);
    return;
  }
  state.replace_job(state.filter_job, tr("Filtering the tickets"),
                    [id = tickets->id, layer = tickets->layer, filter = state.filter,
                     style = state.extras[tickets->id].full_style](JobContext& context) {
                      auto view = view_of(id, *layer, filter);
                      const bool all = view->rows->size() == layer->size();
                      auto shown = all ? style : only_rows(*style, layer->size(), *view->rows);
                      if (context.progress.cancelled()) return;
                      context.land([view, shown, layer](State& s) {
                        const model::LayerEntry* entry = s.workspace().find(view->layer);
                        if (entry != nullptr && entry->layer == layer) take_over(s, view, shown);
                      });
                    });
}

void refresh_placement(State& state) {
  const model::LayerEntry* tickets = state.workspace().find(model::Role::tickets);
  const Areas areas = areas_for_tickets(state);
  if (tickets == nullptr || !areas.layer) {
    state.placement.reset();
    state.snapshot.conservation.reset();
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
          refresh_conservation(s);
        });
      });
}

void refresh_conservation(State& state) {
  if (!state.placement || !state.snapshot.tickets) return;
  const model::LayerEntry* grids = state.workspace().find(model::Role::grids);
  if (grids == nullptr) return;
  auto view = std::make_shared<Conservation>();
  view->tickets = state.snapshot.tickets->layer;
  view->grids = grids->id;

  using analysis::Assignment;
  auto placed = state.placement;
  if (state.snapshot.plan) {
    const model::Plan& plan = *state.snapshot.plan->plan;
    auto regrouped = std::make_shared<Assignment>(*placed);
    regrouped->counts.assign(plan.grids.size(), 0);
    regrouped->inside = regrouped->outside_count = 0;
    for (std::uint32_t& area : regrouped->area_of) {
      if (area < plan.grid_of_unit.size()) {
        const model::GridIndex grid = plan.grid_of_unit[area];
        area = grid == model::unassigned ? Assignment::outside : static_cast<std::uint32_t>(grid);
      }
      if (area == Assignment::outside) ++regrouped->outside_count;
      if (area < regrouped->counts.size()) ++regrouped->counts[area], ++regrouped->inside;
    }
    placed = regrouped;
  }
  auto counts = std::make_shared<std::vector<std::uint32_t>>(placed->counts.size());
  for (const auto row : *state.snapshot.tickets->rows) {
    const std::uint32_t area = placed->area_of[row];
    if (area < counts->size()) {
      ++view->inside;
      ++(*counts)[area];
    } else if (area == Assignment::without_coordinates) {
      ++view->without_coordinates;
    } else {
      ++view->outside;
    }
  }
  view->all = state.snapshot.tickets->rows->size();
  view->assignment = placed;
  view->counts = std::move(counts);
  state.snapshot.conservation = std::move(view);
  state.touch();
}

}  // namespace wangge::session
