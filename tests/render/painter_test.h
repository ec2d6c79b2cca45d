#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>

#include "render/map_painter.h"
#include "render/offscreen.h"

namespace wangge::render {

/// Tests that paint maps off the screen.
class PainterTest : public testing::Test {
 protected:
  void SetUp() override {
    auto context = OffscreenContext::make();
    ASSERT_TRUE(context) << to_text(context.error());
    context_.emplace(std::move(*context));
    auto painter = MapPainter::make(WANGGE_SOURCE_DIR "/shaders");
    ASSERT_TRUE(painter) << to_text(painter.error());
    painter_ = std::move(*painter);
  }

  Image picture(const MapInput& input, const Camera& camera) {
    auto image = painter_->picture(input, camera);
    EXPECT_TRUE(image);
    return image ? std::move(*image) : Image{};
  }

  std::optional<OffscreenContext> context_;  // outlives the painter
  std::unique_ptr<MapPainter> painter_;
};

/// The colour at a place of the map.
inline model::Colour colour_at(const Image& image, const Camera& camera, geo::Point place) {
  const geo::Point at = camera.screen_from_map(place);
  const std::uint8_t* p = image.pixel(static_cast<int>(at.x), static_cast<int>(at.y));
  return {p[0], p[1], p[2], p[3]};
}

}  // namespace wangge::render
