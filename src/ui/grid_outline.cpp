#include "ui/grid_outline.h"

namespace wangge::ui {

const geo::PackedGeometry& GridOutline::refresh(const session::PlanView& view,
                                                model::GridIndex current) {
  if (of == view.plan && grid == current) return lines;
  of = view.plan;
  grid = current;
  lines = geo::PackedGeometry(geo::Kind::lines);
  const auto& grid_of = view.plan->grid_of_unit;
  const auto inside = [&](std::uint32_t unit) {
    return unit != model::Coverage::no_unit && grid_of[unit] == current;
  };
  for (const model::Coverage::Arc& arc : view.ground->coverage->arcs()) {
    if (inside(arc.left) != inside(arc.right)) {
      lines.add_ring_feature(view.ground->coverage->line(arc));
    }
  }
  return lines;
}

}  // namespace wangge::ui
