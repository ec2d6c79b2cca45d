#pragma once

#include <memory>
#include <optional>

#include "session/snapshot.h"
#include "ui/change_lists.h"
#include "ui/check_page.h"
#include "ui/grid_outline.h"
#include "ui/grid_rows.h"
#include "ui/grid_sheet.h"
#include "ui/map_state.h"
#include "ui/plan_labels.h"
#include "ui/plan_versions.h"
#include "ui/renumber_sheet.h"
#include "ui/theme_map.h"
#include "ui/ui.h"
#include "ui/units_sheet.h"

namespace wangge::ui {

/// What the panel shows below the plan's numbers.
enum class RedrawPage { grids, compare, check, history };

/// How a compared plan is shown: hatching over what changed, a divider to drag over the map, or
/// both maps side by side.
enum class CompareLook { differences, swipe, beside };

struct RedrawState {
  model::GridIndex current = model::unassigned;
  analysis::PaintSource source;  ///< painting takes units of this grid only; none: of all
  RedrawPage page = RedrawPage::grids;
  bool worst_first = false;
  GridOutline outline;  ///< of the current grid
  LockedGround locked;
  ChangedGround changed;  ///< against the compared plan
  CompareLook look = CompareLook::differences;
  ChangeLists changes;                 ///< of the comparison
  PlanLabels labels, compared_labels;  ///< on the map and on that of the compared plan
  ThemeMap themes;
  CheckPage check;
  RenumberSheet renumber;
  model::GridIndex described = model::unassigned;  ///< whose sheet is asked for
  GridSheet sheet;
  UnitsSheet units;
  PlanVersions versions;

  std::shared_ptr<const session::PlanView> listed;  ///< what `list` was made from
  GridList list;
  void refresh(const std::shared_ptr<const session::PlanView>& plan) {
    if (plan == listed) return;
    listed = plan;
    list = plan ? grid_list(*plan) : GridList();
    if (list.find(current) == nullptr) {
      current = list.rows.empty() ? model::unassigned : list.rows.front().grid;
    }
  }
};

/// The six colours of grids, as the map shows them; from the style of the grids layer.
ImU32 grid_colour(const session::Snapshot& snapshot, int colour);

/// The tools, the numbers of the plan, the current grid, and the list of grids or the history. Sets
/// the tool and the current grid.
void draw_redraw_panel(Ui& ui, const session::Snapshot& snapshot, RedrawState& state, MapState& map,
                       Outbox& out);

/// The box around the units of a grid.
geo::Box grid_box(const session::Snapshot& snapshot, model::GridIndex grid);

}  // namespace wangge::ui
