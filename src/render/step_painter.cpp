#include "render/step_painter.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "render/decor.h"
#include "render/palette.h"

namespace wangge::render {
namespace {

constexpr std::size_t tiny_chunks = 16;    // a slice: some ten thousand polygons
constexpr std::size_t marker_chunks = 16;  // a slice: a quarter of a million points
constexpr std::size_t raster_tiles = 2;    // a slice: some hundred thousand pixels
constexpr double dash_max_mpp = 8;
constexpr float hatch_gap_px = 7, hatch_width_px = 1.2F;

std::array<float, 4> clip_from_layer(const PackedLayer& layer, const Camera& camera) {
  const double sx = 2 / (camera.width * camera.metres_per_pixel);
  const double sy = 2 / (camera.height * camera.metres_per_pixel);
  return {static_cast<float>(sx), static_cast<float>(sy),
          static_cast<float>((layer.origin.x - camera.centre.x) * sx),
          static_cast<float>((layer.origin.y - camera.centre.y) * sy)};
}

/// Where strokes begin, so that they lie on the same ground wherever the map is moved.
float hatch_shift(const Camera& camera, double gap_px) {
  const geo::Box view = camera.view_box();
  return static_cast<float>(
      std::fmod((view.min_x - view.min_y) / camera.metres_per_pixel * std::sqrt(0.5), gap_px));
}

}  // namespace

Result<std::unique_ptr<StepPainter>> StepPainter::make(const std::string& shader_dir) {
  std::vector<Program> programs;
  for (const char* name : {"polygons", "lines", "picture", "heat", "raster"}) {
    auto program = Program::load(shader_dir, name);
    if (!program) return program.error();
    programs.push_back(std::move(*program));
  }
  auto sprites = SpritePainter::make(shader_dir);
  if (!sprites) return sprites.error();
  return std::unique_ptr<StepPainter>(new StepPainter(std::move(programs), std::move(*sprites)));
}

StepPainter::StepPainter(std::vector<Program> programs, std::unique_ptr<SpritePainter> sprites)
    : polygons_(std::move(programs[0])),
      lines_(std::move(programs[1])),
      picture_(std::move(programs[2])),
      heat_(std::move(programs[3])),
      raster_(std::move(programs[4])),
      sprites_(std::move(sprites)) {}

void StepPainter::set_blending() {
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_SCISSOR_TEST);
  glDisable(GL_CULL_FACE);
  glEnable(GL_BLEND);
  glBlendEquation(GL_FUNC_ADD);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
}

void StepPainter::clear(model::Theme theme) {
  const model::Colour land = map_palette(theme).land;
  glClearColor(static_cast<float>(land.r) / 255, static_cast<float>(land.g) / 255,
               static_cast<float>(land.b) / 255, 1);
  glClear(GL_COLOR_BUFFER_BIT);
}

void StepPainter::begin(MapScene& scene, const MapInput& input, const Camera& camera) {
  scene_ = &scene;
  input_ = input;
  camera_ = camera;
  counts_.clear();
  clear(input.theme);
}

void StepPainter::draw_texture(GLuint texture, const geo::Box& box, float opacity) {
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, texture);
  picture_.use();
  picture_.set("picture", 0);
  picture_.set("opacity", opacity);
  draw_rectangle(picture_, box);
}

void StepPainter::draw_overlay(Extra& extra) {
  if (!extra.drawable->ready()) return;
  if (extra.drawable->packed().kind == geo::Kind::points) {
    draw_picked_points(extra);
    return;
  }
  for (const Step& step : overlay_steps(extra, camera_)) {
    std::size_t chunk = 0;
    while (!draw_slice(step, chunk)) {
    }
  }
}

