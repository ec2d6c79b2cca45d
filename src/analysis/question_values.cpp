// The names and values of questions; see question_values.h.
#include "analysis/question_values.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/column_named.h"
#include "base/i18n.h"
#include "base/parallel.h"

namespace wangge::analysis {
namespace {

constexpr const char *area_name = "area_m2", *length_name = "length_m";

model::Column measured(const std::string& name, const model::Layer& layer,
                       double (*measure)(const geo::PackedGeometry&, std::size_t)) {
  model::Reals values(layer.size());
  model::Column column{name, {}, {}};
  parallel_ranges(layer.size(), 4096, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) values[row] = measure(layer.geometry, row);
  });
  column.values = std::move(values);
  for (std::size_t row = 0; row < layer.size(); ++row) {
    if (!layer.geometry.has_geometry(row)) column.nulls.set_null(row);
  }
  return column;
}

/// What the columns of a layer can be called.
std::string names_of(const model::Layer& layer) {
  std::vector<std::string> names;
  for (const auto& [field, column] : layer.mapping.entries()) {
    names.emplace_back(model::field_key(field));
  }
  for (const model::Column& column : layer.table.columns) names.push_back(column.name);
  if (layer.geometry.kind() == geo::Kind::polygons) names.emplace_back(area_name);
  if (layer.geometry.kind() != geo::Kind::points) names.emplace_back(length_name);
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) !=
        names.begin() + static_cast<std::ptrdiff_t>(i))
      continue;
    list += (list.empty() ? "" : tr(", ")) + names[i];
  }
  return list;
}

Error refused(const std::string& where, std::string reason, std::string advice) {
  return {ErrorCode::invalid_argument, where, std::move(reason), std::move(advice)};
}

/// The same moment of the calendar so many months before; the last day of a month that is shorter.
Seconds months_before(Seconds t, int months) {
  CivilTime civil = to_civil(t);
  const int month = civil.year * 12 + civil.month - 1 - months;
  civil.year = (month - (month % 12 + 12) % 12) / 12;
  civil.month = (month % 12 + 12) % 12 + 1;
  const int day = civil.day;
  civil.day = 1;
  Seconds moved = from_civil(civil) + (day - 1) * day_s;
  const CivilTime landed = to_civil(moved);
  if (landed.month != civil.month) moved -= landed.day * day_s;
  return moved;
}

}  // namespace

Result<std::shared_ptr<const model::Column>> asked_column(const std::string& name,
                                                          const model::Layer& layer,
                                                          const std::string& where) {
  if (const int column = column_named(layer, name); column >= 0) {
    // The layer outlives the answer: nothing is owned.
    return std::shared_ptr<const model::Column>(
        std::shared_ptr<void>(), &layer.table.columns[static_cast<std::size_t>(column)]);
  }
  if (name == area_name && layer.geometry.kind() == geo::Kind::polygons) {
    return std::make_shared<const model::Column>(measured(name, layer, geo::polygon_area));
  }
  if (name == length_name && layer.geometry.kind() != geo::Kind::points) {
    return std::make_shared<const model::Column>(measured(name, layer, geo::length));
  }
  return Error{ErrorCode::not_found, where,
               trf("“{}” has no column “{}”.", model::title(layer), name),
               trf("Its columns are: {}.", names_of(layer))};
}

Result<std::string> asked_text(const AskedValue& value, const std::string& where) {
  if (!value.parameter) return value.text;
  return refused(where, trf("The parameter “{}” has no value.", value.text),
                 tr("Give every parameter a value before asking."));
}

Result<double> asked_number(const AskedValue& value, const std::string& where) {
  const Result<std::string> text = asked_text(value, where);
  if (!text) return text.error();
  const double number = model::parse_number(*text);
  if (std::isfinite(number)) return number;
  return refused(where, trf("“{}” is no number.", *text),
                 tr("Write a number without unit, for example 12.5."));
}

Result<int> asked_count(const AskedValue& value, const std::string& where) {
  const Result<double> number = asked_number(value, where);
  if (!number) return number.error();
  if (*number >= 1 && *number <= 10'000 && *number == std::floor(*number)) {
    return static_cast<int>(*number);
  }
  return refused(where, trf("“{}” is no whole number from 1 to 10,000.", value.text), "");
}

Result<Seconds> asked_time(const AskedValue& value, const std::string& where) {
  const Result<std::string> text = asked_text(value, where);
  if (!text) return text.error();
  if (const auto time = parse_time(*text)) return *time;
  return refused(where, trf("“{}” is no date.", *text),
                 tr("Write dates as 2026-03-01 or '2026-03-01 08:30'."));
}

Result<TimeSpan> asked_span(const TimeCondition& asked, Seconds now, const std::string& where) {
  if (!asked.last) {
    TimeSpan span{std::numeric_limits<Seconds>::min(), std::numeric_limits<Seconds>::max()};
    for (const auto& [end, value] :
         {std::pair{&span.first, &asked.from}, {&span.second, &asked.until}}) {
      if (!*value) continue;
      const Result<Seconds> time = asked_time(**value, where);
      if (!time) return time.error();
      *end = *time;
    }
    return span;
  }
  const Result<int> count = asked_count(*asked.last, where);
  if (!count) return count.error();
  if (asked.step == TimeStep::hours) return TimeSpan{now - *count * Seconds{3600}, now};
  const Seconds second_of_day = (now % day_s + day_s) % day_s;
  const Seconds end_of_day = now - second_of_day + day_s;
  switch (asked.step) {
    case TimeStep::hours:
    case TimeStep::days:
      return TimeSpan{end_of_day - *count * day_s, end_of_day};
    case TimeStep::weeks:
      return TimeSpan{end_of_day - *count * 7 * day_s, end_of_day};
    case TimeStep::months:
      return TimeSpan{months_before(end_of_day, *count), end_of_day};
    case TimeStep::years:
      return TimeSpan{months_before(end_of_day, 12 * *count), end_of_day};
  }
  return TimeSpan{now, now};
}

}  // namespace wangge::analysis
