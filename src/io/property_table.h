#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

#include "io/column_builder.h"

namespace wangge::io {

/// One JSON property over all rows; its type is that of the first value that is not null, whole
/// numbers give way to real ones.
class PropertyColumn {
 public:
  /// rows  how many there are already, all null
  PropertyColumn(std::string name, std::size_t rows) : name_(std::move(name)), rows_(rows) {}

  const std::string& name() const { return name_; }
  std::size_t rows() const { return rows_; }
  void fill_to(std::size_t rows);
  /// False where the value has no place in a column of this type.
  bool add(const simdjson::dom::element& value);
  /// The rows of another behind one's own. False where the types do not go together.
  bool append(PropertyColumn&& other);
  model::Column build() &&;

 private:
  ColumnBuilder& builder() { return builder_.front(); }
  bool is(ColumnType type);
  void add_null();
  void become_real();

  std::string name_;
  std::size_t rows_;
  std::vector<ColumnBuilder> builder_;  // none before the type is known
};

/// The properties in the order of their first appearance, a new one behind its predecessor.
class PropertyTable {
 public:
  /// False where the properties are not plain.
  bool add_row(const simdjson::dom::element& properties);
  /// The rows of another behind one's own. False where the two do not name the same properties in
  /// the same order, or a type differs.
  bool append(PropertyTable&& other);
  std::size_t rows() const { return rows_; }
  model::Table take();

 private:
  std::size_t find(std::string_view key, std::size_t guess);

  std::vector<PropertyColumn> columns_;
  std::size_t rows_ = 0;
};

}  // namespace wangge::io
