#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "geo/lattice.h"
#include "geo/packed.h"

namespace wangge::geo {

/// The borders of polygons as edges that meet only at their ends.
struct NodedEdges {
  struct Edge {
    std::uint32_t a, b;  ///< places in `points`, a < b
    std::uint32_t first_feature, end_feature;
  };
  Lattice lattice;
  std::vector<LatticePoint> points;  ///< ascending, each once
  std::vector<Edge> edges;           ///< ascending, each once
  std::vector<std::uint32_t> features;
  /// Features from here on are lines: whoever crosses an edge enters or leaves none of these.
  std::uint32_t first_line = 0xFFFFFFFF;

  /// The features that have the edge as border, ascending: whoever crosses it enters or leaves each
  /// of them. Never none. Lines come after the polygons.
  std::span<const std::uint32_t> features_of(const Edge& edge) const {
    return {features.data() + edge.first_feature, features.data() + edge.end_feature};
  }
};

/// Cuts the borders of all features where they cross or come within half a lattice step of a
/// vertex, and moves everything onto the lattice. Edges that a feature goes along an even number of
/// times, spikes among them, are no border of it. Done twice it changes nothing.
///
/// cost    0.3 s for 5,000 polygons of 80 vertices that share their borders, 0.7 s where one vertex
///         in 20 is off
/// source  snap rounding: Hobby 1999, "Practical segment intersection with finite precision
///         output"; repeated until nothing is left to cut
/// errors  unsupported (coordinates beyond the lattice), cancelled
Result<NodedEdges> node_borders(const PackedGeometry& polygons, Progress& progress,
                                Lattice lattice = {});

/// The same, cut by lines as well. Lines are numbered on after the polygons, and have an edge once
/// however often they go along it.
///
/// lines  of Kind::lines
Result<NodedEdges> node_borders(const PackedGeometry& polygons, const PackedGeometry& lines,
                                Progress& progress, Lattice lattice = {});

}  // namespace wangge::geo
