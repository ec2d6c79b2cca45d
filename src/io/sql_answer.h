#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/column_builder.h"
#include "io/geometry_sorter.h"
#include "io/sql_statement.h"
#include "model/layer.h"

namespace wangge::io {

/// One column of an answer, whose type is known only when its last value is.
class SqlColumn {
 public:
  /// truths  whether it comes from a column of bools
  SqlColumn(std::string name, bool truths) : name_(std::move(name)), truths_(truths) {}
  void add_null();
  void add(std::int64_t value);
  void add(double value);
  void add(std::string_view value);
  model::Column build() &&;

 private:
  ColumnBuilder& of_type(ColumnType type);  ///< turns what is there into it
  std::string name_;
  bool truths_;
  std::size_t nulls_first_ = 0;
  std::optional<ColumnBuilder> values_;
};

/// Collects the rows of a statement.
class SqlAnswer {
 public:
  /// srid  what geometry is brought into; 0: it stays as it is
  SqlAnswer(sqlite3* connection, sqlite3_stmt* statement, int srid);
  void add_row();
  std::size_t rows() const { return geometry_.rows(); }
  /// Everything but name and CRS.
  model::Layer build() &&;

 private:
  bool add_bytes(int column);  ///< whether they are the geometry of the row
  void keep_most_frequent_kind(model::Layer& layer);

  sqlite3_stmt* statement_;
  SqlStatement to_wkb_;
  std::vector<SqlColumn> columns_;
  std::vector<std::size_t> bytes_left_out_;  // one a column
  int geometry_column_ = -1;
  GeometrySorter geometry_;
  Shape shape_;
};

}  // namespace wangge::io
