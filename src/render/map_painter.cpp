#include "render/map_painter.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <map>
#include <vector>

#include "base/i18n.h"
#include "render/decor.h"
#include "render/drawable.h"
#include "render/gl.h"
#include "render/labels.h"
#include "render/markers.h"
#include "render/palette.h"
#include "render/text.h"
#include "render/tiny_polygons.h"

namespace wangge::render {
namespace {

using Clock = std::chrono::steady_clock;
using model::LayerEntry;
using model::LayerPtr;
using model::LayerStyle;

constexpr double tiny_px = 2;              // smaller polygons are drawn by coverage
constexpr double outline_px = 4;           // from this size on polygons have an outline
constexpr double casing_px = 16;           // and from this on a casing
constexpr std::size_t tiny_chunks = 16;    // a slice: some ten thousand polygons
constexpr std::size_t marker_chunks = 16;  // a slice: a quarter of a million points
constexpr double dash_max_mpp = 8;
constexpr int rank_above_heat = 50;         // model::drawing_rank of grids
constexpr std::size_t overlay_rows = 2000;  // a larger selection is part of the picture

/// One layer as the painter knows it.
struct LayerDrawing {
  LayerPtr layer;
  std::unique_ptr<Drawable> drawable;
  StyleBuffers style_buffers;
  std::shared_ptr<const LayerStyle> style;  ///< in the buffers
  LabelPoints label_points;
  bool used = true;
};

/// A few features drawn over the picture or with it: selection, hover, borders of a plan.
struct Extra {
  std::shared_ptr<const void> source;
  geo::PackedGeometry geometry;
  std::unique_ptr<Drawable> drawable;
  StyleBuffers style_buffers;
  LayerStyle style;
};

enum class Pass { heat, tiny, fill, casing, outline, markers, labels };

/// A piece of the picture that is drawn without a look at the clock.
struct Step {
  Pass pass;
  Drawable* drawable = nullptr;
  const StyleBuffers* buffers = nullptr;
  const LayerStyle* style = nullptr;
  float opacity = 1;
  std::vector<std::uint32_t> chunks;
};

std::array<float, 4> clip_from_layer(const PackedLayer& layer, const Camera& camera) {
  const double sx = 2 / (camera.width * camera.metres_per_pixel);
  const double sy = 2 / (camera.height * camera.metres_per_pixel);
  return {static_cast<float>(sx), static_cast<float>(sy),
          static_cast<float>((layer.origin.x - camera.centre.x) * sx),
          static_cast<float>((layer.origin.y - camera.centre.y) * sy)};
}

LayerStyle single_style(const model::Symbol& symbol) {
  LayerStyle style;
  style.classes.push_back({"", symbol});
  return style;
}

}  // namespace

struct MapPainter::Impl {
  Program polygons, lines, markers, text, picture, heat;
  std::unique_ptr<TextAtlas> atlas;
  GlVertexArray empty_array, marker_array, text_array;
  GlBuffer marker_buffer, text_buffer;
  GlTexture tiny_texture, heat_texture, ramp_texture;
  std::shared_ptr<const analysis::HeatSurface> heat_sent;
  std::optional<model::Theme> ramp_sent;

  std::map<const model::Layer*, std::unique_ptr<LayerDrawing>> layers;
  std::unique_ptr<Extra> selection, hover, plan_borders;
  std::unique_ptr<StyleBuffers> unit_buffers;
  LayerStyle unit_style;
  std::shared_ptr<const std::vector<std::uint16_t>> unit_colours;

  RenderTarget work, finished, shown;
  Camera work_camera, finished_camera, shown_camera;
  MapInput work_input, shown_input;
  std::vector<Step> steps;
  std::size_t next_step = 0, next_chunk = 0;
  std::size_t layers_drawn = 0;  // that were ready when the picture was begun
  bool begun = false, done = false, has_finished = false;
  bool shown_complete = false;  // nothing is left to do until the input or the camera changes

  Impl(Program a, Program b, Program c, Program d, Program e, Program f,
       std::unique_ptr<TextAtlas> atlas_made)
      : polygons(std::move(a)),
        lines(std::move(b)),
        markers(std::move(c)),
        text(std::move(d)),
        picture(std::move(e)),
        heat(std::move(f)),
        atlas(std::move(atlas_made)) {
    describe_markers();
    describe_text();
  }

