// Tables of groups as texts and as layers; see grouping.h.
#include <cmath>
#include <limits>

#include "analysis/grouping.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// A column of numbers: of a measure, or of one of the five numbers of its quartiles.
struct Numbers {
  std::string heading;
  bool whole = false;           // counts
  std::size_t place = 0;        // of the measure, or of its box
  double Box::*part = nullptr;  // of the box; none: the value itself

  double of(const GroupLine& line) const {
    if (part == nullptr) return line.values[place];
    return line.boxes[place].n == 0 ? nan : line.boxes[place].*part;
  }
};

std::vector<Numbers> numbers_of(const GroupTable& table) {
  std::vector<Numbers> columns;
  std::size_t boxes = 0;
  for (std::size_t m = 0; m < table.measures.size(); ++m) {
    const std::string& heading = table.headings[table.keys + m];
    const Aggregate aggregate = table.measures[m].aggregate;
    if (aggregate != Aggregate::quartiles) {
      const bool whole = aggregate == Aggregate::count || aggregate == Aggregate::filled ||
                         aggregate == Aggregate::distinct;
      columns.push_back({heading, whole, m});
      continue;
    }
    columns.push_back({trf("{}: minimum", heading), false, boxes, &Box::least});
    columns.push_back({trf("{}: lower quartile", heading), false, boxes, &Box::q1});
    columns.push_back({trf("{}: median", heading), false, boxes, &Box::median});
    columns.push_back({trf("{}: upper quartile", heading), false, boxes, &Box::q3});
    columns.push_back({trf("{}: maximum", heading), false, boxes, &Box::most});
    ++boxes;
  }
  return columns;
}

/// A key as it is shown: a value, “none”, or that the line sums up all values.
std::string key_text(const GroupLine& line, std::size_t key) {
  if (key == line.depth) return tr("Total");
  if (key > line.depth) return {};
  return line.keys[key].empty() ? tr("none") : line.keys[key];
}

/// A number as spreadsheets read it: no separators, no digits that rounding made.
std::string number_text(double number) {
  if (std::isnan(number)) return {};
  if (number == std::floor(number) && std::abs(number) < 1e15) return fmt::format("{:.0f}", number);
  return fmt::format("{:.12g}", number);
}

/// Lines of cells; a tab or line break within a cell would begin another one.
class Tabs {
 public:
  void cell(std::string text) {
    for (char& c : text) {
      if (c == '\t' || c == '\n' || c == '\r') c = ' ';
    }
    if (begun_) text_ += '\t';
    text_ += text;
    begun_ = true;
  }
  void end_line() { text_ += '\n', begun_ = false; }
  std::string text() && { return std::move(text_); }

 private:
  std::string text_;
  bool begun_ = false;
};

}  // namespace

std::string to_tabs(const GroupTable& table) {
  const std::vector<Numbers> columns = numbers_of(table);
  Tabs tabs;
  for (std::size_t key = 0; key < table.keys; ++key) tabs.cell(table.headings[key]);
  for (const Numbers& column : columns) tabs.cell(column.heading);
  tabs.end_line();
  for (const GroupLine& line : table.lines) {
    for (std::size_t key = 0; key < table.keys; ++key) tabs.cell(key_text(line, key));
    for (const Numbers& column : columns) tabs.cell(number_text(column.of(line)));
    tabs.end_line();
  }
  return std::move(tabs).text();
}

std::string to_tabs(const PivotTable& table) {
  const auto key = [](const std::string& text) { return text.empty() ? tr("none") : text; };
  Tabs tabs;
  tabs.cell(fmt::format("{} \\ {}", table.down, table.across));
  for (const std::string& column : table.column_keys) tabs.cell(key(column));
  tabs.cell(tr("Total"));
  tabs.end_line();
  for (std::size_t row = 0; row < table.row_keys.size(); ++row) {
    tabs.cell(key(table.row_keys[row]));
    for (const double cell : table.cells[row]) tabs.cell(number_text(cell));
    tabs.cell(number_text(table.row_totals[row]));
    tabs.end_line();
  }
  tabs.cell(tr("Total"));
  for (const double total : table.column_totals) tabs.cell(number_text(total));
  tabs.cell(number_text(table.total));
  tabs.end_line();
  return std::move(tabs).text();
}

model::Layer to_layer(const GroupTable& table, const std::string& name, bool with_subtotals) {
  std::vector<const GroupLine*> lines;
  for (const GroupLine& line : table.lines) {
    if (with_subtotals || line.depth == table.keys) lines.push_back(&line);
  }
  model::Layer layer;
  layer.name = name;
  layer.table.rows = lines.size();
  for (std::size_t key = 0; key < table.keys; ++key) {
    model::Column column{table.headings[key], {}, {}};
    model::TextsBuilder texts;
    for (std::size_t row = 0; row < lines.size(); ++row) {
      // A table for machines says null where a picture says “none”.
      const bool valueless = key < lines[row]->depth && lines[row]->keys[key].empty();
      const std::string text = valueless ? std::string() : key_text(*lines[row], key);
      texts.push_back(text);
      if (text.empty()) column.nulls.set_null(row);
    }
    column.values = std::move(texts).build();
    layer.table.columns.push_back(std::move(column));
  }
  for (const Numbers& numbers : numbers_of(table)) {
    model::Column column{numbers.heading, {}, {}};
    model::Reals reals;
    model::Integers integers;
    for (std::size_t row = 0; row < lines.size(); ++row) {
      const double number = numbers.of(*lines[row]);
      if (std::isnan(number)) column.nulls.set_null(row);
      reals.push_back(std::isnan(number) ? 0 : number);
      if (numbers.whole) integers.push_back(std::llround(reals.back()));
    }
    if (numbers.whole) {
      column.values = std::move(integers);
    } else {
      column.values = std::move(reals);
    }
    layer.table.columns.push_back(std::move(column));
  }
  for (std::size_t row = 0; row < lines.size(); ++row) layer.geometry.end_feature();
  return layer;
}

}  // namespace wangge::analysis
