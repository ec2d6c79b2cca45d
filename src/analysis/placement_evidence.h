#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/area_index.h"
#include "geo/box_tree.h"
#include "model/layer.h"

namespace wangge::analysis {

// How well a layer's features sit among those of open layers: the measures behind the coordinate
// detective. Everything is in metres of one projected CRS.

/// A layer that is open already.
struct Reference {
  model::LayerPtr layer;
  std::shared_ptr<const geo::BoxTree> index;  ///< over its features; null: made when needed
};

/// A bounded part of a layer, spread over all of it, in pieces that can be looked at one by one.
struct PlacementSample {
  geo::PackedGeometry anchors{geo::Kind::points};   ///< one a feature part: a place inside or on it
  geo::PackedGeometry solids{geo::Kind::polygons};  ///< parts the size of buildings
  geo::PackedGeometry edges{geo::Kind::lines};      ///< pieces of lines and of large outlines
  std::vector<std::uint32_t> anchor_rows;           ///< the row of each anchor
  bool of_buildings = false, of_areas = false, of_lines = false, of_points = false;

  bool empty() const { return anchors.empty(); }
  /// The same elsewhere.
  PlacementSample moved(double dx, double dy) const;
};

/// At most `most_parts` parts (and about eight times as many points).
///
/// unit_m  metres in one unit of the geometry: buildings are told from areas by their size
PlacementSample take_sample(const model::Layer& layer, double unit_m, std::size_t most_parts);

/// How often something was as it should be, of the cases where it could be seen.
struct Agreement {
  double good = 0, seen = 0;
  double share() const { return seen > 0 ? good / seen : 0; }
};

enum class Measure {
  named_area,    ///< anchors lie in the area whose name a column of theirs tells
  inside_area,   ///< anchors lie in an area
  at_building,   ///< anchors lie in a building or at most 5 m from one
  uncrossed,     ///< buildings are crossed by no line, lines cross no building
  whole_inside,  ///< buildings lie in one area or outside, cut by no border
  on_line,       ///< lines and borders run on those of the other layer
};
inline constexpr double near_building_m = 5, farthest_m = 200;

/// One open layer made ready for one kind of question.
class PlacementTest {
 public:
  Measure measure() const { return measure_; }
  const model::Layer& reference() const { return *layer_; }
  Agreement ask(const PlacementSample& sample) const;
  /// For at_building: metres from the anchors to the nearest, at most farthest_m.
  double mean_distance_m(const PlacementSample& sample) const;

 private:
  friend std::vector<PlacementTest> placement_tests(const model::Layer&, const PlacementSample&,
                                                    const std::vector<Reference>&);
  Measure measure_ = Measure::inside_area;
  model::LayerPtr layer_;
  std::shared_ptr<const geo::PackedGeometry> shapes_;  ///< of the layer, or its parts apart
  std::shared_ptr<const geo::BoxTree> index_;          ///< of shapes_
  std::shared_ptr<const AreaIndex> areas_;
  std::vector<std::uint32_t>
      expected_;  ///< named_area: per row of the new layer, or AreaIndex::none
  std::vector<std::uint32_t> same_name_;  ///< named_area: per area, the first of that name
};

/// What can be asked of a sample of `layer` with these layers open: at most two of them a measure,
/// those that mean most (communities before grids before the rest).
std::vector<PlacementTest> placement_tests(const model::Layer& layer, const PlacementSample& sample,
                                           const std::vector<Reference>& references);

}  // namespace wangge::analysis
