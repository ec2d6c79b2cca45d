#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "ui/commands.h"
#include "ui/workbench.h"

namespace wangge::ui {

/// The workbench without a window: frames are drawn into nothing, and named controls are clicked.
class Desk {
 public:
  explicit Desk(session::Snapshot shown, ImVec2 size = {1600, 900});
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  /// Draws a frame; what it asked for is added to actions and commands. Commands are obeyed.
  void frame();

  ImVec2 centre(const std::string& name);
  void point_at(ImVec2 at);
  void drag(ImVec2 from, ImVec2 to);
  void click(ImVec2 at);
  void click(const std::string& name);
  void press(int key, bool ctrl = false);
  /// A place on the map, on the screen.
  ImVec2 on_map(geo::Point place);

  /// The only action of type T so far, or nullptr.
  template <typename T>
  const T* only() const {
    const T* found = nullptr;
    for (const session::Action& action : actions) {
      if (const T* one = std::get_if<T>(&action)) {
        if (found != nullptr) return nullptr;
        found = one;
      }
    }
    return found;
  }

  session::Snapshot snapshot;
  Ui ui;
  WindowState state;
  DrawnRects drawn;
  render::MapInput map_input, compared_input;
  std::vector<session::Action> actions;
  std::vector<Command> commands;

 private:
  ImGuiContext* context_ = nullptr;
  std::map<model::LayerId, std::shared_ptr<const geo::BoxTree>> indices_;
};

}  // namespace wangge::ui
