#pragma once

#include <string>

#include "ui/map_overlay.h"

namespace wangge::ui {

/// Where a place of the map lies on the screen.
ImVec2 on_screen(const MapState& map, const MapArea& area, geo::Point p);
/// A label with a soft background, so that it reads over any map.
void draw_tag(const Ui& ui, ImVec2 low, const std::string& text, ImU32 text_colour);
/// The same right of and below a place; moved to the left, and above it, where there is no room.
void draw_tag_beside(const Ui& ui, ImVec2 place, const MapArea& area, const std::string& text,
                     ImU32 text_colour);

}  // namespace wangge::ui
