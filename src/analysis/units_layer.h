#pragma once

#include "analysis/unit_cutting.h"
#include "analysis/vertex_moving.h"
#include "model/layer.h"

namespace wangge::analysis {

/// The units layer after one of its units was broken: the first piece stays in its row, the others
/// follow at the end, with "-2", "-3" … behind the unit's id.
///
/// cut      with one list of numbers a field of `shared`, in its order
/// shared   columns whose values are divided
/// new_ids  receives the ids of the rows at the end
model::Layer with_cut_unit(const model::Layer& units, std::uint32_t unit, const CutUnit& cut,
                           const std::vector<int>& shared, std::vector<std::string>& new_ids);

/// The layer with other geometry in some rows.
model::Layer with_geometry(const model::Layer& layer, const model::Rows& rows,
                           const geo::PackedGeometry& geometry);

}  // namespace wangge::analysis
