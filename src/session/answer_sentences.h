#pragma once

#include <string>
#include <vector>

#include "session/query_views.h"

namespace wangge::session {

/// What a file of an answer's rows has to tell (io::WriteOptions::about): the question in words and
/// as it was asked, and when.
std::vector<std::string> answer_sentences(const AnswerView& view);
/// And a file of a layer that was made of others: "Made by: buffer(…)".
std::string recipe_sentence(const model::Recipe& recipe);

}  // namespace wangge::session
