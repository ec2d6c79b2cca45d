#include "render/map_painter.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "render/step_painter.h"

namespace wangge::render {
namespace {

using Clock = std::chrono::steady_clock;

bool drawn_over(const MapInput& input) {
  return input.selection && input.selection->rows.size() <= overlay_rows;
}

/// Whether two inputs make the same picture; selection and hover lie over it.
bool same_picture(const MapInput& a, const MapInput& b) {
  const auto large = [](const MapInput& input) {
    return drawn_over(input) ? nullptr : input.selection;
  };
  return a.workspace == b.workspace && large(a) == large(b) && a.heat == b.heat &&
         a.areas == b.areas && a.plan_borders == b.plan_borders &&
         a.unit_colours == b.unit_colours && a.units == b.units && a.grid_labels == b.grid_labels &&
         a.theme == b.theme && a.labels == b.labels;
}

/// How many pixels to the right and up a picture lies under another camera, where that is all that
/// differs and they are whole ones.
std::optional<std::pair<int, int>> whole_pixels(const Camera& taken, const Camera& camera) {
  if (taken.width != camera.width || taken.height != camera.height ||
      taken.metres_per_pixel != camera.metres_per_pixel) {
    return std::nullopt;
  }
  const double right = (taken.centre.x - camera.centre.x) / camera.metres_per_pixel;
  const double up = (taken.centre.y - camera.centre.y) / camera.metres_per_pixel;
  constexpr double same_px = 0.01, farthest_px = 1e6;
  if (std::abs(right - std::round(right)) > same_px || std::abs(up - std::round(up)) > same_px ||
      std::abs(right) > farthest_px || std::abs(up) > farthest_px) {
    return std::nullopt;
  }
  return std::pair(static_cast<int>(std::round(right)), static_cast<int>(std::round(up)));
}

}  // namespace

/// Two pictures are at hand: the one being worked on, and the last that was finished.
struct MapPainter::Impl {
  explicit Impl(std::unique_ptr<StepPainter> made) : painter(std::move(made)) {}

  std::unique_ptr<StepPainter> painter;
  MapScene scene;

  RenderTarget work, finished, shown;
  Camera work_camera, finished_camera, shown_camera;
  MapInput work_input, shown_input;
  std::vector<Step> steps;
  std::size_t next_step = 0, next_chunk = 0;
  std::size_t layers_drawn = 0;  // that were ready when the picture was begun
  bool begun = false, done = false, has_finished = false;
  bool tiles_came = false;      // of rasters, since the picture was begun
  bool shown_complete = false;  // nothing is left to do until the input or the camera changes

  void begin(const MapInput& input, const Camera& camera) {
    work_input = input;
    work_camera = camera;
    steps = picture_steps(scene, input, camera);
    next_step = next_chunk = 0;
    done = false;
    begun = true;
    layers_drawn = scene.packed().ready;
    tiles_came = false;
    work.resize(camera.width, camera.height);
    work.bind();
    painter->begin(scene, input, camera);
  }

  /// The best picture there is under the new camera, and what lies over it.
  void compose(const MapInput& input, const Camera& camera) {
    shown.resize(camera.width, camera.height);
    shown.bind();
    StepPainter::clear(input.theme);
    const RenderTarget& source = has_finished ? finished : work;
    const Camera& taken = has_finished ? finished_camera : work_camera;
    if (const auto moved = whole_pixels(taken, camera)) {
      source.copy_to(shown, moved->first, moved->second);
    } else {
      glDisable(GL_BLEND);  // it covers all below it, and a processor that draws is glad of it
      painter->draw_texture(source.texture(), taken.view_box(), 1);
      glEnable(GL_BLEND);
    }
    if (Extra* selection = scene.selection(); selection != nullptr && drawn_over(input)) {
      painter->draw_overlay(*selection);
    }
    if (Extra* hover = scene.hover()) painter->draw_overlay(*hover);
  }

  bool draw(const MapInput& input, const Camera& camera, double budget_ms) {
    if (shown_complete && input == shown_input && camera == shown_camera) return true;
    const auto start = Clock::now();
    const auto spent_ms = [start] {
      return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    };
    StepPainter::set_blending();
    scene.refresh(input);
    const auto [count, ready] = scene.packed();
    const bool all = ready == count;
    RasterTiles& rasters = scene.raster_tiles();
    if (!rasters.insists()) tiles_came = rasters.receive() || tiles_came;
    // Tiles of rasters come one by one: the picture under way is not begun anew for each.
    if (!begun || camera != work_camera || !same_picture(input, work_input) ||
        ready != layers_drawn || (done && tiles_came)) {
      begin(input, camera);
    }
    work.bind();
    while (next_step < steps.size()) {
      if (painter->draw_slice(steps[next_step], next_chunk)) {
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
    const bool whole = done && all && !tiles_came && rasters.complete();
    // With nothing else to do the processor is left to those who read the tiles.
    if (done && all && !whole && !tiles_came) {
      rasters.wait(std::max(0.0, budget_ms - spent_ms()));
    }
    shown_input = input;
    shown_camera = camera;
    shown_complete = whole && (!scene.hover() || scene.hover()->drawable->ready());
    return whole;
  }
};

MapPainter::MapPainter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
MapPainter::~MapPainter() = default;

Result<std::unique_ptr<MapPainter>> MapPainter::make(const std::string& shader_dir) {
  auto painter = StepPainter::make(shader_dir);
  if (!painter) return painter.error();
  return std::unique_ptr<MapPainter>(new MapPainter(std::make_unique<Impl>(std::move(*painter))));
}

bool MapPainter::draw(const MapInput& input, const Camera& camera, double budget_ms) {
  return impl_->draw(input, camera, budget_ms);
}

unsigned MapPainter::texture() const { return impl_->shown.texture(); }

Result<Image> MapPainter::picture(const MapInput& input, const Camera& camera) {
  impl_->scene.refresh(input);
  impl_->scene.wait();
  impl_->scene.raster_tiles().insist(true);
  impl_->begun = impl_->shown_complete = false;
  while (!impl_->draw(input, camera, 1000)) {
  }
  impl_->scene.raster_tiles().insist(false);
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
