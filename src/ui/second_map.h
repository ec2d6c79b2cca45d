#pragma once

#include <string>

#include "ui/map_view.h"

namespace wangge::ui {

/// What shares the map area with the map that is worked on: while grids are redrawn the plan it is
/// compared with, while incidents are looked at the map of the compared period.
struct SecondMap {
  render::MapInput input;
  std::string name, name_of_first;  ///< written on top of either
};

Sharing sharing_of(const MapContext& context, const MapState& map, const RedrawState& redraw);

/// first  what the map that is worked on is drawn from
SecondMap second_map(const MapContext& context, const render::MapInput& first, RedrawState& redraw);

/// The period whose map lies under the cursor; null: it is the current one.
const session::PeriodView* period_under_cursor(const MapContext& context, const MapState& map,
                                               Sharing sharing);

/// A picture of this frame, in its place.
void draw_picture(const Ui& ui, const MapContext& context, MapSlot slot,
                  const render::MapInput& input, const render::Camera& camera, ImVec2 low,
                  ImVec2 size);

/// The second map left of a divider that is dragged, over the whole area.
void draw_swiped(Ui& ui, const MapContext& context, const SecondMap& second, MapState& map,
                 const MapArea& area);
/// The second map in the left half of the area whose right half is the first's.
void draw_beside(Ui& ui, const MapContext& context, const SecondMap& second, const MapState& map,
                 const MapArea& whole, const MapArea& first);

}  // namespace wangge::ui
