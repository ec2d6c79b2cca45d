#include <algorithm>
#include <cmath>

#include "analysis/area_index.h"
#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

/// The smallest of 1, 2, 2.5, 5, 10 … that is not below `value`: a legend ends at a round number.
float round_up(float value) {
  if (!(value > 0)) return 1;
  const float power = std::pow(10.0F, std::floor(std::log10(value)));
  for (const float step : {1.0F, 2.0F, 2.5F, 5.0F}) {
    if (value <= step * power) return step * power;
  }
  return 10 * power;
}

/// Where the bulk of the points lies: a coordinate typed wrongly must not stretch the raster over a
/// continent. The middle 99.8 % in x and y.
geo::Box bulk(std::vector<geo::Point> points) {
  if (points.empty()) return {};
  const auto low = points.size() / 1000, high = points.size() - 1 - low;
  const auto nth = [&points](std::size_t n, double geo::Point::*axis) {
    std::nth_element(
        points.begin(), points.begin() + static_cast<std::ptrdiff_t>(n), points.end(),
        [axis](const geo::Point& a, const geo::Point& b) { return a.*axis < b.*axis; });
    return points[n].*axis;
  };
  geo::Box box;
  box.min_x = nth(low, &geo::Point::x);
  box.max_x = nth(high, &geo::Point::x);
  box.min_y = nth(low, &geo::Point::y);
  box.max_y = nth(high, &geo::Point::y);
  return box;
}

/// Days the tickets were collected over: the filter's range where it is set, else from the first to
/// the last report. 0 where nothing is dated.
double days_covered(const TicketView& tickets) {
  const auto& bins = *tickets.timeline;
  if (bins.empty()) return 0;
  const Seconds from =
      std::max(tickets.filter.from.value_or(bins.front().begin), bins.front().begin);
  const Seconds until = std::min(tickets.filter.until.value_or(bins.back().end), bins.back().end);
  return until > from ? static_cast<double>(until - from) / day_s : 0;
}

bool same_but_for_time(TicketFilter a, const TicketFilter& b) {
  a.from = b.from;
  a.until = b.until;
  return a == b;
}

struct HeatInput {
  ShowHeat request;
  std::shared_ptr<const TicketView> tickets;
  model::LayerPtr layer;
  geo::Box study_area;   ///< of the grids and communities; empty: none open
  model::LayerPtr edge;  ///< whose edge is corrected; null: none is
};

/// The layer that says where tickets could be recorded: communities, else grids.
const model::LayerEntry* study_layer(const model::Workspace& workspace) {
  const model::LayerEntry* communities = workspace.find(model::Role::communities);
  return communities != nullptr ? communities : workspace.find(model::Role::grids);
}

std::shared_ptr<HeatView> compute(const HeatInput& input) {
  std::vector<geo::Point> points;
  points.reserve(input.tickets->rows->size());
  for (const auto row : *input.tickets->rows) {
    if (input.layer->geometry.has_geometry(row)) {
      points.push_back(input.layer->geometry.feature_points(row).front());
    }
  }
  if (input.edge) {
    const analysis::AreaIndex area(input.edge->geometry, points.size());
    std::erase_if(points, [&](geo::Point p) { return area.owner(p) == analysis::AreaIndex::none; });
  }
  geo::Box extent = input.study_area.is_empty() ? bulk(points) : input.study_area;
  if (extent.is_empty()) extent = {0, 0, 1, 1};
  const analysis::RasterFrame frame = analysis::frame_for(extent, input.request.sigma_m);
  analysis::HeatSurface surface =
      analysis::heat_surface(points, {}, frame, input.request.kernel, input.request.sigma_m);

  if (input.edge) {
    analysis::correct_edge(surface,
                           analysis::edge_share(input.edge->geometry, frame, input.request.kernel,
                                                input.request.sigma_m));
  }

  auto view = std::make_shared<HeatView>();
  view->request = input.request;
  view->days = days_covered(*input.tickets);
  if (view->days > 0) {
    const auto per_month = static_cast<float>(30 / view->days);
    for (float& value : surface.values) value *= per_month;
    surface.max *= per_month;
    view->legend_title = tr("tickets per hectare and 30 days");
  } else {
    view->legend_title = tr("tickets per hectare");
  }
  view->domain_max = round_up(surface.max);
  view->surface = std::make_shared<const analysis::HeatSurface>(std::move(surface));
  return view;
}

}  // namespace

void show_heat(State& state, const ShowHeat& action) {
  if (state.heat_wish == action && state.snapshot.heat) return;
  if (!(action.sigma_m >= 1 && action.sigma_m <= 100'000)) {
    state.tell({ErrorCode::invalid_argument, "",
                trf("A radius of {} m is outside 1 … 100,000 m.", action.sigma_m),
                tr("Choose a radius such as 100, 200 or 400 m.")});
    return;
  }
  if (action.edge_corrected && study_layer(state.workspace()) == nullptr) {
    state.tell({ErrorCode::invalid_argument, "",
                tr("The edge cannot be corrected: neither communities nor grids are open."),
                tr("Open a layer of communities or grids, or leave the edge as it is.")});
    return;
  }
  state.heat_wish = action;
  refresh_heat(state);
}

void hide_heat(State& state) {
  state.heat_wish.reset();
  state.snapshot.heat.reset();
  state.touch();
}

void refresh_heat(State& state) {
  if (!state.heat_wish || !state.snapshot.tickets) return;
  const model::LayerEntry* tickets = state.workspace().find(state.snapshot.tickets->layer);
  if (tickets == nullptr) return;
  HeatInput input{*state.heat_wish, state.snapshot.tickets, tickets->layer, {}, {}};
  if (input.request.edge_corrected) {
    if (const model::LayerEntry* study = study_layer(state.workspace())) input.edge = study->layer;
  }
  for (const model::Role role : {model::Role::communities, model::Role::grids}) {
    if (const model::LayerEntry* areas = state.workspace().find(role)) {
      input.study_area.grow(areas->layer->extent);
    }
  }
  state.replace_job(state.heat_job, tr("Computing the heat surface"),
                    [input = std::move(input)](JobContext& context) {
                      auto view = compute(input);
                      if (context.progress.cancelled()) return;
                      context.land([view, input](State& s) {
                        if (s.heat_wish != input.request || s.snapshot.tickets != input.tickets)
                          return;
                        const auto& before = s.snapshot.heat;
                        if (before && before->request == view->request &&
                            same_but_for_time(s.heat_filter, input.tickets->filter)) {
                          view->domain_max = before->domain_max;
                        }
                        s.heat_filter = input.tickets->filter;
                        s.snapshot.heat = view;
                        s.touch();
                      });
                    });
}

}  // namespace wangge::session
