#pragma once

#include <optional>
#include <string>
#include <vector>

#include "session/snapshot.h"

namespace wangge::ui {

/// What is told of a place at the cursor.
struct Story {
  std::string title;
  std::vector<std::string> lines;
};

/// The value of a grid or bin with its unit, what it is made of, how certain it is, and why there
/// is none.
///
/// names  of the grids; may be null
Story area_story(const session::AreaView& view, const session::GridTable* names, std::size_t area);

/// The value of the surface under a place, in the unit of the legend; none where there is nothing.
std::optional<std::string> heat_story(const session::HeatView& view, geo::Point place);

}  // namespace wangge::ui
