#pragma once

#include "analysis/question.h"

namespace wangge::ui {

/// Whether a condition can be asked: one that was just added may have no value and no shape yet.
/// What is unfinished inside of it, in groups and places, is left out.
bool says_something(analysis::Condition& condition);
/// Without conditions that say nothing yet.
void leave_out_unfinished(analysis::Group& group);

}  // namespace wangge::ui
