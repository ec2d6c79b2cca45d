// Drawing a city of a million buildings off screen: how long a frame takes while the map moves, and
// how long after the last move the picture is complete.
//   render_bench [BUILDINGS [TICKETS]]
#include <epoxy/gl.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "analysis/bins.h"
#include "bench/camera_paths.h"
#include "render/map_painter.h"
#include "render/offscreen.h"
#include "render/packed_layer.h"
#include "synth/city.h"

namespace wangge::render {
namespace {

using Clock = std::chrono::steady_clock;

double milliseconds(const std::function<void()>& work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

constexpr double budget_ms = 12;

struct Frames {
  std::vector<double> ms;
  double complete_ms = 0;

  double share(double part) const {
    std::vector<double> sorted = ms;
    std::sort(sorted.begin(), sorted.end());
    return sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
  }
  void print(const std::string& name) const {
    fmt::print(
        "{:34} {:5} frames  p50 {:6.1f}  p99 {:6.1f}  max {:6.1f} ms   complete {:6.0f} ms\n", name,
        ms.size(), share(0.5), share(0.99), share(1), complete_ms);
  }
};

/// Draws a frame for each camera, then draws until the picture is complete.
Frames follow(MapPainter& painter, const MapInput& input, const std::vector<Camera>& path) {
  Frames frames;
  bool done = false;
  const auto frame = [&](const Camera& camera) {
    frames.ms.push_back(milliseconds([&] {
      done = painter.draw(input, camera, budget_ms);
      glFinish();  // as showing it in a window does
    }));
  };
  for (const Camera& camera : path) frame(camera);
  while (!done) {
    frame(path.back());
    frames.complete_ms += frames.ms.back();
  }
  return frames;
}

MapInput input_for(const synth::City& city, bool tickets) {
  auto workspace = std::make_shared<model::Workspace>();
  workspace->crs = city.crs;
  std::uint32_t id = 0;
  for (const auto& layer : city.layers) {
    if (layer->role == model::Role::tickets && !tickets) continue;
    workspace->layers.push_back({model::LayerId{++id}, layer,
                                 std::make_shared<const model::LayerStyle>(
                                     model::default_style(*layer, model::Theme::light))});
  }
  MapInput input;
  input.workspace = workspace;
  return input;
}

void move_about(MapPainter& painter, const MapInput& input, const std::string& with) {
  const Camera whole = Camera::fit(input.workspace->extent(), 1600, 900);
  const double far = whole.metres_per_pixel;
  follow(painter, input, {whole}).print("first picture, " + with);
  follow(painter, input, pan_at(whole, far)).print("pan, whole city, " + with);
  follow(painter, input, zoom(whole, far, 8)).print("zoom in to 8 m/px, " + with);
  follow(painter, input, pan_at(whole, 8)).print("pan, 8 m/px, " + with);
  follow(painter, input, pan_at(whole, 3)).print("pan, 3 m/px, " + with);
  follow(painter, input, pan_at(whole, 1)).print("pan, 1 m/px, " + with);
  follow(painter, input, pan_at(whole, 0.4)).print("pan, 0.4 m/px, " + with);
  follow(painter, input, zoom(whole, 1, far)).print("zoom out to the city, " + with);
}

/// Five classes, other ones each time.
void classify(AreaDrawing& drawing, std::size_t turn) {
  auto classes = std::make_shared<std::vector<std::uint16_t>>();
  auto values = std::make_shared<std::vector<analysis::AreaValue>>(drawing.areas->size());
  for (std::size_t i = 0; i < values->size(); ++i) {
    classes->push_back(static_cast<std::uint16_t>((i / 7 + i / 400 + turn) % 5));
    (*values)[i].trust = i % 5 == 0 ? analysis::Trust::small_base : analysis::Trust::fine;
  }
  drawing.classes = classes;
  drawing.values = values;
}

/// About `count` hexagons over a city.
AreaDrawing bins_over(const geo::Box& city, std::size_t count) {
  const double width =
      std::sqrt(city.width() * city.height() / static_cast<double>(count) * 2 / std::sqrt(3));
  const analysis::BinLattice lattice{analysis::BinShape::hexagon, width};
  auto areas = std::make_shared<geo::PackedGeometry>(geo::Kind::polygons);
  const auto first = lattice.cell_of({city.min_x, city.min_y}),
             last = lattice.cell_of({city.max_x, city.max_y});
  for (auto row = first.row; row <= last.row; ++row) {
    for (auto column = first.column; column <= last.column; ++column) {
      areas->add_ring_feature(lattice.ring({column, row}));
    }
  }
  AreaDrawing drawing;
  drawing.areas = areas;
  drawing.breaks.uppers = {1, 2, 3, 4, 5};
  classify(drawing, 0);
  return drawing;
}

/// A measure of many small areas whose values change as time goes on.
void show_measure(MapPainter& painter, MapInput input) {
  input.areas = bins_over(input.workspace->extent(), 200'000);
  const std::string name = fmt::format("{} bins", input.areas->areas->size());
  move_about(painter, input, name);
  const Camera whole = Camera::fit(input.workspace->extent(), 1600, 900);
  follow(painter, input, {whole});
  Frames frames;
  for (std::size_t turn = 1; turn <= 10; ++turn) {
    classify(*input.areas, turn);
    const Frames step = follow(painter, input, {whole});
    frames.ms.insert(frames.ms.end(), step.ms.begin(), step.ms.end());
    frames.complete_ms = std::max(frames.complete_ms, step.complete_ms);
  }
  frames.print("other values, whole city, " + name);
}

int run(std::size_t buildings, std::size_t tickets) {
  Progress progress;
  const auto city = synth::make_benchmark_city({20260101, buildings, tickets, 5000}, progress);
  const auto context = OffscreenContext::make();
  auto painter = MapPainter::make(WANGGE_SOURCE_DIR "/shaders");
  if (!city || !context || !painter) {
    const Error& error = !city ? city.error() : !context ? context.error() : painter.error();
    fmt::print(stderr, "{}\n", to_text(error));
    return 1;
  }
  for (const auto& layer : city->layers) {
    const double ms = milliseconds([&] { pack_layer(layer->geometry, progress); });
    fmt::print("pack {:12} {:9} features  {:6.0f} ms\n", layer->name, layer->size(), ms);
  }
  move_about(**painter, input_for(*city, false), "no tickets");
  move_about(**painter, input_for(*city, true), "tickets");
  show_measure(**painter, input_for(*city, false));
  return 0;
}

}  // namespace
}  // namespace wangge::render

int main(int argc, char** argv) {
  const auto number = [&](int i) {
    return argc > i ? std::strtoull(argv[i], nullptr, 10) : 1'000'000;
  };
  return wangge::render::run(number(1), number(2));
}
