// Rasters under the map, made up by a formula: each place has its colour.
#include "render/raster_tiles.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "render/painter_test.h"
#include "render/small_scene.h"

namespace wangge::render {
namespace {

/// 400 m by 300 m: red in the west, blue in the east, green in the south of both.
class MadeUp final : public model::Raster {
 public:
  explicit MadeUp(std::chrono::milliseconds slow = {})
      : Raster(about(), geo::Crs::wgs84(), {453'000, 2'463'000, 453'400, 2'463'300}), slow_(slow) {}

  Result<model::RasterPicture> picture(const geo::Box& box, int width, int height,
                                       const Progress&) const override {
    ++read;
    std::this_thread::sleep_for(slow_);
    model::RasterPicture out{width, height, {}, false};
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        const geo::Point p{box.min_x + (x + 0.5) * box.width() / width,
                           box.max_y - (y + 0.5) * box.height() / height};
        const std::uint8_t there = extent.contains(p) ? 255 : 0;
        const bool west = p.x < 453'200, south = p.y < 2'463'150;
        out.rgba.insert(out.rgba.end(), {static_cast<std::uint8_t>(west ? 200 : 0),
                                         static_cast<std::uint8_t>(south ? 160 : 0),
                                         static_cast<std::uint8_t>(west ? 0 : 200), there});
      }
    }
    return out;
  }
  Result<model::RasterPtr> placed_in(const geo::Crs&) const override {
    return model::RasterPtr(std::make_shared<MadeUp>(slow_));
  }
  mutable std::atomic<int> read = 0;

 private:
  static model::RasterInfo about() {
    model::RasterInfo info;
    info.name = "made up";
    info.resolution_m = 0.5;
    return info;
  }
  std::chrono::milliseconds slow_;
};

MapInput over(const model::RasterPtr& raster, float opacity = 1, bool grey = false) {
  auto workspace = std::make_shared<model::Workspace>();
  workspace->rasters.push_back({model::LayerId{1}, raster, true, opacity, grey});
  MapInput input;
  input.workspace = workspace;
  return input;
}

