#pragma once

#include <optional>

#include "session/snapshot.h"
#include "ui/ui.h"

namespace wangge::ui {

/// How blocks between the lines are cut further.
enum class BlockCut { whole, by_size, by_building };

/// What is asked for on the sheet.
struct UnitsSheet {
  bool open = false;
  session::MakeUnits wish;
  BlockCut cut = BlockCut::by_size;
  float size = 60;  ///< households of a unit, or buildings where no households are known
  std::optional<session::MakeUnits> tried;  ///< the wish that was last tried out
};

/// The sheet as it opens: communities, roads, water and buildings as far as they are open; without
/// communities other areas, as they are.
UnitsSheet ask_for_units(const session::Snapshot& snapshot);

/// Whether there are areas that units could be made of.
bool can_make_units(const session::Snapshot& snapshot);

/// The sheet on which units are made of open layers. Every choice is tried out in the background;
/// what would come, and what would have to be looked at, stands below.
void draw_units_sheet(Ui& ui, const session::Snapshot& snapshot, UnitsSheet& sheet, Outbox& out);

}  // namespace wangge::ui
