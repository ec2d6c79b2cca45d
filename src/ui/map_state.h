#pragma once

#include <optional>
#include <vector>

#include "render/camera.h"
#include "session/snapshot.h"
#include "ui/areas_on_map.h"
#include "ui/pick.h"
#include "ui/ruler.h"

namespace wangge::ui {

/// What the mouse does on the map. In every tool Space or the middle button pans, the wheel zooms.
enum class Tool {
  select,      ///< click selects, drag pans, Shift + drag draws a box
  brush,       ///< gives units to the current grid
  rectangle,   ///< assigns (redraw) or selects by a box
  lasso,       ///< the same by a drawn ring
  eyedropper,  ///< takes the grid under the cursor
  border,      ///< a drawn line becomes the border of the current grid and the one beside it
  cut,         ///< a drawn line breaks a unit
  vertex,      ///< moves vertices of the units' borders
  measure,     ///< clicks are the corners of a line that is measured; drag pans
};

constexpr float least_brush_m = 5, most_brush_m = 1000;

enum class Drag { none, pan, box, ring, stroke, line, vertex };

/// How two maps share the map area: side by side, or one on each side of a divider to drag.
enum class Sharing : std::uint8_t { alone, swiped, halved };

/// Where the map is looked at from and what the hand is doing there.
struct MapState {
  render::Camera camera;
  bool follows_data = true;  ///< shows the whole until somebody moves it
  Tool tool = Tool::select;
  bool drawing_question = false;  ///< the lasso draws the polygon of a question

  Drag drag = Drag::none;
  geo::Point drag_start;             ///< on the map
  std::vector<geo::Point> ring;      ///< being drawn, on the map
  model::Rows stroke;                ///< units under the brush so far, ascending
  std::uint64_t gesture = 0;         ///< number of the last stroke
  std::vector<geo::Point> line;      ///< being drawn by the tools border and cut
  std::optional<geo::Point> vertex;  ///< near the hand of the tool vertex, or dragged by it
  std::optional<Hit> hover;
  std::optional<geo::Point> cursor;  ///< on the map, while over it
  double rest_s = 0;                 ///< how long the mouse has not moved
  float brush_m = 60;                ///< radius of the brush on the ground

  AreasOnMap areas;                 ///< those that tell of tickets
  Sharing period = Sharing::alone;  ///< with the map of the compared period
  float divider = 0.5F;             ///< of the map's width, while two maps are swiped

  Ruler ruler;
  std::optional<geo::Point> asked_place;  ///< where the right button was clicked

  std::vector<geo::Point> question;  ///< the polygon drawn for a question, closed
};

}  // namespace wangge::ui
