#pragma once

#include "ui/coordinates_list.h"
#include "ui/map_state.h"

namespace wangge::ui {

/// What can be done with a place of the map, at the place where the right button was clicked.
void draw_map_menu(Ui& ui, MapState& map, CoordinatesState& coordinates);

}  // namespace wangge::ui
