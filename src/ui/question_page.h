#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/result.h"
#include "session/snapshot.h"
#include "ui/condition_rows.h"
#include "ui/map_state.h"
#include "ui/ui.h"

namespace wangge::ui {

/// A question on its way: as chips and as text, which are the same.
struct QuestionPage {
  analysis::Question question;
  ConditionRows rows;
  std::string text;                 ///< in the language of questions, as it is typed
  std::optional<Error> text_error;  ///< why it cannot be read
  bool text_open = false, kept_open = false;
  std::string name;                               ///< under which it is kept
  std::map<std::string, std::string> parameters;  ///< values of those that were left open
  bool touched = false;                           ///< somebody chose the layer: no more guessing
  std::optional<analysis::Question> asked;        ///< the last one that was sent
  std::optional<std::uint32_t> why;               ///< the row that was asked about last
};

/// The sentence of the question, its conditions, its hits, why a feature is among them or not, the
/// question as text, and those that were kept. Every change is answered at once.
void draw_question_page(Ui& ui, const session::Snapshot& snapshot, QuestionPage& page,
                        MapState& map, Outbox& out);

/// What of a question can be answered: without conditions that say nothing yet, and with the values
/// of its parameters.
analysis::Question complete(const QuestionPage& page);

}  // namespace wangge::ui
