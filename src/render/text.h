#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/style.h"
#include "render/gl.h"

namespace wangge::render {

/// Corner of a glyph's quad, as shaders/text.vert takes it.
struct TextVertex {
  float x, y, u, v;
  model::Colour ink, halo;
};

/// Glyphs of one size with their halos, drawn by FreeType when they are first needed. Fonts come
/// from fontconfig: WenQuanYi Micro Hei, then Noto Sans CJK and whatever else has the character.
class TextAtlas {
 public:
  /// error  failed: no font at all
  static Result<std::unique_ptr<TextAtlas>> make();
  ~TextAtlas();
  TextAtlas(const TextAtlas&) = delete;
  TextAtlas& operator=(const TextAtlas&) = delete;

  struct Extent {
    float width = 0, height = 0;  ///< pixels; the height is that of a line
  };
  Extent measure(std::string_view utf8, float size_px);

  /// Appends the glyphs of a line of text whose baseline begins at (x, y), in pixels with y up,
  /// turned by `angle` radians counter-clockwise.
  void append(std::vector<TextVertex>& out, std::string_view utf8, float size_px, float x, float y,
              float angle, model::Colour ink, model::Colour halo);

  /// Sends glyphs drawn since the last call to the GPU and returns the atlas's texture.
  GLuint texture();

 private:
  struct Impl;
  explicit TextAtlas(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace wangge::render
