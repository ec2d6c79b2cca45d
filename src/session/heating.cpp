#include <algorithm>
#include <cmath>

#include "analysis/area_index.h"
#include "analysis/relative_density.h"
#include "base/i18n.h"
#include "session/incident_periods.h"
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

struct HeatInput {
  ShowHeat request;
  std::shared_ptr<const TicketView> tickets;
  model::LayerPtr of;         ///< tickets or hazards
  model::LayerPtr buildings;  ///< whose households are divided by; or null
  geo::Box study_area;        ///< of the grids and communities; empty: none open
  model::LayerPtr edge;       ///< whose edge is corrected; null: none is
  std::optional<TimeSpan> compared;
};

/// The places and weights of one period.
struct HeatPoints {
  std::vector<geo::Point> places;
  std::vector<float> weights;  ///< empty: 1 each
  double per_30_days = 0;      ///< times this they are for 30 days; 0: nothing is dated
};

/// rows  of the period, when the filter's time ends sharply
HeatPoints heat_points(const HeatInput& input, model::Rows rows, const TimeSpan& span) {
  HeatPoints points;
  const double days = static_cast<double>(span.until - span.from) / day_s;
  const model::Layer& layer = *input.of;
  points.per_30_days = days > 0 ? 30 / days : 0;
  const model::Column* reported = analysis::reported_column(layer);
  if (input.request.smooth_time && days > 0 && reported != nullptr) {
    TicketFilter any_time = without_time(input.tickets->filter);
    if (input.request.of == HeatOf::hazards) any_time = {};
    rows = analysis::passing(layer, any_time);
    const auto weights = analysis::ticket_weights(layer, rows, input.request.weight, span.until);
    auto frame = analysis::frame_of_playback(*reported, rows, weights,
                                             {days, analysis::TimeKernel::Side::past}, span.until);
    rows = std::move(frame.rows);
    points.weights = std::move(frame.weights);
    points.per_30_days = 30;
  } else if (input.request.weight != analysis::WeightBy::each) {
    points.weights = analysis::ticket_weights(layer, rows, input.request.weight, span.until);
  }
  std::size_t placed = 0;
  points.places.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!layer.geometry.has_geometry(rows[i])) continue;
    points.places.push_back(layer.geometry.feature_points(rows[i]).front());
    if (!points.weights.empty()) points.weights[placed] = points.weights[i];
    ++placed;
  }
  if (!points.weights.empty()) points.weights.resize(placed);
  return points;
}

/// Leaves out what lies outside of the study area.
void keep_inside(const model::Layer& edge, HeatPoints& points) {
  const analysis::AreaIndex area(edge.geometry, points.places.size());
  std::size_t kept = 0;
  for (std::size_t i = 0; i < points.places.size(); ++i) {
    if (area.owner(points.places[i]) == analysis::AreaIndex::none) continue;
    points.places[kept] = points.places[i];
    if (!points.weights.empty()) points.weights[kept] = points.weights[i];
    ++kept;
  }
  points.places.resize(kept);
  if (!points.weights.empty()) points.weights.resize(kept);
}

std::string legend_title(const ShowHeat& request, bool dated) {
  if (request.of == HeatOf::per_households) {
    return dated ? tr("tickets per 1,000 households and 30 days")
                 : tr("tickets per 1,000 households");
  }
  if (request.of == HeatOf::hazards) {
    return dated ? tr("hazards per hectare and 30 days") : tr("hazards per hectare");
  }
  if (request.weight == analysis::WeightBy::severity) {
    return dated ? tr("severity of tickets per hectare and 30 days")
                 : tr("severity of tickets per hectare");
  }
  if (request.weight == analysis::WeightBy::age) {
    return dated ? tr("days of age per hectare and 30 days") : tr("days of age per hectare");
  }
  return dated ? tr("tickets per hectare and 30 days") : tr("tickets per hectare");
}

/// What all surfaces of a request share.
class HeatMaker {
 public:
  explicit HeatMaker(const HeatInput& input, const geo::Box& extent)
      : input_(input), frame_(analysis::frame_for(extent, input.request.sigma_m)) {
    if (input.edge) {
      share_ = analysis::edge_share(input.edge->geometry, frame_, input.request.kernel,
                                    input.request.sigma_m);
    }
    if (input.request.of == HeatOf::per_households && input.buildings) {
      const auto homes = analysis::household_places(*input.buildings);
      households_ = surface_of(homes.places, homes.weights);
    }
  }

  std::shared_ptr<HeatView> view(const HeatPoints& points) const {
    analysis::HeatSurface surface = surface_of(points.places, points.weights);
    if (households_) {
      surface =
          analysis::relative_density(surface, *households_, input_.request.least_households_ha);
    }
    auto view = std::make_shared<HeatView>();
    view->request = input_.request;
    view->of = input_.tickets;
    view->edge_corrected = input_.edge != nullptr;
    const bool dated = points.per_30_days > 0;
    view->days = dated ? 30 / points.per_30_days : 0;
    if (dated) {
      const auto factor = static_cast<float>(points.per_30_days);
      for (float& value : surface.values) value *= factor;
      surface.max *= factor;
    }
    view->legend_title = legend_title(input_.request, dated);
    view->domain_max = input_.request.domain_max.value_or(round_up(surface.max));
    if (households_) {
      view->note = trf("Blank where fewer than {:g} households live on a hectare.",
                       input_.request.least_households_ha);
    }
    view->surface = std::make_shared<const analysis::HeatSurface>(std::move(surface));
    return view;
  }

