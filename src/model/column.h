#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.h"

namespace wangge::model {

/// Strings end to end in one buffer: 4 bytes each beside their letters.
class PackedStrings {
 public:
  std::size_t size() const { return ends_.size(); }
  std::string_view operator[](std::size_t i) const {
    const std::uint32_t begin = i == 0 ? 0 : ends_[i - 1];
    return {bytes_.data() + begin, ends_[i] - begin};
  }
  void push_back(std::string_view text) {
    bytes_.append(text);
    ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  }
  std::size_t bytes() const { return bytes_.capacity() + ends_.capacity() * sizeof(std::uint32_t); }
  bool operator==(const PackedStrings&) const = default;

 private:
  std::string bytes_;
  std::vector<std::uint32_t> ends_;
};

/// Which rows hold no value. Costs nothing while there is none.
class NullMask {
 public:
  bool any() const { return !null_.empty(); }
  bool is_null(std::size_t row) const { return row < null_.size() && null_[row]; }
  /// Rows beyond the last one set are not null.
  void set_null(std::size_t row) {
    if (row >= null_.size()) null_.resize(row + 1);
    null_[row] = true;
  }
  /// Takes over the nulls of rows that follow on the first `rows`.
  void append(std::size_t rows, const NullMask& following) {
    for (std::size_t i = 0; i < following.null_.size(); ++i) {
      if (following.null_[i]) set_null(rows + i);
    }
  }
  std::size_t bytes() const { return null_.capacity() / 8; }

 private:
  std::vector<bool> null_;
};

using Integers = std::vector<std::int64_t>;
using Reals = std::vector<double>;

/// Text by dictionary: a code per row into the distinct values, in order of first appearance.
struct Texts {
  PackedStrings dictionary;
  std::vector<std::uint32_t> codes;
  std::string_view operator[](std::size_t row) const { return dictionary[codes[row]]; }
};

struct Times {
  std::vector<Seconds> seconds;
};

struct Bools {
  std::vector<std::uint8_t> values;
};

struct Coding;

/// One named column of a table. Null rows hold 0, an empty text or false in `values`, and are
/// marked in `nulls`; always ask is_null first.
struct Column {
  std::string name;
  std::variant<Integers, Reals, Texts, Times, Bools> values;
  NullMask nulls;
  /// Where the values are texts that stand for codes (code_table.h); most columns have none, and
  /// what is made of some of the rows has none either.
  std::shared_ptr<const Coding> coding = nullptr;

  std::size_t size() const;
  bool is_null(std::size_t row) const { return nulls.is_null(row); }
  /// As a person reads it; empty for null.
  std::string text(std::size_t row) const;
  /// The number in a row: of integers, reals, bools, and texts that are numbers ("2119.0"); NaN for
  /// everything else.
  double number(std::size_t row) const;
  std::size_t bytes() const;
  /// Values, not storage: two columns are equal when every row reads the same.
  bool operator==(const Column& other) const;
};

/// Collects texts row by row.
class TextsBuilder {
 public:
  void reserve(std::size_t rows) { texts_.codes.reserve(rows); }
  void push_back(std::string_view text);
  void append(const Texts& texts);
  std::size_t size() const { return texts_.codes.size(); }
  Texts build() && { return std::move(texts_); }

 private:
  std::uint32_t code_of(std::string_view text);  ///< of a new one too
  std::size_t slot_of(std::string_view text) const;
  void grow();

  Texts texts_;
  std::vector<std::uint32_t>
      slots_;  // open addressing: code + 1, or 0 for free; a power of two long
};

/// The columns of `rows` rows each.
struct Table {
  std::vector<Column> columns;
  std::size_t rows = 0;

  /// The index of the column of that name, or -1.
  int find(std::string_view name) const;
  std::size_t bytes() const;
  bool operator==(const Table&) const = default;
};

/// The rows of `rows`, in that order.
Table subset(const Table& table, const std::vector<std::uint32_t>& rows);

/// The number a text is, with blanks around it; NaN where it is none.
double parse_number(std::string_view text);

}  // namespace wangge::model