  void describe_markers() const {
    glBindVertexArray(marker_array.name());
    glBindBuffer(GL_ARRAY_BUFFER, marker_buffer.name());
    const auto attribute = [](GLuint index, GLint size, GLenum type, bool normalized,
                              std::size_t at) {
      glEnableVertexAttribArray(index);
      glVertexAttribPointer(index, size, type, normalized ? GL_TRUE : GL_FALSE,
                            sizeof(MarkerInstance), reinterpret_cast<const void*>(at));
      glVertexAttribDivisor(index, 1);
    };
    attribute(0, 2, GL_FLOAT, false, offsetof(MarkerInstance, x));
    attribute(1, 1, GL_FLOAT, false, offsetof(MarkerInstance, size_px));
    attribute(2, 1, GL_FLOAT, false, offsetof(MarkerInstance, outline_px));
    attribute(3, 1, GL_FLOAT, false, offsetof(MarkerInstance, shape));
    attribute(4, 4, GL_UNSIGNED_BYTE, true, offsetof(MarkerInstance, fill));
    attribute(5, 4, GL_UNSIGNED_BYTE, true, offsetof(MarkerInstance, outline));
  }

  void describe_text() const {
    glBindVertexArray(text_array.name());
    glBindBuffer(GL_ARRAY_BUFFER, text_buffer.name());
    const auto attribute = [](GLuint index, GLint size, GLenum type, bool normalized,
                              std::size_t at) {
      glEnableVertexAttribArray(index);
      glVertexAttribPointer(index, size, type, normalized ? GL_TRUE : GL_FALSE, sizeof(TextVertex),
                            reinterpret_cast<const void*>(at));
    };
    attribute(0, 2, GL_FLOAT, false, offsetof(TextVertex, x));
    attribute(1, 2, GL_FLOAT, false, offsetof(TextVertex, u));
    attribute(2, 4, GL_UNSIGNED_BYTE, true, offsetof(TextVertex, ink));
    attribute(3, 4, GL_UNSIGNED_BYTE, true, offsetof(TextVertex, halo));
  }

  // --- what there is to draw -------------------------------------------------------------------

  void refresh_layers(const MapInput& input) {
    for (auto& [layer, drawing] : layers) drawing->used = false;
    for (const LayerEntry& entry : input.workspace->layers) {
      auto& drawing = layers[entry.layer.get()];
      if (!drawing) {
        drawing = std::make_unique<LayerDrawing>();
        drawing->layer = entry.layer;
        drawing->drawable = std::make_unique<Drawable>(entry.layer, entry.layer->geometry);
      }
      drawing->used = true;
      if (drawing->style != entry.style) {
        drawing->style = entry.style;
        drawing->style_buffers.set(*entry.style);
      }
    }
    std::erase_if(layers, [](const auto& one) { return !one.second->used; });
  }

  void wait_for_layers(const MapInput& input) {
    refresh_layers(input);
    refresh_extras(input);
    for (auto& [layer, drawing] : layers) drawing->drawable->wait();
    for (Extra* extra : {selection.get(), plan_borders.get()}) {
      if (extra != nullptr) extra->drawable->wait();
    }
  }

  /// How many of the layers and of what is drawn with them are there, and how many are packed.
  struct Packed {
    std::size_t all = 0, ready = 0;
  };
  Packed packed_of(const MapInput& input) {
    Packed packed;
    const auto count = [&packed](Drawable& drawable) {
      ++packed.all;
      packed.ready += drawable.ready() ? 1 : 0;
    };
    for (const LayerEntry& entry : input.workspace->layers)
      count(*layers[entry.layer.get()]->drawable);
    for (Extra* extra : {selection.get(), plan_borders.get()}) {
      if (extra != nullptr) count(*extra->drawable);
    }
    return packed;
  }

  std::unique_ptr<Extra> make_extra(std::shared_ptr<const void> source,
                                    geo::PackedGeometry geometry, LayerStyle style) {
    auto extra = std::make_unique<Extra>();
    extra->source = std::move(source);
    extra->geometry = std::move(geometry);
    extra->style = std::move(style);
    extra->style_buffers.set(extra->style);
    extra->drawable = std::make_unique<Drawable>(nullptr, extra->geometry);
    return extra;
  }

