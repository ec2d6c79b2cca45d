#include "ui/unfinished.h"

#include <algorithm>

namespace wangge::ui {
namespace {

using analysis::Group;

bool is_complete(const analysis::Place& place) {
  return place.kind != analysis::Place::Kind::drawn || !place.drawn.empty();
}
bool says_something(const analysis::AttributeCondition& condition) {
  if (condition.comparison == analysis::Comparison::is_empty ||
      condition.comparison == analysis::Comparison::is_filled) {
    return true;
  }
  return std::ranges::any_of(condition.values,
                             [](const analysis::AskedValue& value) { return !value.text.empty(); });
}
bool says_something(const analysis::TimeCondition& condition) {
  return condition.last || condition.from || condition.until;
}
bool says_something(analysis::Place& place) {
  leave_out_unfinished(place.which);
  return is_complete(place);
}
bool says_something(analysis::SpatialCondition& condition) {
  return says_something(condition.place);
}
bool says_something(analysis::NearestCondition& condition) {
  return says_something(condition.place);
}
bool says_something(Group& group) {
  leave_out_unfinished(group);
  return !group.conditions.empty();
}

}  // namespace

bool says_something(analysis::Condition& condition) {
  return std::visit([](auto& what) { return says_something(what); }, condition.what);
}

void leave_out_unfinished(Group& group) {
  std::erase_if(group.conditions,
                [](analysis::Condition& condition) { return !says_something(condition); });
}

}  // namespace wangge::ui
