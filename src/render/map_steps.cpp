#include "render/map_steps.h"

#include <algorithm>
#include <utility>

namespace wangge::render {
namespace {

using model::LayerEntry;
using model::LayerStyle;

constexpr double tiny_px = 2;         // smaller polygons are drawn by coverage
constexpr double outline_px = 4;      // from this size on polygons have an outline
constexpr double casing_px = 16;      // and from this on a casing
constexpr double full_width_px = 60;  // borders with a casing have their full width
constexpr double thinnest = 0.4;      // of it, however small the areas are
constexpr double hairline_px = 8;     // areas from this size on are told apart by lines
constexpr int rank_above_heat = 50;   // model::drawing_rank of grids

bool any_symbol(const LayerStyle& style, bool (*has)(const model::Symbol&)) {
  return std::any_of(style.classes.begin(), style.classes.end(),
                     [has](const model::StyleClass& one) { return has(one.symbol); });
}

void add_drawable(std::vector<Step>& out, Drawable& drawable, const StyleBuffers& buffers,
                  const LayerStyle& style, float opacity, const Camera& camera,
                  bool always_outlined = false, bool filled = true) {
  if (!drawable.ready() || style.classes.empty()) return;
  const auto chunks = drawable.chunks_in(camera.view_box());
  if (chunks.empty()) return;
  const PackedLayer& packed = drawable.packed();
  if (packed.kind == geo::Kind::points) {
    out.push_back({Pass::markers, &drawable, &buffers, &style, opacity, chunks, {}});
    return;
  }
  const bool polygon = packed.kind == geo::Kind::polygons;
  // What is picked must be seen from afar too.
  const double size_px =
      polygon && !always_outlined ? packed.typical_size_m / camera.metres_per_pixel : 1e9;
  const auto has_fill = [](const model::Symbol& s) { return s.fill.a > 0; };
  filled = filled && polygon && any_symbol(style, has_fill);
  if (polygon && size_px < tiny_px) {
    if (filled) out.push_back({Pass::tiny, &drawable, &buffers, &style, opacity, chunks, {}});
    return;
  }
  if (filled) {
    out.push_back({Pass::fill, &drawable, &buffers, &style, opacity, chunks, {}});
  }
  if (size_px < outline_px) return;
  const bool cased =
      any_symbol(style, [](const model::Symbol& s) { return s.casing_px > 0 && s.casing.a > 0; });
  // Borders of areas stand out; where the areas are hardly wider than a number they would drown
  // what is shown in them.
  const auto line_scale =
      static_cast<float>(cased ? std::clamp(size_px / full_width_px, thinnest, 1.0) : 1.0);
  if (size_px >= casing_px && cased) {
    out.push_back({Pass::casing, &drawable, &buffers, &style, opacity, chunks, {}});
    out.back().line_scale = line_scale;
  }
  if (any_symbol(style,
                 [](const model::Symbol& s) { return s.outline_px > 0 && s.outline.a > 0; })) {
    out.push_back({Pass::outline, &drawable, &buffers, &style, opacity, chunks, {}});
    out.back().line_scale = line_scale;
  }
}

/// Areas in classes of colour. They are filled from however far: a colour means the same at every
/// zoom, as the legend says.
void add_areas(std::vector<Step>& out, AreaLayer& areas, float opacity, const Camera& camera) {
  Drawable& drawable = areas.drawable();
  if (!drawable.ready()) return;
  const auto chunks = drawable.chunks_in(camera.view_box());
  if (chunks.empty()) return;
  const LayerStyle& style = areas.style();
  out.push_back({Pass::fill, &drawable, &areas.buffers(), &style, opacity, chunks, {}});
  if (areas.hatched()) {
    out.push_back({Pass::hatch, &drawable, &areas.hatch_buffers(), &style, 1, chunks, {}});
  }
  if (drawable.packed().typical_size_m / camera.metres_per_pixel >= hairline_px) {
    out.push_back({Pass::outline, &drawable, &areas.buffers(), &style, 1, chunks, {}});
  }
}

/// What measures say of the ground: over the base map, below the lines and names that tell where it
/// is.
void add_measures(std::vector<Step>& out, MapScene& scene, const MapInput& input,
                  const Camera& camera) {
  if (scene.areas() != nullptr) add_areas(out, *scene.areas(), input.areas->opacity, camera);
  if (input.heat) out.push_back({Pass::heat, nullptr, nullptr, nullptr, 1, {}, {}});
}

/// The background, and that its tiles are wanted.
std::vector<Step> raster_steps(MapScene& scene, const MapInput& input, const Camera& camera) {
  std::vector<Step> steps;
  std::vector<RasterTile> all;
  for (const model::RasterEntry& entry : input.workspace->rasters) {
    if (!entry.visible || entry.opacity <= 0) continue;
    auto tiles = tiles_in_view(entry.raster, camera);
    if (tiles.empty()) continue;
    all.insert(all.end(), tiles.begin(), tiles.end());
    Step step;
    step.pass = Pass::raster;
    step.opacity = entry.opacity;
    step.tiles = std::move(tiles);
    step.grey = entry.grey;
    steps.push_back(std::move(step));
  }
  scene.raster_tiles().look_at(all);
  return steps;
}

}  // namespace

std::vector<Step> picture_steps(MapScene& scene, const MapInput& input, const Camera& camera) {
  std::vector<Step> steps = raster_steps(scene, input, camera);
  const bool areas = scene.areas() != nullptr;
  // The colours of grids would change those that are read off a legend.
  const bool grids_filled = !areas && !input.heat;
  const bool plan = input.plan_borders && input.unit_colours;
  bool borders_added = false;
  const auto add_borders = [&] {
    if (std::exchange(borders_added, true)) return;
    add_drawable(steps, *scene.plan_borders()->drawable, scene.plan_borders()->style_buffers,
                 scene.plan_borders()->style, 1, camera);
  };
  bool borders_wait = false;  // for the measures, which would cover them
  bool measures_added = false;
  const auto measures = [&] {
    if (!measures_added) add_measures(steps, scene, input, camera);
    measures_added = true;
    if (borders_wait) add_borders();
    borders_wait = false;
  };
  const LayerEntry* units = input.workspace->find(input.units);
  const bool units_seen = units != nullptr && units->visible && units->opacity > 0;
  for (const LayerEntry& entry : input.workspace->layers) {
    LayerDrawing& drawing = scene.drawing(*entry.layer);
    if (!entry.visible || entry.opacity <= 0) continue;
    if (model::drawing_rank(*entry.layer) >= rank_above_heat) measures();
    if (plan && entry.layer->role == model::Role::grids) {
      if (!units_seen) add_borders();  // else they come with the units
      continue;
    }
    if (plan && entry.id == input.units) {
      if (!grids_filled) {
        borders_wait = true;
        continue;
      }
      add_drawable(steps, *drawing.drawable, scene.unit_buffers(), scene.unit_style(),
                   entry.opacity, camera);
      add_borders();
      continue;
    }
    // The tickets are what the areas tell of.
    if (areas && entry.layer->role == model::Role::tickets) continue;
    const double farthest = entry.style->visible_max_mpp;
    if (farthest > 0 && camera.metres_per_pixel * camera.pixel_ratio > farthest) continue;
    add_drawable(steps, *drawing.drawable, drawing.style_buffers, *entry.style, entry.opacity,
                 camera, false, grids_filled || entry.layer->role != model::Role::grids);
  }
  measures();
  Extra* selection = scene.selection();
  if (selection != nullptr && input.selection->rows.size() > overlay_rows) {
    add_drawable(steps, *selection->drawable, selection->style_buffers, selection->style, 1,
                 camera);
  }
  if (input.labels) steps.push_back({Pass::labels, nullptr, nullptr, nullptr, 1, {}, {}});
  return steps;
}

std::vector<Step> overlay_steps(Extra& extra, const Camera& camera) {
  std::vector<Step> steps;
  if (extra.drawable->ready()) {
    add_drawable(steps, *extra.drawable, extra.style_buffers, extra.style, 1, camera, true);
  }
  return steps;
}

}  // namespace wangge::render
