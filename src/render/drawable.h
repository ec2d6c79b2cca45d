#pragma once

#include <future>
#include <memory>
#include <optional>
#include <vector>

#include "model/style.h"
#include "render/camera.h"
#include "render/gl.h"
#include "render/packed_layer.h"

namespace wangge::render {

/// The symbols of a style on the GPU: which class each row is of, and what the classes look like. A
/// change of style, filter or opacity touches only this.
class StyleBuffers {
 public:
  void set(const model::LayerStyle& style);
  /// Binds the buffers and sets the uniforms that polygons.vert and lines.vert share.
  void bind(const Program& program) const;

 private:
  GlBuffer class_of_row_, classes_;
  GlTexture class_of_row_texture_, classes_texture_;
  bool one_class_ = true;
};

/// Geometry on its way to the GPU: packed in the background, sent chunk by chunk when it comes into
/// view.
class Drawable {
 public:
  /// Begins packing; `keep_alive` owns the geometry. Small geometry is packed at once.
  Drawable(std::shared_ptr<const void> keep_alive, const geo::PackedGeometry& geometry);
  ~Drawable();
  Drawable(const Drawable&) = delete;
  Drawable& operator=(const Drawable&) = delete;

  bool ready();
  /// Until it is ready.
  void wait();
  /// Valid once ready.
  const PackedLayer& packed() const { return *packed_; }
  std::vector<std::uint32_t> chunks_in(const geo::Box& view) const;

  void draw_fill(std::uint32_t chunk);
  void draw_lines(std::uint32_t chunk);

 private:
  struct ChunkBuffers {
    GlVertexArray fill, lines;
    GlBuffer vertices, corners, along;
    int corner_count = 0, segment_count = 0;
  };
  ChunkBuffers& upload(std::uint32_t chunk);

  std::shared_ptr<const void> keep_alive_;
  Progress progress_;
  std::future<PackedLayer> packing_;
  std::optional<PackedLayer> packed_;
  std::vector<std::unique_ptr<ChunkBuffers>> buffers_;
};

}  // namespace wangge::render
