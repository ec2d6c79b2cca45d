#pragma once

#include <optional>
#include <vector>

#include "model/plan.h"

namespace wangge::session {

/// The edits of a plan, what of them is undone, and which state was saved.
class History {
 public:
  /// What was undone can no longer be redone.
  void push(model::PlanEdit edit);
  /// The edit to apply for going back (forward), already inverted; nothing at the end.
  std::optional<model::PlanEdit> undo();
  std::optional<model::PlanEdit> redo();

  std::string undo_label() const { return cursor_ == 0 ? "" : edits_[cursor_ - 1].label; }
  std::string redo_label() const { return cursor_ == edits_.size() ? "" : edits_[cursor_].label; }

  void mark_saved() { saved_ = cursor_; }
  bool changed() const { return saved_ != cursor_; }

 private:
  std::vector<model::PlanEdit> edits_;
  std::size_t cursor_ = 0;                 // edits before it are applied
  std::optional<std::size_t> saved_ = 0U;  // none: the saved state can no longer be reached
};

}  // namespace wangge::session
