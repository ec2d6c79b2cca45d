#pragma once

#include "analysis/ticket_filter.h"
#include "ui/fold.h"

namespace wangge::ui {

// The tree of classes in a filter: a class that is checked means all that is below it.

Check checked(const analysis::TicketFilter& filter, const analysis::ClassCount& of);
bool checked(const analysis::TicketFilter& filter, const analysis::Subclass& leaf);

/// Checks the class with all below it, or takes the check away where all of it was checked.
void toggle(analysis::TicketFilter& filter, const analysis::ClassCount& of);
/// Checks or unchecks one leaf of the class; when all leaves are checked the class is.
void toggle(analysis::TicketFilter& filter, const analysis::ClassCount& of,
            const std::string& subcategory);

/// Puts a value into a list of values, or takes it out.
void toggle(std::vector<std::string>& list, const std::string& value);

}  // namespace wangge::ui
