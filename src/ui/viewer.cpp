#include <epoxy/gl.h>
//
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>

#include <cstdio>
#include <filesystem>
#include <future>

#include "session/session.h"
#include "ui/commands.h"
#include "ui/viewer.h"
#include "ui/window.h"
#include "ui/workbench.h"

namespace wangge::ui {
namespace {

constexpr const char* program_name = "网格 Wangge — ";
constexpr int frames_after_event = 3;  // ImGui settles layout and hover over some frames

int say(const Error& error) {
  std::fprintf(stderr, "%s\n", to_text(error).c_str());
  return 2;  // an input error, as the command line counts
}

std::string window_title(const session::Snapshot& snapshot) {
  std::string what;
  const auto& layers = snapshot.workspace->layers;
  if (!snapshot.file.path.empty()) {
    what = std::filesystem::path(snapshot.file.path).filename().string();
  } else if (snapshot.workspace->demo) {
    what = tr("demo");
  } else if (!layers.empty()) {
    what = std::filesystem::path(layers.back().layer->source.path).filename().string();
    if (what.empty()) what = layers.back().layer->name;
  } else if (!snapshot.workspace->rasters.empty()) {
    what = snapshot.workspace->rasters.back().raster->info.name;
  } else {
    what = tr("map workbench");
  }
  return (snapshot.file.changed ? "● " : "") + (program_name + what);
}

/// ImGui and its two backends for as long as this lives.
class ImGuiOnWindow {
 public:
  ImGuiOnWindow(Window& window, ImFontAtlas& fonts) {
    IMGUI_CHECKVERSION();
    ImGui::CreateContext(&fonts);
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().ConfigWindowsMoveFromTitleBarOnly = true;
    ImGui_ImplGlfw_InitForOpenGL(window.handle(), false);
    ImGui_ImplOpenGL3_Init("#version 330 core");
  }
  ~ImGuiOnWindow() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
  }
  ImGuiOnWindow(const ImGuiOnWindow&) = delete;
  ImGuiOnWindow& operator=(const ImGuiOnWindow&) = delete;
};

/// One run of the window.
class Viewer {
 public:
  Viewer(const ViewerOptions& options, Window& window, render::MapPainter& painter, Fonts fonts,
         float scale)
      : options_(options), window_(window), painter_(painter) {
    ui_.fonts = fonts;
    ui_.scale = scale;
    state_.read = options.read;
    state_.read.layers.clear();  // they are those of the files named with them
    session_.remember_columns_in(options.columns_file);
    session_.log_exports_in(options.export_log);
    session_.keep_work_in(options.journal_folder);
    session_.apply(session::SetTheme{options.theme});
    if (!options.paths.empty()) session_.apply(session::OpenFiles{options.paths, options.read});
  }

  void run() {
    int settle = frames_after_event;
    while (!closes()) {
      const bool busy = settle > 0 || !map_complete_;
      const bool stirred = window_.wait(busy ? 0 : sleep_s());
      const bool news = session_.update();
      if (stirred || news || keys_waiting_) settle = frames_after_event;
      const bool working = !session_.snapshot().jobs.empty() || state_.busy() ||
                           ImGui::GetIO().WantTextInput || state_.map.rest_s > 0 ||
                           state_.timeline.playback.playing;
      if (settle == 0 && map_complete_ && !working && session_.snapshot().notices.empty()) continue;
      if (settle > 0) --settle;
      draw_frame();
    }
  }

 private:
  /// Whether the window is to close, and nothing is left to be saved.
  bool closes() {
    if (!window_.should_close()) return false;
    if (!session_.snapshot().file.changed) return true;
    window_.stay();
    state_.leave = {Leave::quit};
    return false;
  }

  /// How long to sleep while nothing moves: short while a job reports or a hover text is due.
  double sleep_s() const {
    if (state_.timeline.playback.playing) return 0.02;
    if (!session_.snapshot().jobs.empty() || state_.busy()) return 0.05;
    if (state_.map.cursor && state_.map.rest_s < 0.4) return 0.1;
    if (ImGui::GetIO().WantTextInput || !session_.snapshot().notices.empty()) return 0.25;
    return 5;
  }

