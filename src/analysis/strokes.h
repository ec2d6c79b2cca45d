#pragma once

#include "geo/packed.h"

namespace wangge::analysis {

/// Straight pieces put end to end, at crossings as straight on as possible: a few long lines where
/// there were many short ones. The ground is the same; where pieces turn back, lines end.
///
/// lines  each part of its features has two points
/// into   gets one feature
void add_strokes(const geo::PackedGeometry& lines, geo::PackedGeometry& into);

}  // namespace wangge::analysis
