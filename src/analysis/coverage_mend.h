#pragma once

#include <vector>

#include "analysis/finding.h"
#include "analysis/mend_options.h"
#include "geo/face_map.h"

namespace wangge::analysis {

/// A coverage in which every place has one owner.
struct MendedCoverage {
  geo::PackedGeometry geometry;
  geo::FaceMap faces;           ///< of that geometry
  std::vector<Finding> mended;  ///< what was given to whom, the largest of each kind first
  double overlap_m2 = 0;        ///< ground that had several owners: once for each owner too many
  double filled_m2 = 0;         ///< ground that had none
};

/// Gives every face to one feature.
///
///   overlaps   to the owner that the face has the longest border with, where only that one owns
///              the ground; of equals to the first row. A feature that lies wholly on others keeps
///              its ground, the smaller one first: else it would be gone.
///   gaps       that are thin, to the neighbour with the longest border. Ground open to the outside
///              is none.
///   slivers    detached parts that are thin, to the neighbour with the longest border; the largest
///              part of a feature, and one without a neighbour, stay.
///
/// Sums of areas: geometry = all owned faces − overlap_m2 + filled_m2. Done twice it changes
/// nothing more.
///
/// features  as many as the faces were made of; of some nothing may be left
/// source    longest shared border: one of the four usual rules for slivers
MendedCoverage mend_coverage(const geo::FaceMap& faces, std::size_t features,
                             const MendOptions& options);

}  // namespace wangge::analysis