  void draw_frame() {
    keys_waiting_ = window_.release_keys();
    if (auto dropped = window_.take_dropped(); !dropped.empty()) {
      open_paths(std::move(dropped), session_.snapshot().file.changed, state_, state_.wishes);
    }
    const session::Snapshot snapshot = session_.snapshot();
    if (themed_ != snapshot.theme) {
      themed_ = snapshot.theme;
      apply_theme(snapshot.theme, ui_.scale);
      ui_.colours = &palette(snapshot.theme);
    }
    const std::string title = window_title(snapshot);
    if (title != title_) window_.set_title(title_ = title);

    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGui::NewFrame();
    ImGui::PushFont(ui_.fonts.body);
    Outbox out;
    map_complete_ = true;
    const IndexOf index = [this](model::LayerId layer) { return session_.index(layer); };
    const DrawMap draw_map = [this](MapSlot slot, const render::MapInput& input,
                                    const render::Camera& camera) {
      render::MapPainter* painter = slot == MapSlot::map ? &painter_ : second_painter();
      if (painter == nullptr) return 0U;
      map_complete_ = painter->draw(input, camera, map_budget_ms) && map_complete_;
      return painter->texture();
    };
    draw_workbench(ui_, {snapshot, index, draw_map, !options_.demo_files.empty()}, state_, out);
    ImGui::PopFont();
    ImGui::Render();

    int width = 0, height = 0;
    glfwGetFramebufferSize(window_.handle(), &width, &height);
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glViewport(0, 0, width, height);
    const ImVec4 behind = ImGui::ColorConvertU32ToFloat4(ui_.colours->panel);
    glClearColor(behind.x, behind.y, behind.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    window_.swap();
    carry_out(snapshot, out);
  }

  /// Made when a second picture is wanted for the first time; null where that fails.
  render::MapPainter* second_painter() {
    if (!second_painter_) {
      auto made = render::MapPainter::make(options_.shader_dir);
      if (made) second_painter_ = std::move(*made);
    }
    return second_painter_.get();
  }

  void carry_out(const session::Snapshot& snapshot, Outbox& out) {
    for (const Command& command : out.commands) {
      if (const auto* wish = std::get_if<SwitchLanguage>(&command)) {
        set_language(wish->language);
        out.act(session::RefreshTexts{});
      } else if (std::holds_alternative<Quit>(command)) {
        window_.close();
      } else if (std::holds_alternative<OpenDemo>(command)) {
        out.act(session::OpenFiles{options_.demo_files, {}, false});
      } else {
        obey(command, snapshot, state_, out);
      }
    }
    for (auto& action : state_.wishes.actions) out.act(std::move(action));
    state_.wishes = {};
    for (const session::Action& action : out.actions) session_.apply(action);
  }

  const ViewerOptions& options_;
  Window& window_;
  render::MapPainter& painter_;
  std::unique_ptr<render::MapPainter> second_painter_;
  session::Session session_;
  Ui ui_;
  WindowState state_;
  std::optional<model::Theme> themed_;
  std::string title_;
  bool map_complete_ = false, keys_waiting_ = false;
};

}  // namespace

int run_viewer(const ViewerOptions& options) {
  set_language(options.language, options.locale_dir);
  const auto files = find_fonts();
  if (!files) return say(files.error());
  auto window =
      Window::open(std::string(program_name) + tr("map workbench"), options.width, options.height);
  if (!window) return say(window.error());
  const float scale = options.scale > 0 ? options.scale : (*window)->content_scale();

  // The letters are drawn while the painter compiles its shaders.
  ImFontAtlas atlas;
  auto fonts = std::async(std::launch::async, [&] { return build_fonts(atlas, *files, scale); });
  auto painter = render::MapPainter::make(options.shader_dir);
  const Fonts ready = fonts.get();
  if (!painter) return say(painter.error());
  const ImGuiOnWindow imgui(**window, atlas);
  Viewer(options, **window, **painter, ready, scale).run();
  return 0;
}

}  // namespace wangge::ui
