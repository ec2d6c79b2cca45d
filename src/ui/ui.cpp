#include "ui/ui.h"

#include <utility>

namespace wangge::ui {

// Not in the header: making room for an action of any kind is much code, and every panel asks.
void Outbox::act(session::Action action) { actions.push_back(std::move(action)); }

}  // namespace wangge::ui
