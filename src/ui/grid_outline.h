#pragma once

#include "session/snapshot.h"

namespace wangge::ui {

/// The border of a grid as lines, kept while plan and grid stay the same.
struct GridOutline {
  std::shared_ptr<const model::Plan> of;
  model::GridIndex grid = model::unassigned;
  geo::PackedGeometry lines{geo::Kind::lines};

  const geo::PackedGeometry& refresh(const session::PlanView& view, model::GridIndex current);
};

/// The ground that is locked: the locked grids and the locked units of others, one feature each.
struct LockedGround {
  std::shared_ptr<const model::Plan> of;
  geo::PackedGeometry polygons{geo::Kind::polygons};

  const geo::PackedGeometry& refresh(const session::PlanView& view);
};

/// The units that differ between two plans, as one feature.
struct ChangedGround {
  std::shared_ptr<const session::ComparisonView> of;
  geo::PackedGeometry polygons{geo::Kind::polygons};

  const geo::PackedGeometry& refresh(const session::PlanView& view,
                                     const std::shared_ptr<const session::ComparisonView>& with);
};

}  // namespace wangge::ui
