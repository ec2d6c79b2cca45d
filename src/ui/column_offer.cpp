#include "ui/column_offer.h"

#include <algorithm>
#include <cmath>

#include "analysis/group_keys.h"
#include "model/personal.h"

namespace wangge::ui {
namespace {

/// Texts count as numbers where those that come first are some.
bool are_numbers(const model::Texts& texts) {
  constexpr std::size_t looked_at = 30;
  std::size_t filled = 0;
  for (std::size_t i = 0; i < std::min(texts.dictionary.size(), looked_at); ++i) {
    if (texts.dictionary[i].empty()) continue;
    if (!std::isfinite(model::parse_number(texts.dictionary[i]))) return false;
    ++filled;
  }
  return filled > 0;
}

bool holds_numbers(const model::Column& column) {
  if (const auto* texts = std::get_if<model::Texts>(&column.values)) return are_numbers(*texts);
  return !std::holds_alternative<model::Times>(column.values);
}

/// The name by which analysis finds the column: that of its field, if it has one.
std::string key_of(const model::Layer& layer, std::size_t column) {
  for (const model::Mapping::Entry& entry : layer.mapping.entries()) {
    if (entry.column == static_cast<int>(column)) return std::string(model::field_key(entry.field));
  }
  return layer.table.columns[column].name;
}

}  // namespace

void OfferedColumns::follow(const model::LayerPtr& layer) {
  if (of == layer && in == language()) return;
  of = layer;
  in = language();
  columns.clear();
  if (!layer) return;
  const auto personal = model::personal_columns(*layer);
  for (std::size_t i = 0; i < layer->table.columns.size(); ++i) {
    const model::Column& column = layer->table.columns[i];
    OfferedColumn offered;
    offered.column = key_of(*layer, i);
    offered.heading = analysis::column_heading(*layer, offered.column);
    offered.times = std::holds_alternative<model::Times>(column.values);
    offered.numbers = holds_numbers(column);
    offered.personal = personal[i] != model::Personal::no;
    columns.push_back(std::move(offered));
  }
}

const OfferedColumn* OfferedColumns::find(const std::string& column) const {
  const auto at = std::ranges::find(columns, column, &OfferedColumn::column);
  return at == columns.end() ? nullptr : &*at;
}

}  // namespace wangge::ui
