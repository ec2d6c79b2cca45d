#include "analysis/relative_density.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/parallel.h"
#include "geo/label_point.h"

namespace wangge::analysis {
namespace {

constexpr int dropped_bits = 16;  // of the 23 after the point: what is left tells 0.8 % apart

std::size_t place_of(float value) { return std::bit_cast<std::uint32_t>(value) >> dropped_bits; }
float end_of(std::size_t place) {
  return std::bit_cast<float>((static_cast<std::uint32_t>(place) + 1) << dropped_bits);
}

}  // namespace

WeightedPlaces household_places(const model::Layer& buildings) {
  WeightedPlaces result;
  const model::Column* households = buildings.field(model::Field::households);
  if (households == nullptr) return result;
  const auto labels = geo::label_points(buildings.geometry);
  for (std::size_t row = 0; row < buildings.size(); ++row) {
    const auto weight = static_cast<float>(households->number(row));
    if (!(weight > 0) || !std::isfinite(weight) || !geo::is_finite(labels[row].place)) continue;
    result.places.push_back(labels[row].place);
    result.weights.push_back(weight);
  }
  return result;
}

HeatSurface relative_density(const HeatSurface& tickets, const HeatSurface& households,
                             double least) {
  assert(tickets.frame == households.frame);
  HeatSurface relative = tickets;
  // A floor of 0 leaves cells blank, too, in which nobody lives.
  const auto floor = static_cast<float>(least);
  parallel_ranges(relative.values.size(), 1 << 15, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const float living = households.values[i];
      relative.values[i] = living > 0 && living >= floor ? 1000 * tickets.values[i] / living
                                                         : std::numeric_limits<float>::quiet_NaN();
    }
  });
  relative.max = 0;
  for (const float value : relative.values)
    relative.max = value > relative.max ? value : relative.max;
  return relative;
}

SharedDomain::SharedDomain() : counts_(place_of(std::numeric_limits<float>::infinity())) {}

void SharedDomain::add(const HeatSurface& surface) {
  for (const float value : surface.values) {
    if (!(value > 0) || std::isinf(value)) continue;
    ++counts_[place_of(value)];
    highest_ = std::max(highest_, value);
  }
}

double SharedDomain::top(double share) const {
  const auto all = std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0});
  if (all == 0) return 0;
  const auto wanted = std::max(1.0, std::ceil(share * static_cast<double>(all)));
  std::uint64_t sum = 0;
  for (std::size_t place = 0; place < counts_.size(); ++place) {
    sum += counts_[place];
    if (static_cast<double>(sum) >= wanted) return std::min(end_of(place), highest_);
  }
  return highest_;
}

}  // namespace wangge::analysis
