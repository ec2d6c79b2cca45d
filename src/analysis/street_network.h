#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "geo/box_tree.h"
#include "geo/packed.h"

namespace wangge::analysis {

/// Streets to walk on, both ways, from wherever they meet or cross. A bridge over a street is taken
/// for a crossing: leave it out of the layer where that matters.
///
/// threads  any number may ask
class StreetNetwork {
 public:
  /// cost    as geo::node_borders
  /// errors  those of geo::node_borders
  static Result<StreetNetwork> build(const geo::PackedGeometry& streets, Progress& progress);

  /// Where one gets onto the streets: the nearest place of the nearest of them.
  struct Access {
    geo::Point from;     ///< off the streets
    geo::Point on;       ///< on the edge
    std::uint32_t edge;  ///< of equally near ones the first
    double along_m = 0;  ///< from the beginning of the edge
    double off_m = 0;    ///< between the two places; walked as well
  };
  std::optional<Access> access(geo::Point from, double within_m) const;

  /// Appends one feature: all stretches of street that are at most limit_m of walking away from the
  /// nearest of the accesses, and the ways from these to the streets. Walking is never shorter than
  /// a straight line, so nothing reached lies outside the circles of limit_m.
  ///
  /// into  of Kind::lines
  void add_reached(std::span<const Access> accesses, double limit_m,
                   geo::PackedGeometry& into) const;

 private:
  struct Edge {
    std::uint32_t a, b;
    double length_m;
  };
  explicit StreetNetwork(std::vector<geo::Point> places, std::vector<Edge> edges);
  std::vector<std::uint32_t> edges_around(std::span<const Access> accesses, double limit_m) const;

  std::vector<geo::Point> places_;
  std::vector<Edge> edges_;
  geo::BoxTree tree_;  // of edges
};

}  // namespace wangge::analysis
