#include "ui/statistic_text.h"

#include <cmath>
#include <limits>

#include "base/i18n.h"

namespace wangge::ui {

using analysis::Aggregate;

NumberStyle style_of(Aggregate aggregate, const std::vector<double>& numbers) {
  if (aggregate == Aggregate::share) return {1, true};
  double most = 0;
  bool whole = true;
  for (const double number : numbers) {
    if (!std::isfinite(number)) continue;
    whole = whole && number == std::floor(number);
    most = std::max(most, std::abs(number));
  }
  return {whole ? 0 : most >= 1000 ? 1 : 2, false};
}

std::string statistic_text(double number, NumberStyle style) {
  if (!std::isfinite(number)) return "—";
  if (std::abs(number) >= 1e15) return fmt::format("{:.6g}", number);
  if (style.percent) return fmt::format("{:.{}f} %", 100 * number, style.decimals);
  const std::string digits = fmt::format("{:.{}f}", std::abs(number), style.decimals);
  const std::size_t point = std::min(digits.find('.'), digits.size());
  const bool zero = digits.find_first_not_of("0.") == std::string::npos;
  return (number < 0 && !zero ? "−" : "") + with_separators(std::stoll(digits.substr(0, point))) +
         digits.substr(point);
}

double NumberColumn::of(const analysis::GroupLine& line) const {
  if (part == nullptr) return line.values[place];
  return line.boxes[place].n == 0 ? std::numeric_limits<double>::quiet_NaN()
                                  : line.boxes[place].*part;
}

std::vector<NumberColumn> number_columns(const analysis::GroupTable& table) {
  std::vector<NumberColumn> columns;
  std::size_t boxes = 0;
  for (std::size_t m = 0; m < table.measures.size(); ++m) {
    const std::string& heading = table.headings[table.keys + m];
    const Aggregate aggregate = table.measures[m].aggregate;
    const std::size_t first = columns.size();
    if (aggregate == Aggregate::quartiles) {
      using analysis::Box;
      columns.push_back({tr("Least"), trf("{}: the least value", heading), boxes, &Box::least});
      columns.push_back({"Q1", trf("{}: a quarter lies below it", heading), boxes, &Box::q1});
      columns.push_back(
          {tr("Median"), trf("{}: half lies below it", heading), boxes, &Box::median});
      columns.push_back({"Q3", trf("{}: three quarters lie below it", heading), boxes, &Box::q3});
      columns.push_back({tr("Most"), trf("{}: the greatest value", heading), boxes, &Box::most});
      ++boxes;
    } else if (aggregate == Aggregate::share) {
      columns.push_back({heading, tr("Of the rows of the group above it"), m});
    } else {
      columns.push_back({heading, heading, m});
    }
    for (std::size_t c = first; c < columns.size(); ++c) {
      std::vector<double> numbers;
      for (const analysis::GroupLine& line : table.lines) numbers.push_back(columns[c].of(line));
      columns[c].style = style_of(aggregate, numbers);
    }
  }
  return columns;
}

std::string key_text(const std::string& key) { return key.empty() ? tr("none") : key; }

std::string line_text(const analysis::GroupTable& table, const analysis::GroupLine& line) {
  if (line.depth == 0) return table.keys == 0 ? tr("All rows counted") : tr("Total");
  return key_text(line.keys[line.depth - 1]);
}

}  // namespace wangge::ui