  static LayerStyle accent_style(const MapInput& input, bool strong) {
    const MapPalette& palette = map_palette(input.theme);
    model::Symbol symbol;
    symbol.fill = palette.accent;
    symbol.fill.a = strong ? 36 : 20;
    symbol.outline = palette.accent;
    symbol.outline_px = strong ? 3 : 2;
    symbol.marker_px = strong ? 14 : 12;
    return single_style(symbol);
  }

  void refresh_extras(const MapInput& input) {
    const auto* picked = input.selection.get();
    const LayerEntry* layer = picked == nullptr ? nullptr : input.workspace->find(picked->layer);
    if (layer == nullptr || picked->rows.empty()) {
      selection.reset();
    } else if (!selection || selection->source != input.selection) {
      selection = make_extra(input.selection, layer->layer->geometry.subset(picked->rows),
                             accent_style(input, true));
    }
    const LayerEntry* hovered = input.workspace->find(input.hover_layer);
    if (hovered == nullptr || input.hover_row >= hovered->layer->size()) {
      hover.reset();
    } else if (!hover || input.hover_row != shown_hover.second ||
               hovered->layer.get() != shown_hover.first) {
      const std::uint32_t row[] = {input.hover_row};
      hover = make_extra(hovered->layer, hovered->layer->geometry.subset(row),
                         accent_style(input, false));
      shown_hover = {hovered->layer.get(), input.hover_row};
    }
    if (!input.plan_borders) {
      plan_borders.reset();
    } else if (!plan_borders || plan_borders->source != input.plan_borders) {
      const LayerEntry* grids = input.workspace->find(model::Role::grids);
      model::Symbol symbol;
      if (grids != nullptr && !grids->style->classes.empty())
        symbol = grids->style->classes[0].symbol;
      plan_borders = make_extra(input.plan_borders, *input.plan_borders, single_style(symbol));
    }
    if (input.unit_colours != unit_colours || !unit_buffers) {
      unit_colours = input.unit_colours;
      unit_buffers = std::make_unique<StyleBuffers>();
      unit_style = units_as_grids(input);
      if (unit_colours) unit_buffers->set(unit_style);
    }
  }
  std::pair<const model::Layer*, std::uint32_t> shown_hover{};

  /// The units in the colours of the grids they are given to, with thin borders between them.
  static LayerStyle units_as_grids(const MapInput& input) {
    LayerStyle style;
    const LayerEntry* grids = input.workspace->find(model::Role::grids);
    const LayerEntry* units = input.workspace->find(input.units);
    if (!input.unit_colours || grids == nullptr || units == nullptr) return style;
    style = *grids->style;
    for (model::StyleClass& one : style.classes) {
      one.symbol.outline = units->style->classes[0].symbol.outline;
      one.symbol.outline_px = units->style->classes[0].symbol.outline_px;
      one.symbol.casing_px = 0;
    }
    style.class_of_row = *input.unit_colours;
    return style;
  }

  // --- the picture in steps --------------------------------------------------------------------

  static void add(std::vector<Step>& out, Pass pass, Drawable& drawable,
                  const StyleBuffers& buffers, const LayerStyle& style, float opacity,
                  const std::vector<std::uint32_t>& chunks) {
    out.push_back({pass, &drawable, &buffers, &style, opacity, chunks});
  }

  static bool any_symbol(const LayerStyle& style, bool (*has)(const model::Symbol&)) {
    return std::any_of(style.classes.begin(), style.classes.end(),
                       [has](const model::StyleClass& one) { return has(one.symbol); });
  }

  static void add_drawable(std::vector<Step>& out, Drawable& drawable, const StyleBuffers& buffers,
                           const LayerStyle& style, float opacity, const Camera& camera,
                           bool always_outlined = false) {
    if (!drawable.ready() || style.classes.empty()) return;
    const auto chunks = drawable.chunks_in(camera.view_box());
    if (chunks.empty()) return;
    const PackedLayer& packed = drawable.packed();
    if (packed.kind == geo::Kind::points) {
      add(out, Pass::markers, drawable, buffers, style, opacity, chunks);
      return;
    }
    const bool polygon = packed.kind == geo::Kind::polygons;
    // What is picked must be seen from afar too.
    const double size_px =
        polygon && !always_outlined ? packed.typical_size_m / camera.metres_per_pixel : 1e9;
    const auto has_fill = [](const model::Symbol& s) { return s.fill.a > 0; };
    if (polygon && size_px < tiny_px) {
      if (any_symbol(style, has_fill))
        add(out, Pass::tiny, drawable, buffers, style, opacity, chunks);
      return;
    }
    if (polygon && any_symbol(style, has_fill)) {
      add(out, Pass::fill, drawable, buffers, style, opacity, chunks);
    }
    if (size_px < outline_px) return;
    if (size_px >= casing_px && any_symbol(style, [](const model::Symbol& s) {
          return s.casing_px > 0 && s.casing.a > 0;
        })) {
      add(out, Pass::casing, drawable, buffers, style, opacity, chunks);
    }
    if (any_symbol(style,
                   [](const model::Symbol& s) { return s.outline_px > 0 && s.outline.a > 0; })) {
      add(out, Pass::outline, drawable, buffers, style, opacity, chunks);
    }
  }

