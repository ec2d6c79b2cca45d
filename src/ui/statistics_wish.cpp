#include "ui/statistics_wish.h"

#include <algorithm>
#include <array>

namespace wangge::ui {
namespace {

using session::GroupBy;
using session::RowsOf;

bool are_shown_tickets(const session::Snapshot& snapshot, model::LayerId layer) {
  return snapshot.tickets && snapshot.tickets->layer == layer && snapshot.tickets->rows;
}

/// Whether the features of a layer lie in areas of that role, one area each.
bool lie_in(const session::Snapshot& snapshot, const model::Layer& layer, model::Role areas) {
  return snapshot.workspace->find(areas) != nullptr && layer.role != areas &&
         layer.geometry.kind() != geo::Kind::lines && !layer.extent.is_empty();
}

/// The column that a person would sort the rows into kinds by.
const OfferedColumn* telling_column(const OfferedColumns& offered) {
  constexpr std::array telling{model::Field::category, model::Field::kind,
                               model::Field::status,   model::Field::severity,
                               model::Field::theme,    model::Field::community};
  for (const model::Field field : telling) {
    const OfferedColumn* column = offered.find(std::string(model::field_key(field)));
    if (column != nullptr && !column->personal) return column;
  }
  const auto any = std::ranges::find_if(
      offered.columns, [](const OfferedColumn& column) { return !column.personal; });
  return any == offered.columns.end() ? nullptr : &*any;
}

}  // namespace

std::vector<GroupBy> offered_keys(const session::Snapshot& snapshot, const model::Layer& layer,
                                  const OfferedColumns& offered) {
  std::vector<GroupBy> keys;
  if (lie_in(snapshot, layer, model::Role::communities)) keys.push_back({GroupBy::By::communities});
  if (lie_in(snapshot, layer, model::Role::grids)) keys.push_back({GroupBy::By::grids});
  for (const OfferedColumn& column : offered.columns) {
    if (column.personal) continue;
    GroupBy key{GroupBy::By::column, column.column};
    if (column.times) key.step = analysis::GroupKey::Step::month;
    keys.push_back(std::move(key));
  }
  return keys;
}

session::ShowStatistics usual_statistics(const session::Snapshot& snapshot,
                                         const model::LayerEntry& entry,
                                         const OfferedColumns& offered) {
  session::ShowStatistics wish;
  wish.layer = entry.id;
  wish.of = are_shown_tickets(snapshot, entry.id) ? RowsOf::shown : RowsOf::all;
  wish.measures = {{analysis::Aggregate::count}, {analysis::Aggregate::share}};
  const auto keys = offered_keys(snapshot, *entry.layer, offered);
  const auto grids = std::ranges::find(keys, GroupBy::By::grids, &GroupBy::by);
  const auto key_of = [&](const OfferedColumn& column) {
    return *std::ranges::find(keys, column.column, &GroupBy::column);
  };
  if (grids != keys.end()) {
    wish.keys = {*grids};
  } else if (!keys.empty() && keys.front().by == GroupBy::By::communities) {
    wish.keys = {keys.front()};
  } else if (const OfferedColumn* column = telling_column(offered)) {
    wish.keys = {key_of(*column)};
  }
  return wish;
}

bool can_be_asked(const session::ShowStatistics& wish, const OfferedColumns& offered) {
  const auto keys = std::ranges::all_of(wish.keys, [&](const GroupBy& key) {
    if (key.by != GroupBy::By::column) return true;
    const OfferedColumn* column = offered.find(key.column);
    return column != nullptr && !column->personal;
  });
  const auto measures = std::ranges::all_of(wish.measures, [&](const auto& measure) {
    return measure.column.empty() || offered.find(measure.column) != nullptr;
  });
  return keys && measures && !wish.measures.empty();
}

StatisticsGround ground_of(const session::Snapshot& snapshot, const session::ShowStatistics& wish) {
  StatisticsGround ground;
  ground.wish = wish;
  ground.language = language();
  const model::Workspace& workspace = *snapshot.workspace;
  if (const auto* entry = workspace.find(wish.layer)) ground.layer = entry->layer;
  for (const GroupBy& key : wish.keys) {
    const bool communities = key.by == GroupBy::By::communities;
    if (key.by == GroupBy::By::column) continue;
    const auto* areas = workspace.find(communities ? model::Role::communities : model::Role::grids);
    if (areas != nullptr) (communities ? ground.communities : ground.grids) = areas->layer;
  }
  if (wish.of == RowsOf::shown && are_shown_tickets(snapshot, wish.layer)) {
    ground.shown = snapshot.tickets->rows;
  }
  if (wish.of == RowsOf::selected) ground.selection = snapshot.selection;
  return ground;
}

std::size_t rows_of(const session::Snapshot& snapshot, const model::LayerEntry& entry,
                    session::RowsOf of) {
  if (of == RowsOf::selected) {
    return snapshot.selection->layer == entry.id ? snapshot.selection->rows.size() : 0;
  }
  return of == RowsOf::shown && are_shown_tickets(snapshot, entry.id)
             ? snapshot.tickets->rows->size()
             : entry.layer->size();
}

}  // namespace wangge::ui
