#include "io/property_table.h"

namespace wangge::io {

namespace json = simdjson::dom;
using simdjson::SUCCESS;
using simdjson::dom::element_type;

void PropertyColumn::fill_to(std::size_t rows) {
  while (rows_ < rows) add_null();
}

bool PropertyColumn::add(const json::element& value) {
  switch (value.type()) {
    case element_type::NULL_VALUE:
      add_null();
      return true;
    case element_type::STRING: {
      std::string_view text;
      if (value.get(text) != SUCCESS || !is(ColumnType::texts)) return false;
      builder().add(text);
      break;
    }
    case element_type::BOOL: {
      bool truth = false;
      if (value.get(truth) != SUCCESS || !is(ColumnType::bools)) return false;
      builder().add_bool(truth);
      break;
    }
    case element_type::INT64: {
      std::int64_t number = 0;
      if (value.get(number) != SUCCESS) return false;
      if (!builder_.empty() && builder().type() == ColumnType::reals) {
        builder().add(static_cast<double>(number));
      } else if (is(ColumnType::integers)) {
        builder().add(number);
      } else {
        return false;
      }
      break;
    }
    case element_type::DOUBLE: {
      double number = 0;
      if (value.get(number) != SUCCESS) return false;
      if (!builder_.empty() && builder().type() == ColumnType::integers) become_real();
      if (!is(ColumnType::reals)) return false;
      builder().add(number);
      break;
    }
    default:
      return false;
  }
  ++rows_;
  return true;
}

bool PropertyColumn::append(PropertyColumn&& other) {
  if (other.builder_.empty()) {
    fill_to(rows_ + other.rows_);
    return true;
  }
  const ColumnType type = other.builder().type();
  if (!builder_.empty() && builder().type() != type) {
    if (builder().type() == ColumnType::integers && type == ColumnType::reals) {
      become_real();
    } else if (builder().type() == ColumnType::reals && type == ColumnType::integers) {
      other.become_real();
    } else {
      return false;
    }
  }
  is(other.builder().type());
  builder().append(std::move(other.builder()));
  rows_ += other.rows_;
  return true;
}

model::Column PropertyColumn::build() && {
  if (builder_.empty()) is(ColumnType::texts);  // nulls alone
  return infer_type(std::move(builder()).build(), true);
}

bool PropertyColumn::is(ColumnType type) {
  if (!builder_.empty()) return builder().type() == type;
  builder_.emplace_back(name_, type);
  for (std::size_t row = 0; row < rows_; ++row) builder().add_null();
  return true;
}

void PropertyColumn::add_null() {
  if (!builder_.empty()) builder().add_null();
  ++rows_;
}

void PropertyColumn::become_real() {
  const model::Column integers = std::move(builder()).build();
  builder_.front() = ColumnBuilder(name_, ColumnType::reals);
  for (std::size_t row = 0; row < integers.size(); ++row) {
    integers.is_null(row) ? builder().add_null() : builder().add(integers.number(row));
  }
}

bool PropertyTable::add_row(const json::element& properties) {
  json::object object;
  if (properties.get(object) == SUCCESS) {
    std::size_t guess = 0;  // features mostly name their properties in the same order
    for (const auto [key, value] : object) {
      const std::size_t at = find(key, guess);
      if (columns_[at].rows() > rows_) return false;  // a name given twice
      columns_[at].fill_to(rows_);
      if (!columns_[at].add(value)) return false;
      guess = at + 1;
    }
  } else if (!properties.is_null()) {
    return false;
  }
  ++rows_;
  return true;
}

bool PropertyTable::append(PropertyTable&& other) {
  if (columns_.size() != other.columns_.size()) return false;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].name() != other.columns_[i].name()) return false;
    columns_[i].fill_to(rows_);
    other.columns_[i].fill_to(other.rows_);
    if (!columns_[i].append(std::move(other.columns_[i]))) return false;
  }
  rows_ += other.rows_;
  return true;
}

model::Table PropertyTable::take() {
  model::Table table;
  table.rows = rows_;
  for (PropertyColumn& column : columns_) {
    column.fill_to(rows_);
    table.columns.push_back(std::move(column).build());
  }
  return table;
}

std::size_t PropertyTable::find(std::string_view key, std::size_t guess) {
  if (guess < columns_.size() && columns_[guess].name() == key) return guess;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].name() == key) return i;
  }
  columns_.emplace(columns_.begin() + static_cast<std::ptrdiff_t>(guess), std::string(key), rows_);
  return guess;
}

}  // namespace wangge::io
