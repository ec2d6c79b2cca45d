#include "model/column.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "model/code_table.h"

namespace wangge::model {
namespace {

template <typename... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

std::string real_text(double value) {
  // Shortest text that reads back as the same number, without an exponent where people see none.
  const double magnitude = std::abs(value);
  if (value == std::floor(value) && magnitude < 1e15) return fmt::format("{:.0f}", value);
  return fmt::format("{}", value);
}

}  // namespace

std::size_t Column::size() const {
  return std::visit(Overloaded{[](const Integers& v) { return v.size(); },
                               [](const Reals& v) { return v.size(); },
                               [](const Texts& v) { return v.codes.size(); },
                               [](const Times& v) { return v.seconds.size(); },
                               [](const Bools& v) { return v.values.size(); }},
                    values);
}

std::string Column::text(std::size_t row) const {
  if (is_null(row)) return {};
  return std::visit(Overloaded{[row](const Integers& v) { return std::to_string(v[row]); },
                               [row](const Reals& v) { return real_text(v[row]); },
                               [row](const Texts& v) { return std::string(v[row]); },
                               [row](const Times& v) { return format_time(v.seconds[row]); },
                               [row](const Bools& v) {
                                 return std::string(v.values[row] != 0 ? "true" : "false");
                               }},
                    values);
}

double Column::number(std::size_t row) const {
  if (is_null(row)) return no_number;
  return std::visit(Overloaded{[row](const Integers& v) { return static_cast<double>(v[row]); },
                               [row](const Reals& v) { return v[row]; },
                               [row](const Texts& v) { return parse_number(v[row]); },
                               [](const Times&) { return no_number; },
                               [row](const Bools& v) { return v.values[row] != 0 ? 1.0 : 0.0; }},
                    values);
}

std::size_t Column::bytes() const {
  const std::size_t data = std::visit(
      Overloaded{[](const Integers& v) { return v.capacity() * sizeof(v[0]); },
                 [](const Reals& v) { return v.capacity() * sizeof(v[0]); },
                 [](const Texts& v) {
                   return v.codes.capacity() * sizeof(v.codes[0]) + v.dictionary.bytes();
                 },
                 [](const Times& v) { return v.seconds.capacity() * sizeof(v.seconds[0]); },
                 [](const Bools& v) { return v.values.capacity(); }},
      values);
  return data + nulls.bytes() + (coding ? coding->in_file->bytes() : 0);
}

bool Column::operator==(const Column& other) const {
  if (name != other.name || values.index() != other.values.index() || size() != other.size()) {
    return false;
  }
  const std::size_t rows = size();
  for (std::size_t row = 0; row < rows; ++row) {
    if (is_null(row) != other.is_null(row)) return false;
    if (is_null(row)) continue;
    const bool same = std::visit(
        [&](const auto& mine) {
          const auto& theirs = std::get<std::decay_t<decltype(mine)>>(other.values);
          if constexpr (std::is_same_v<decltype(mine), const Times&>) {
            return mine.seconds[row] == theirs.seconds[row];
          } else if constexpr (std::is_same_v<decltype(mine), const Bools&>) {
            return mine.values[row] == theirs.values[row];
          } else if constexpr (std::is_same_v<decltype(mine), const Reals&>) {
            return mine[row] == theirs[row] || (std::isnan(mine[row]) && std::isnan(theirs[row]));
          } else {
            return mine[row] == theirs[row];
          }
        },
        values);
    if (!same) return false;
  }
  return true;
}

std::size_t TextsBuilder::slot_of(std::string_view text) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = std::hash<std::string_view>{}(text)&mask;
  while (slots_[slot] != 0 && texts_.dictionary[slots_[slot] - 1] != text) slot = (slot + 1) & mask;
  return slot;
}

void TextsBuilder::grow() {
  slots_.assign(std::max<std::size_t>(64, slots_.size() * 2), 0);
  for (std::uint32_t code = 0; code < texts_.dictionary.size(); ++code) {
    slots_[slot_of(texts_.dictionary[code])] = code + 1;
  }
}

void TextsBuilder::push_back(std::string_view text) {
  // Neighbouring rows often hold the same value.
  if (!texts_.codes.empty() && texts_.dictionary[texts_.codes.back()] == text) {
    texts_.codes.push_back(texts_.codes.back());
    return;
  }
  texts_.codes.push_back(code_of(text));
}

void TextsBuilder::append(const Texts& texts) {
  std::vector<std::uint32_t> codes(texts.dictionary.size());
  for (std::size_t i = 0; i < codes.size(); ++i) codes[i] = code_of(texts.dictionary[i]);
  for (const std::uint32_t code : texts.codes) texts_.codes.push_back(codes[code]);
}

std::uint32_t TextsBuilder::code_of(std::string_view text) {
  if (texts_.dictionary.size() * 2 >= slots_.size()) grow();
  std::uint32_t& slot = slots_[slot_of(text)];
  if (slot == 0) {
    texts_.dictionary.push_back(text);
    slot = static_cast<std::uint32_t>(texts_.dictionary.size());
  }
  return slot - 1;
}

int Table::find(std::string_view name) const {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

std::size_t Table::bytes() const {
  std::size_t sum = 0;
  for (const Column& column : columns) sum += column.bytes();
  return sum;
}

Table subset(const Table& table, const std::vector<std::uint32_t>& rows) {
  Table result;
  result.rows = rows.size();
  for (const Column& column : table.columns) {
    Column out;
    out.name = column.name;
    const auto pick = [&rows](const auto& from) {
      std::decay_t<decltype(from)> to;
      to.reserve(rows.size());
      for (const auto row : rows) to.push_back(from[row]);
      return to;
    };
    std::visit(Overloaded{[&](const Integers& v) { out.values = pick(v); },
                          [&](const Reals& v) { out.values = pick(v); },
                          [&](const Texts& v) {
                            TextsBuilder builder;
                            builder.reserve(rows.size());
                            for (const auto row : rows) builder.push_back(v[row]);
                            out.values = std::move(builder).build();
                          },
                          [&](const Times& v) { out.values = Times{pick(v.seconds)}; },
                          [&](const Bools& v) { out.values = Bools{pick(v.values)}; }},
               column.values);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (column.is_null(rows[i])) out.nulls.set_null(i);
    }
    result.columns.push_back(std::move(out));
  }
  return result;
}

double parse_number(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return no_number;
  text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = no_number;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  return problem == std::errc() && end == text.data() + text.size() ? value : no_number;
}

}  // namespace wangge::model
