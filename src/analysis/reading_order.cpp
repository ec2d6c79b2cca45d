#include "analysis/reading_order.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace wangge::analysis {

std::vector<std::uint32_t> reading_order(std::span<const geo::Point> places) {
  std::vector<std::uint32_t> order(places.size());
  std::iota(order.begin(), order.end(), 0U);
  geo::Box box;
  for (const geo::Point p : places) box.grow(p);
  const double count = std::max(1.0, static_cast<double>(places.size()));
  // Places in one row differ by some hair's breadth in height.
  const double band_m =
      std::max(std::sqrt(box.width() * box.height() / count), 0.1 * box.width() / count);
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return places[a].y > places[b].y; });
  for (auto first = order.begin(); first != order.end();) {
    const double south = places[*first].y - band_m;
    const auto last = std::find_if(first + 1, order.end(),
                                   [&](std::uint32_t row) { return !(places[row].y > south); });
    std::stable_sort(first, last, [&](auto a, auto b) { return places[a].x < places[b].x; });
    first = last;
  }
  return order;
}

}  // namespace wangge::analysis
