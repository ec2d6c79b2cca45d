#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/area_index.h"
#include "analysis/relative_density.h"
#include "analysis/study_area.h"
#include "base/i18n.h"
#include "base/parallel.h"
#include "session/incident_periods.h"
#include "session/state.h"

namespace wangge::session {
namespace {

/// The smallest of 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 … that is not below `value`: a legend
/// ends at a round number.
float round_up(float value) {
  if (!(value > 0)) return 1;
  const float power = std::pow(10.0F, std::floor(std::log10(value)));
  for (const float step : {1.0F, 1.2F, 1.5F, 2.0F, 2.5F, 3.0F, 4.0F, 5.0F, 6.0F, 8.0F}) {
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
  std::shared_ptr<const HeatGround> ground;  ///< of the surface before; or null
};

/// The places and weights of one period.
struct HeatPoints {
  std::vector<geo::Point> places;
  std::vector<float> weights;  ///< empty: 1 each
  double days = 0;             ///< length of the period
  double per_30_days = 0;      ///< times this they are for 30 days; 0: nothing is dated
};

/// Fills in the places of the rows that have one inside the study area, and keeps the weights of
/// those alone.
void gather(const geo::PackedGeometry& geometry, const model::Rows& rows, const StudyArea* study,
            HeatPoints& points) {
  constexpr std::size_t chunk = 1 << 15;
  const std::size_t chunks = (rows.size() + chunk - 1) / chunk;
  const auto each_placed = [&](std::size_t part, const auto& placed) {
    const std::size_t end = std::min(rows.size(), (part + 1) * chunk);
    for (std::size_t i = part * chunk; i < end; ++i) {
      const std::uint32_t row = rows[i];
      if (study != nullptr ? study->inside[row] != 0 : geometry.has_geometry(row)) placed(i);
    }
  };
  std::vector<std::size_t> begins(chunks + 1);
  parallel_ranges(chunks, 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t part = begin; part < end; ++part) {
      each_placed(part, [&](std::size_t) { ++begins[part + 1]; });
    }
  });
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  points.places.resize(begins.back());
  std::vector<float> weights(points.weights.empty() ? 0 : begins.back());
  parallel_ranges(chunks, 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t part = begin; part < end; ++part) {
      std::size_t next = begins[part];
      each_placed(part, [&](std::size_t i) {
        if (!weights.empty()) weights[next] = points.weights[i];
        points.places[next++] = geometry.feature_points(rows[i]).front();
      });
    }
  });
  points.weights = std::move(weights);
}

/// study  what lies outside of it is left out; null: nothing is
/// rows   of the period, when the filter's time ends sharply
HeatPoints heat_points(const HeatInput& input, const StudyArea* study, model::Rows rows,
                       const TimeSpan& span) {
  HeatPoints points;
  const double days = static_cast<double>(span.until - span.from) / day_s;
  points.days = days;
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
  gather(layer.geometry, rows, study, points);
  return points;
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

/// The outline of the study area and what lies in it, or that of before where it is still right.
std::shared_ptr<const StudyArea> study_of(const HeatInput& input) {
  if (!input.edge) return nullptr;
  const auto& known = input.ground ? input.ground->study : nullptr;
  const bool same_layer = known && known->layer == input.edge;
  if (same_layer && known->points == input.of) return known;
  auto study = std::make_shared<StudyArea>();
  study->layer = input.edge;
  study->points = input.of;
  study->outline = same_layer ? known->outline
                              : std::make_shared<const geo::PackedGeometry>(
                                    analysis::study_outline(input.edge->geometry));
  const geo::PackedGeometry& points = input.of->geometry;
  const analysis::AreaIndex area(*study->outline, points.size());
  study->inside.assign(points.size(), 0);
  parallel_ranges(points.size(), 4096, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      if (!points.has_geometry(row)) continue;
      study->inside[row] =
          area.owner(points.feature_points(row).front()) == analysis::AreaIndex::none ? 0 : 1;
    }
  });
  return study;
}

analysis::HeatSurface surface_on(const HeatGround& ground, std::span<const geo::Point> places,
                                 std::span<const float> weights) {
  auto surface =
      analysis::heat_surface(places, weights, ground.frame, ground.kernel, ground.sigma_m);
  if (ground.study) analysis::correct_edge(surface, ground.edge_share);
  return surface;
}

