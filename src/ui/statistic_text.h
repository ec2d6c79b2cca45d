#pragma once

#include <string>
#include <vector>

#include "analysis/grouping.h"

namespace wangge::ui {

/// How the numbers of one column are written: all with as many decimals, so that they stand below
/// each other.
struct NumberStyle {
  int decimals = 0;
  bool percent = false;
  bool operator==(const NumberStyle&) const = default;
};
/// Whole numbers as such; two decimals, or one from a thousand on; shares in per cent.
NumberStyle style_of(analysis::Aggregate aggregate, const std::vector<double>& numbers);
/// "1,234.5", "83.0 %"; "—" where there is none.
std::string statistic_text(double number, NumberStyle style);

/// A column of numbers in a table of groups: of a measure, or of one of the five of its quartiles.
struct NumberColumn {
  std::string heading;                    ///< short
  std::string hint;                       ///< what it is
  std::size_t place = 0;                  ///< of the measure in GroupLine::values, or of its box
  double analysis::Box::*part = nullptr;  ///< of the box; null: the value itself
  NumberStyle style = {};

  double of(const analysis::GroupLine& line) const;
};
std::vector<NumberColumn> number_columns(const analysis::GroupTable& table);

/// What a line is of: the value of its last key, “none” where rows have none, or “Total”.
std::string line_text(const analysis::GroupTable& table, const analysis::GroupLine& line);
/// A key as it is shown.
std::string key_text(const std::string& key);

}  // namespace wangge::ui
