#pragma once

#include <string>
#include <vector>

#include "analysis/tool.h"
#include "analysis/tool_values.h"

namespace wangge::analysis {

/// One run of a tool: its wish checked, its polygons made valid. The maker returns a layer with
/// geometry, table, mapping and role; name, extent, source and recipe are added to it.
struct ToolRun {
  const ToolWish& wish;
  const ToolValues& values;
  std::vector<geo::PackedGeometry> shapes;  ///< one an input, valid, rows as in the input
  Progress& progress;
  std::vector<std::string> warnings = {};

  bool has(std::size_t input) const {
    return input < wish.inputs.size() && wish.inputs[input] != nullptr;
  }
  const model::Layer& input(std::size_t place) const { return *wish.inputs[place]; }
};

/// A tool and what makes its layer. What goes wrong for every tool alike (missing input, wrong
/// kind, bad value, nothing left, cancelled) the maker needs not look at.
struct ToolEntry {
  Tool tool;
  Result<model::Layer> (*make)(ToolRun&);
};

ToolEntry buffer_tool();
ToolEntry dissolve_tool();
ToolEntry clip_tool();
ToolEntry difference_tool();
ToolEntry intersection_tool();
ToolEntry union_tool();
ToolEntry join_tool();
ToolEntry count_tool();
ToolEntry nearest_tool();
ToolEntry reach_tool();
ToolEntry simplify_tool();
ToolEntry centroid_tool();
ToolEntry label_point_tool();
ToolEntry measure_tool();

}  // namespace wangge::analysis
