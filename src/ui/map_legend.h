#pragma once

#include "render/area_legend.h"
#include "ui/map_view.h"

namespace wangge::ui {

// The legends of what is measured, in the lower right corner of the map.

/// returns  the height it takes with the gap above it
float draw_heat_legend(Ui& ui, const session::HeatView& heat, model::Theme theme,
                       const MapArea& area);
/// above  the height of what already lies in the corner
void draw_area_legend(Ui& ui, const render::AreaLegend& legend, const MapArea& area, float above);

}  // namespace wangge::ui
