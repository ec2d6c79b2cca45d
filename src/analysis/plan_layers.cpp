#include "analysis/plan_layers.h"

#include <algorithm>
#include <array>
#include <string>

namespace wangge::analysis {
namespace {

using model::Field;

/// A column of the texts of all rows, empty ones as null.
template <typename Text>
void set_texts(model::Column& column, std::size_t rows, const Text& text_of) {
  model::TextsBuilder texts;
  texts.reserve(rows);
  column.nulls = {};
  for (std::size_t row = 0; row < rows; ++row) {
    const std::string& text = text_of(row);
    texts.push_back(text);
    if (text.empty()) column.nulls.set_null(row);
  }
  column.values = std::move(texts).build();
  column.coding = nullptr;
}

struct RecordField {
  Field field;
  std::string model::GridRecord::*text;
};
constexpr std::array record_fields{RecordField{Field::code, &model::GridRecord::code},
                                   RecordField{Field::name, &model::GridRecord::name},
                                   RecordField{Field::community, &model::GridRecord::community},
                                   RecordField{Field::theme, &model::GridRecord::theme},
                                   RecordField{Field::officers, &model::GridRecord::officers}};

/// The rows that were opened, then as many empty ones as it takes.
model::Table stretched(const model::Table& table, std::size_t rows) {
  std::vector<std::uint32_t> source(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    source[row] = static_cast<std::uint32_t>(std::min(row, table.rows - 1));
  }
  model::Table made = model::subset(table, source);
  for (model::Column& column : made.columns) {
    for (std::size_t row = table.rows; row < rows; ++row) column.nulls.set_null(row);
  }
  return made;
}

}  // namespace

model::Layer grids_of_plan(const model::Layer& opened, const model::Plan& plan,
                           const model::Coverage& coverage) {
  model::Layer made = opened;
  if (opened.size() > 0) made.table = stretched(opened.table, plan.grids.size());
  for (const RecordField& one : record_fields) {
    const int column = opened.mapping.column(one.field);
    if (column < 0) continue;
    set_texts(made.table.columns[static_cast<std::size_t>(column)], plan.grids.size(),
              [&](std::size_t grid) -> const std::string& { return plan.grids[grid].*one.text; });
  }
  made.table.rows = plan.grids.size();
  made.geometry = coverage.grid_polygons(plan);
  made.extent = made.geometry.box();
  return made;
}

model::Rows open_grids(const model::Plan& plan) {
  model::Rows rows;
  for (std::uint32_t grid = 0; grid < plan.grids.size(); ++grid) {
    if (!plan.grids[grid].retired) rows.push_back(grid);
  }
  return rows;
}

model::Layer units_of_plan(const model::Layer& units, const model::Plan& plan) {
  model::Layer made = units;
  const int column = units.mapping.column(Field::code);
  if (column < 0) return made;
  static const std::string none;
  set_texts(made.table.columns[static_cast<std::size_t>(column)], units.size(),
            [&](std::size_t unit) -> const std::string& {
              const auto grid = static_cast<std::size_t>(plan.grid_of_unit[unit]);
              return grid < plan.grids.size() ? plan.grids[grid].code : none;
            });
  return made;
}

}  // namespace wangge::analysis
