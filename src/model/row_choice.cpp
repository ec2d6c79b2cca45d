#include "model/row_choice.h"

#include <algorithm>

namespace wangge::model {

std::optional<Rows> rows_where(const Layer& layer, const std::vector<RowCondition>& conditions) {
  std::vector<bool> chosen(layer.size());
  bool asked = false;
  for (const RowCondition& condition : conditions) {
    const int place = layer.table.find(condition.column);
    if (place < 0) continue;
    asked = true;
    const Column& column = layer.table.columns[static_cast<std::size_t>(place)];
    for (std::size_t row = 0; row < layer.size(); ++row) {
      if (!column.is_null(row) && column.text(row) == condition.value) chosen[row] = true;
    }
  }
  if (!asked) return std::nullopt;
  Rows rows;
  for (std::uint32_t row = 0; row < layer.size(); ++row) {
    if (chosen[row]) rows.push_back(row);
  }
  return rows;
}

}  // namespace wangge::model