 private:
  analysis::HeatSurface surface_of(std::span<const geo::Point> places,
                                   std::span<const float> weights) const {
    auto surface = analysis::heat_surface(places, weights, frame_, input_.request.kernel,
                                          input_.request.sigma_m);
    if (input_.edge) analysis::correct_edge(surface, share_);
    return surface;
  }

  const HeatInput& input_;
  analysis::RasterFrame frame_;
  std::vector<float> share_;
  std::optional<analysis::HeatSurface> households_;
};

struct HeatViews {
  std::shared_ptr<HeatView> now, compared;  ///< compared: null where there is none
};

HeatViews compute(const HeatInput& input) {
  const bool hazards = input.request.of == HeatOf::hazards;
  const auto rows = [&](const TimeSpan& span) {
    if (!hazards) return rows_of(*input.tickets, span);
    TicketFilter time = time_of(input.tickets->filter);
    time.from = span.from, time.until = span.until;
    return analysis::passing(*input.of, time);
  };
  const TimeSpan span{input.tickets->from(), input.tickets->until()};
  HeatPoints points = heat_points(
      input,
      hazards ? analysis::passing(*input.of, time_of(input.tickets->filter)) : *input.tickets->rows,
      span);
  if (input.edge) keep_inside(*input.edge, points);
  geo::Box extent = input.study_area.is_empty() ? bulk(points.places) : input.study_area;
  if (extent.is_empty()) extent = {0, 0, 1, 1};
  const HeatMaker maker(input, extent);
  HeatViews views{maker.view(points), nullptr};
  if (input.compared) {
    HeatPoints before = heat_points(input, rows(*input.compared), *input.compared);
    if (input.edge) keep_inside(*input.edge, before);
    views.compared = maker.view(before);
  }
  return views;
}

HeatInput input_of(const State& state) {
  const model::Workspace& workspace = state.workspace();
  HeatInput input;
  input.request = *state.heat_wish;
  input.tickets = state.snapshot.tickets;
  input.of = input.tickets->facts->layer;
  if (input.request.of == HeatOf::hazards) {
    if (const auto* hazards = workspace.find(model::Role::hazards)) input.of = hazards->layer;
  }
  if (const auto* buildings = workspace.find(model::Role::buildings)) {
    input.buildings = buildings->layer;
  }
  if (input.request.edge_corrected) {
    if (const model::LayerEntry* study = study_layer(workspace)) input.edge = study->layer;
  }
  for (const model::Role role : {model::Role::communities, model::Role::grids}) {
    if (const model::LayerEntry* areas = workspace.find(role)) {
      input.study_area.grow(areas->layer->extent);
    }
  }
  input.compared = compared_span(*input.tickets, state.period_wish);
  return input;
}

void land(State& state, const HeatInput& input, const HeatViews& views) {
  if (state.heat_wish != input.request || state.snapshot.tickets != input.tickets) return;
  const auto& before = state.snapshot.heat;
  if (!input.request.domain_max && before && before->request == input.request &&
      without_time(before->of->filter) == without_time(input.tickets->filter)) {
    views.now->domain_max = before->domain_max;
  }
  state.snapshot.heat = views.now;
  if (views.compared) views.compared->domain_max = views.now->domain_max;
  state.period_heat = views.compared;
  show_period_heat(state);
  state.touch();
}

}  // namespace

const model::LayerEntry* study_layer(const model::Workspace& workspace) {
  const model::LayerEntry* communities = workspace.find(model::Role::communities);
  return communities != nullptr ? communities : workspace.find(model::Role::grids);
}

void show_heat(State& state, const ShowHeat& action) {
  if (state.heat_wish == action && state.snapshot.heat) return;
  if (!(action.sigma_m >= 1 && action.sigma_m <= 100'000)) {
    state.tell({ErrorCode::invalid_argument, "",
                trf("A radius of {} m is outside 1 … 100,000 m.", action.sigma_m),
                tr("Choose a radius such as 100, 200 or 400 m.")});
    return;
  }
  if (action.of == HeatOf::hazards && state.workspace().find(model::Role::hazards) == nullptr) {
    state.tell({ErrorCode::invalid_argument, "", tr("There are no hazards to make a surface of."),
                tr("Open a layer of hazards.")});
    return;
  }
  if (action.of == HeatOf::per_households) {
    const auto* buildings = state.workspace().find(model::Role::buildings);
    if (buildings == nullptr || buildings->layer->field(model::Field::households) == nullptr) {
      state.tell({ErrorCode::invalid_argument, "",
                  tr("Where households live is not known: no building tells its households."),
                  tr("Open buildings with a column of households.")});
      return;
    }
  }
  state.heat_wish = action;
  refresh_heat(state);
}

void hide_heat(State& state) {
  state.heat_wish.reset();
  state.snapshot.heat.reset();
  state.period_heat.reset();
  show_period_heat(state);
  state.touch();
}

void show_period_heat(State& state) {
  if (!state.snapshot.period || state.snapshot.period->heat == state.period_heat) return;
  auto period = std::make_shared<PeriodView>(*state.snapshot.period);
  period->heat = state.period_heat;
  state.snapshot.period = std::move(period);
}

void refresh_heat(State& state) {
  if (!state.heat_wish || !state.snapshot.tickets) return;
  state.replace_job(state.heat_job, tr("Computing the heat surface"),
                    [input = input_of(state)](JobContext& context) {
                      const HeatViews views = compute(input);
                      if (context.progress.cancelled()) return;
                      context.land([views, input](State& s) { land(s, input, views); });
                    });
}

}  // namespace wangge::session
