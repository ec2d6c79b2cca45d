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

const geo::PackedGeometry& LockedGround::refresh(const session::PlanView& view) {
  if (of == view.plan) return polygons;
  of = view.plan;
  const model::Plan& plan = *view.plan;
  std::vector<std::uint32_t> labels(plan.grid_of_unit.size(), model::Coverage::no_label);
  // Grids under their own numbers, units of grids that are not locked under the one after.
  const auto grids = static_cast<std::uint32_t>(plan.grids.size());
  bool any = false;
  for (std::size_t unit = 0; unit < labels.size(); ++unit) {
    const auto grid = static_cast<std::uint32_t>(plan.grid_of_unit[unit]);
    if (grid < grids && plan.grids[grid].locked) {
      labels[unit] = grid;
    } else if (plan.is_locked(unit)) {
      labels[unit] = grids;
    }
    any = any || labels[unit] != model::Coverage::no_label;
  }
  polygons = any ? view.ground->coverage->dissolve(labels, grids + 1U)
                 : geo::PackedGeometry(geo::Kind::polygons);
  return polygons;
}

const geo::PackedGeometry& ChangedGround::refresh(
    const session::PlanView& view, const std::shared_ptr<const session::ComparisonView>& with) {
  if (of == with) return polygons;
  of = with;
  polygons = geo::PackedGeometry(geo::Kind::polygons);
  if (!with || with->changed.empty()) return polygons;
  std::vector<std::uint32_t> labels(view.ground->size(), model::Coverage::no_label);
  for (const std::uint32_t unit : with->changed) {
    if (unit < labels.size()) labels[unit] = 0;
  }
  polygons = view.ground->coverage->dissolve(labels, 1);
  return polygons;
}

}  // namespace wangge::ui
