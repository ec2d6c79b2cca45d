#pragma once

#include "ui/coordinates.h"
#include "ui/ui.h"

namespace wangge::ui {

/// The coordinates in the status bar, and the list of systems they can be shown in.
struct CoordinatesState {
  Coordinates in;
  bool listed = false;    ///< the list is open
  std::string typed;      ///< a code that is being typed
  std::string complaint;  ///< why that is no system
  std::string copied;     ///< the last that were copied, for a moment
  double copied_at = 0;   ///< ImGui's time
};

/// The list of systems, its lower right corner at `corner`, while it is open.
void draw_coordinates_list(Ui& ui, CoordinatesState& state, ImVec2 corner);

/// The coordinates of a place of the map become the clipboard's text. Nothing happens where it has
/// none in the system.
void copy_coordinates(CoordinatesState& state, geo::Point on_map);
/// "Copied: 113.26441, 23.12908 (WGS 84)", for a moment after it was; else empty.
std::string copied_sentence(const CoordinatesState& state);

}  // namespace wangge::ui