  void begin(const MapInput& input, const Camera& camera) {
    work_input = input;
    work_camera = camera;
    steps.clear();
    next_step = next_chunk = 0;
    done = false;
    begun = true;
    layers_drawn = packed_of(input).ready;

    bool heat_added = !input.heat.has_value();
    for (const LayerEntry& entry : input.workspace->layers) {
      LayerDrawing& drawing = *layers[entry.layer.get()];
      if (!entry.visible || entry.opacity <= 0) continue;
      const bool plan = input.plan_borders && input.unit_colours;
      if (plan && entry.layer->role == model::Role::grids) continue;
      // Heat lies over the base map and below the lines and names that say where it is.
      if (!heat_added && model::drawing_rank(*entry.layer) >= rank_above_heat) {
        steps.push_back({Pass::heat, nullptr, nullptr, nullptr, 1, {}});
        heat_added = true;
      }
      if (plan && entry.id == input.units) {
        add_drawable(steps, *drawing.drawable, *unit_buffers, unit_style, entry.opacity, camera);
        add_drawable(steps, *plan_borders->drawable, plan_borders->style_buffers,
                     plan_borders->style, 1, camera);
        continue;
      }
      const double farthest = entry.style->visible_max_mpp;
      if (farthest > 0 && camera.metres_per_pixel * camera.pixel_ratio > farthest) continue;
      add_drawable(steps, *drawing.drawable, drawing.style_buffers, *entry.style, entry.opacity,
                   camera);
    }
    if (!heat_added) steps.push_back({Pass::heat, nullptr, nullptr, nullptr, 1, {}});
    if (selection && input.selection->rows.size() > overlay_rows) {
      add_drawable(steps, *selection->drawable, selection->style_buffers, selection->style, 1,
                   camera);
    }
    if (input.labels) steps.push_back({Pass::labels, nullptr, nullptr, nullptr, 1, {}});

    work.resize(camera.width, camera.height);
    work.bind();
    const model::Colour land = map_palette(input.theme).land;
    glClearColor(static_cast<float>(land.r) / 255, static_cast<float>(land.g) / 255,
                 static_cast<float>(land.b) / 255, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    counts.clear();
  }
  std::vector<MarkerCount> counts;
  TinyPolygons tiny_polygons;
  std::vector<MarkerPlace> marker_places;

  static void set_blending() {
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_CULL_FACE);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  }

  /// Draws a piece of a step; true when the step is through.
  bool draw_slice(const Step& step, std::size_t& chunk, const Camera& camera) {
    switch (step.pass) {
      case Pass::heat:
        draw_heat(camera);
        return true;
      case Pass::tiny:
        return draw_tiny(step, chunk, camera);
      case Pass::markers:
        return draw_markers(step, chunk, camera);
      case Pass::labels:
        return draw_labels(camera);
      default:
        break;
    }
    const Program& program = step.pass == Pass::fill ? polygons : lines;
    program.use();
    step.buffers->bind(program);
    const auto clip = clip_from_layer(step.drawable->packed(), camera);
    program.set("clip_from_layer", clip[0], clip[1], clip[2], clip[3]);
    program.set("opacity", step.opacity);
    if (step.pass != Pass::fill) {
      program.set("picture_px", static_cast<float>(camera.width),
                  static_cast<float>(camera.height));
      program.set("pixel_ratio", camera.pixel_ratio);
      // Seen from far, a coast in dashes is a heap of dots.
      program.set("patterns", camera.metres_per_pixel * camera.pixel_ratio <= dash_max_mpp ? 1 : 0);
      program.set("casing", step.pass == Pass::casing ? 1 : 0);
    }
    const std::uint32_t number = step.chunks[chunk++];
    step.pass == Pass::fill ? step.drawable->draw_fill(number) : step.drawable->draw_lines(number);
    return chunk == step.chunks.size();
  }

