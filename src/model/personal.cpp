#include "model/personal.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/i18n.h"
#include "model/name_key.h"

namespace wangge::model {
namespace {

constexpr std::size_t looked_at = 40, most_rows = 4000;
constexpr std::size_t least_personal = 5;  // one in so many values: 无 stands where none was given

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool holds_personal(const Column& column) {
  if (!std::holds_alternative<Texts>(column.values) &&
      !std::holds_alternative<Integers>(column.values)) {
    return false;
  }
  // Spread over the column: its beginning may be empty, or made up.
  const std::size_t step = std::max<std::size_t>(1, column.size() / most_rows);
  std::size_t filled = 0, personal = 0;
  for (std::size_t row = 0; row < column.size() && filled < looked_at; row += step) {
    if (column.is_null(row)) continue;
    const std::string text = column.text(row);
    if (text.empty()) continue;
    ++filled;
    personal += is_mobile_number(text) || is_citizen_number(text) ? 1 : 0;
  }
  return personal > 0 && personal * least_personal >= filled;
}

}  // namespace

bool is_mobile_number(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (is_digit(c)) {
      digits += c;
    } else if (c != ' ' && c != '-' && c != '+') {
      return false;
    }
  }
  if (digits.size() == 13 && digits.starts_with("86")) digits.erase(0, 2);
  return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3';
}

bool is_citizen_number(std::string_view text) {
  constexpr std::array weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  constexpr std::string_view checks = "10X98765432";
  if (text.size() != weights.size() + 1) return false;
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (!is_digit(text[i])) return false;
    sum += weights[i] * (text[i] - '0');
  }
  const auto number = [&](std::size_t at) { return 10 * (text[at] - '0') + text[at + 1] - '0'; };
  const bool born = (number(6) == 19 || number(6) == 20) && number(10) >= 1 && number(10) <= 12 &&
                    number(12) >= 1 && number(12) <= 31;
  const char last = text.back() == 'x' ? 'X' : text.back();
  return born && checks[static_cast<std::size_t>(sum % 11)] == last;
}

Personal personal_column(const Layer& layer, std::size_t column) {
  for (const auto& entry : layer.mapping.entries()) {
    if (entry.column == static_cast<int>(column) && is_personal(entry.field)) {
      return Personal::field;
    }
  }
  const Column& values = layer.table.columns[column];
  if (is_personal_name(values.name)) {
    // Whether there is a phone is no phone.
    return std::holds_alternative<Bools>(values.values) ? Personal::no : Personal::name;
  }
  return holds_personal(values) ? Personal::values : Personal::no;
}

std::vector<Personal> personal_columns(const Layer& layer) {
  std::vector<Personal> personal;
  for (std::size_t i = 0; i < layer.table.columns.size(); ++i) {
    personal.push_back(personal_column(layer, i));
  }
  return personal;
}

std::string personal_reason(Personal why) {
  switch (why) {
    case Personal::no:
      return {};
    case Personal::field:
      return tr("personal: its field is");
    case Personal::name:
      return tr("personal: the column's name says so");
    case Personal::values:
      return tr("personal: its values are phone or citizen numbers");
  }
  return {};
}

}  // namespace wangge::model
