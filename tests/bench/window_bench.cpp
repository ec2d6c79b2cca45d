// Whole frames of the window over a city of a million buildings: panels, map and the copy to the
// screen's target, while the hand drags and the wheel turns. Drawn off screen; showing the target
// under X costs some milliseconds more.
//   window_bench [BUILDINGS [TICKETS]]
#include <epoxy/gl.h>
#include <fmt/format.h>
#include <imgui.h>
//
#include <backends/imgui_impl_opengl3.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "render/map_painter.h"
#include "render/offscreen.h"
#include "synth/city.h"
#include "ui/fonts.h"
#include "ui/viewer.h"
#include "ui/workbench.h"

namespace wangge::ui {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int width = 1600, height = 900;

double since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

session::Snapshot snapshot_of(const synth::City& city, bool tickets) {
  auto workspace = std::make_shared<model::Workspace>();
  workspace->crs = city.crs;
  std::uint32_t id = 0;
  for (const auto& layer : city.layers) {
    if (layer->role == model::Role::tickets && !tickets) continue;
    workspace->layers.push_back({model::LayerId{++id}, layer,
                                 std::make_shared<const model::LayerStyle>(
                                     model::default_style(*layer, model::Theme::light))});
  }
  session::Snapshot snapshot;
  snapshot.workspace = workspace;
  snapshot.selection = std::make_shared<const model::Selection>();
  return snapshot;
}

/// The target that stands for the screen.
class Screen {
 public:
  Screen() {
    glGenFramebuffers(1, &framebuffer_);
    glGenTextures(1, &texture_);
    glBindTexture(GL_TEXTURE_2D, texture_);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_, 0);
  }
  ~Screen() {
    glDeleteFramebuffers(1, &framebuffer_);
    glDeleteTextures(1, &texture_);
  }
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;
  void begin() const {
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    glViewport(0, 0, width, height);
    glClear(GL_COLOR_BUFFER_BIT);
  }

 private:
  unsigned framebuffer_ = 0, texture_ = 0;
};

/// Frames of the window, timed in three parts.
class Window {
 public:
  Window(render::MapPainter& painter, const Fonts& fonts, session::Snapshot shown)
      : painter_(painter), snapshot_(std::move(shown)) {
    ui_.fonts = fonts;
    ui_.drawn = &drawn_;
    apply_theme(model::Theme::light, 1);
    ui_.colours = &palette(model::Theme::light);
    state_.mode = Mode::query;
    state_.mode_settled = true;
    for (const auto& entry : snapshot_.workspace->layers) {
      indices_[entry.id] = std::make_shared<const geo::BoxTree>(entry.layer->geometry);
    }
  }

  void frame() {
    const auto start = Clock::now();
    double map_ms = 0;
    Outbox out;
    const IndexOf index = [this](model::LayerId layer) { return indices_[layer]; };
    const DrawMap draw_map = [&](MapSlot, const render::MapInput& input,
                                 const render::Camera& camera) {
      const auto begun = Clock::now();
      complete_ = painter_.draw(input, camera, map_budget_ms);
      map_ms = since(begun);
      return painter_.texture();
    };
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    ImGui::PushFont(ui_.fonts.body);
    draw_workbench(ui_, {snapshot_, index, draw_map, true}, state_, out);
    ImGui::PopFont();
    ImGui::Render();
    const double panels_ms = since(start) - map_ms;
    screen_.begin();
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    glFinish();  // as showing it does
    total_.push_back(since(start));
    map_.push_back(map_ms);
    panels_.push_back(panels_ms);
  }

  void rest() {
    ImGui::GetIO().MouseDown[2] = false;
    ImGui::GetIO().MouseWheel = 0;
    const auto start = Clock::now();
    do frame();
    while (!complete_);
    complete_ms_ = since(start);
  }

  void drag(const std::string& name) {
    begin();
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = centre();
    frame();
    io.MouseDown[2] = true;
    for (int i = 0; i < 60; ++i) {
      io.MousePos = {io.MousePos.x - (i < 30 ? 7.0F : -9.0F), io.MousePos.y + 3.0F};
      frame();
    }
    rest();
    print(name);
  }

