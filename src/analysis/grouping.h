#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "model/layer.h"

namespace wangge::analysis {

// Statistics of a table by groups.

/// A key of groups: the values of a column, the calendar's steps of a column of times, or areas
/// that the rows were assigned to (assign.h).
struct GroupKey {
  enum class Step : std::uint8_t { none, hour, weekday, day, week, month, quarter, year };
  std::string column;      ///< the key of a field or a column's own name; empty: by `area_of`
  Step step = Step::none;  ///< of times; `hour` and `weekday` are those of the clock, 24 and 7
  /// By area instead: one a row of the layer, a place in `areas`; what lies beyond it has none.
  std::vector<std::uint32_t> area_of = {};
  std::vector<std::string> areas = {};  ///< names; areas of the same name stay apart
  std::string name = {};                ///< heading; empty: the column's
};

enum class Aggregate : std::uint8_t {
  count,     ///< rows
  filled,    ///< rows with a value
  distinct,  ///< different values
  sum,
  mean,
  median,  ///< between the middle two where there are two
  least,
  most,
  share,     ///< of the rows of the group above, in [0, 1]
  quartiles  ///< five numbers for a box: see Box
};
struct GroupMeasure {
  Aggregate aggregate = Aggregate::count;
  std::string column = {};  ///< as of a key; empty for count and share
  bool operator==(const GroupMeasure&) const = default;
};

/// Minimum, quartiles (by linear interpolation between ranks, "type 7") and maximum of a group's
/// numbers, the ends of the whiskers (the last values within 1.5 interquartile ranges of the box,
/// but never inside of it), and the numbers beyond them.
///
/// source  Tukey 1977, "Exploratory Data Analysis"; Hyndman and Fan 1996 (type 7)
struct Box {
  double least = 0, q1 = 0, median = 0, q3 = 0, most = 0, low_whisker = 0, high_whisker = 0;
  std::size_t n = 0;           ///< 0: the other numbers mean nothing
  std::vector<double> beyond;  ///< ascending; where there are more than 1,000, so many by rank
};

/// One line of the result. `depth` keys of it are set: all of them for a group, fewer for a
/// subtotal, none for the total of everything.
struct GroupLine {
  std::vector<std::string> keys;  ///< one a key; "" where a row has no value, shown as “无”
  std::size_t depth = 0;
  std::size_t first = 0, rows = 0;  ///< its rows in GroupTable::order
  std::vector<double> values;  ///< one a measure, of quartiles the median; NaN: made of nothing
  std::vector<Box> boxes;      ///< one a measure of quartiles, in their order
};
struct GroupTable {
  std::vector<std::string> headings;  ///< of keys, then of measures, in the current language
  std::size_t keys = 0;
  std::vector<GroupMeasure> measures;
  /// Groups in the order of their keys (times by time, numbers by size, texts as people sort them;
  /// what has no value last); a subtotal follows its groups, the total is last.
  std::vector<GroupLine> lines;
  /// The rows that were asked about in the order of their groups: those of a line, be it a
  /// subtotal, lie side by side.
  model::Rows order;
};

/// `rows` of the layer by keys and measures; every row counts in exactly one group, so that counts
/// and sums of groups add up to their subtotals and those to the total. No value are nulls, empty
/// texts and numbers that are not finite; texts that are numbers count as such. Without keys or
/// rows there is the total alone. The order of the rows shows at most in the last digit of a sum.
/// Nothing is masked: whoever shows keys leaves out personal columns (model::personal_columns).
///
/// errors  not_found (a column), invalid_argument (no time, no number in a column), cancelled
/// cost    a million rows by two keys: 30 ms, medians 60 ms more
Result<GroupTable> group_rows(const model::Layer& layer, const model::Rows& rows,
                              const std::vector<GroupKey>& keys,
                              const std::vector<GroupMeasure>& measures, Progress& progress);

/// A table of a measure: one key down, one across, with totals at both edges.
struct PivotTable {
  std::string down, across, measure;  ///< headings
  std::vector<std::string> row_keys, column_keys;
  std::vector<std::vector<double>> cells;  ///< [row][column]; NaN: no rows
  std::vector<double> row_totals, column_totals;
  double total = 0;
};
/// errors  as group_rows
Result<PivotTable> pivot_rows(const model::Layer& layer, const model::Rows& rows,
                              const GroupKey& down, const GroupKey& across,
                              const GroupMeasure& measure, Progress& progress);

/// Tab-separated lines with headings, as spreadsheets take them from the clipboard. Quartiles are
/// five columns.
std::string to_tabs(const GroupTable& table);
std::string to_tabs(const PivotTable& table);
/// As a table without geometry, to be exported; lines of subtotals and the total, which are called
/// so in the column of the first key that is not set, only where asked for.
model::Layer to_layer(const GroupTable& table, const std::string& name, bool with_subtotals);

}  // namespace wangge::analysis
