#include "model/unit_graph.h"

#include <algorithm>

namespace wangge::model {

UnitGraph::UnitGraph(const Coverage& coverage, std::span<const std::uint8_t> closed_arcs) {
  const auto units = static_cast<std::uint32_t>(coverage.unit_count());
  ends_.reserve(std::size_t{units} + 1);
  ends_.push_back(0);
  std::vector<Neighbour> around;
  for (std::uint32_t unit = 0; unit < units; ++unit) {
    around.clear();
    for (const std::uint32_t a : coverage.arcs_of(unit)) {
      if (!closed_arcs.empty() && closed_arcs[a] != 0) continue;
      const Coverage::Arc& arc = coverage.arcs()[a];
      if (const auto other = arc.other(unit); other != Coverage::no_unit) {
        around.push_back({other, arc.length_m});
      }
    }
    // Stable, so that lengths are added in the order of arcs, the same from both sides.
    std::stable_sort(around.begin(), around.end(),
                     [](const Neighbour& a, const Neighbour& b) { return a.unit < b.unit; });
    for (std::size_t i = 0; i < around.size();) {
      Neighbour one = around[i];
      for (++i; i < around.size() && around[i].unit == one.unit; ++i) {
        one.shared_m += around[i].shared_m;
      }
      if (one.shared_m >= least_shared_m) neighbours_.push_back(one);
    }
    ends_.push_back(static_cast<std::uint32_t>(neighbours_.size()));
  }
}

}  // namespace wangge::model
