#pragma once

#include "render/map_input.h"
#include "session/snapshot.h"

namespace wangge::ui {

// How the map draws what the session tells of incidents, in the window and on pictures.

/// view  may be null, as while it is computed: nothing to draw
std::optional<render::HeatDrawing> drawing_of(const std::shared_ptr<const session::HeatView>& view);
std::optional<render::AreaDrawing> drawing_of(const std::shared_ptr<const session::AreaView>& view);

}  // namespace wangge::ui
