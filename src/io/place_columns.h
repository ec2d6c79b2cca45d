#pragma once

#include <string>
#include <vector>

#include "geo/crs.h"
#include "geo/packed.h"

namespace wangge::io {

/// How the places of a layer stand in a table without geometry: points in two columns of numbers
/// (lon, lat or x, y), everything else as well-known text in one; nothing where no row has one.
class PlaceColumns {
 public:
  /// taken  the names of the other columns
  PlaceColumns(const geo::PackedGeometry& geometry, const geo::Crs& crs,
               const std::vector<std::string>& taken);

  bool as_points() const { return as_points_; }
  const std::vector<std::string>& names() const { return names_; }

  /// Which of the other columns a reader would take for the places instead of these, or has under
  /// the same name: a table that was read from coordinates has them as columns already, and they
  /// may be in another system. They must be left out.
  std::vector<bool> competing(const std::vector<std::string>& others) const;

 private:
  bool as_points_ = true, some_without_ = false;
  std::vector<std::string> names_;
};

/// Of a geometry in a spreadsheet's cell: 32,767 characters hold so many in any system.
constexpr std::size_t most_points_in_a_cell = 800;

/// "POLYGON ((0 0,1 0,1 1,0 0))"; empty for a feature without geometry.
std::string well_known_text(const geo::PackedGeometry& geometry, std::size_t row);

/// Whether some feature has more than one part.
bool has_many_parts(const geo::PackedGeometry& geometry);

}  // namespace wangge::io
