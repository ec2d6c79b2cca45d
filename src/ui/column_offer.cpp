#include "ui/column_offer.h"

#include <algorithm>
#include <cmath>

#include "model/personal.h"
#include "ui/asked_columns.h"

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

}  // namespace

void OfferedColumns::follow(const model::LayerPtr& layer) {
  if (of == layer && in == language()) return;
  of = layer;
  in = language();
  columns.clear();
  if (!layer) return;
  const auto personal = model::personal_columns(*layer);
  for (const AskedColumn& asked : asked_columns(*layer)) {
    if (asked.column < 0) continue;  // groups are of what the table holds
    const auto at = static_cast<std::size_t>(asked.column);
    columns.push_back({asked.key, asked.name, asked.kind == AskedColumn::Kind::time,
                       holds_numbers(layer->table.columns[at]),
                       personal[at] != model::Personal::no});
  }
}

const OfferedColumn* OfferedColumns::find(const std::string& column) const {
  const auto at = std::ranges::find(columns, column, &OfferedColumn::column);
  return at == columns.end() ? nullptr : &*at;
}

}  // namespace wangge::ui
