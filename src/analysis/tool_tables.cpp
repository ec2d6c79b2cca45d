#include "analysis/tool_tables.h"

#include <algorithm>
#include <numeric>
#include <type_traits>
#include <utility>

#include "base/i18n.h"
#include "base/parallel.h"

namespace wangge::analysis {
namespace {

template <typename List>
List picked(const List& from, std::span<const std::uint32_t> rows) {
  List to;
  to.reserve(rows.size());
  for (const std::uint32_t row : rows) {
    to.push_back(row == no_such_row ? typename List::value_type{} : from[row]);
  }
  return to;
}

/// By code, so that no text is looked up twice.
model::Texts picked_texts(const model::Texts& from, std::span<const std::uint32_t> rows) {
  constexpr std::uint32_t fresh = 0xFFFFFFFF;
  std::vector<std::uint32_t> new_code(from.dictionary.size() + 1, fresh);  // the last: no text
  std::size_t empty = from.dictionary.size();
  for (std::size_t i = 0; i < from.dictionary.size(); ++i) {
    if (from.dictionary[i].empty()) empty = i;
  }
  model::Texts to;
  to.codes.reserve(rows.size());
  for (const std::uint32_t row : rows) {
    const std::size_t old = row == no_such_row ? empty : from.codes[row];
    if (new_code[old] == fresh) {
      new_code[old] = static_cast<std::uint32_t>(to.dictionary.size());
      to.dictionary.push_back(old < from.dictionary.size() ? from.dictionary[old] : "");
    }
    to.codes.push_back(new_code[old]);
  }
  return to;
}

model::Column picked_column(const model::Column& from, std::span<const std::uint32_t> rows) {
  model::Column to;
  to.name = from.name;
  to.values = std::visit(
      [&](const auto& values) -> decltype(to.values) {
        using Values = std::decay_t<decltype(values)>;
        if constexpr (std::is_same_v<Values, model::Texts>) {
          return picked_texts(values, rows);
        } else if constexpr (std::is_same_v<Values, model::Times>) {
          return model::Times{picked(values.seconds, rows)};
        } else if constexpr (std::is_same_v<Values, model::Bools>) {
          return model::Bools{picked(values.values, rows)};
        } else {
          return picked(values, rows);
        }
      },
      from.values);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i] == no_such_row || from.is_null(rows[i])) to.nulls.set_null(i);
  }
  return to;
}

bool all_rows_in_order(std::span<const std::uint32_t> rows, std::size_t count) {
  if (rows.size() != count) return false;
  for (std::size_t i = 0; i < count; ++i) {
    if (rows[i] != i) return false;
  }
  return true;
}

}  // namespace

model::Layer made_from(const model::Layer& layer, geo::Kind kind) {
  model::Layer made;
  made.role = kind == layer.geometry.kind() ? layer.role : model::Role::base;
  made.geometry = geo::PackedGeometry(kind);
  return made;
}

std::size_t add_column(model::Layer& made, model::Column column) {
  const std::string wanted = column.name;
  for (int number = 2; made.table.find(column.name) >= 0; ++number) {
    column.name = wanted + "_" + std::to_string(number);
  }
  made.table.rows = column.size();
  made.table.columns.push_back(std::move(column));
  return made.table.columns.size() - 1;
}

void take_columns(model::Layer& made, const model::Layer& from, std::span<const std::uint32_t> rows,
                  std::optional<std::vector<int>> columns) {
  if (!columns) {
    columns.emplace(from.table.columns.size());
    std::iota(columns->begin(), columns->end(), 0);
  }
  const bool whole = all_rows_in_order(rows, from.size());
  std::vector<model::Column> taken(columns->size());
  parallel_ranges(taken.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto& column = from.table.columns[static_cast<std::size_t>((*columns)[i])];
      taken[i] = whole ? column : picked_column(column, rows);
    }
  });
  for (std::size_t i = 0; i < taken.size(); ++i) {
    const std::size_t place = add_column(made, std::move(taken[i]));
    for (const auto& [field, column] : from.mapping.entries()) {
      if (column == (*columns)[i] && made.mapping.column(field) < 0) {
        made.mapping.set(field, static_cast<int>(place));
      }
    }
  }
  made.table.rows = rows.size();
}

std::vector<std::uint32_t> every_row(const model::Layer& layer) {
  std::vector<std::uint32_t> rows(layer.size());
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

void take_rows(model::Layer& made, const model::Layer& from, std::span<const std::uint32_t> rows) {
  made.geometry = all_rows_in_order(rows, from.size()) ? from.geometry : from.geometry.subset(rows);
  take_columns(made, from, rows);
}

void forget_counted_fields(model::Layer& made) {
  made.mapping.clear(model::Field::households);
  made.mapping.clear(model::Field::population);
}

void add_size(model::Layer& made) {
  const geo::PackedGeometry& geometry = made.geometry;
  if (geometry.kind() == geo::Kind::points) return;
  const bool areas = geometry.kind() == geo::Kind::polygons;
  model::Reals sizes(geometry.size());
  parallel_ranges(sizes.size(), 4096, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      sizes[row] = areas ? geo::polygon_area(geometry, row) : geo::length(geometry, row);
    }
  });
  add_column(made, {areas ? tr("area_m2") : tr("length_m"), std::move(sizes), {}});
}

}  // namespace wangge::analysis
