#include "ui/row_order.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {
namespace {

/// One comparable number a row: NaN for null. Texts become the rank of their value.
std::vector<double> sort_keys(const model::Column& column) {
  std::vector<double> keys(column.size(), std::numeric_limits<double>::quiet_NaN());
  if (const auto* texts = std::get_if<model::Texts>(&column.values)) {
    const std::size_t distinct = texts->dictionary.size();
    std::vector<double> value(distinct);
    bool numbers = true;
    for (std::size_t code = 0; code < distinct && numbers; ++code) {
      value[code] = model::parse_number(texts->dictionary[code]);
      numbers = !std::isnan(value[code]) || texts->dictionary[code].empty();
    }
    if (!numbers) {
      std::vector<std::uint32_t> order(distinct);
      for (std::size_t code = 0; code < distinct; ++code)
        order[code] = static_cast<std::uint32_t>(code);
      std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return texts->dictionary[a] < texts->dictionary[b];
      });
      for (std::size_t rank = 0; rank < distinct; ++rank)
        value[order[rank]] = static_cast<double>(rank);
    }
    for (std::size_t row = 0; row < keys.size(); ++row) {
      if (!column.is_null(row)) keys[row] = value[texts->codes[row]];
    }
    return keys;
  }
  const auto* times = std::get_if<model::Times>(&column.values);
  for (std::size_t row = 0; row < keys.size(); ++row) {
    if (column.is_null(row)) continue;
    keys[row] = times != nullptr ? static_cast<double>(times->seconds[row]) : column.number(row);
  }
  return keys;
}

}  // namespace

std::vector<std::uint32_t> sorted_rows(const model::Layer& layer, model::Rows rows, int column,
                                       bool ascending) {
  if (column < 0 || static_cast<std::size_t>(column) >= layer.table.columns.size()) return rows;
  const std::vector<double> keys = sort_keys(layer.table.columns[static_cast<std::size_t>(column)]);
  std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    const bool none_a = std::isnan(keys[a]), none_b = std::isnan(keys[b]);
    if (none_a || none_b) return !none_a && none_b;
    return ascending ? keys[a] < keys[b] : keys[a] > keys[b];
  });
  return rows;
}

}  // namespace wangge::ui
