#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/plan_compare.h"
#include "analysis/plan_findings.h"
#include "base/result.h"

namespace wangge::render {

/// A plan with its numbers, as plan_figures() and plan_balance() give them.
struct NumberedPlan {
  const model::Plan& plan;
  std::span<const analysis::GridFigures> figures;
  const analysis::PlanBalance& balance;
};

/// What the check list is about. Everything is borrowed.
struct CheckListSheet {
  const analysis::PlanGround& ground;
  NumberedPlan now;
  analysis::PlanCheckOptions options;
  std::span<const analysis::Finding> findings;  ///< of plan_findings()
  std::string by;                               ///< who checked; empty: a line to write it on
  Seconds at = 0;                               ///< when
  /// The plan in force before, where there is one, and what changes.
  struct Before {
    std::string name;
    NumberedPlan numbers;
    const analysis::PlanComparison& changes;
  };
  std::optional<Before> before = std::nullopt;
};

/// The check list before approval (R34) as a PDF of A4 pages in the current language: which plan,
/// who and when; the list; a map; figures of the whole and of every grid, before and now; what
/// moves; every finding with what to do; lines to sign.
///
/// errors  those of Paper::pdf()
/// cost    about 0.2 s for 40 grids
Result<std::string> check_list_pdf(const CheckListSheet& sheet);

}  // namespace wangge::render
