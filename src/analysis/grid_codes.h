#pragma once

#include <string>
#include <vector>

#include "analysis/plan_ground.h"
#include "base/result.h"
#include "model/plan.h"

namespace wangge::analysis {

/// How codes of grids are made up (R33).
struct CodeRule {
  /// Text with places to fill in:
  ///   {community}  code of the grid's community, from the communities layer
  ///   {name}       its name
  ///   {number:03}  the grid's number, of at least three digits; {number}: of as many as it has
  /// Numbers run within what is the same before and after them: within a community where the
  /// pattern names it, else over all grids.
  std::string pattern = "{community}{number:02}";
  std::size_t first = 1;                   ///< number of the first grid
  std::vector<std::string> reserved = {};  ///< codes that no grid gets
  bool operator==(const CodeRule&) const = default;
};

struct CodeChange {
  model::GridIndex grid;
  std::string from, to;
  bool operator==(const CodeChange&) const = default;
};

/// The codes that the rule gives the open grids, by grid; those that stay the same are left out.
/// Numbers run as one reads (reading_order()), by the grids' label points; grids without ground
/// come last. Codes of grids that were given up stay taken, as reserved ones do: their numbers are
/// passed over.
///
/// errors  invalid_argument: no {number}, an unknown place in the pattern, a grid whose community
///         has no code
/// cost    about 50 µs a grid
Result<std::vector<CodeChange>> new_codes(const PlanGround& ground, const model::Plan& plan,
                                          const CodeRule& rule);

}  // namespace wangge::analysis
