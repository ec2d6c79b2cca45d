#include "ui/areas_on_map.h"

#include <algorithm>

#include "geo/locate.h"
#include "ui/map_pictures.h"

namespace wangge::ui {

void AreasOnMap::look(const std::shared_ptr<const geo::PackedGeometry>& areas, geo::Point cursor) {
  hovered.reset();
  if (sorted_ != areas) {
    sorted_ = areas;
    boxes_.emplace(*areas);
  }
  boxes_->query({cursor.x, cursor.y, cursor.x, cursor.y}, [&](std::uint32_t area) {
    if (hovered && *hovered <= area) return;  // of overlapping ones the first, as tickets have it
    if (geo::owns(*areas, area, cursor)) hovered = area;
  });
}

const render::AreaLegend& AreasOnMap::legend(const std::shared_ptr<const session::AreaView>& view,
                                             model::Theme theme) {
  if (told_ == view && theme_ == theme && language_ == language()) return legend_;
  told_ = view;
  theme_ = theme;
  language_ = language();
  const auto drawing = drawing_of(view);
  legend_ = drawing ? render::area_legend(*drawing, theme) : render::AreaLegend();
  return legend_;
}

}  // namespace wangge::ui
