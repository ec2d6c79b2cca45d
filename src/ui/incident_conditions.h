#pragma once

#include <string>
#include <vector>

#include "session/snapshot.h"

namespace wangge::ui {

/// One condition of a filter, as a chip shows it.
struct Condition {
  std::string name;  ///< of the chip: "class/noise"
  std::string text;
  std::string hint;
  session::SetTicketFilter without;  ///< the filter that is left when it is taken away
};
/// All conditions in force, in the order of the sheet where they are chosen.
std::vector<Condition> conditions_of(const session::SetTicketFilter& filter,
                                     const session::Snapshot& snapshot);

/// "2026-03-01 to 2026-03-31", both days within.
std::string days_text(Seconds from, Seconds until);

/// A grid that tickets can be asked for.
struct GridName {
  std::string code, name;
};
/// The grids as the plan has them, else as their layer does.
std::vector<GridName> grid_names(const session::Snapshot& snapshot);
/// The communities that grids or a layer of communities name, each once.
std::vector<std::string> community_names(const session::Snapshot& snapshot);

}  // namespace wangge::ui
