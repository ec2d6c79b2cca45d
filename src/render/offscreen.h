#pragma once

#include <memory>

#include "base/result.h"

namespace wangge::render {

/// An OpenGL 3.3 core context without a window or display (EGL, surfaceless), current on the thread
/// that made it for as long as it lives.
class OffscreenContext {
 public:
  static Result<OffscreenContext> make();
  OffscreenContext(OffscreenContext&&) noexcept;
  OffscreenContext& operator=(OffscreenContext&&) noexcept;
  ~OffscreenContext();

 private:
  struct Handles;
  explicit OffscreenContext(std::unique_ptr<Handles> handles);
  std::unique_ptr<Handles> handles_;
};

}  // namespace wangge::render
