#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/finding.h"

namespace wangge::analysis {

/// One line of the check list before approval: what was looked at, and how often it was found.
struct CheckLine {
  std::vector<FindingKind> kinds;
  std::string what;       ///< what should hold: "Every unit is in a grid", in the current language
  std::size_t found = 0;  ///< findings of these kinds
  bool required = true;   ///< else only worth a look
  bool holds() const { return found == 0; }
};
/// All lines, in the order in which an office goes through them.
std::vector<CheckLine> check_list(std::span<const Finding> findings);

}  // namespace wangge::analysis
