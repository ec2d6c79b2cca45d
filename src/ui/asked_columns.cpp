#include "ui/asked_columns.h"

#include <algorithm>

#include "base/i18n.h"
#include "model/personal.h"

namespace wangge::ui {
namespace {

AskedColumn::Kind kind_of(const model::Column& column) {
  if (std::holds_alternative<model::Times>(column.values)) return AskedColumn::Kind::time;
  if (std::holds_alternative<model::Bools>(column.values)) return AskedColumn::Kind::truth;
  return std::holds_alternative<model::Texts>(column.values) ? AskedColumn::Kind::text
                                                             : AskedColumn::Kind::number;
}

}  // namespace

std::vector<AskedColumn> asked_columns(const model::Layer& layer) {
  std::vector<AskedColumn> asked;
  const auto& columns = layer.table.columns;
  std::vector<bool> meant(columns.size());
  for (const model::Field field : model::fields_of(layer.role)) {
    const int column = layer.mapping.column(field);
    if (column < 0 || meant[static_cast<std::size_t>(column)]) continue;
    meant[static_cast<std::size_t>(column)] = true;
    asked.push_back({std::string(model::field_key(field)), model::field_name(field),
                     kind_of(columns[static_cast<std::size_t>(column)]), column});
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (meant[i]) continue;
    asked.push_back({columns[i].name, columns[i].name, kind_of(columns[i]), static_cast<int>(i)});
  }
  const auto measured = [&](const char* key, const char* name) {
    if (layer.table.find(key) < 0) asked.push_back({key, name, AskedColumn::Kind::number, -1});
  };
  if (layer.geometry.kind() == geo::Kind::polygons) measured("area_m2", tr("Area (m²)"));
  if (layer.geometry.kind() != geo::Kind::points) measured("length_m", tr("Length (m)"));
  return asked;
}

std::string asked_name(const model::Workspace& workspace, model::LayerId id) {
  const model::LayerEntry* entry = workspace.find(id);
  if (entry == nullptr) return {};
  const model::Role role = entry->layer->role;
  const bool topmost = role != model::Role::base && workspace.find(role) == entry;
  return topmost ? std::string(model::role_key(role)) : entry->layer->name;
}

const std::vector<analysis::ValueCount>& ValueLists::of(const model::LayerPtr& layer, int column) {
  static const std::vector<analysis::ValueCount> none;
  if (!layer || column < 0) return none;
  const auto at = std::ranges::find_if(
      known_, [&](const Known& one) { return one.layer == layer && one.column == column; });
  if (at != known_.end()) return at->values;
  constexpr std::size_t kept = 8;
  if (known_.size() == kept) known_.erase(known_.begin());
  const auto place = static_cast<std::size_t>(column);
  Known found{layer, column, {}};
  if (model::personal_column(*layer, place) == model::Personal::no) {
    found.values = analysis::value_counts(layer->table.columns[place]);
  }
  return known_.emplace_back(std::move(found)).values;
}

}  // namespace wangge::ui
