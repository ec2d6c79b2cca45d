// Numbers of the tickets that pass the filter, a moment after their rows: of the whole, of grids
// and bins, and of the period they are compared with.
#include <algorithm>
#include <cmath>

#include "analysis/bins.h"
#include "base/i18n.h"
#include "session/area_bases.h"
#include "session/incident_periods.h"
#include "session/state.h"

namespace wangge::session {
namespace {

using analysis::AreaBases;
using analysis::AreaValue;
using Values = std::vector<AreaValue>;

/// Everything that the numbers are worked out from; for a thread of its own.
struct NumbersInput {
  std::shared_ptr<const TicketView> tickets;
  SetMeasure measure;
  std::optional<ShowAreas> areas;
  std::optional<TimeSpan> compared;
  // Grids:
  LayerId grids = model::no_layer;
  TicketAreas owned_by;
  std::shared_ptr<const analysis::Assignment> owners;  ///< of the tickets; null: no grids
  std::shared_ptr<const PlanView> plan;                ///< null: the grids are a layer alone
  model::LayerPtr grid_layer, buildings, hazards, study;
  std::shared_ptr<const model::LayerStyle> full_style;  ///< of the tickets
  std::vector<GridName> names;
  std::shared_ptr<const BinsOfTickets> bins;        ///< made before; or null
  std::shared_ptr<const BasesOfGrids> bases;        ///< made before; or null
  std::shared_ptr<const OutlinesOfGrids> outlines;  ///< made before; or null
  std::shared_ptr<const AreaView> shown_before;     ///< whose classes stay; or null

