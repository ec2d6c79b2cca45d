#include "analysis/ticket_filter.h"

#include <algorithm>
#include <limits>

namespace wangge::analysis {
namespace {

using model::Column;
using model::Field;

/// One condition on dictionary codes: passes where allowed[code] is set. Not asked: passes always.
struct CodeCondition {
  const std::uint32_t* codes = nullptr;
  std::vector<char> allowed;
  bool passes(std::size_t row) const { return codes == nullptr || allowed[codes[row]] != 0; }
};

/// Nothing when the condition can be met by no row.
std::optional<CodeCondition> code_condition(const Column* column,
                                            const std::vector<std::string>& wanted) {
  CodeCondition condition;
  if (wanted.empty()) return condition;
  if (column == nullptr || !std::holds_alternative<model::Texts>(column->values))
    return std::nullopt;
  const auto& texts = std::get<model::Texts>(column->values);
  condition.codes = texts.codes.data();
  condition.allowed.resize(texts.dictionary.size());
  for (std::size_t code = 0; code < texts.dictionary.size(); ++code) {
    const auto text = texts.dictionary[code];
    condition.allowed[code] = std::find(wanted.begin(), wanted.end(), text) != wanted.end() ? 1 : 0;
  }
  return condition;
}

Seconds next_bin(Seconds begin, int days, bool months) {
  if (!months) return begin + days * day_s;
  CivilTime t = to_civil(begin);
  t.month += 1;
  if (t.month > 12) t.month = 1, t.year += 1;
  return from_civil(t);
}

Seconds first_bin(Seconds time, int days, bool months) {
  CivilTime t = to_civil(time);
  t.hour = t.minute = t.second = 0;
  if (months) t.day = 1;
  const Seconds midnight = from_civil(t);
  return days == 7 && !months ? midnight - weekday(midnight) * day_s : midnight;
}

}  // namespace

model::Rows passing(const model::Layer& tickets, const TicketFilter& filter) {
  const auto category = code_condition(tickets.field(Field::category), filter.categories);
  const auto status = code_condition(tickets.field(Field::status), filter.statuses);
  if (!category || !status) return {};

  const bool timed = filter.from || filter.until;
  const Column* reported = tickets.field(Field::reported_at);
  const auto* times = reported == nullptr ? nullptr : std::get_if<model::Times>(&reported->values);
  if (timed && times == nullptr) return {};
  const Seconds from = filter.from.value_or(std::numeric_limits<Seconds>::min());
  const Seconds until = filter.until.value_or(std::numeric_limits<Seconds>::max());

  model::Rows rows(tickets.size());
  std::size_t count = 0;
  for (std::size_t row = 0; row < tickets.size(); ++row) {
    bool pass = category->passes(row) && status->passes(row);
    if (timed) {
      const Seconds t = times->seconds[row];
      pass = pass && t >= from && t < until && !reported->is_null(row);
    }
    rows[count] = static_cast<std::uint32_t>(row);
    count += pass ? 1 : 0;  // without a branch: rows that fail are overwritten by the next
  }
  rows.resize(count);
  return rows;
}

std::vector<ValueCount> value_counts(const Column& column) {
  const auto* texts = std::get_if<model::Texts>(&column.values);
  if (texts == nullptr) return {};
  std::vector<std::size_t> counts(texts->dictionary.size());
  for (std::size_t row = 0; row < texts->codes.size(); ++row) {
    if (!column.is_null(row)) ++counts[texts->codes[row]];
  }
  std::vector<ValueCount> values;
  for (std::size_t code = 0; code < counts.size(); ++code) {
    const auto text = texts->dictionary[code];
    if (counts[code] > 0 && !text.empty()) values.push_back({std::string(text), counts[code]});
  }
  std::sort(values.begin(), values.end(), [](const ValueCount& a, const ValueCount& b) {
    return a.count != b.count ? a.count > b.count : a.text < b.text;
  });
  return values;
}

std::vector<TimeBin> timeline(const Column& times, const model::Rows& rows, std::size_t most) {
  const auto* values = std::get_if<model::Times>(&times.values);
  if (values == nullptr) return {};
  Seconds first = std::numeric_limits<Seconds>::max(), last = std::numeric_limits<Seconds>::min();
  for (const auto row : rows) {
    if (times.is_null(row)) continue;
    first = std::min(first, values->seconds[row]);
    last = std::max(last, values->seconds[row]);
  }
  if (first > last) return {};
  const auto span_days = static_cast<std::size_t>((last - first) / day_s) + 1;
  const int days = span_days <= most ? 1 : 7;
  const bool months = span_days / 7 + 1 > most;

  std::vector<TimeBin> bins;
  for (Seconds begin = first_bin(first, days, months); begin <= last;) {
    const Seconds end = next_bin(begin, days, months);
    bins.push_back({begin, end, 0});
    begin = end;
  }
  for (const auto row : rows) {
    if (times.is_null(row)) continue;
    const Seconds t = values->seconds[row];
    const auto bin =
        months ? std::upper_bound(bins.begin(), bins.end(), t,
                                  [](Seconds time, const TimeBin& b) { return time < b.end; })
               : bins.begin() + (t - bins.front().begin) / (days * day_s);
    ++bin->count;
  }
  return bins;
}

}  // namespace wangge::analysis
