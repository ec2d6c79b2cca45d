#pragma once

#include <cstdint>

#include "model/layer.h"
#include "synth/town.h"

namespace wangge::synth {

/// The days that the stories of the demo turn on.
struct DemoDays {
  Seconds first, end;  ///< tickets are reported in [first, end): the years 2024 and 2025
  Seconds ropes;       ///< from here on the ropes hang in 南坑 grid 1
  Seconds typhoon;     ///< the day of fallen trees and rubbish
};
DemoDays demo_days();

/// Two years of tickets. Falling objects come from tall houses, and from 南坑 grid 1 only a third
/// as often once the ropes hang; the typhoon day is the busiest; each class has its hours and
/// weekdays; two in a hundred have no coordinates.
model::LayerPtr tickets_layer(const Town& town, std::uint64_t seed);

/// What patrols found, the four kinds that 南美 worked on above all there.
model::LayerPtr hazards_layer(const Town& town, std::uint64_t seed);

}  // namespace wangge::synth
