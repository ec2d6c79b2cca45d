#include "ui/incident_conditions.h"

#include <algorithm>

#include "base/i18n.h"

namespace wangge::ui {
namespace {

using session::SetTicketFilter;

/// Collects the conditions; each is the filter with something taken out of it.
struct Collector {
  const SetTicketFilter& filter;
  std::vector<Condition> found = {};

  template <typename TakeOut>
  void add(std::string name, std::string text, std::string hint, const TakeOut& take_out) {
    Condition condition{std::move(name), std::move(text), std::move(hint), filter};
    take_out(condition.without);
    found.push_back(std::move(condition));
  }
  /// Values of a column; an empty one stands for tickets that have none.
  void values(const char* name, const char* label, const char* none,
              std::vector<std::string> analysis::TicketFilter::*list) {
    for (const std::string& value : filter.filter.*list) {
      const std::string shown = value.empty() ? none : value;
      add(std::string(name) + "/" + value, shown, trf("{}: {}", label, shown),
          [&](SetTicketFilter& f) { std::erase(f.filter.*list, value); });
    }
  }
};

void add_place(Collector& all, const session::Snapshot& snapshot) {
  for (const std::string& community : all.filter.communities) {
    all.add("community/" + community, community, trf("Community: {}", community),
            [&](SetTicketFilter& f) { std::erase(f.communities, community); });
  }
  const auto names = all.filter.grids.empty() ? std::vector<GridName>() : grid_names(snapshot);
  for (const std::string& code : all.filter.grids) {
    const auto grid = std::ranges::find(names, code, &GridName::code);
    const std::string name = grid == names.end() || grid->name.empty() ? code : grid->name;
    all.add("grid/" + code, name, trf("Grid: {} ({})", name, code),
            [&](SetTicketFilter& f) { std::erase(f.grids, code); });
  }
  if (all.filter.filter.drawn) {
    all.add("drawn", tr("Drawn area"), tr("Tickets in the area that is drawn on the map."),
            [](SetTicketFilter& f) { f.filter.drawn.reset(); });
  }
}

void add_time(Collector& all, const session::TicketView& tickets) {
  const analysis::TicketFilter& filter = all.filter.filter;
  if (!filter.from && !filter.until) return;
  const std::string days = days_text(filter.from.value_or(tickets.facts->first),
                                     filter.until.value_or(tickets.facts->until));
  const bool open = filter.time_mode == analysis::TimeMode::open;
  all.add("time", open ? trf("Open: {}", days) : days,
          open ? tr("Tickets that were open at some time of these days.")
               : tr("Tickets that were reported on these days."),
          [](SetTicketFilter& f) { f.filter.from.reset(), f.filter.until.reset(); });
}

}  // namespace

std::string days_text(Seconds from, Seconds until) {
  const std::string first = format_date(from), last = format_date(std::max(from, until - 1));
  return first == last ? first : trf("{} to {}", first, last);
}

std::vector<Condition> conditions_of(const SetTicketFilter& filter,
                                     const session::Snapshot& snapshot) {
  using analysis::TicketFilter;
  Collector all{filter};
  const TicketFilter& f = filter.filter;
  if (!f.text.empty()) {
    all.add("text", trf("“{}”", f.text), tr("In the description, the address or the id"),
            [](SetTicketFilter& without) { without.filter.text.clear(); });
  }
  all.values("class", tr("Class"), tr("no class"), &TicketFilter::categories);
  for (const analysis::Subclass& leaf : f.subcategories) {
    const std::string sub = leaf.subcategory.empty() ? tr("no subclass") : leaf.subcategory;
    all.add("subclass/" + leaf.category + "/" + leaf.subcategory, sub,
            trf("Subclass of {}: {}", leaf.category, sub),
            [&](SetTicketFilter& without) { std::erase(without.filter.subcategories, leaf); });
  }
  all.values("status", tr("State"), tr("no state"), &TicketFilter::statuses);
  all.values("level", tr("Level"), tr("no level"), &TicketFilter::levels);
  all.values("severity", tr("Severity"), tr("no severity"), &TicketFilter::severities);
  all.values("source", tr("Source"), tr("no source"), &TicketFilter::sources);
  add_place(all, snapshot);
  add_time(all, *snapshot.tickets);
  return std::move(all.found);
}

std::vector<GridName> grid_names(const session::Snapshot& snapshot) {
  std::vector<GridName> names;
  if (snapshot.plan) {
    for (const model::GridRecord& grid : snapshot.plan->plan->grids) {
      if (!grid.retired) names.push_back({grid.code, grid.name});
    }
    return names;
  }
  const model::LayerEntry* grids = snapshot.workspace->find(model::Role::grids);
  if (grids == nullptr) return names;
  const model::Column* code = grids->layer->field(model::Field::code);
  for (std::size_t row = 0; row < grids->layer->size(); ++row) {
    const std::string name = grids->layer->label(row);
    names.push_back({code == nullptr ? name : code->text(row), name});
  }
  return names;
}

std::vector<std::string> community_names(const session::Snapshot& snapshot) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& name) {
    if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  if (snapshot.plan) {
    for (const model::GridRecord& grid : snapshot.plan->plan->grids) add(grid.community);
  } else if (const model::LayerEntry* grids = snapshot.workspace->find(model::Role::grids)) {
    const model::Column* community = grids->layer->field(model::Field::community);
    for (std::size_t row = 0; community != nullptr && row < grids->layer->size(); ++row) {
      add(community->text(row));
    }
  }
  if (const model::LayerEntry* layer = snapshot.workspace->find(model::Role::communities)) {
    for (std::size_t row = 0; row < layer->layer->size(); ++row) add(layer->layer->label(row));
  }
  return names;
}

}  // namespace wangge::ui
