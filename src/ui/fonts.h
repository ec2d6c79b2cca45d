#pragma once

#include <imgui.h>

#include <string>

#include "base/result.h"

namespace wangge::ui {

/// The three sizes of type: 16 px body, 14 px secondary, 20 px panel titles at scale 1. Each holds
/// Latin, Greek, punctuation, arrows, mathematical signs, all common Han characters and the icons;
/// `title` only the characters of titles (common Han).
struct Fonts {
  ImFont* body = nullptr;
  ImFont* small = nullptr;
  ImFont* title = nullptr;
};

/// The files the type comes from, found with fontconfig.
struct FontFiles {
  std::string text;   ///< WenQuanYi Micro Hei, or another font with Han characters
  std::string icons;  ///< Font Awesome; may be empty
};
/// errors  not_found: no font with Han characters is installed
Result<FontFiles> find_fonts();

/// Draws the letters into the atlas: about 0.3 s. Needs no ImGui context, so it may run beside the
/// opening of the window.
Fonts build_fonts(ImFontAtlas& atlas, const FontFiles& files, float scale);

}  // namespace wangge::ui
