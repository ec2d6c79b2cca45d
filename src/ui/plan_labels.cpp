#include "ui/plan_labels.h"

namespace wangge::ui {
namespace {

/// Which grids have other units than before; all where that cannot be told.
std::vector<bool> changed_grids(const PlanLabels& known,
                                const std::shared_ptr<const analysis::PlanGround>& ground,
                                const model::Plan& plan) {
  const std::size_t count = plan.grids.size();
  const bool comparable =
      known.of && known.on == ground && known.of->grid_of_unit.size() == plan.grid_of_unit.size();
  if (!comparable) return std::vector<bool>(count, true);
  std::vector<bool> changed(count, false);
  for (std::size_t grid = known.grids->size(); grid < count; ++grid) changed[grid] = true;
  for (std::size_t unit = 0; unit < plan.grid_of_unit.size(); ++unit) {
    const model::GridIndex was = known.of->grid_of_unit[unit], is = plan.grid_of_unit[unit];
    if (was == is) continue;
    for (const auto grid : {static_cast<std::size_t>(was), static_cast<std::size_t>(is)}) {
      if (grid < count) changed[grid] = true;
    }
  }
  return changed;
}

}  // namespace

void PlanLabels::refresh(const std::shared_ptr<const analysis::PlanGround>& ground,
                         const std::shared_ptr<const model::Plan>& plan) {
  if (of == plan && on == ground) return;
  const std::vector<bool> changed = changed_grids(*this, ground, *plan);
  std::vector<std::uint32_t> place(plan->grids.size(), model::Coverage::no_label);
  std::uint32_t count = 0;
  for (std::size_t grid = 0; grid < place.size(); ++grid) {
    if (changed[grid]) place[grid] = count++;
  }
  auto made = grids ? std::make_shared<std::vector<render::GridLabel>>(*grids)
                    : std::make_shared<std::vector<render::GridLabel>>();
  made->resize(plan->grids.size());
  if (count > 0) {
    std::vector<std::uint32_t> labels(plan->grid_of_unit.size(), model::Coverage::no_label);
    for (std::size_t unit = 0; unit < labels.size(); ++unit) {
      const auto grid = static_cast<std::size_t>(plan->grid_of_unit[unit]);
      if (grid < place.size()) labels[unit] = place[grid];
    }
    const geo::PackedGeometry polygons = ground->coverage->dissolve(labels, count);
    const std::vector<geo::LabelPoint> points = geo::label_points(polygons);
    for (std::size_t grid = 0; grid < place.size(); ++grid) {
      if (!changed[grid]) continue;
      (*made)[grid].point = points[place[grid]];
      (*made)[grid].area_m2 = geo::polygon_area(polygons, place[grid]);
    }
  }
  for (std::size_t grid = 0; grid < place.size(); ++grid) {
    const model::GridRecord& record = plan->grids[grid];
    (*made)[grid].text = record.name.empty() ? record.code : record.name;
  }
  of = plan;
  on = ground;
  grids = std::move(made);
}

}  // namespace wangge::ui