  void draw_rectangle(const Program& program, const Camera& camera, const geo::Box& box) {
    const double sx = 2 / (camera.width * camera.metres_per_pixel);
    const double sy = 2 / (camera.height * camera.metres_per_pixel);
    program.set("rectangle", static_cast<float>((box.min_x - camera.centre.x) * sx),
                static_cast<float>((box.min_y - camera.centre.y) * sy),
                static_cast<float>((box.max_x - camera.centre.x) * sx),
                static_cast<float>((box.max_y - camera.centre.y) * sy));
    glBindVertexArray(empty_array.name());
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
  }

  void draw_heat(const Camera& camera) {
    const HeatDrawing& drawing = *work_input.heat;
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, heat_texture.name());
    if (heat_sent != drawing.surface) {
      heat_sent = drawing.surface;
      glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
      glTexImage2D(GL_TEXTURE_2D, 0, GL_R32F, heat_sent->frame.columns, heat_sent->frame.rows, 0,
                   GL_RED, GL_FLOAT, heat_sent->values.data());
      for (const GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER}) {
        glTexParameteri(GL_TEXTURE_2D, filter, GL_LINEAR);
      }
      for (const GLenum wrap : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T}) {
        glTexParameteri(GL_TEXTURE_2D, wrap, GL_CLAMP_TO_EDGE);
      }
    }
    glActiveTexture(GL_TEXTURE1);
    glBindTexture(GL_TEXTURE_2D, ramp_texture.name());
    if (ramp_sent != work_input.theme) {
      ramp_sent = work_input.theme;
      std::vector<model::Colour> ramp(256);
      for (std::size_t i = 0; i < ramp.size(); ++i) {
        ramp[i] = heat_colour(static_cast<float>(i) / 255, work_input.theme);
      }
      glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, 256, 1, 0, GL_RGBA, GL_UNSIGNED_BYTE, ramp.data());
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    }
    heat.use();
    heat.set("values", 0);
    heat.set("ramp", 1);
    heat.set("domain_max", drawing.domain_max);
    heat.set("opacity", drawing.opacity);
    draw_rectangle(heat, camera, heat_sent->frame.box());
  }

  bool draw_tiny(const Step& step, std::size_t& chunk, const Camera& camera) {
    if (chunk == 0) tiny_polygons.begin(camera);
    const std::size_t end = std::min(chunk + tiny_chunks, step.chunks.size());
    for (; chunk < end; ++chunk)
      tiny_polygons.add(step.drawable->packed(), step.chunks[chunk], *step.style);
    if (chunk < step.chunks.size()) return false;
    const auto pixels = tiny_polygons.pixels(*step.style);
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, tiny_texture.name());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, camera.width, camera.height, 0, GL_RGBA,
                 GL_UNSIGNED_BYTE, pixels.data());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    picture.use();
    picture.set("picture", 0);
    picture.set("opacity", step.opacity);
    draw_rectangle(picture, camera, camera.view_box());
    return true;
  }

  bool draw_markers(const Step& step, std::size_t& chunk, const Camera& camera) {
    if (chunk == 0) marker_places.clear();
    const std::size_t end = std::min(chunk + marker_chunks, step.chunks.size());
    for (; chunk < end; ++chunk) {
      collect_places(step.drawable->packed(), step.chunks[chunk], *step.style, camera,
                     marker_places);
    }
    if (chunk < step.chunks.size()) return false;
    const Markers placed = place_markers(marker_places, *step.style, step.opacity, camera,
                                         map_palette(work_input.theme).land);
    draw_marker_instances(placed.instances, camera);
    // Numbers belong to their markers: a layer drawn later may cover both.
    std::vector<TextVertex> glyphs;
    const MapPalette& palette = map_palette(work_input.theme);
    for (const MarkerCount& one : placed.counts) {
      const std::string number =
          one.count < 10'000 ? std::to_string(one.count) : std::to_string(one.count / 1000) + "k";
      const float size = 11 * camera.pixel_ratio;
      const float width = atlas->measure(number, size).width;
      atlas->append(glyphs, number, size, one.x - width / 2, one.y - size * 0.36F, 0, palette.ink,
                    model::rgb(0, 0));
      counts.push_back(one);
    }
    draw_text(glyphs, camera);
    return true;
  }

  void draw_marker_instances(const std::vector<MarkerInstance>& instances, const Camera& camera) {
    if (instances.empty()) return;
    markers.use();
    markers.set("picture_px", static_cast<float>(camera.width), static_cast<float>(camera.height));
    glBindVertexArray(marker_array.name());
    glBindBuffer(GL_ARRAY_BUFFER, marker_buffer.name());
    glBufferData(GL_ARRAY_BUFFER,
                 static_cast<GLsizeiptr>(instances.size() * sizeof(MarkerInstance)),
                 instances.data(), GL_STREAM_DRAW);
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(instances.size()));
  }

  void draw_text(const std::vector<TextVertex>& glyphs, const Camera& camera) {
    if (glyphs.empty()) return;
    text.use();
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, atlas->texture());
    text.set("atlas", 0);
    text.set("picture_px", static_cast<float>(camera.width), static_cast<float>(camera.height));
    glBindVertexArray(text_array.name());
    glBindBuffer(GL_ARRAY_BUFFER, text_buffer.name());
    glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(glyphs.size() * sizeof(TextVertex)),
                 glyphs.data(), GL_STREAM_DRAW);
    for (const int pass : {0, 1}) {
      text.set("pass", pass);
      glDrawArrays(GL_TRIANGLES, 0, static_cast<GLsizei>(glyphs.size()));
    }
  }

  bool draw_labels(const Camera& camera) {
    LabelPlacer placer(*atlas, camera, work_input.theme);
    for (const MarkerCount& one : counts) placer.block(one.x, one.y, 12, 12);
    std::vector<LabelSource> sources;
    for (const LayerEntry& entry : work_input.workspace->layers) {
      LayerDrawing& drawing = *layers[entry.layer.get()];
      const LayerStyle& style = *entry.style;
      const double mpp = camera.metres_per_pixel * camera.pixel_ratio;
      if (!entry.visible || style.label_column < 0 || !drawing.drawable->ready()) continue;
      if (style.label_max_mpp > 0 && mpp > style.label_max_mpp) continue;
      sources.push_back({&entry, &drawing.drawable->packed(),
                         drawing.drawable->chunks_in(camera.view_box()), &drawing.label_points});
    }
    if (!placer.place(std::move(sources))) return false;
    draw_text(placer.take(), camera);
    return true;
  }

  // --- showing it -----------------------------------------------------------------------------

  void draw_overlay(Extra* extra, const Camera& camera) {
    if (extra == nullptr || !extra->drawable->ready()) return;
    if (extra->drawable->packed().kind == geo::Kind::points) {
      draw_picked_points(*extra, camera);
      return;
    }
    std::vector<Step> overlay;
    add_drawable(overlay, *extra->drawable, extra->style_buffers, extra->style, 1, camera, true);
    for (const Step& step : overlay) {
      std::size_t chunk = 0;
      while (!draw_slice(step, chunk, camera)) {
      }
    }
  }

  /// Rings around picked points: they do not cluster, each one is shown.
  void draw_picked_points(const Extra& extra, const Camera& camera) {
    const model::Symbol& symbol = extra.style.classes[0].symbol;
    std::vector<MarkerInstance> rings;
    for (const geo::Point p : extra.geometry.points()) {
      if (!camera.view_box().contains(p)) continue;
      const geo::Point at = camera.screen_from_map(p);
      rings.push_back({static_cast<float>(at.x), static_cast<float>(camera.height - at.y),
                       symbol.marker_px * camera.pixel_ratio,
                       symbol.outline_px * camera.pixel_ratio, 0, symbol.fill, symbol.outline});
    }
    draw_marker_instances(rings, camera);
  }

  void compose(const MapInput& input, const Camera& camera) {
    shown.resize(camera.width, camera.height);
    shown.bind();
    const model::Colour land = map_palette(input.theme).land;
    glClearColor(static_cast<float>(land.r) / 255, static_cast<float>(land.g) / 255,
                 static_cast<float>(land.b) / 255, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    const bool use_finished = has_finished;
    const RenderTarget& source = use_finished ? finished : work;
    const Camera& taken = use_finished ? finished_camera : work_camera;
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, source.texture());
    picture.use();
    picture.set("picture", 0);
    picture.set("opacity", 1.0F);
    glDisable(GL_BLEND);  // it covers all below it, and a processor that draws is glad of it
    draw_rectangle(picture, camera, taken.view_box());
    glEnable(GL_BLEND);
    if (input.selection && input.selection->rows.size() <= overlay_rows) {
      draw_overlay(selection.get(), camera);
    }
    draw_overlay(hover.get(), camera);
  }

  /// Whether two inputs make the same picture; selection and hover lie over it.
  static bool same_picture(const MapInput& a, const MapInput& b) {
    const auto large = [](const MapInput& input) {
      return input.selection && input.selection->rows.size() > overlay_rows ? input.selection
                                                                            : nullptr;
    };
    return a.workspace == b.workspace && large(a) == large(b) && a.heat == b.heat &&
           a.plan_borders == b.plan_borders && a.unit_colours == b.unit_colours &&
           a.units == b.units && a.theme == b.theme && a.labels == b.labels;
  }

  bool draw(const MapInput& input, const Camera& camera, double budget_ms) {
    if (shown_complete && input == shown_input && camera == shown_camera) return true;
    const auto start = Clock::now();
    const auto spent_ms = [start] {
      return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    };
    set_blending();
    refresh_layers(input);
    refresh_extras(input);
    const auto [count, ready] = packed_of(input);
    const bool all = ready == count;
    if (!begun || camera != work_camera || !same_picture(input, work_input) ||
        ready != layers_drawn) {
      begin(input, camera);
    }
    work.bind();
    while (next_step < steps.size()) {
      if (draw_slice(steps[next_step], next_chunk, camera)) {
        ++next_step;
        next_chunk = 0;
      }
      glFinish();  // the clock counts what was drawn, not what was queued
      if (spent_ms() >= budget_ms && next_step < steps.size()) break;
    }
    if (!done && next_step == steps.size() && (all || !has_finished)) {
      done = true;
      std::swap(work, finished);
      finished_camera = work_camera;
      has_finished = true;
    }
    compose(input, camera);
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glBindVertexArray(0);
    shown_input = input;
    shown_camera = camera;
    shown_complete = done && all && (!hover || hover->drawable->ready());
    return done && all;
  }
};