/// What the surfaces of a request share, or that of before where it is still right.
std::shared_ptr<const HeatGround> ground_of(const HeatInput& input, const geo::Box& extent) {
  const auto study = study_of(input);
  const analysis::RasterFrame frame = analysis::frame_for(extent, input.request.sigma_m);
  const model::LayerPtr buildings =
      input.request.of == HeatOf::per_households ? input.buildings : nullptr;
  const auto& known = input.ground;
  const bool same_kernel = known && known->frame == frame &&
                           known->kernel == input.request.kernel &&
                           known->sigma_m == input.request.sigma_m;
  const bool same_edge = same_kernel && (known->study != nullptr) == (study != nullptr) &&
                         (!study || known->study->outline == study->outline);
  if (same_edge && known->study == study && known->buildings == buildings) return known;
  auto ground = std::make_shared<HeatGround>();
  ground->sigma_m = input.request.sigma_m;
  ground->kernel = input.request.kernel;
  ground->study = study;
  ground->buildings = buildings;
  ground->frame = frame;
  if (same_edge) {
    ground->edge_share = known->edge_share;
  } else if (study) {
    ground->edge_share =
        analysis::edge_share(*study->outline, frame, ground->kernel, ground->sigma_m);
  }
  if (same_edge && known->buildings == buildings) {
    ground->households = known->households;
  } else if (buildings) {
    const auto homes = analysis::household_places(*buildings);
    ground->households = surface_on(*ground, homes.places, homes.weights);
  }
  return ground;
}

std::shared_ptr<HeatView> view_of(const HeatInput& input, const HeatGround& ground,
                                  const HeatPoints& points) {
  analysis::HeatSurface surface = surface_on(ground, points.places, points.weights);
  if (ground.households) {
    surface =
        analysis::relative_density(surface, *ground.households, input.request.least_households_ha);
  }
  auto view = std::make_shared<HeatView>();
  view->request = input.request;
  view->of = input.tickets;
  view->edge_corrected = ground.study != nullptr;
  const bool dated = points.per_30_days > 0;
  view->days = points.days;
  if (dated) {
    const auto factor = static_cast<float>(points.per_30_days);
    parallel_ranges(surface.values.size(), 1 << 16, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) surface.values[i] *= factor;
    });
    surface.max *= factor;
  }
  view->legend_title = legend_title(input.request, dated);
  view->domain_max = input.request.domain_max.value_or(round_up(surface.max));
  if (ground.households) {
    view->note = trf("Blank where fewer than {:g} households live on a hectare.",
                     input.request.least_households_ha);
  }
  view->surface = std::make_shared<const analysis::HeatSurface>(std::move(surface));
  return view;
}

struct HeatViews {
  std::shared_ptr<HeatView> now, compared;  ///< compared: null where there is none
  std::shared_ptr<const HeatGround> ground;
};

HeatViews compute(const HeatInput& input) {
  const bool hazards = input.request.of == HeatOf::hazards;
  const TimeSpan span{input.tickets->from(), input.tickets->until()};
  const model::Rows now =
      hazards ? analysis::passing(*input.of, time_of(input.tickets->filter)) : *input.tickets->rows;
  geo::Box extent = input.study_area;
  if (extent.is_empty()) extent = bulk(heat_points(input, nullptr, now, span).places);
  if (extent.is_empty()) extent = {0, 0, 1, 1};
  HeatViews views;
  views.ground = ground_of(input, extent);
  const StudyArea* study = views.ground->study.get();
  views.now = view_of(input, *views.ground, heat_points(input, study, now, span));
  if (input.compared && is_covered(*input.tickets->facts, *input.compared)) {
    TicketFilter before = hazards ? time_of(input.tickets->filter) : input.tickets->filter;
    before.from = input.compared->from, before.until = input.compared->until;
    views.compared =
        view_of(input, *views.ground,
                heat_points(input, study, analysis::passing(*input.of, before), *input.compared));
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
  input.ground = state.heat_ground;
  return input;
}

void land(State& state, const HeatInput& input, const HeatViews& views) {
  state.heat_ground = views.ground;
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
