#pragma once

#include <set>
#include <string>
#include <vector>

#include "session/snapshot.h"
#include "ui/filter_wish.h"
#include "ui/incident_conditions.h"
#include "ui/map_state.h"

namespace wangge::ui {

/// What is remembered of the card where conditions are chosen.
struct ConditionChoice {
  bool opens = false, closes = false;  ///< with the next frame
  bool shown = false;
  std::string text, grid_text;
  std::set<std::string> unfolded;  ///< groups and classes
  std::vector<GridName> grids;     ///< found when the card opens: there may be thousands
  std::vector<std::string> communities;

  bool drawing = false;                     ///< an area, on the map
  std::vector<geo::Point> question_before;  ///< of the query, which the area is drawn in place of
};

/// The card left of the panel with all there is to choose from: words, the tree of classes, states,
/// levels, severities, sources, communities and grids, an area to be drawn.
void draw_condition_choice(Ui& ui, const session::Snapshot& snapshot, ConditionChoice& choice,
                           FilterWish& filter, MapState& map, Outbox& out);

/// The map shows the query's area again.
void give_up_drawing(ConditionChoice& choice, MapState& map);
/// Takes over the area when it has been drawn; nothing where the drawing was given up.
void take_drawn_area(const session::Snapshot& snapshot, ConditionChoice& choice, FilterWish& filter,
                     MapState& map, Outbox& out);

}  // namespace wangge::ui
