#include "analysis/value_codes.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/parallel.h"

namespace wangge::analysis {
namespace {

using model::Column;

constexpr std::size_t grain = 1 << 15;

/// Codes by a table from values to codes; slots are below `slots`, or none.
template <typename SlotOf>
ValueCodes by_table(const model::Rows& rows, std::size_t slots, const SlotOf& slot_of) {
  std::vector<std::uint32_t> example(slots, ValueCodes::none), code(slots);
  for (const std::uint32_t row : rows) {
    const std::size_t slot = slot_of(row);
    if (slot < slots && example[slot] == ValueCodes::none) example[slot] = row;
  }
  ValueCodes result;
  for (std::size_t slot = 0; slot < slots; ++slot) {
    if (example[slot] == ValueCodes::none) continue;
    code[slot] = static_cast<std::uint32_t>(result.examples.size());
    result.examples.push_back(example[slot]);
  }
  result.codes.resize(rows.size());
  parallel_ranges(rows.size(), grain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t slot = slot_of(rows[i]);
      result.codes[i] = slot < slots ? code[slot] : ValueCodes::none;
    }
  });
  return result;
}

/// Codes by sorting, for values that no table holds.
template <typename Value, typename ValueOf, typename HasValue>
ValueCodes by_sorting(const model::Rows& rows, const ValueOf& value_of, const HasValue& has) {
  struct Held {
    Value value;
    std::uint32_t place;
  };
  std::vector<Held> held;
  held.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (has(rows[i])) held.push_back({value_of(rows[i]), static_cast<std::uint32_t>(i)});
  }
  std::sort(held.begin(), held.end(), [](const Held& a, const Held& b) {
    return a.value != b.value ? a.value < b.value : a.place < b.place;
  });
  ValueCodes result;
  result.codes.assign(rows.size(), ValueCodes::none);
  for (std::size_t i = 0; i < held.size(); ++i) {
    if (i == 0 || held[i].value != held[i - 1].value) {
      result.examples.push_back(rows[held[i].place]);
    }
    result.codes[held[i].place] = static_cast<std::uint32_t>(result.examples.size() - 1);
  }
  return result;
}

template <typename ValueOf>
ValueCodes of_integers(const Column& column, const model::Rows& rows, const ValueOf& value_of) {
  const auto has = [&](std::uint32_t row) { return !column.is_null(row); };
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  std::int64_t most = std::numeric_limits<std::int64_t>::min();
  for (const std::uint32_t row : rows) {
    if (!has(row)) continue;
    const std::int64_t value = value_of(row);
    least = std::min(least, value), most = std::max(most, value);
  }
  if (least > most) return {std::vector<std::uint32_t>(rows.size(), ValueCodes::none), {}};
  // Without a sign the difference of any two numbers has room.
  const std::uint64_t range = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
  if (range >= 4 * rows.size() + (1U << 16)) {
    return by_sorting<std::int64_t>(rows, value_of, has);
  }
  return by_table(rows, range + 1, [&](std::uint32_t row) {
    return has(row) ? static_cast<std::size_t>(value_of(row) - least)
                    : std::numeric_limits<std::size_t>::max();
  });
}

ValueCodes of_texts(const Column& column, const model::Texts& texts, const model::Rows& rows) {
  const std::size_t values = texts.dictionary.size();
  // An empty text is in the dictionary at most once.
  std::size_t empty = values;
  for (std::size_t code = 0; code < values && empty == values; ++code) {
    if (texts.dictionary[code].empty()) empty = code;
  }
  return by_table(rows, values, [&, empty](std::uint32_t row) {
    const std::size_t code = texts.codes[row];
    return code == empty || column.is_null(row) ? values : code;
  });
}

}  // namespace

ValueCodes value_codes(const Column& column, const model::Rows& rows) {
  if (const auto* texts = std::get_if<model::Texts>(&column.values)) {
    return of_texts(column, *texts, rows);
  }
  if (const auto* reals = std::get_if<model::Reals>(&column.values)) {
    return by_sorting<double>(
        rows, [&](std::uint32_t row) { return (*reals)[row]; },
        [&](std::uint32_t row) { return !column.is_null(row) && std::isfinite((*reals)[row]); });
  }
  if (const auto* integers = std::get_if<model::Integers>(&column.values)) {
    return of_integers(column, rows, [&](std::uint32_t row) { return (*integers)[row]; });
  }
  if (const auto* times = std::get_if<model::Times>(&column.values)) {
    return of_integers(column, rows, [&](std::uint32_t row) { return times->seconds[row]; });
  }
  const auto& bools = std::get<model::Bools>(column.values).values;
  return of_integers(column, rows,
                     [&](std::uint32_t row) { return std::int64_t{bools[row] != 0 ? 1 : 0}; });
}

std::int64_t part_of(Seconds time, TimePart part) {
  std::int64_t day = time / day_s, into = time % day_s;
  if (into < 0) into += day_s, --day;
  switch (part) {
    case TimePart::hour_of_day:
      return into / 3600;
    case TimePart::day_of_week:
      return weekday(time);
    case TimePart::day:
      break;
  }
  return day;
}

ValueCodes value_codes(const Column& times, TimePart part, const model::Rows& rows) {
  const auto& seconds = std::get<model::Times>(times.values).seconds;
  return of_integers(times, rows,
                     [&, part](std::uint32_t row) { return part_of(seconds[row], part); });
}

}  // namespace wangge::analysis
