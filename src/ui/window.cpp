#define GLFW_INCLUDE_NONE
#include "ui/window.h"

#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>

#include <algorithm>
#include <utility>

#include "base/i18n.h"

namespace wangge::ui {

Result<std::unique_ptr<Window>> Window::open(const std::string& title, int width, int height) {
  const auto failed = [] {
    const char* why = nullptr;
    glfwGetError(&why);
    return Error{ErrorCode::failed, "",
                 trf("No window can be opened: {}", why == nullptr ? "?" : why),
                 tr("Check DISPLAY, or use the verbs that need no display (wangge render).")};
  };
  if (glfwInit() == GLFW_FALSE) return failed();
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {  // never larger than the screen
    int x = 0, y = 0, most_width = 0, most_height = 0;
    glfwGetMonitorWorkarea(monitor, &x, &y, &most_width, &most_height);
    if (most_width > 0) width = std::min(width, most_width);
    if (most_height > 0) height = std::min(height, most_height);
  }
  std::unique_ptr<Window> window(new Window);
  window->window_ = glfwCreateWindow(width, height, title.c_str(), nullptr, nullptr);
  if (window->window_ == nullptr) return failed();
  glfwSetWindowSizeLimits(window->window_, 960, 600, GLFW_DONT_CARE, GLFW_DONT_CARE);
  glfwMakeContextCurrent(window->window_);
  glfwSwapInterval(1);
  window->install_callbacks();
  return window;
}

Window::~Window() {
  if (window_ != nullptr) glfwDestroyWindow(window_);
  glfwTerminate();
}

void Window::install_callbacks() {
  glfwSetWindowUserPointer(window_, this);
  // Keys wait in the queue; everything else goes straight to ImGui.
  static constexpr auto self = [](GLFWwindow* w) {
    return static_cast<Window*>(glfwGetWindowUserPointer(w));
  };
  glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int scancode, int action, int mods) {
    self(w)->stirred_ = true;
    self(w)->keys_.push({key, scancode, action, mods});
  });
  glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned letter) {
    self(w)->stirred_ = true;
    ImGui_ImplGlfw_CharCallback(w, letter);
  });
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int button, int action, int mods) {
    self(w)->stirred_ = true;
    ImGui_ImplGlfw_MouseButtonCallback(w, button, action, mods);
  });
  glfwSetScrollCallback(window_, [](GLFWwindow* w, double x, double y) {
    self(w)->stirred_ = true;
    ImGui_ImplGlfw_ScrollCallback(w, x, y);
  });
  glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int entered) {
    self(w)->stirred_ = true;
    ImGui_ImplGlfw_CursorEnterCallback(w, entered);
  });
  glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int focused) {
    self(w)->stirred_ = true;
    ImGui_ImplGlfw_WindowFocusCallback(w, focused);
  });
  glfwSetCursorPosCallback(window_,
                           [](GLFWwindow* w, double, double) { self(w)->stirred_ = true; });
  glfwSetFramebufferSizeCallback(window_,
                                 [](GLFWwindow* w, int, int) { self(w)->stirred_ = true; });
  glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { self(w)->stirred_ = true; });
  glfwSetDropCallback(window_, [](GLFWwindow* w, int count, const char** paths) {
    self(w)->stirred_ = true;
    self(w)->dropped_.assign(paths, paths + count);
  });
}

float Window::content_scale() const {
  float x = 1, y = 1;
  glfwGetWindowContentScale(window_, &x, &y);
  return std::clamp(std::max(x, y), 1.0F, 4.0F);
}

void Window::set_title(const std::string& title) { glfwSetWindowTitle(window_, title.c_str()); }
void Window::close() { glfwSetWindowShouldClose(window_, GLFW_TRUE); }
void Window::stay() { glfwSetWindowShouldClose(window_, GLFW_FALSE); }
bool Window::should_close() const { return glfwWindowShouldClose(window_) != GLFW_FALSE; }

bool Window::wait(double seconds) {
  if (seconds <= 0) {
    glfwPollEvents();
  } else {
    glfwWaitEventsTimeout(seconds);
  }
  return std::exchange(stirred_, false);
}

bool Window::release_keys() {
  for (const KeyEvent& event : keys_.next_frame()) {
    ImGui_ImplGlfw_KeyCallback(window_, event.key, event.scancode, event.action, event.mods);
  }
  return !keys_.empty();
}

std::vector<std::string> Window::take_dropped() { return std::exchange(dropped_, {}); }
void Window::swap() { glfwSwapBuffers(window_); }

}  // namespace wangge::ui
