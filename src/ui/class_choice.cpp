#include "ui/class_choice.h"

#include <algorithm>

namespace wangge::ui {
namespace {

using analysis::ClassCount;
using analysis::Subclass;
using analysis::TicketFilter;

bool whole(const TicketFilter& filter, const std::string& category) {
  return std::ranges::find(filter.categories, category) != filter.categories.end();
}

void drop_leaves(TicketFilter& filter, const std::string& category) {
  std::erase_if(filter.subcategories,
                [&](const Subclass& leaf) { return leaf.category == category; });
}

}  // namespace

Check checked(const TicketFilter& filter, const ClassCount& of) {
  if (whole(filter, of.category)) return Check::on;
  const bool any = std::ranges::any_of(
      filter.subcategories, [&](const Subclass& leaf) { return leaf.category == of.category; });
  return any ? Check::some : Check::off;
}

bool checked(const TicketFilter& filter, const Subclass& leaf) {
  return whole(filter, leaf.category) ||
         std::ranges::find(filter.subcategories, leaf) != filter.subcategories.end();
}

void toggle(TicketFilter& filter, const ClassCount& of) {
  drop_leaves(filter, of.category);
  toggle(filter.categories, of.category);
}

void toggle(TicketFilter& filter, const ClassCount& of, const std::string& subcategory) {
  const Subclass leaf{of.category, subcategory};
  if (whole(filter, of.category)) {
    toggle(filter.categories, of.category);
    for (const auto& other : of.subcategories) {
      if (other.text != subcategory) filter.subcategories.push_back({of.category, other.text});
    }
    return;
  }
  const auto found = std::ranges::find(filter.subcategories, leaf);
  if (found != filter.subcategories.end()) {
    filter.subcategories.erase(found);
    return;
  }
  filter.subcategories.push_back(leaf);
  const bool all = std::ranges::all_of(of.subcategories, [&](const analysis::ValueCount& one) {
    return checked(filter, Subclass{of.category, one.text});
  });
  if (!all) return;
  drop_leaves(filter, of.category);
  filter.categories.push_back(of.category);
}

void toggle(std::vector<std::string>& list, const std::string& value) {
  const auto found = std::ranges::find(list, value);
  if (found == list.end()) {
    list.push_back(value);
  } else {
    list.erase(found);
  }
}

}  // namespace wangge::ui
