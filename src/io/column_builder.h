#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "model/column.h"

namespace wangge::io {

enum class ColumnType { integers, reals, texts, times, bools };

/// Fills one column of a known type row by row.
class ColumnBuilder {
 public:
  ColumnBuilder(std::string name, ColumnType type);

  ColumnType type() const { return type_; }
  const std::string& name() const { return name_; }
  void reserve(std::size_t rows);
  void add_null();
  void add(std::int64_t value);     ///< integers
  void add(double value);           ///< reals
  void add(std::string_view text);  ///< texts
  void add_time(Seconds time);      ///< times
  void add_bool(bool value);        ///< bools
  /// The rows of another builder of the same type behind one's own.
  void append(ColumnBuilder&& other);
  model::Column build() &&;

 private:
  std::string name_;
  ColumnType type_;
  std::size_t rows_ = 0;
  model::Integers integers_;
  model::Reals reals_;
  model::TextsBuilder texts_;
  model::Times times_;
  model::Bools bools_;
  model::NullMask nulls_;
};

/// A column of texts as numbers, times or truths where every value that is not empty reads as one;
/// else as it is. Numbers with leading zeros ("0412") are codes and stay texts; "2119.0" is the
/// integer 2119 where no value of the column has a fraction.
///
/// only_times  leave numbers and truths alone: the format has types of its own for them
model::Column infer_type(model::Column column, bool only_times);

}  // namespace wangge::io
