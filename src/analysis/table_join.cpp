#include "analysis/table_join.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "base/i18n.h"
#include "model/name_key.h"

namespace wangge::analysis {
namespace {

constexpr std::uint32_t no_row = std::numeric_limits<std::uint32_t>::max();

/// The values of `rows` (no_row: null), in that order.
model::Column picked(const model::Column& column, const std::vector<std::uint32_t>& rows) {
  model::Column out;
  out.name = column.name;
  const auto each = [&](auto&& put, auto&& put_nothing) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i] == no_row || column.is_null(rows[i])) {
        out.nulls.set_null(i);
        put_nothing();
      } else {
        put(rows[i]);
      }
    }
  };
  std::visit(
      [&](const auto& values) {
        using Values = std::decay_t<decltype(values)>;
        if constexpr (std::is_same_v<Values, model::Texts>) {
          model::TextsBuilder builder;
          each([&](auto row) { builder.push_back(values[row]); }, [&] { builder.push_back(""); });
          out.values = std::move(builder).build();
        } else {
          Values to;
          auto& list = [&]() -> auto& {
            if constexpr (std::is_same_v<Values, model::Times>) {
              return to.seconds;
            } else if constexpr (std::is_same_v<Values, model::Bools>) {
              return to.values;
            } else {
              return to;
            }
          }
          ();
          const auto& from = [&]() -> const auto& {
            if constexpr (std::is_same_v<Values, model::Times>) {
              return values.seconds;
            } else if constexpr (std::is_same_v<Values, model::Bools>) {
              return values.values;
            } else {
              return values;
            }
          }
          ();
          each([&](auto row) { list.push_back(from[row]); }, [&] { list.push_back({}); });
          out.values = std::move(to);
        }
      },
      column.values);
  return out;
}

}  // namespace

Result<int> find_column(const model::Layer& layer, const std::string& name) {
  const int column = layer.table.find(name);
  if (column >= 0) return column;
  return Error{ErrorCode::invalid_argument, layer.source.path,
               trf("There is no column “{}” in the layer “{}”.", name, layer.name),
               tr("`wangge info` lists the columns.")};
}

std::string join_key(const model::Column& column, std::size_t row) {
  return model::value_key(column.text(row));
}

Result<JoinedTable> join_table(const model::Layer& layer, const std::string& layer_key,
                               const model::Layer& table, const std::string& table_key) {
  const auto own = find_column(layer, layer_key);
  if (!own) return own.error();
  const auto other = find_column(table, table_key);
  if (!other) return other.error();
  const model::Column& keys = layer.table.columns[static_cast<std::size_t>(*own)];
  const model::Column& table_keys = table.table.columns[static_cast<std::size_t>(*other)];

  JoinedTable joined;
  std::unordered_map<std::string, std::uint32_t> row_of;
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    std::string key = join_key(table_keys, row);
    if (key.empty()) {
      joined.unused.push_back(row);
    } else if (!row_of.try_emplace(std::move(key), row).second) {
      joined.repeated_key.push_back(row);
    }
  }
  std::vector<std::uint32_t> rows(layer.size(), no_row);
  std::vector<bool> used(table.size(), false);
  for (std::uint32_t row = 0; row < layer.size(); ++row) {
    const auto found = row_of.find(join_key(keys, row));
    if (found == row_of.end()) {
      joined.without_row.push_back(row);
      continue;
    }
    rows[row] = found->second;
    used[found->second] = true;
    ++joined.matched;
  }
  for (const auto& [key, row] : row_of) {
    if (!used[row]) joined.unused.push_back(row);
  }
  std::sort(joined.unused.begin(), joined.unused.end());

  joined.layer = layer;
  for (std::size_t i = 0; i < table.table.columns.size(); ++i) {
    if (static_cast<int>(i) == *other) continue;  // it is the layer's key
    model::Column column = picked(table.table.columns[i], rows);
    const std::string name = column.name;
    for (int n = 2; joined.layer.table.find(column.name) >= 0; ++n) {
      column.name = name + "_" + std::to_string(n);
    }
    joined.layer.table.columns.push_back(std::move(column));
  }
  const model::Mapping guessed = model::guess_mapping(layer.role, joined.layer.table);
  for (const auto& entry : guessed.entries()) {
    const bool is_new = static_cast<std::size_t>(entry.column) >= layer.table.columns.size();
    if (is_new && layer.mapping.column(entry.field) < 0) {
      joined.layer.mapping.set(entry.field, entry.column);
    }
  }
  return joined;
}

}  // namespace wangge::analysis
