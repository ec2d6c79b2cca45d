#include "session/history.h"

namespace wangge::session {

void History::push(model::PlanEdit edit) {
  if (saved_ && *saved_ > cursor_) saved_.reset();
  edits_.resize(cursor_);
  edits_.push_back(std::move(edit));
  cursor_ = edits_.size();
}

std::optional<model::PlanEdit> History::undo() {
  if (cursor_ == 0) return std::nullopt;
  return model::inverse(edits_[--cursor_]);
}

std::optional<model::PlanEdit> History::redo() {
  if (cursor_ == edits_.size()) return std::nullopt;
  return edits_[cursor_++];
}

}  // namespace wangge::session
