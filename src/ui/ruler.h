#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/point.h"

namespace wangge::ui {

/// A line that is measured: its corners on the map, in metres of the workspace's CRS. It stays on
/// the map until it is cleared, whichever tool is in hand.
struct Ruler {
  std::vector<geo::Point> points;
  bool ended = false;  ///< the next point begins another line
};

void add_point(Ruler& ruler, geo::Point place);
/// The line is what was meant; one point alone is none, and goes on.
void end_line(Ruler& ruler);
/// Takes the last point away; the line can be gone on with.
void drop_point(Ruler& ruler);
/// Esc: the last point of a line that is being drawn, or all of one that has ended. False when
/// there was none.
bool step_ruler_back(Ruler& ruler);

/// What a line measures.
struct RulerFigures {
  double length_m = 0, last_leg_m = 0;
  std::optional<double> area_m2;  ///< of the ring, with three points or more; of one that crosses
                                  ///< itself there is none
  bool crosses_itself = false;
};
RulerFigures measured(std::span<const geo::Point> line);

/// "12.3 m", "1.234 km"
std::string distance_text(double metres);
/// "812 m²", "2.41 ha", "1.35 km²"
std::string ground_text(double square_metres);

}  // namespace wangge::ui
