#pragma once

#include <deque>
#include <set>
#include <vector>

namespace wangge::ui {

/// A key that went down or up, as GLFW reports it.
struct KeyEvent {
  static constexpr int release = 0, press = 1, repeat = 2;  ///< GLFW's actions
  int key = 0, scancode = 0, action = 0, mods = 0;
  bool operator==(const KeyEvent&) const = default;
};

/// Keeps key events between frames. ImGui 1.86 looks once a frame at which keys are down, so a
/// press and release within one frame would be lost, and so would the Ctrl of a quick Ctrl+Z: in
/// one frame a key changes once, and nothing is released after something was pressed.
class KeyQueue {
 public:
  void push(const KeyEvent& event) { events_.push_back(event); }
  bool empty() const { return events_.empty(); }

  /// The events of the next frame, in order.
  std::vector<KeyEvent> next_frame() {
    std::vector<KeyEvent> frame;
    std::set<int> keys;
    bool pressed = false;
    while (!events_.empty()) {
      const KeyEvent event = events_.front();
      if (pressed && event.action == KeyEvent::release) break;
      if (!keys.insert(event.key).second) break;
      pressed = pressed || event.action == KeyEvent::press;
      frame.push_back(event);
      events_.pop_front();
    }
    return frame;
  }

 private:
  std::deque<KeyEvent> events_;
};

}  // namespace wangge::ui
