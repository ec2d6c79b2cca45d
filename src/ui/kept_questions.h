#pragma once

#include "ui/question_page.h"

namespace wangge::ui {

/// Keeps the question under a name, and brings those back that were kept. Returns true when another
/// question took the place of the one on the page.
bool draw_kept_questions(Ui& ui, const session::Snapshot& snapshot, QuestionPage& page,
                         Outbox& out);

/// Fields for the parameters that the question leaves open. Returns true when a value changed.
bool draw_parameters(Ui& ui, QuestionPage& page);

}  // namespace wangge::ui
