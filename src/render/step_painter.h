#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "render/map_steps.h"
#include "render/sprites.h"
#include "render/tiny_polygons.h"

namespace wangge::render {

/// Draws the steps of a picture into the bound target, slice by slice.
class StepPainter {
 public:
  /// errors  failed: a shader or font is missing or does not compile
  static Result<std::unique_ptr<StepPainter>> make(const std::string& shader_dir);

  /// Sets what the following steps are drawn of and clears the bound target to the land's colour.
  /// `scene` must outlive them.
  void begin(MapScene& scene, const MapInput& input, const Camera& camera);

  /// Draws a piece of a step from `chunk` on, which it moves; true when the step is through.
  bool draw_slice(const Step& step, std::size_t& chunk);

  /// Draws a selected or hovered feature whole.
  void draw_overlay(Extra& extra);

  /// Draws a texture over a box of the map.
  void draw_texture(GLuint texture, const geo::Box& box, float opacity);

  static void set_blending();
  static void clear(model::Theme theme);

 private:
  StepPainter(std::vector<Program> programs, std::unique_ptr<SpritePainter> sprites);
  void draw_rectangle(const Program& program, const geo::Box& box);
  bool draw_raster(const Step& step, std::size_t& chunk);
  void send_surface(const analysis::HeatSurface& surface);
  void draw_heat();
  bool draw_tiny(const Step& step, std::size_t& chunk);
  bool draw_markers(const Step& step, std::size_t& chunk);
  bool draw_labels();
  void draw_picked_points(const Extra& extra);

  Program polygons_, lines_, picture_, heat_, raster_;
  std::unique_ptr<SpritePainter> sprites_;
  GlVertexArray empty_array_;
  GlTexture tiny_texture_, heat_texture_, ramp_texture_;
  std::shared_ptr<const analysis::HeatSurface> heat_sent_;
  bool heat_blanks_ = false;  ///< of what was sent
  std::optional<model::Theme> ramp_sent_;

  MapScene* scene_ = nullptr;
  MapInput input_;
  Camera camera_;
  std::vector<MarkerCount> counts_;  ///< drawn so far: labels keep away from them
  TinyPolygons tiny_polygons_;
  std::vector<MarkerPlace> marker_places_;
};

}  // namespace wangge::render
