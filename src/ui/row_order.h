#pragma once

#include "model/layer.h"

namespace wangge::ui {

/// The rows of a layer in the order of a column's values; nulls last, equal values by row. Numbers
/// by value, texts by their bytes (Han characters in code order), and texts that are all numbers by
/// value.
///
/// cost  about 0.5 s a million rows; pure, any thread
std::vector<std::uint32_t> sorted_rows(const model::Layer& layer, model::Rows rows, int column,
                                       bool ascending);

}  // namespace wangge::ui
