#include "session/answer_sentences.h"

#include "analysis/question_text.h"
#include "base/i18n.h"

namespace wangge::session {

std::vector<std::string> answer_sentences(const AnswerView& view) {
  return {trf("Question: {}", view.sentence), trf("Asked as: {}", analysis::to_text(view.question)),
          trf("Asked at: {}", format_time(view.asked_at))};
}

std::string recipe_sentence(const model::Recipe& recipe) {
  return trf("Made by: {}", model::to_text(recipe));
}

}  // namespace wangge::session
