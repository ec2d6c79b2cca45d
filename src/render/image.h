#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace wangge::render {

/// Pixels, top row first, four bytes each: red, green, blue, alpha (not premultiplied).
struct Image {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;

  std::uint8_t* pixel(int x, int y) {
    return rgba.data() + 4 * (std::size_t(y) * std::size_t(width) + std::size_t(x));
  }
  const std::uint8_t* pixel(int x, int y) const {
    return rgba.data() + 4 * (std::size_t(y) * std::size_t(width) + std::size_t(x));
  }
  bool operator==(const Image&) const = default;
};

/// Under a temporary name first, then renamed: an old picture stays until the new one is whole.
Result<void> write_png(const Image& image, const std::string& path);
Result<Image> read_png(const std::string& path);

}  // namespace wangge::render
