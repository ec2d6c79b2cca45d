#pragma once

#include "base/result.h"
#include "geo/packed.h"
#include "model/layer.h"

namespace wangge::analysis {

/// Units whose outlines changed, with their geometry now.
struct ChangedUnits {
  model::Rows rows;
  geo::PackedGeometry geometry{geo::Kind::polygons};  ///< one feature a row
};

// Vertices of a coverage, all borders that have one at once: no gap and no overlap comes of it.
// Each looks at every edge of the coverage once: some milliseconds a million.
//
// errors  invalid_argument: no unit has the vertex; a border would cross or touch another, an
//         outline turn inside out, the vertex lie in or on another unit

/// Moves the vertex at a place, given to the last digit. Refused as well where a border would pass
/// over another vertex on the straight way there, even if nothing crossed in the end.
Result<ChangedUnits> move_vertex(const geo::PackedGeometry& units, geo::Point from, geo::Point to);

/// Puts a new vertex on the border nearest to a place, at the place of the border that is nearest.
/// errors  invalid_argument: no border within reach_m, or it has a vertex there already
struct AddedVertex {
  geo::Point place;
  ChangedUnits changed;
};
Result<AddedVertex> add_vertex(const geo::PackedGeometry& units, geo::Point near, double reach_m);

/// Takes a vertex out of the border it lies on.
/// errors  besides: three borders meet there, or an outline would have fewer than three corners
Result<ChangedUnits> remove_vertex(const geo::PackedGeometry& units, geo::Point at);

}  // namespace wangge::analysis