  void wheel(const std::string& name, float ticks, int times) {
    begin();
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = centre();
    for (int i = 0; i < times; ++i) {
      io.MouseWheel = i % 3 == 0 ? ticks : 0;
      frame();
    }
    rest();
    print(name);
  }

  void hover(const std::string& name) {
    begin();
    for (int i = 0; i < 60; ++i) {
      ImGui::GetIO().MousePos = {500.0F + 8.0F * static_cast<float>(i), 420};
      frame();
    }
    rest();
    print(name);
  }

  void open(const std::string& name) {
    begin();
    frame();
    rest();
    print(name);
  }

 private:
  void begin() {
    total_.clear();
    map_.clear();
    panels_.clear();
  }
  ImVec2 centre() const {
    const ImVec4 r = drawn_.at("map");
    return {(r.x + r.z) / 2, (r.y + r.w) / 2};
  }
  static double share(std::vector<double> sorted, double part) {
    std::sort(sorted.begin(), sorted.end());
    return sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
  }
  void print(const std::string& name) const {
    fmt::print(
        "{:34} {:4} frames  p50 {:5.1f}  p99 {:5.1f}  max {:5.1f} ms  (map p99 {:5.1f}, panels "
        "p99 {:4.1f})  complete {:5.0f} ms\n",
        name, total_.size(), share(total_, 0.5), share(total_, 0.99), share(total_, 1),
        share(map_, 0.99), share(panels_, 0.99), complete_ms_);
  }

  render::MapPainter& painter_;
  session::Snapshot snapshot_;
  Screen screen_;
  Ui ui_;
  DrawnRects drawn_;
  WindowState state_;
  std::map<model::LayerId, std::shared_ptr<const geo::BoxTree>> indices_;
  std::vector<double> total_, map_, panels_;
  double complete_ms_ = 0;
  bool complete_ = false;
};

void move_about(render::MapPainter& painter, const Fonts& fonts, const synth::City& city,
                bool tickets) {
  const std::string with = tickets ? ", tickets" : ", no tickets";
  Window window(painter, fonts, snapshot_of(city, tickets));
  window.open("first picture" + with);
  window.drag("pan, whole city" + with);
  window.hover("hover, whole city" + with);
  for (const char* nearer : {"near", "nearer", "streets", "houses"}) {
    window.wheel(fmt::format("zoom in, {}{}", nearer, with), 1, 24);
    window.drag(fmt::format("pan, {}{}", nearer, with));
    window.hover(fmt::format("hover, {}{}", nearer, with));
  }
  window.wheel("zoom out" + with, -1, 100);
}

int run(std::size_t buildings, std::size_t tickets) {
  set_language(Language::chinese, WANGGE_BUILD_DIR "/locale");
  Progress progress;
  const auto city = synth::make_benchmark_city({20260101, buildings, tickets, 5000}, progress);
  const auto context = render::OffscreenContext::make();
  auto painter = render::MapPainter::make(WANGGE_SOURCE_DIR "/shaders");
  const auto files = find_fonts();
  if (!city || !context || !painter || !files) {
    const Error& error = !city      ? city.error()
                         : !context ? context.error()
                         : !painter ? painter.error()
                                    : files.error();
    fmt::print(stderr, "{}\n", to_text(error));
    return 1;
  }
  ImFontAtlas atlas;
  const Fonts fonts = build_fonts(atlas, *files, 1);
  ImGui::CreateContext(&atlas);
  ImGui::GetIO().IniFilename = nullptr;
  ImGui::GetIO().DisplaySize = {width, height};
  ImGui::GetIO().DeltaTime = 1.0F / 60;
  ImGui_ImplOpenGL3_Init("#version 330 core");
  for (const bool with : {false, true}) move_about(**painter, fonts, *city, with);
  ImGui_ImplOpenGL3_Shutdown();
  ImGui::DestroyContext();
  return 0;
}

}  // namespace
}  // namespace wangge::ui

int main(int argc, char** argv) {
  const auto number = [&](int i) {
    return argc > i ? std::strtoull(argv[i], nullptr, 10) : 1'000'000;
  };
  return wangge::ui::run(number(1), number(2));
}