  const model::Layer& layer() const { return *tickets->facts->layer; }
};

struct Numbers {
  std::shared_ptr<const TicketNumbers> numbers;
  std::shared_ptr<const GridTable> table;
  std::shared_ptr<const AreaView> areas;
  std::shared_ptr<const BinsOfTickets> bins;
  std::shared_ptr<const BasesOfGrids> bases;
  std::shared_ptr<const OutlinesOfGrids> outlines;
  std::optional<PeriodFigures> period;  ///< of the compared one
  std::shared_ptr<const model::LayerStyle> period_style;
  std::shared_ptr<const AreaView> period_areas;
  std::optional<Error> problem;
};

analysis::MeasureOptions options_of(const NumbersInput& input, Seconds now) {
  analysis::MeasureOptions options;
  options.now = now;
  options.least_base = input.measure.least_base;
  return options;
}

PeriodFigures count_period(const model::Layer& layer, const model::Rows& rows, const TimeSpan& span,
                           std::span<const std::uint32_t> one_area) {
  PeriodFigures figures;
  figures.tickets = rows.size();
  figures.days = static_cast<double>(span.until - span.from) / day_s;
  const analysis::OwnedTickets all{layer, rows, one_area, 1};
  analysis::MeasureOptions options;
  options.now = span.until;
  using analysis::AreaMeasure;
  figures.on_time = analysis::area_measures(all, {}, AreaMeasure::on_time_share, options).front();
  figures.closing_days =
      analysis::area_measures(all, {}, AreaMeasure::closing_days, options).front();
  figures.open = static_cast<std::size_t>(
      analysis::area_measures(all, {}, AreaMeasure::open_age_days, options).front().numerator);
  return figures;
}

/// before  the tickets of the compared period, where there is one
std::shared_ptr<const GridTable> table_of(const NumbersInput& input, const AreaBases& bases,
                                          const model::Rows& before) {
  auto table = std::make_shared<GridTable>();
  table->grids = input.grids;
  table->measure = input.measure;
  table->of = input.tickets;
  auto names = std::make_shared<std::vector<std::string>>();
  for (const GridName& grid : input.names) names->push_back(grid.name);
  table->names = std::move(names);
  const std::size_t grids = input.names.size();
  const auto measured = [&](const model::Rows& rows, Seconds now) {
    return std::make_shared<const Values>(
        analysis::area_measures({input.layer(), rows, input.owners->area_of, grids}, bases,
                                input.measure.measure, options_of(input, now)));
  };
  table->values = measured(*input.tickets->rows, input.tickets->until());
  if (input.compared) {
    table->before = measured(before, input.compared->until);
  }
  analysis::LeagueOptions options;
  options.measure = input.measure.measure;
  options.worse = analysis::likely_worse(input.measure.measure);
  options.limits = options_of(input, input.tickets->until());
  auto league = analysis::league(
      *table->values, table->before ? std::span(*table->before) : std::span<const AreaValue>(),
      options);
  if (input.plan) {
    std::erase_if(league, [&](const analysis::LeagueRow& row) {
      return input.plan->plan->grids[row.area].retired;
    });
  }
  table->league = std::make_shared<const std::vector<analysis::LeagueRow>>(std::move(league));
  if (input.hazards && input.owned_by.layer) {
    const auto hazards =
        in_grids(std::make_shared<const analysis::Assignment>(analysis::assign_points(
                     input.hazards->geometry, input.owned_by.layer->geometry)),
                 input.owned_by.plan.get());
    const auto found = analysis::passing(*input.hazards, time_of(input.tickets->filter));
    table->patrol = std::make_shared<const Values>(analysis::patrol_ratios(
        analysis::counts_in_areas(found, hazards->area_of, grids),
        analysis::counts_in_areas(*input.tickets->rows, input.owners->area_of, grids),
        options_of(input, input.tickets->until())));
  }
  return table;
}

/// Makes the bins, or takes them over where they are still right.
Result<std::shared_ptr<const BinsOfTickets>> bins_for(const NumbersInput& input,
                                                      Progress& progress) {
  const analysis::BinLattice lattice{input.areas->of == AreasShown::squares
                                         ? analysis::BinShape::square
                                         : analysis::BinShape::hexagon,
                                     input.areas->bin_m};
  if (!input.study) {
    return Error{ErrorCode::invalid_argument, "",
                 tr("Bins need to know where the street ends: neither communities nor grids are "
                    "open."),
                 tr("Open a layer of communities or grids.")};
  }
  if (input.bins && input.bins->study == input.study && input.bins->bins.lattice == lattice &&
      input.bins->tickets == input.tickets->facts->layer &&
      input.bins->buildings == input.buildings) {
    return input.bins;
  }
  auto bins = analysis::make_bins(input.study->geometry, lattice.shape, lattice.width_m, progress);
  if (!bins) return bins.error();
  auto made = std::make_shared<BinsOfTickets>();
  made->study = input.study;
  made->tickets = input.tickets->facts->layer;
  made->owners = analysis::assign_to_bins(made->tickets->geometry, *bins);
  made->geometry = std::make_shared<const geo::PackedGeometry>(bins->geometry);
  made->buildings = input.buildings;
  made->bases = bases_of_bins(*bins, input.buildings.get());
  made->bins = std::move(*bins);
  return std::shared_ptr<const BinsOfTickets>(std::move(made));
}

/// What a reader of the map has to be careful about (H07). Bases that are too small are hatched,
/// and the legend says so.
std::string note_on(const SetMeasure& measure) {
  return measure.measure == analysis::AreaMeasure::count
             ? tr("Plain numbers: where more people live there are more of them.")
             : "";
}

void classify(const analysis::ClassBreaks* kept, AreaView& view) {
  std::vector<double> numbers;
  numbers.reserve(view.values->size());
  for (const AreaValue& value : *view.values) numbers.push_back(value.value);
  if (kept != nullptr) {
    view.breaks = *kept;
  } else if (!view.request.ends.empty()) {
    view.breaks = analysis::manual_breaks(numbers, view.request.ends);
  } else {
    view.breaks = analysis::class_breaks(numbers, view.request.method, view.request.classes);
  }
  auto classes = std::make_shared<std::vector<std::uint16_t>>();
  classes->reserve(numbers.size());
  std::ranges::fill(view.breaks.counts, 0);
  view.breaks.without = 0;
  for (const double number : numbers) {
    const std::size_t place = view.breaks.class_of(number);
    const bool none = place == analysis::ClassBreaks::no_class;
    ++(none ? view.breaks.without : view.breaks.counts[place]);
    classes->push_back(none ? AreaView::no_class : static_cast<std::uint16_t>(place));
  }
  view.classes = std::move(classes);
}

/// Areas that a map can show, and what they are measured with.
struct MeasuredAreas {
  std::shared_ptr<const geo::PackedGeometry> areas;
  std::span<const std::uint32_t> area_of;  ///< one a ticket
  AreaBases bases;
  double least_area_m2 = 0;
};

std::shared_ptr<const OutlinesOfGrids> outlines_of(const PlanView& plan) {
  auto outlines = std::make_shared<OutlinesOfGrids>();
  outlines->ground = plan.ground;
  outlines->plan = plan.plan;
  outlines->grids =
      std::make_shared<const geo::PackedGeometry>(plan.ground->coverage->grid_polygons(*plan.plan));
  return outlines;
}

Result<MeasuredAreas> measured_areas(const NumbersInput& input, const AreaBases& grid_bases,
                                     Numbers& found, Progress& progress) {
  if (input.areas->of == AreasShown::grids) {
    if (!input.owners) {
      return Error{ErrorCode::invalid_argument, "", tr("There are no grids to be compared."),
                   tr("Open a layer of grids.")};
    }
    auto areas =
        std::shared_ptr<const geo::PackedGeometry>(input.grid_layer, &input.grid_layer->geometry);
    if (input.plan) {
      const bool known = input.outlines && input.outlines->plan == input.plan->plan &&
                         input.outlines->ground == input.plan->ground;
      found.outlines = known ? input.outlines : outlines_of(*input.plan);
      areas = found.outlines->grids;
    }
    return MeasuredAreas{std::move(areas), input.owners->area_of, grid_bases, 0};
  }
  auto bins = bins_for(input, progress);
  if (!bins) return bins.error();
  found.bins = *bins;
  return MeasuredAreas{found.bins->geometry, found.bins->owners.area_of, found.bins->bases,
                       found.bins->bins.lattice.bin_area_m2() / 4};  // slivers at the street's edge
}

/// kept  classes that stay; null: made of the values
std::shared_ptr<const AreaView> area_view(const NumbersInput& input, const MeasuredAreas& over,
                                          const model::Rows& rows, Seconds until,
                                          const analysis::ClassBreaks* kept) {
  auto view = std::make_shared<AreaView>();
  view->request = *input.areas;
  view->measure = input.measure;
  view->of = input.tickets;
  view->areas = over.areas;
  view->legend_title = analysis::measure_name(input.measure.measure);
  view->note = note_on(input.measure);
  auto options = options_of(input, until);
  options.least_area_m2 = over.least_area_m2;
  view->values = std::make_shared<const Values>(
      analysis::area_measures({input.layer(), rows, over.area_of, over.areas->size()}, over.bases,
                              input.measure.measure, options));
  classify(kept, *view);
  return view;
}

/// Of the plan, or of the grids as they are drawn, kept for the next time.
AreaBases grid_bases(const NumbersInput& input, Numbers& found) {
  if (!input.owners) return {};
  if (input.plan) return bases_of_plan(*input.plan);
  if (input.bases && input.bases->grids == input.grid_layer &&
      input.bases->buildings == input.buildings) {
    return input.bases->bases;
  }
  found.bases = std::make_shared<const BasesOfGrids>(BasesOfGrids{
      input.grid_layer, input.buildings, bases_of_grids(*input.grid_layer, input.buildings.get())});
  return found.bases->bases;
}

Numbers count(const NumbersInput& input, Progress& progress) {
  const model::Layer& layer = input.layer();
  const model::Rows& rows = *input.tickets->rows;
  const Seconds until = input.tickets->until();
  const std::vector<std::uint32_t> one_area(layer.size(), 0);
  Numbers found;
  auto numbers = std::make_shared<TicketNumbers>();
  numbers->of = input.tickets;
  numbers->figures = count_period(layer, rows, {input.tickets->from(), until}, one_area);
  numbers->week = analysis::week_matrix({analysis::reported_column(layer), nullptr}, rows);
  found.numbers = std::move(numbers);

  model::Rows rows_before;
  if (input.compared) {
    rows_before = rows_of(*input.tickets, *input.compared);
    found.period = count_period(layer, rows_before, *input.compared, one_area);
    found.period_style = only_rows(*input.full_style, layer.size(), rows_before);
  }
  const AreaBases bases = grid_bases(input, found);
  if (input.owners) found.table = table_of(input, bases, rows_before);
  if (!input.areas || progress.cancelled()) return found;
  const auto over = measured_areas(input, bases, found, progress);
  if (!over) {
    found.problem = over.error();
    return found;
  }
  found.areas = area_view(input, *over, rows, until,
                          input.shown_before ? &input.shown_before->breaks : nullptr);
  if (input.compared && is_covered(*input.tickets->facts, *input.compared)) {
    found.period_areas =
        area_view(input, *over, rows_before, input.compared->until, &found.areas->breaks);
  }
  return found;
}

/// Whether the classes of the map that is shown are those of the next one.
bool classes_stay(const AreaView& shown, const NumbersInput& input) {
  return input.areas && shown.request == *input.areas && shown.measure == input.measure &&
         without_time(shown.of->filter) == without_time(input.tickets->filter) &&
         shown.of->facts == input.tickets->facts;
}

NumbersInput input_of(const State& state) {
  const model::Workspace& workspace = state.workspace();
  NumbersInput input;
  input.tickets = state.snapshot.tickets;
  input.measure = state.measure;
  input.areas = state.areas_wish;
  input.compared = compared_span(*input.tickets, state.period_wish);
  const auto layer_of = [&](model::Role role) {
    const model::LayerEntry* entry = workspace.find(role);
    return entry == nullptr ? nullptr : entry->layer;
  };
  input.grid_layer = layer_of(model::Role::grids);
  input.buildings = layer_of(model::Role::buildings);
  input.hazards = layer_of(model::Role::hazards);
  if (const model::LayerEntry* study = study_layer(workspace)) input.study = study->layer;
  input.full_style = state.extras.at(input.tickets->layer).full_style;
  input.owned_by = areas_for_tickets(state);
  const auto owners = owners_of(state, input.tickets->facts->layer);
  if (owners && input.owned_by.layer && input.grid_layer) {
    input.owners = owners;
    input.grids = workspace.find(model::Role::grids)->id;
    input.names = grid_names(state);
    input.plan = state.snapshot.plan;
  }
  input.bins = state.bins;
  input.bases = state.bases;
  input.outlines = state.outlines;
  const auto& shown = state.snapshot.areas;
  if (shown && classes_stay(*shown, input)) input.shown_before = shown;
  return input;
}

void land(State& state, const NumbersInput& input, Numbers found) {
  if (state.snapshot.tickets != input.tickets ||
      owners_of(state, input.tickets->facts->layer) != input.owners ||
      state.measure != input.measure || state.areas_wish != input.areas) {
    return;  // something newer is on its way
  }
  if (found.problem) {
    state.areas_wish.reset();
    state.tell(*found.problem);
  }
  if (found.bins) state.bins = found.bins;
  if (found.bases) state.bases = found.bases;
  if (found.outlines) state.outlines = found.outlines;
  state.snapshot.numbers = found.numbers;
  state.snapshot.grid_table = found.table;
  state.snapshot.areas = found.areas;
  if (found.period) {
    auto period = std::make_shared<PeriodView>();
    period->heat = state.period_heat;
    period->request = state.period_wish;
    period->from = input.compared->from, period->until = input.compared->until;
    period->figures = *found.period;
    period->areas = found.period_areas;
    state.period_style = found.period_style;
    state.snapshot.period = std::move(period);
  } else {
    state.snapshot.period.reset();
  }
  state.set_workspace(state.edit_workspace());  // and with it that of the period
}

}  // namespace

void refresh_numbers(State& state) {
  if (!state.snapshot.tickets) return;
  state.replace_job(state.numbers_job, tr("Counting the tickets"),
                    [input = input_of(state)](JobContext& context) {
                      auto found = std::make_shared<Numbers>(count(input, context.progress));
                      if (context.progress.cancelled()) return;
                      context.land([input, found](State& s) { land(s, input, *found); });
                    });
}

void show_period_tickets(State& state) {
  model::Workspace workspace = state.workspace();
  const model::LayerEntry* tickets = workspace.find(model::Role::tickets);
  if (tickets == nullptr || tickets->layer != state.ticket_facts->layer) {
    return state.snapshot.period.reset();  // of other tickets
  }
  for (model::LayerEntry& entry : workspace.layers) {
    if (entry.id == tickets->id) entry.style = state.period_style;
  }
  auto period = std::make_shared<PeriodView>(*state.snapshot.period);
  period->workspace = std::make_shared<const model::Workspace>(std::move(workspace));
  state.snapshot.period = std::move(period);
}

void set_measure(State& state, const SetMeasure& action) {
  state.measure = action;
  refresh_numbers(state);
}

void show_areas(State& state, const ShowAreas& action) {
  state.areas_wish = action;
  refresh_numbers(state);
}

void hide_areas(State& state) {
  state.areas_wish.reset();
  state.snapshot.areas.reset();
  refresh_numbers(state);
}

void compare_period(State& state, const ComparePeriod& action) {
  state.period_wish = action;
  if (state.snapshot.tickets && action.with != ComparePeriod::With::none &&
      !compared_span(*state.snapshot.tickets, action)) {
    state.period_wish = {};
    state.tell({ErrorCode::invalid_argument, "", tr("There is no period to compare with."),
                tr("Choose a range of time first, or the dates of the other period.")});
  }
  refresh_numbers(state);
  refresh_heat(state);
}

}  // namespace wangge::session
