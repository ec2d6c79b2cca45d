#include <algorithm>

#include "analysis/covered_time.h"
#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

constexpr std::size_t most_bins = 120;  // of the timeline: about one every dozen pixels

using Facts = std::shared_ptr<const TicketFacts>;

Facts facts_of(const model::LayerPtr& layer) {
  auto facts = std::make_shared<TicketFacts>();
  facts->layer = layer;
  facts->classes = analysis::class_tree(*layer);
  const auto counts = [&](model::Field field) {
    const model::Column* column = layer->field(field);
    return column == nullptr ? std::vector<analysis::ValueCount>()
                             : analysis::value_counts(*column);
  };
  facts->statuses = counts(model::Field::status);
  facts->levels = counts(model::Field::level);
  facts->severities = counts(model::Field::severity);
  facts->sources = counts(model::Field::source);
  const model::Column* reported = analysis::reported_column(*layer);
  if (reported == nullptr) return facts;
  analysis::CoveredTime covered = analysis::covered_time(*reported);
  facts->first = covered.from, facts->until = covered.until;
  facts->stray_dates = std::move(covered.stray);
  return facts;
}

std::shared_ptr<const TicketView> view_of(LayerId id, const Facts& facts,
                                          const SetTicketFilter& wish) {
  const model::Layer& layer = *facts->layer;
  auto view = std::make_shared<TicketView>();
  view->layer = id;
  view->filter = wish.filter;
  view->communities = wish.communities;
  view->grids = wish.grids;
  view->facts = facts;
  view->rows = std::make_shared<const model::Rows>(analysis::passing(layer, wish.filter));
  std::vector<analysis::TimeBin> bins;
  if (const model::Column* reported = analysis::reported_column(layer)) {
    TicketFilter any_time = wish.filter;
    any_time.from.reset(), any_time.until.reset();
    if (!facts->stray_dates.empty()) any_time.from = facts->first, any_time.until = facts->until;
    bins = any_time == wish.filter
               ? analysis::timeline(*reported, *view->rows, most_bins)
               : analysis::timeline(*reported, analysis::passing(layer, any_time), most_bins);
  }
  view->timeline = std::make_shared<const std::vector<analysis::TimeBin>>(std::move(bins));
  return view;
}

/// Says once of a layer that some of its dates cannot be right.
void tell_stray_dates(State& state, const TicketFacts& facts) {
  if (facts.stray_dates.empty()) return;
  const model::Column& reported = *analysis::reported_column(*facts.layer);
  const std::uint32_t row = facts.stray_dates.front();
  state.tell(NoticeKind::warning,
             trf("{} of the tickets are dated far from all others, the first in row {} ({}): they "
                 "are not on the time line. Check their dates in “{}”.",
                 with_separators(static_cast<long long>(facts.stray_dates.size())), row + 1,
                 reported.text(row), reported.name));
}

void close_tickets(State& state) {
  state.snapshot.tickets.reset();
  state.snapshot.conservation.reset();
  state.snapshot.numbers.reset();
  state.snapshot.grid_table.reset();
  state.snapshot.areas.reset();
  state.snapshot.period.reset();
  state.placement.reset();
  state.owners.reset();
  state.ticket_facts.reset();
  hide_heat(state);
}

void take_over(State& state, std::shared_ptr<const TicketView> view,
               std::shared_ptr<const model::LayerStyle> style) {
  model::Workspace workspace = state.edit_workspace();
  for (model::LayerEntry& entry : workspace.layers) {
    if (entry.id == view->layer) entry.style = style;
  }
  if (!state.ticket_facts || state.ticket_facts->layer != view->facts->layer) {
    tell_stray_dates(state, *view->facts);
  }
  state.ticket_facts = view->facts;
  state.snapshot.tickets = std::move(view);
  state.set_workspace(std::move(workspace));
  count_conserved(state);
  refresh_heat(state);
  refresh_numbers(state);
}

/// The filter with what its communities and grids stand for at the moment.
SetTicketFilter resolved(const State& state) {
  SetTicketFilter wish = state.filter;
  wish.filter.areas.clear();
  if (wish.communities.empty() && wish.grids.empty()) return wish;
  const std::vector<GridName> grids = grid_names(state);
  const auto owners = owners_of(state, state.workspace().find(model::Role::tickets)->layer);
  const auto choose = [&](const std::vector<std::string>& wanted, std::string GridName::*name) {
    if (wanted.empty()) return;
    analysis::AreaChoice choice;
    if (owners) {
      choice.area_of = std::shared_ptr<const std::vector<std::uint32_t>>(owners, &owners->area_of);
    }
    for (std::uint32_t grid = 0; grid < grids.size(); ++grid) {
      const bool chosen = std::ranges::any_of(wanted, [&](const std::string& one) {
        return analysis::bare_community_name(one) ==
               analysis::bare_community_name(grids[grid].*name);
      });
      if (chosen) choice.allowed.push_back(grid);
    }
    wish.filter.areas.push_back(std::move(choice));
  };
  choose(wish.communities, &GridName::community);
  choose(wish.grids, &GridName::code);
  return wish;
}

}  // namespace

std::shared_ptr<const model::LayerStyle> only_rows(const model::LayerStyle& style, std::size_t size,
                                                   const model::Rows& rows) {
  auto filtered = std::make_shared<model::LayerStyle>(style);
  filtered->class_of_row.assign(size, model::hidden_class);
  for (const auto row : rows) {
    filtered->class_of_row[row] = static_cast<std::uint16_t>(style.class_of(row));
  }
  return filtered;
}

void set_ticket_filter(State& state, const SetTicketFilter& action) {
  state.filter = action;
  refresh_tickets(state);
}

void refresh_tickets(State& state) {
  const model::LayerEntry* tickets = state.workspace().find(model::Role::tickets);
  if (tickets == nullptr) {
    if (state.snapshot.tickets) close_tickets(state);
    return;
  }
  const bool known = state.ticket_facts && state.ticket_facts->layer == tickets->layer;
  state.replace_job(state.filter_job, tr("Filtering the tickets"),
                    [id = tickets->id, layer = tickets->layer, wish = resolved(state),
                     facts = known ? state.ticket_facts : nullptr,
                     style = state.extras[tickets->id].full_style](JobContext& context) {
                      auto view = view_of(id, facts ? facts : facts_of(layer), wish);
                      const bool all = view->rows->size() == layer->size();
                      auto shown = all ? style : only_rows(*style, layer->size(), *view->rows);
                      if (context.progress.cancelled()) return;
                      context.land([view, shown, layer](State& s) {
                        const model::LayerEntry* entry = s.workspace().find(view->layer);
                        if (entry != nullptr && entry->layer == layer) take_over(s, view, shown);
                      });
                    });
}

}  // namespace wangge::session
