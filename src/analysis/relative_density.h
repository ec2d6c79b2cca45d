#pragma once

#include <cstdint>
#include <vector>

#include "analysis/heat.h"
#include "model/layer.h"

namespace wangge::analysis {

/// Places and what each weighs, for heat_surface().
struct WeightedPlaces {
  std::vector<geo::Point> places;
  std::vector<float> weights;
};

/// Where the households live: the label points of buildings, weighed by their households. Buildings
/// without a place or without households are left out; none at all where no column holds them.
WeightedPlaces household_places(const model::Layer& buildings);

/// Tickets per 1,000 households of the neighbourhood: one surface over the other (METHODS §6).
/// Where hardly anybody lives a single ticket would tower: there it is blank (NaN).
///
/// both     surfaces on one frame, of one kernel and radius; corrected at the edge both or neither
/// least    the floor, in households per hectare
/// returns  per 1,000 households; of a frame of a playback also per day. `max` and `points` as of
///          any surface, blank cells apart; at() is NaN beside blank cells
/// cost     5 ms of processor time for 1600 × 900 cells, their SharedDomain included
HeatSurface relative_density(const HeatSurface& tickets, const HeatSurface& households,
                             double least);

/// The upper end of a legend that all frames of a series share, so that a colour means the same in
/// each (H02): the value that is exceeded in few of the cells that hold anything. Frames are added
/// one by one and not kept.
class SharedDomain {
 public:
  SharedDomain();
  /// Cells that are blank or not above 0 do not count.
  void add(const HeatSurface& surface);
  /// The value that the given share of cells of all frames does not exceed, up to 0.8 % too high
  /// but never above the highest; 0 of no cells.
  double top(double share = 0.995) const;

 private:
  std::vector<std::uint64_t> counts_;  // by the leading bits of the value: sign, exponent, 7 digits
  float highest_ = 0;
};

}  // namespace wangge::analysis
