#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "geo/control_points.h"

namespace wangge::io {

/// A table of control points: x and y in the file's numbers, x and y where they truly are, one
/// point a line, separated as CSV is. A first line that holds no numbers is a heading; a leading
/// column of names is passed over.
///
/// errors  not_found, broken naming the line, empty
Result<std::vector<geo::ControlPoint>> read_control_points(const std::string& path);

}  // namespace wangge::io
