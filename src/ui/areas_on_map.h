#pragma once

#include <memory>
#include <optional>

#include "base/i18n.h"
#include "geo/box_tree.h"
#include "render/area_legend.h"
#include "session/snapshot.h"

namespace wangge::ui {

/// What the window works out of the areas on the map, kept while they stay the same.
struct AreasOnMap {
  std::optional<std::size_t> hovered;  ///< under the cursor

  /// Finds what is under the cursor.
  ///
  /// cost  the first time the boxes of all areas are sorted: 0.05 s for 200,000
  void look(const std::shared_ptr<const geo::PackedGeometry>& areas, geo::Point cursor);
  const render::AreaLegend& legend(const std::shared_ptr<const session::AreaView>& view,
                                   model::Theme theme);

 private:
  std::shared_ptr<const geo::PackedGeometry> sorted_;
  std::optional<geo::BoxTree> boxes_;
  std::shared_ptr<const session::AreaView> told_;
  model::Theme theme_ = model::Theme::light;
  Language language_ = Language::english;
  render::AreaLegend legend_;
};

}  // namespace wangge::ui
