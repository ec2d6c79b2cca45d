#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/layer.h"

namespace wangge::analysis {

/// A row that a layer does not have: all its columns are null there.
constexpr std::uint32_t no_such_row = 0xFFFFFFFF;

/// A layer without rows, to be filled: the role stays where features stay what they were.
model::Layer made_from(const model::Layer& layer, geo::Kind kind);

/// Appends a column under its name, or under one that is free yet ("name_2"); its place.
std::size_t add_column(model::Layer& made, model::Column column);

/// Appends columns of `from` for these rows, with the fields they hold where no other column holds
/// them yet.
///
/// columns  places in from.table; none: all of them
/// rows     of `from`, or no_such_row
void take_columns(model::Layer& made, const model::Layer& from, std::span<const std::uint32_t> rows,
                  std::optional<std::vector<int>> columns = std::nullopt);

/// 0, 1, 2 … of a layer.
std::vector<std::uint32_t> every_row(const model::Layer& layer);

/// The features of these rows with all their columns.
void take_rows(model::Layer& made, const model::Layer& from, std::span<const std::uint32_t> rows);

/// What is counted in a feature would be counted twice where features were cut into several.
void forget_counted_fields(model::Layer& made);

/// "area_m2" or "length_m" of every feature, by its kind; points get none.
void add_size(model::Layer& made);

}  // namespace wangge::analysis