class RasterBelowTheMap : public PainterTest {
 protected:
  static model::Colour at(const Image& image, const Camera& camera, double x, double y) {
    return colour_at(image, camera, {453'000 + x, 2'463'000 + y});
  }
};

TEST_F(RasterBelowTheMap, ColoursLandWithinAPixelAtEveryZoom) {
  const auto raster = std::make_shared<const MadeUp>();
  const model::Colour land = model::rgb(0xF5F2EC);
  for (const double mpp : {0.1, 0.45, 1.0, 1.3, 1.9, 2.7}) {
    const Camera camera = SmallScene::camera(mpp, {453'203.3, 2'463'151.7});
    const Image image = picture(over(raster), camera);
    const double d = std::max(1.5 * mpp, 0.3);  // a pixel, or one of the tiles
    for (const double side : {-1.0, 1.0}) {
      const model::Colour here = at(image, camera, 200 + side * d, 150 + d),
                          below = at(image, camera, 200 + side * d, 150 - d);
      EXPECT_EQ(here, side < 0 ? model::Colour(200, 0, 0) : model::Colour(0, 0, 200)) << mpp;
      EXPECT_EQ(below, side < 0 ? model::Colour(200, 160, 0) : model::Colour(0, 160, 200)) << mpp;
    }
    if (mpp < 1.5) continue;  // the raster's border is out of sight
    EXPECT_EQ(at(image, camera, d, 290), model::Colour(200, 0, 0)) << mpp;
    EXPECT_EQ(at(image, camera, -d, 290), land) << mpp;
    EXPECT_EQ(at(image, camera, 400 - d, 290), model::Colour(0, 0, 200)) << mpp;
    EXPECT_EQ(at(image, camera, 400 + d, 290), land) << mpp;
  }
}

TEST_F(RasterBelowTheMap, ItLiesUnderTheLayers) {
  const Camera camera = SmallScene::camera(1);
  MapInput scene = SmallScene::input();
  const Image before = picture(scene, camera);
  auto workspace = std::make_shared<model::Workspace>(*scene.workspace);
  workspace->rasters.push_back({model::LayerId{99}, std::make_shared<const MadeUp>()});
  scene.workspace = workspace;
  const Image after = picture(scene, camera);
  EXPECT_EQ(at(after, camera, 240, 210), at(before, camera, 240, 210)) << "a building";
  EXPECT_NE(at(after, camera, 300, 190), at(before, camera, 300, 190)) << "open ground";
}

TEST_F(RasterBelowTheMap, OpacityAndGreynessShow) {
  const auto raster = std::make_shared<const MadeUp>();
  const Camera camera = SmallScene::camera(1);
  const model::Colour land = model::rgb(0xF5F2EC);
  const model::Colour half = at(picture(over(raster, 0.5F), camera), camera, 100, 250);
  EXPECT_NEAR(half.r, (200 + land.r) / 2, 2);
  EXPECT_NEAR(half.b, land.b / 2, 2);
  const model::Colour grey = at(picture(over(raster, 1, true), camera), camera, 100, 250);
  EXPECT_EQ(grey.r, grey.g);
  EXPECT_EQ(grey.r, grey.b);
  EXPECT_NEAR(grey.r, 0.299 * 200, 2);
  EXPECT_EQ(at(picture(over(raster, 0), camera), camera, 100, 250), land);
}

TEST_F(RasterBelowTheMap, APictureWaitsForAllTilesAndIsTheSameEachTime) {
  const auto slow = std::make_shared<const MadeUp>(std::chrono::milliseconds(15));
  const Camera camera = SmallScene::camera(0.5);
  const Image first = picture(over(slow), camera);
  EXPECT_EQ(at(first, camera, 150, 200), model::Colour(200, 0, 0));
  painter_ = std::move(*MapPainter::make(WANGGE_SOURCE_DIR "/shaders"));
  EXPECT_EQ(picture(over(slow), camera), first);
}

TEST_F(RasterBelowTheMap, AFrameDoesNotWaitForTiles) {
  const auto slow = std::make_shared<const MadeUp>(std::chrono::milliseconds(60));
  const MapInput input = over(slow);
  const Camera camera = SmallScene::camera(0.5);
  EXPECT_FALSE(painter_->draw(input, camera, 5)) << "nothing can be there yet";
  int frames = 1;
  while (!painter_->draw(input, camera, 5)) ASSERT_LT(++frames, 10'000);
  const int read = slow->read;
  EXPECT_TRUE(painter_->draw(input, camera.panned(3, 0), 1000) ||
              painter_->draw(input, camera.panned(3, 0), 1000));
  EXPECT_EQ(slow->read, read) << "the tiles are kept";
  const Image later = picture(input, camera);
  painter_ = std::move(*MapPainter::make(WANGGE_SOURCE_DIR "/shaders"));
  EXPECT_EQ(picture(input, camera), later) << "in the end it is the picture made at once";
}

TEST_F(RasterBelowTheMap, WhatIsClosedIsGone) {
  const Camera camera = SmallScene::camera(1);
  MapInput input = over(std::make_shared<const MadeUp>());
  const std::weak_ptr<const model::Raster> raster = input.workspace->rasters[0].raster;
  picture(input, camera);
  input.workspace = std::make_shared<const model::Workspace>();
  EXPECT_EQ(at(picture(input, camera), camera, 100, 250), model::rgb(0xF5F2EC));
  EXPECT_TRUE(raster.expired()) << "nothing keeps its file open";
}

TEST(RasterTile, ParentsCoverTheirChildrenOnBothSidesOfTheOrigin) {
  for (const std::int64_t x : {-5, -4, -1, 0, 1, 6}) {
    const RasterTile tile{nullptr, -2, x, -x};
    EXPECT_TRUE(tile.parent().box().contains(tile.box())) << x;
    EXPECT_EQ(tile.parent().box().width(), 2 * tile.box().width());
  }
}

}  // namespace
}  // namespace wangge::render
