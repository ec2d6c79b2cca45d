#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/edit.h"

namespace wangge::session {

using model::Edit;
using model::EditPtr;
using model::LayerEdit;
using model::LayerVersion;
using model::UnitsEdit;

std::string label_of(const Edit& edit);

/// The edits of the plan and of layers, what of them is undone, and which state of the plan was
/// saved.
class History {
 public:
  /// What was undone can no longer be redone.
  void push(Edit edit);
  /// The last edit does this as well; it is one of the plan, and nothing is undone.
  void extend(const model::PlanEdit& more);
  void relabel_last(std::string label);
  /// The edits of the plan from that place on become one; those that are no such edits stay apart.
  void join_since(std::size_t place, const std::string& label);
  /// The edit to apply for going back (forward), already inverted; nothing at the end.
  std::optional<Edit> undo();
  std::optional<Edit> redo();

  /// The same as undo(), but it cannot be redone.
  std::optional<Edit> take_back();

  const std::vector<EditPtr>& edits() const { return edits_; }
  std::size_t cursor() const { return cursor_; }  ///< edits before it are applied
  /// As it was kept; what is saved is what is applied.
  void restore(std::vector<EditPtr> edits, std::size_t cursor);

  std::string undo_label() const;
  std::string redo_label() const;

  void mark_saved() { saved_ = cursor_; }
  /// Whether the plan differs from the saved one; edits of layers are no part of it.
  bool changed() const;

  /// Forgets the edits of the plan, or of a layer, which is gone.
  void forget_plan();
  void forget_layer(model::LayerId layer);

 private:
  template <typename Which>
  void forget(const Which& which);

  std::vector<EditPtr> edits_;
  std::size_t cursor_ = 0;
  std::optional<std::size_t> saved_ = 0U;  // none: the saved state can no longer be reached
};

}  // namespace wangge::session
