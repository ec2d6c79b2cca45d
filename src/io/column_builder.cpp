#include "io/column_builder.h"

#include <array>
#include <charconv>
#include <cmath>
#include <functional>
#include <optional>

namespace wangge::io {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr const char* blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool has_leading_zero(std::string_view text) {
  if (text.front() == '-' || text.front() == '+') text.remove_prefix(1);
  return text.size() > 1 && text[0] == '0' && text[1] != '.';
}

std::optional<std::int64_t> as_integer(std::string_view text) {
  if (text.front() == '+' || has_leading_zero(text)) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// An integer, with a point and zeros behind it or without.
std::optional<std::int64_t> as_whole(std::string_view text) {
  const auto point = text.find('.');
  const bool zeros = point != std::string_view::npos && point > 0 && point + 1 < text.size() &&
                     text.find_first_not_of('0', point + 1) == std::string_view::npos;
  return as_integer(zeros ? text.substr(0, point) : text);
}

std::optional<double> as_real(std::string_view text) {
  if (text.front() == '+' || has_leading_zero(text)) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<std::uint8_t> as_bool(std::string_view text) {
  if (text == "true" || text == "TRUE" || text == "True") return 1;
  if (text == "false" || text == "FALSE" || text == "False") return 0;
  return std::nullopt;
}

bool is_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Bare digits ("20151223") are a time only in a column that says so.
bool names_a_time(const std::string& name) {
  static constexpr std::array<std::string_view, 8> words{"时间", "日期", "时刻", "time",
                                                         "Time", "date", "Date", "DATE"};
  for (const std::string_view word : words) {
    if (name.find(word) != std::string::npos) return true;
  }
  return name.find("TIME") != std::string::npos;
}

// Every distinct text as a value; nothing where one of them is none. Empty texts have no value.
template <typename Value>
std::optional<std::vector<std::optional<Value>>> all_as(
    const model::PackedStrings& texts,
    const std::function<std::optional<Value>(std::string_view)>& read) {
  std::vector<std::optional<Value>> values(texts.size());
  bool any = false;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string_view text = trimmed(texts[i]);
    if (text.empty()) continue;
    values[i] = read(text);
    if (!values[i]) return std::nullopt;
    any = true;
  }
  if (!any) return std::nullopt;
  return values;
}

template <typename Value>
std::vector<Value> spread(const model::Texts& texts,
                          const std::vector<std::optional<Value>>& values, model::NullMask& nulls) {
  std::vector<Value> out(texts.codes.size());
  for (std::size_t row = 0; row < out.size(); ++row) {
    const auto& value = values[texts.codes[row]];
    if (value) {
      out[row] = *value;
    } else {
      nulls.set_null(row);
    }
  }
  return out;
}

}  // namespace

ColumnBuilder::ColumnBuilder(std::string name, ColumnType type)
    : name_(std::move(name)), type_(type) {}

void ColumnBuilder::reserve(std::size_t rows) {
  switch (type_) {
    case ColumnType::integers:
      return integers_.reserve(rows);
    case ColumnType::reals:
      return reals_.reserve(rows);
    case ColumnType::texts:
      return texts_.reserve(rows);
    case ColumnType::times:
      return times_.seconds.reserve(rows);
    case ColumnType::bools:
      return bools_.values.reserve(rows);
  }
}

void ColumnBuilder::add_null() {
  nulls_.set_null(rows_);
  switch (type_) {
    case ColumnType::integers:
      return add(std::int64_t{0});
    case ColumnType::reals:
      return add(0.0);
    case ColumnType::texts:
      return add(std::string_view());
    case ColumnType::times:
      return add_time(0);
    case ColumnType::bools:
      return add_bool(false);
  }
}

void ColumnBuilder::add(std::int64_t value) { integers_.push_back(value), ++rows_; }
void ColumnBuilder::add(double value) { reals_.push_back(value), ++rows_; }
void ColumnBuilder::add(std::string_view text) { texts_.push_back(text), ++rows_; }
void ColumnBuilder::add_time(Seconds time) { times_.seconds.push_back(time), ++rows_; }
void ColumnBuilder::add_bool(bool value) { bools_.values.push_back(value ? 1 : 0), ++rows_; }

void ColumnBuilder::append(ColumnBuilder&& other) {
  nulls_.append(rows_, other.nulls_);
  rows_ += other.rows_;
  const auto join = [](auto& to, const auto& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  join(integers_, other.integers_);
  join(reals_, other.reals_);
  join(times_.seconds, other.times_.seconds);
  join(bools_.values, other.bools_.values);
  texts_.append(std::move(other.texts_).build());
}

model::Column ColumnBuilder::build() && {
  model::Column column{std::move(name_), {}, std::move(nulls_)};
  switch (type_) {
    case ColumnType::integers:
      column.values = std::move(integers_);
      break;
    case ColumnType::reals:
      column.values = std::move(reals_);
      break;
    case ColumnType::texts:
      column.values = std::move(texts_).build();
      break;
    case ColumnType::times:
      column.values = std::move(times_);
      break;
    case ColumnType::bools:
      column.values = std::move(bools_);
      break;
  }
  return column;
}

model::Column infer_type(model::Column column, bool only_times) {
  const auto* texts = std::get_if<model::Texts>(&column.values);
  if (texts == nullptr) return column;
  const model::PackedStrings& distinct = texts->dictionary;
  model::NullMask nulls = column.nulls;
  const bool digits_count = names_a_time(column.name);
  const auto as_time = [digits_count](std::string_view text) -> std::optional<Seconds> {
    if (!digits_count && is_digits(text)) return std::nullopt;
    return parse_time(text);
  };
  // Before numbers: 20151223 is one too.
  if (const auto values = all_as<Seconds>(distinct, as_time)) {
    auto times = spread(*texts, *values, nulls);
    return {std::move(column.name), model::Times{std::move(times)}, std::move(nulls)};
  }
  if (only_times) return column;
  // "2119.0" is how spreadsheets hand on a number that counts or names something.
  if (const auto values = all_as<std::int64_t>(distinct, as_whole)) {
    auto numbers = spread(*texts, *values, nulls);
    return {std::move(column.name), std::move(numbers), std::move(nulls)};
  }
  if (const auto values = all_as<double>(distinct, as_real)) {
    auto numbers = spread(*texts, *values, nulls);
    return {std::move(column.name), std::move(numbers), std::move(nulls)};
  }
  if (const auto values = all_as<std::uint8_t>(distinct, as_bool)) {
    auto truths = spread(*texts, *values, nulls);
    return {std::move(column.name), model::Bools{std::move(truths)}, std::move(nulls)};
  }
  return column;
}

}  // namespace wangge::io
