// Households onto buildings.
#include <algorithm>
#include <cmath>

#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

struct Sources {
  model::LayerPtr buildings, communities, table;  ///< the last two may be null
};

/// What is known and what is shared out, a building each; the figures go into `view`.
Result<std::vector<std::int64_t>> households_of(const ShareHouseholds& action, const Sources& from,
                                                HouseholdView& view) {
  std::vector<std::int64_t> known(from.buildings->size(), -1);
  if (from.table) {
    auto told = analysis::known_from_table(*from.buildings, action.building_key, *from.table,
                                           action.table_key, action.value);
    if (!told) return told.error();
    known = std::move(*told);
    view.from_table = static_cast<std::size_t>(
        std::count_if(known.begin(), known.end(), [](std::int64_t n) { return n >= 0; }));
  }
  if (!from.communities) return known;
  model::Layer areas = *from.communities;
  if (action.total_column >= 0) areas.mapping.set(model::Field::households, action.total_column);
  auto shares = analysis::share_households(*from.buildings, areas, known);
  if (!shares) return shares.error();
  view.communities = from.communities;
  view.totals = std::move(shares->totals);
  view.outside = shares->outside;
  view.off_total = shares->off_total;
  return std::move(shares->households);
}

}  // namespace

void share_households(State& state, const ShareHouseholds& action) {
  const auto layer_of = [&state](LayerId id) {
    const model::LayerEntry* entry = state.workspace().find(id);
    return entry == nullptr ? model::LayerPtr() : entry->layer;
  };
  const model::LayerEntry* entry = state.workspace().find(action.buildings);
  const Sources from{layer_of(action.buildings), layer_of(action.communities),
                     layer_of(action.table)};
  if (entry == nullptr || (!from.communities && !from.table)) return;
  const LayerVersion before = version_of(state, *entry);
  state.jobs.start(trf("Sharing out households to {}", model::title(*entry->layer)),
                   [action, before, from, theme = state.snapshot.theme](JobContext& context) {
                     HouseholdView view;
                     view.buildings = action.buildings;
                     view.rows = from.buildings->size();
                     const auto households = households_of(action, from, view);
                     if (!households) {
                       context.land([error = households.error()](State& s) { s.tell(error); });
                       return;
                     }
                     auto after = std::make_shared<const model::Layer>(
                         analysis::with_households(*from.buildings, *households));
                     const model::Column& column = *after->field(model::Field::households);
                     for (std::size_t row = 0; row < after->size(); ++row) {
                       if (!column.is_null(row))
                         view.households += std::llround(column.number(row));
                     }
                     if (context.progress.cancelled()) return;
                     const LayerEdit edit{tr("Share out households"), action.buildings, before,
                                          made_ready(after, theme)};
                     context.land([edit, result = std::make_shared<const TableResult>(
                                             std::move(view))](State& s) {
                       if (!land_layer_edit(s, edit)) return;
                       show_table_result(s, result);
                     });
                   });
  state.touch();
}

}  // namespace wangge::session