bool StepPainter::draw_slice(const Step& step, std::size_t& chunk) {
  switch (step.pass) {
    case Pass::raster:
      return draw_raster(step, chunk);
    case Pass::heat:
      draw_heat();
      return true;
    case Pass::tiny:
      return draw_tiny(step, chunk);
    case Pass::markers:
      return draw_markers(step, chunk);
    case Pass::labels:
      return draw_labels();
    default:
      break;
  }
  const bool fills = step.pass == Pass::fill || step.pass == Pass::hatch;
  const Program& program = fills ? polygons_ : lines_;
  program.use();
  step.buffers->bind(program);
  const auto clip = clip_from_layer(step.drawable->packed(), camera_);
  program.set("clip_from_layer", clip[0], clip[1], clip[2], clip[3]);
  program.set("opacity", step.opacity);
  if (fills) {
    const float gap = step.pass == Pass::hatch ? hatch_gap_px * camera_.pixel_ratio : 0;
    program.set("hatch_px", gap);
    program.set("hatch_width_px", hatch_width_px * camera_.pixel_ratio);
    if (gap > 0) program.set("hatch_shift_px", hatch_shift(camera_, gap));
  } else {
    program.set("picture_px", static_cast<float>(camera_.width),
                static_cast<float>(camera_.height));
    program.set("pixel_ratio", camera_.pixel_ratio * step.line_scale);
    // Seen from far, a coast in dashes is a heap of dots.
    program.set("patterns", camera_.metres_per_pixel * camera_.pixel_ratio <= dash_max_mpp ? 1 : 0);
    program.set("casing", step.pass == Pass::casing ? 1 : 0);
  }
  const std::uint32_t number = step.chunks[chunk++];
  fills ? step.drawable->draw_fill(number) : step.drawable->draw_lines(number);
  return chunk == step.chunks.size();
}

void StepPainter::draw_rectangle(const Program& program, const geo::Box& box) {
  const double sx = 2 / (camera_.width * camera_.metres_per_pixel);
  const double sy = 2 / (camera_.height * camera_.metres_per_pixel);
  program.set("rectangle", static_cast<float>((box.min_x - camera_.centre.x) * sx),
              static_cast<float>((box.min_y - camera_.centre.y) * sy),
              static_cast<float>((box.max_x - camera_.centre.x) * sx),
              static_cast<float>((box.max_y - camera_.centre.y) * sy));
  glBindVertexArray(empty_array_.name());
  glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
}

bool StepPainter::draw_raster(const Step& step, std::size_t& chunk) {
  raster_.use();
  raster_.set("picture", 0);
  raster_.set("opacity", step.opacity);
  raster_.set("grey", step.grey ? 1 : 0);
  const std::size_t end = std::min(chunk + raster_tiles, step.tiles.size());
  for (; chunk < end; ++chunk) {
    const auto pieces = scene_->raster_tiles().pieces(step.tiles[chunk]);
    glActiveTexture(GL_TEXTURE0);
    for (const RasterPiece& piece : pieces) {
      const bool covers = piece.opaque && step.opacity >= 1;
      if (covers) glDisable(GL_BLEND);  // a processor that draws is glad of it
      glBindTexture(GL_TEXTURE_2D, piece.texture);
      raster_.set("part", piece.left, piece.bottom, piece.right, piece.top);
      draw_rectangle(raster_, piece.box);
      if (covers) glEnable(GL_BLEND);
    }
  }
  return chunk == step.tiles.size();
}

/// Into the bound texture. Between NaN and a number there is nothing: blank cells are told by a
/// second channel, which is spared where there are none.
void StepPainter::send_surface(const analysis::HeatSurface& surface) {
  const auto& values = surface.values;
  heat_blanks_ = std::any_of(values.begin(), values.end(), [](float v) { return std::isnan(v); });
  const int columns = surface.frame.columns, rows = surface.frame.rows;
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  if (!heat_blanks_) {
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R32F, columns, rows, 0, GL_RED, GL_FLOAT, values.data());
    return;
  }
  std::vector<float> pairs;
  pairs.reserve(2 * values.size());
  for (const float value : values) {
    const bool blank = std::isnan(value);
    pairs.insert(pairs.end(), {blank ? 0 : value, blank ? 0.0F : 1.0F});
  }
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RG32F, columns, rows, 0, GL_RG, GL_FLOAT, pairs.data());
}

void StepPainter::draw_heat() {
  const HeatDrawing& drawing = *input_.heat;
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, heat_texture_.name());
  if (heat_sent_ != drawing.surface) {
    heat_sent_ = drawing.surface;
    send_surface(*heat_sent_);
    for (const GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER}) {
      glTexParameteri(GL_TEXTURE_2D, filter, GL_LINEAR);
    }
    for (const GLenum wrap : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T}) {
      glTexParameteri(GL_TEXTURE_2D, wrap, GL_CLAMP_TO_EDGE);
    }
  }
  glActiveTexture(GL_TEXTURE1);
  glBindTexture(GL_TEXTURE_2D, ramp_texture_.name());
  if (ramp_sent_ != input_.theme) {
    ramp_sent_ = input_.theme;
    std::vector<model::Colour> ramp(256);
    for (std::size_t i = 0; i < ramp.size(); ++i) {
      ramp[i] = heat_colour(static_cast<float>(i) / 255, input_.theme);
    }
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, 256, 1, 0, GL_RGBA, GL_UNSIGNED_BYTE, ramp.data());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  }
  heat_.use();
  heat_.set("values", 0);
  heat_.set("ramp", 1);
  heat_.set("blanks", heat_blanks_ ? 1 : 0);
  heat_.set("domain_max", drawing.domain_max);
  heat_.set("opacity", drawing.opacity);
  draw_rectangle(heat_, heat_sent_->frame.box());
}

