#include "session/history.h"

#include <algorithm>
#include <memory>

namespace wangge::session {
namespace {

Edit inverse(Edit edit) {
  if (auto* plan = std::get_if<model::PlanEdit>(&edit)) return model::inverse(std::move(*plan));
  if (auto* layer = std::get_if<LayerEdit>(&edit)) {
    std::swap(layer->before, layer->after);
  } else {
    auto& units = std::get<UnitsEdit>(edit);
    std::swap(units.before, units.after);
    std::swap(units.plan_before, units.plan_after);
  }
  return edit;
}

bool is_of_plan(const Edit& edit) { return !std::holds_alternative<LayerEdit>(edit); }

}  // namespace

std::string label_of(const Edit& edit) {
  return std::visit([](const auto& one) { return one.label; }, edit);
}

void History::push(Edit edit) {
  if (saved_ && *saved_ > cursor_) saved_.reset();
  edits_.resize(cursor_);
  edits_.push_back(std::make_shared<const Edit>(std::move(edit)));
  cursor_ = edits_.size();
}

void History::extend(const model::PlanEdit& more) {
  const auto& last = std::get<model::PlanEdit>(*edits_.back());
  edits_.back() = std::make_shared<const Edit>(model::joined(last, more));
}

void History::relabel_last(std::string label) {
  Edit last = *edits_.back();
  std::visit([&label](auto& edit) { edit.label = std::move(label); }, last);
  edits_.back() = std::make_shared<const Edit>(std::move(last));
}

void History::join_since(std::size_t place, const std::string& label) {
  edits_.resize(cursor_);
  std::vector<Edit> joined;
  for (std::size_t i = place; i < edits_.size(); ++i) {
    const auto* edit = std::get_if<model::PlanEdit>(edits_[i].get());
    auto* last = joined.empty() ? nullptr : std::get_if<model::PlanEdit>(&joined.back());
    if (edit != nullptr && last != nullptr) {
      *last = model::joined(std::move(*last), *edit);
    } else {
      joined.push_back(*edits_[i]);
      if (edit != nullptr) std::get<model::PlanEdit>(joined.back()).label = label;
    }
  }
  edits_.resize(place);
  for (Edit& edit : joined) edits_.push_back(std::make_shared<const Edit>(std::move(edit)));
  cursor_ = edits_.size();
  if (saved_ && *saved_ > place) saved_.reset();
}

std::optional<Edit> History::take_back() {
  auto edit = undo();
  edits_.resize(cursor_);
  if (saved_ && *saved_ > cursor_) saved_.reset();
  return edit;
}

void History::restore(std::vector<EditPtr> edits, std::size_t cursor) {
  edits_ = std::move(edits);
  cursor_ = std::min(cursor, edits_.size());
  saved_ = cursor_;
}

std::optional<Edit> History::undo() {
  if (cursor_ == 0) return std::nullopt;
  return inverse(*edits_[--cursor_]);
}

std::optional<Edit> History::redo() {
  if (cursor_ == edits_.size()) return std::nullopt;
  return *edits_[cursor_++];
}

std::string History::undo_label() const {
  return cursor_ == 0 ? "" : label_of(*edits_[cursor_ - 1]);
}

std::string History::redo_label() const {
  return cursor_ == edits_.size() ? "" : label_of(*edits_[cursor_]);
}

bool History::changed() const {
  if (!saved_) return true;
  const auto at = [this](std::size_t i) { return edits_.begin() + static_cast<std::ptrdiff_t>(i); };
  return std::any_of(at(std::min(*saved_, cursor_)), at(std::max(*saved_, cursor_)),
                     [](const EditPtr& edit) { return is_of_plan(*edit); });
}

template <typename Which>
void History::forget(const Which& which) {
  std::vector<EditPtr> kept;
  std::size_t cursor = cursor_;
  std::optional<std::size_t> saved = saved_;
  for (std::size_t i = 0; i < edits_.size(); ++i) {
    if (!which(*edits_[i])) {
      kept.push_back(std::move(edits_[i]));
      continue;
    }
    if (i < cursor_) --cursor;
    if (saved_ && i < *saved_) --*saved;
  }
  edits_ = std::move(kept);
  cursor_ = cursor;
  saved_ = saved;
}

void History::forget_plan() {
  forget(is_of_plan);
  mark_saved();
}

void History::forget_layer(model::LayerId layer) {
  forget([layer](const Edit& edit) {
    if (const auto* units = std::get_if<UnitsEdit>(&edit)) return units->layer == layer;
    const auto* one = std::get_if<LayerEdit>(&edit);
    return one != nullptr && one->layer == layer;
  });
}

}  // namespace wangge::session
