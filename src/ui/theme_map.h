#pragma once

#include <memory>
#include <string>
#include <vector>

#include "session/snapshot.h"
#include "ui/map_state.h"
#include "ui/ui.h"

namespace wangge::ui {

struct MapArea;
struct MapContext;
struct RedrawState;

/// The map of themes (一格一品): every grid in the colour of its theme, with its sign, theme and
/// stars written on it. Kept while the plan stays the same.
struct ThemeMap {
  bool shown = false;

  std::shared_ptr<const model::Plan> of;
  struct Theme {
    std::string name;
    std::size_t grids = 0;
  };
  std::vector<Theme> themes;  ///< those of most grids first; from the sixth on one colour for all
  /// One a unit: its theme's colour, as PlanView::colours has them; grids without a theme have
  /// none.
  std::shared_ptr<const std::vector<std::uint16_t>> colours;

  void refresh(const session::PlanView& view);
};

/// What is known of a grid's theme, line by line: for its card.
std::string theme_story(const model::GridRecord& grid);

/// Signs and themes on the grids where there is room, the legend, and the card of the grid under
/// the cursor.
void draw_theme_map(Ui& ui, const MapContext& context, const MapState& map,
                    const RedrawState& redraw, const MapArea& area);

}  // namespace wangge::ui
