#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "ui/key_queue.h"

struct GLFWwindow;

namespace wangge::ui {

/// A GLFW window with an OpenGL 3.3 core context, current on this thread, and what the user does to
/// it between frames: keys are queued so that short presses are not lost, dropped files are kept.
class Window {
 public:
  /// errors  failed: no display, or no OpenGL 3.3
  static Result<std::unique_ptr<Window>> open(const std::string& title, int width, int height);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  GLFWwindow* handle() const { return window_; }
  /// Of the screen: 1 at 96 dots an inch.
  float content_scale() const;
  void set_title(const std::string& title);
  bool should_close() const;
  /// As if the frame's cross had been clicked.
  void close();
  void stay();  ///< although it should close
  /// Sleeps until something happens, at most `seconds`. True when something did.
  bool wait(double seconds);
  /// Hands one change a key to ImGui; true when more are waiting for the next frame.
  bool release_keys();
  std::vector<std::string> take_dropped();
  void swap();

 private:
  Window() = default;
  void install_callbacks();

  GLFWwindow* window_ = nullptr;
  KeyQueue keys_;
  std::vector<std::string> dropped_;
  bool stirred_ = true;
};

}  // namespace wangge::ui
