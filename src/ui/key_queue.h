#pragma once

#include <deque>
#include <set>
#include <vector>

namespace wangge::ui {

/// A key that went down or up, as GLFW reports it.
struct KeyEvent {
  int key = 0, scancode = 0, action = 0, mods = 0;
  bool operator==(const KeyEvent&) const = default;
};

/// Keeps key events between frames. ImGui 1.86 looks at which keys are down once a frame, so a
/// press and release within one frame would be lost: each frame gets one change a key, in order.
class KeyQueue {
 public:
  void push(const KeyEvent& event) { events_.push_back(event); }
  bool empty() const { return events_.empty(); }

  /// The events of the next frame.
  std::vector<KeyEvent> next_frame() {
    std::vector<KeyEvent> frame;
    std::set<int> keys;
    while (!events_.empty() && keys.insert(events_.front().key).second) {
      frame.push_back(events_.front());
      events_.pop_front();
    }
    return frame;
  }

 private:
  std::deque<KeyEvent> events_;
};

}  // namespace wangge::ui