bool StepPainter::draw_tiny(const Step& step, std::size_t& chunk) {
  if (chunk == 0) tiny_polygons_.begin(camera_);
  const std::size_t end = std::min(chunk + tiny_chunks, step.chunks.size());
  for (; chunk < end; ++chunk)
    tiny_polygons_.add(step.drawable->packed(), step.chunks[chunk], *step.style);
  if (chunk < step.chunks.size()) return false;
  const auto pixels = tiny_polygons_.pixels(*step.style);
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, tiny_texture_.name());
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, camera_.width, camera_.height, 0, GL_RGBA,
               GL_UNSIGNED_BYTE, pixels.data());
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  draw_texture(tiny_texture_.name(), camera_.view_box(), step.opacity);
  return true;
}

bool StepPainter::draw_markers(const Step& step, std::size_t& chunk) {
  if (chunk == 0) marker_places_.clear();
  const std::size_t end = std::min(chunk + marker_chunks, step.chunks.size());
  for (; chunk < end; ++chunk) {
    collect_places(step.drawable->packed(), step.chunks[chunk], *step.style, camera_,
                   marker_places_);
  }
  if (chunk < step.chunks.size()) return false;
  const Markers placed = place_markers(marker_places_, *step.style, step.opacity, camera_,
                                       map_palette(input_.theme).land);
  sprites_->draw_markers(placed.instances, camera_);
  // Numbers belong to their markers: a layer drawn later may cover both.
  std::vector<TextVertex> glyphs;
  const MapPalette& palette = map_palette(input_.theme);
  for (const MarkerCount& one : placed.counts) {
    const std::string number =
        one.count < 10'000 ? std::to_string(one.count) : std::to_string(one.count / 1000) + "k";
    const float size = 11 * camera_.pixel_ratio;
    const float width = sprites_->atlas().measure(number, size).width;
    sprites_->atlas().append(glyphs, number, size, one.x - width / 2, one.y - size * 0.36F, 0,
                             palette.ink, model::rgb(0, 0));
    counts_.push_back(one);
  }
  sprites_->draw_text(glyphs, camera_);
  return true;
}

bool StepPainter::draw_labels() {
  LabelPlacer placer(sprites_->atlas(), camera_, input_.theme);
  for (const MarkerCount& one : counts_) placer.block(one.x, one.y, 12, 12);
  std::vector<LabelSource> sources;
  bool names_grids = input_.workspace->find(model::Role::grids) == nullptr;
  for (const model::LayerEntry& entry : input_.workspace->layers) {
    LayerDrawing& drawing = scene_->drawing(*entry.layer);
    const model::LayerStyle& style = *entry.style;
    const double mpp = camera_.metres_per_pixel * camera_.pixel_ratio;
    if (!entry.visible || !drawing.drawable->ready()) continue;
    if (input_.grid_labels && entry.layer->role == model::Role::grids) {
      names_grids = true;
      continue;
    }
    if (style.label_column < 0) continue;
    if (style.label_max_mpp > 0 && mpp > style.label_max_mpp) continue;
    sources.push_back({&entry, &drawing.drawable->packed(),
                       drawing.drawable->chunks_in(camera_.view_box()), &drawing.label_points});
  }
  if (input_.grid_labels && names_grids) placer.add(*input_.grid_labels);
  if (!placer.place(std::move(sources))) return false;
  sprites_->draw_text(placer.take(), camera_);
  return true;
}

/// Rings around picked points: they do not cluster, each one is shown.
void StepPainter::draw_picked_points(const Extra& extra) {
  const model::Symbol& symbol = extra.style.classes[0].symbol;
  std::vector<MarkerInstance> rings;
  for (const geo::Point p : extra.geometry.points()) {
    if (!camera_.view_box().contains(p)) continue;
    const geo::Point at = camera_.screen_from_map(p);
    rings.push_back({static_cast<float>(at.x), static_cast<float>(camera_.height - at.y),
                     symbol.marker_px * camera_.pixel_ratio,
                     symbol.outline_px * camera_.pixel_ratio, 0, symbol.fill, symbol.outline});
  }
  sprites_->draw_markers(rings, camera_);
}

}  // namespace wangge::render
