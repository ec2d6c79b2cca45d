#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "analysis/question_error.h"
#include "geo/packed.h"

namespace wangge::analysis {

/// Where a WKT cannot be read on, in bytes, and what was expected there.
struct WktProblem {
  std::size_t at = 0;
  Expected expected = Expected::shape_kind;
};

/// Shapes drawn for a question: of one kind, in degrees of WGS 84, rounded to 1e-7. Several shapes
/// are a GEOMETRYCOLLECTION, one feature each; EMPTY ones are no features.
std::variant<geo::PackedGeometry, WktProblem> drawn_from_wkt(std::string_view wkt);

/// The shortest WKT that is read back as the same shapes; features without geometry are left out.
std::string drawn_to_wkt(const geo::PackedGeometry& drawn);

}  // namespace wangge::analysis
