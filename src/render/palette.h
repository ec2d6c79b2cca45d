#pragma once

#include "model/style.h"

namespace wangge::render {

/// Colours of what the painter draws of itself (UI.md, "The map").
struct MapPalette {
  model::Colour land, ink, quiet_ink, community_ink, panel, line, accent;
};

inline constexpr MapPalette light_palette{
    model::rgb(0xF5F2EC),      model::rgb(0x1B2430), model::rgb(0x586575), model::rgb(0x6B4E9B),
    model::rgb(0xFFFFFF, 235), model::rgb(0xDFE4EA), model::rgb(0x1F62C6)};
inline constexpr MapPalette dark_palette{
    model::rgb(0x141B24),      model::rgb(0xE7EDF4), model::rgb(0x9AA8BA), model::rgb(0xB79CE6),
    model::rgb(0x16202D, 235), model::rgb(0x273446), model::rgb(0x5AA2FF)};

inline const MapPalette& map_palette(model::Theme theme) {
  return theme == model::Theme::light ? light_palette : dark_palette;
}

}  // namespace wangge::render
