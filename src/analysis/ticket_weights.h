#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/time.h"
#include "model/layer.h"

namespace wangge::analysis {

/// What makes a ticket count for more than another on a heat surface (H03).
enum class WeightBy : std::uint8_t {
  each,  ///< nothing: 1 each
  severity,  ///< its severity as a number; of the usual words 一般 1, 较大 2, 重大 3, 特别重大 4
  age,  ///< days since its report, up to its closing or to now
};

/// One a row of `rows`, for heat_surface(). A ticket whose severity is missing, not above 0 or said
/// in other words counts 1, so that it stays on the map; one whose age is not known, or that is not
/// yet reported at `now`, counts 0.
///
/// cost  one pass over the rows, texts by dictionary
std::vector<float> ticket_weights(const model::Layer& tickets, const model::Rows& rows, WeightBy by,
                                  Seconds now);

/// How a ticket fades in and out of the frames of a playback (H23): Epanechnikov's kernel over
/// time, so that frames change smoothly. One-sided for "now", when nobody knows what comes next.
struct TimeKernel {
  enum class Side : std::uint8_t { both, past };
  double radius_days = 7;  ///< beyond it nothing is left; above 0
  Side side = Side::both;
  /// Per day, `days` after the ticket; its integral is 1.
  double density(double days) const;
  bool operator==(const TimeKernel&) const = default;
};

/// The tickets of one frame and what each weighs in it.
struct WeightedRows {
  model::Rows rows;            ///< those that weigh anything, in their order
  std::vector<float> weights;  ///< per day
};

/// The frame of a playback at the moment `now`: its heat surface is that of these rows with these
/// weights, in tickets per hectare and day: the product of a kernel over the ground and one over
/// time. The sum of daily frames over all time is the surface of all tickets.
///
/// weights  one a row from ticket_weights(), or empty for 1 each
/// source   Brunsdon, Corcoran and Higgs 2007; Nakaya and Yano 2010
/// cost     one pass over the rows, 6 ms of processor time a million, all cores together; the same
///          for any number of threads
WeightedRows frame_of_playback(const model::Column& reported, const model::Rows& rows,
                               std::span<const float> weights, const TimeKernel& kernel,
                               Seconds now);

}  // namespace wangge::analysis
