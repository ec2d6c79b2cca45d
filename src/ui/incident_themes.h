#pragma once

#include <vector>

#include "ui/area_controls.h"
#include "ui/heat_controls.h"

namespace wangge::ui {

/// As what tickets are on the map.
enum class IncidentTheme { points, heat, grids, bins };

struct ThemeChoice {
  IncidentTheme theme = IncidentTheme::points;
  HeatControls heat;
  AreaControls areas;
  std::vector<model::LayerId> made_room;  ///< points hidden while something else is shown
  geo::Box fitted;                        ///< ground that the radius and the width of bins suit
};

/// Points, heat, grids or bins, and how what was chosen is made.
void draw_incident_themes(Ui& ui, const session::Snapshot& snapshot, ThemeChoice& choice,
                          Outbox& out);

/// The smallest usual scale in metres (100, 200, 400, 1,000, 2,000) of which a map of this ground
/// shows single ones: of a street 100, of a city 400 to 2,000.
double usual_scale_m(const geo::Box& ground);

/// Back to points where there are no tickets any more.
void forget_theme(ThemeChoice& choice, Outbox& out);

}  // namespace wangge::ui