MapPainter::MapPainter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
MapPainter::~MapPainter() = default;

Result<std::unique_ptr<MapPainter>> MapPainter::make(const std::string& shader_dir) {
  std::vector<Program> programs;
  for (const char* name : {"polygons", "lines", "markers", "text", "picture", "heat"}) {
    auto program = Program::load(shader_dir, name);
    if (!program) return program.error();
    programs.push_back(std::move(*program));
  }
  auto atlas = TextAtlas::make();
  if (!atlas) return atlas.error();
  return std::unique_ptr<MapPainter>(new MapPainter(std::make_unique<Impl>(
      std::move(programs[0]), std::move(programs[1]), std::move(programs[2]),
      std::move(programs[3]), std::move(programs[4]), std::move(programs[5]), std::move(*atlas))));
}

bool MapPainter::draw(const MapInput& input, const Camera& camera, double budget_ms) {
  return impl_->draw(input, camera, budget_ms);
}

unsigned MapPainter::texture() const { return impl_->shown.texture(); }

Result<Image> MapPainter::picture(const MapInput& input, const Camera& camera) {
  impl_->wait_for_layers(input);
  while (!impl_->draw(input, camera, 1000)) {
  }
  Image image;
  image.width = camera.width;
  image.height = camera.height;
  const auto row_bytes = 4 * static_cast<std::size_t>(image.width);
  std::vector<std::uint8_t> upside_down(row_bytes * static_cast<std::size_t>(image.height));
  impl_->shown.bind();
  glPixelStorei(GL_PACK_ALIGNMENT, 4);
  glReadPixels(0, 0, image.width, image.height, GL_RGBA, GL_UNSIGNED_BYTE, upside_down.data());
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  for (int y = image.height - 1; y >= 0; --y) {
    const auto row = upside_down.begin() + static_cast<std::ptrdiff_t>(row_bytes) * y;
    image.rgba.insert(image.rgba.end(), row, row + static_cast<std::ptrdiff_t>(row_bytes));
  }
  return image;
}

}  // namespace wangge::render
