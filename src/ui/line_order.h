#pragma once

#include <cstdint>
#include <vector>

#include "ui/statistic_text.h"

namespace wangge::ui {

/// The lines of a table of groups as they are shown, as places in GroupTable::lines: a group of the
/// first key before the groups in it, the total last.
///
/// by       the column of numbers that groups are sorted by, subtotals among themselves and then
///          the groups in each; null: by their keys. What has no number comes last.
/// cost     n log n; a thousand lines in 0.1 ms
std::vector<std::uint32_t> ordered_lines(const analysis::GroupTable& table, const NumberColumn* by,
                                         bool ascending);

}  // namespace wangge::ui
