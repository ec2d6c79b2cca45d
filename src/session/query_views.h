#pragma once

// What the window is told about questions and statistics; part of session/snapshot.h.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/question_answer.h"
#include "session/query_actions.h"

namespace wangge::session {

/// The last question and what was found.
struct AnswerView {
  analysis::Question question;
  std::string sentence;  ///< the question in words, in the language of the asking
  Seconds asked_at = 0;  ///< what "the last 30 days" end with
  model::LayerPtr of;    ///< the layer as it was asked
  analysis::Answer answer;
  std::optional<Error> error;  ///< it cannot be answered: why
  struct Why {
    std::uint32_t row = 0;
    std::vector<analysis::Reason> reasons;
  };
  std::optional<Why> why;
};

struct StatisticsView {
  ShowStatistics request;
  model::LayerPtr of;
  std::shared_ptr<const model::Rows> rows;
  analysis::GroupTable table;
  std::optional<analysis::PivotTable> pivot;  ///< of the first measure, where there are two keys
  std::optional<Error> error;                 ///< it cannot be worked out: why
};

}  // namespace wangge::session
