#pragma once

#include <imgui.h>

#include "model/style.h"

namespace wangge::ui {

/// The colours everything in the window is made of. Colour beyond these belongs to the data.
struct Palette {
  ImU32 window, panel, raised;
  ImU32 line, line_strong;
  ImU32 text, secondary, disabled;
  ImU32 accent, on_accent, accent_soft;
  ImU32 good, warn, bad;
  ImU32 land;    ///< of the map, where nothing is drawn
  ImU32 shadow;  ///< below what floats over the map
};

const Palette& palette(model::Theme theme);

/// 0xRRGGBB with an alpha, as ImGui packs it.
constexpr ImU32 colour(unsigned hex, unsigned alpha = 255) {
  return alpha << 24 | (hex & 0xFF) << 16 | (hex & 0xFF00) | hex >> 16;
}
inline ImU32 to_imgui(model::Colour c) { return IM_COL32(c.r, c.g, c.b, c.a); }
/// The same colour, as transparent as `alpha` in [0, 255] says.
constexpr ImU32 with_alpha(ImU32 colour, unsigned alpha) {
  return (colour & 0xFFFFFF) | alpha << 24;
}

/// Sets ImGui's style: these colours, 4 px steps, round corners, hairlines. `scale` multiplies all
/// lengths.
void apply_theme(model::Theme theme, float scale);

}  // namespace wangge::ui
