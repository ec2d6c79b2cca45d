#pragma once

#include <string>
#include <vector>

#include "analysis/question.h"
#include "base/progress.h"
#include "base/result.h"
#include "model/workspace.h"

namespace wangge::analysis {

/// What a question is asked of.
struct AskedOf {
  const model::Workspace* workspace = nullptr;
  const model::Selection* selection = nullptr;  ///< null: nothing is selected
  Seconds now = 0;                              ///< what "the last 30 days" end with
};

struct Answer {
  model::LayerId layer = model::no_layer;
  model::Rows rows;
  /// One for each condition of the question's outer group: how many rows meet it alone.
  std::vector<std::size_t> alone;
};

/// The layer that a question names: the topmost of the role, else the topmost of that name or
/// title, exactly as written.
/// errors  not_found, naming the layers that are open
Result<model::LayerId> asked_layer(const std::string& name, const model::Workspace& workspace);

/// errors  not_found (a layer, a column: with the names there are; a value is no error),
///         invalid_argument (no number, no date, a parameter without a value, nothing selected, a
///         time asked of a column without times), unknown_crs (a drawn shape where nothing is
///         placed), cancelled; `where` names the condition as to_text writes it
/// cost    processor time, all cores together: a million rows by class, status and time 5 ms;
///         200,000 points within 100 m of 1,000 points 7 ms, a million points within a polygon
///         16 ms; the other relations those of marks_by. Any thread; the same for any number
///         of threads
Result<Answer> answer(const Question& question, const AskedOf& of, Progress& progress);

/// One condition and whether a feature meets it.
struct Reason {
  bool met = false;
  /// In the current language, with what was found: "类别是“违法停车”，要求“高空坠物”",
  /// "距最近的学校 143 米，要求 100 米以内".
  std::string text;
  std::vector<Reason> parts;  ///< of a group
};

/// Why a row is in the answer or not: one reason for each condition of the outer group.
/// errors  as answer()
Result<std::vector<Reason>> explain(const Question& question, const AskedOf& of, std::uint32_t row,
                                    Progress& progress);

}  // namespace wangge::analysis
