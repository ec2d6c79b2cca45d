#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "render/camera.h"
#include "render/gl.h"
#include "render/markers.h"
#include "render/text.h"

namespace wangge::render {

/// Draws what has its size in pixels and is made anew for each picture: markers and letters.
class SpritePainter {
 public:
  /// errors  failed: a shader or font is missing or does not compile
  static Result<std::unique_ptr<SpritePainter>> make(const std::string& shader_dir);

  void draw_markers(const std::vector<MarkerInstance>& instances, const Camera& camera);
  void draw_text(const std::vector<TextVertex>& glyphs, const Camera& camera);
  TextAtlas& atlas() { return *atlas_; }

 private:
  SpritePainter(Program markers, Program text, std::unique_ptr<TextAtlas> atlas);
  void describe_markers() const;
  void describe_text() const;

  Program markers_, text_;
  std::unique_ptr<TextAtlas> atlas_;
  GlVertexArray marker_array_, text_array_;
  GlBuffer marker_buffer_, text_buffer_;
};

}  // namespace wangge::render
