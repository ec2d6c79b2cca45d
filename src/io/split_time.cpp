#include "io/split_time.h"

#include <array>
#include <cctype>
#include <chrono>
#include <cmath>

namespace wangge::io {
namespace {

constexpr std::size_t parts = 5, needed_parts = 3;
using Names = std::array<std::string_view, parts>;
constexpr Names english{"year", "month", "day", "hour", "minute"};
constexpr Names chinese{"年", "月", "日", "时", "分"};

const model::Column* find(const model::Table& table, std::string_view name) {
  for (const model::Column& column : table.columns) {
    std::string lower;
    for (const unsigned char c : column.name) lower += static_cast<char>(std::tolower(c));
    if (lower == name) return &column;
  }
  return nullptr;
}

/// A whole number in [low, high], or nothing.
std::optional<int> whole(const model::Column& column, std::size_t row, int low, int high) {
  const double value = column.number(row);
  if (!(value >= low && value <= high) || value != std::floor(value)) return std::nullopt;
  return static_cast<int>(value);
}

std::optional<Seconds> time_of(const std::array<const model::Column*, parts>& columns,
                               std::size_t row) {
  using namespace std::chrono;
  const auto y = whole(*columns[0], row, 1900, 2200), m = whole(*columns[1], row, 1, 12),
             d = whole(*columns[2], row, 1, 31);
  if (!y || !m || !d || !(year{*y} / *m / *d).ok()) return std::nullopt;
  CivilTime time{*y, *m, *d};
  // A day without an hour begins at midnight, as a date alone does.
  if (columns[3] != nullptr) time.hour = whole(*columns[3], row, 0, 23).value_or(0);
  if (columns[3] != nullptr && columns[4] != nullptr) {
    time.minute = whole(*columns[4], row, 0, 59).value_or(0);
  }
  return from_civil(time);
}

}  // namespace

std::optional<SplitTime> read_split_time(const model::Table& table) {
  for (const Names& names : {english, chinese}) {
    const std::string name = names == english ? "date" : "时间";
    std::array<const model::Column*, parts> columns{};
    SplitTime result;
    std::size_t found = 0;
    for (std::size_t i = 0; i < parts; ++i) {
      columns[i] = find(table, names[i]);
      if (columns[i] == nullptr) continue;
      found += i < needed_parts ? 1 : 0;
      result.from += (result.from.empty() ? "" : ", ") + columns[i]->name;
    }
    if (found < needed_parts || find(table, name) != nullptr) continue;
    model::Times times;
    std::size_t without = 0;
    for (std::size_t row = 0; row < table.rows; ++row) {
      const auto time = time_of(columns, row);
      times.seconds.push_back(time.value_or(0));
      if (time) continue;
      result.column.nulls.set_null(row);
      ++without;
    }
    if (table.rows == 0 || without * 100 > table.rows) continue;
    result.column.name = name;
    result.column.values = std::move(times);
    return result;
  }
  return std::nullopt;
}

}  // namespace wangge::io
