#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "render/image.h"

namespace wangge::render {

/// Whether a picture looks like tests/render/golden/<name>.png: at most 0.5 % of the pixels may be
/// off by more than 24 of 255 in a channel, which smooth edges of another driver or font hinting
/// are. When it does not, the picture and its differences (black where equal) are left in the build
/// folder. WANGGE_UPDATE_GOLDEN=1 makes the pictures of today the right ones.
inline testing::AssertionResult looks_like_golden(const Image& image, const std::string& name) {
  const std::string golden = WANGGE_SOURCE_DIR "/tests/render/golden/" + name + ".png";
  if (std::getenv("WANGGE_UPDATE_GOLDEN") != nullptr) {
    const auto written = write_png(image, golden);
    if (!written) return testing::AssertionFailure() << to_text(written.error());
    return testing::AssertionSuccess();
  }
  const std::filesystem::path folder = WANGGE_BUILD_DIR "/golden";
  std::filesystem::create_directories(folder);
  const std::string actual = folder / (name + ".actual.png"),
                    difference = folder / (name + ".difference.png");
  const auto expected = read_png(golden);
  const auto keep_actual = [&] {
    return write_png(image, actual) ? actual : "(could not be kept)";
  };
  if (!expected)
    return testing::AssertionFailure()
           << to_text(expected.error()) << " It is now: " << keep_actual();
  if (expected->width != image.width || expected->height != image.height) {
    return testing::AssertionFailure() << golden << " has another size than " << keep_actual();
  }
  Image off{image.width, image.height, std::vector<std::uint8_t>(image.rgba.size(), 255)};
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < image.rgba.size(); i += 4) {
    int worst = 0;
    for (std::size_t channel = 0; channel < 3; ++channel) {
      const int d = std::abs(int{image.rgba[i + channel]} - int{expected->rgba[i + channel]});
      off.rgba[i + channel] = static_cast<std::uint8_t>(d);
      worst = std::max(worst, d);
    }
    wrong += worst > 24 ? 1 : 0;
  }
  if (wrong * 200 <= image.rgba.size() / 4) return testing::AssertionSuccess();
  const auto written = write_png(off, difference);
  return testing::AssertionFailure()
         << wrong << " pixels differ from " << golden << ": see " << keep_actual() << " and "
         << (written ? difference : to_text(written.error()));
}

}  // namespace wangge::render
