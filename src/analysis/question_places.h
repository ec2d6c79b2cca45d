#pragma once

#include <memory>
#include <string>

#include "analysis/question_answer.h"
#include "analysis/question_values.h"

namespace wangge::analysis {

/// The shapes of a place, in the CRS of the workspace.
/// errors  as answer()
Result<std::shared_ptr<const geo::PackedGeometry>> place_shapes(const Place& place,
                                                                const AskedOf& of,
                                                                const std::string& where,
                                                                Progress& progress);

/// One mark a feature. `by`: the shapes of the place of the condition.
/// errors  invalid_argument (no number, a distance below 0), cancelled
Result<Marks> spatial_marks(const SpatialCondition& asked, const geo::PackedGeometry& target,
                            const geo::PackedGeometry& by, const std::string& where,
                            Progress& progress);

/// One mark a row of `layer`: 1 where it meets the condition, its negation counted.
/// errors  as answer()
Result<Marks> condition_marks(const Condition& condition, const model::Layer& layer,
                              const AskedOf& of, Progress& progress);
Result<Marks> group_marks(const Group& group, const model::Layer& layer, const AskedOf& of,
                          Progress& progress);

/// The rows that are marked, ascending.
model::Rows marked_rows(const Marks& marks);

}  // namespace wangge::analysis
