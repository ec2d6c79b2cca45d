#include "render/camera.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace wangge::render {
namespace {

Camera random_camera(Random& random) {
  Camera camera;
  camera.centre = {random.between(1e5, 9e5), random.between(1e6, 5e6)};
  camera.metres_per_pixel = std::exp(random.between(-3, 6));
  camera.width = 16 + static_cast<int>(random.below(4000));
  camera.height = 16 + static_cast<int>(random.below(4000));
  return camera;
}

TEST(Camera, MapAndScreenAreInverse) {
  Random random(1);
  for (int i = 0; i < 1000; ++i) {
    const Camera camera = random_camera(random);
    const geo::Point screen{random.between(0, camera.width), random.between(0, camera.height)};
    EXPECT_LT(geo::distance(camera.screen_from_map(camera.map_from_screen(screen)), screen), 1e-5);
  }
}

TEST(Camera, CornersOfThePictureAreTheViewBox) {
  Random random(2);
  for (int i = 0; i < 100; ++i) {
    const Camera camera = random_camera(random);
    const geo::Box view = camera.view_box();
    EXPECT_LT(geo::distance(camera.screen_from_map({view.min_x, view.max_y}), {0, 0}), 1e-5);
    EXPECT_LT(geo::distance(camera.screen_from_map({view.max_x, view.min_y}),
                            {double(camera.width), double(camera.height)}),
              1e-5);
  }
}

TEST(Camera, ZoomingKeepsThePointUnderTheMouse) {
  Random random(3);
  for (int i = 0; i < 1000; ++i) {
    const Camera camera = random_camera(random);
    const geo::Point mouse{random.between(0, camera.width), random.between(0, camera.height)};
    const Camera zoomed = camera.zoomed_about(mouse, std::exp(random.between(-9, 9)));
    const geo::Point before = camera.map_from_screen(mouse);
    EXPECT_LT(geo::distance(zoomed.screen_from_map(before), mouse), 1e-3);
    EXPECT_GE(zoomed.metres_per_pixel, Camera::closest);
    EXPECT_LE(zoomed.metres_per_pixel, Camera::farthest);
  }
}

TEST(Camera, PanningMovesTheMapWithTheHand) {
  Random random(4);
  const Camera camera = random_camera(random);
  const geo::Point held = camera.map_from_screen({10, 20});
  EXPECT_LT(geo::distance(camera.panned(33, -7).screen_from_map(held), {43, 13}), 1e-5);
}

TEST(Camera, FitShowsTheWholeBoxInTheMiddle) {
  const geo::Box box{100, 200, 1100, 400};
  const Camera camera = Camera::fit(box, 800, 600, 30);
  EXPECT_EQ(camera.centre, box.centre());
  EXPECT_NEAR(camera.screen_from_map({100, 300}).x, 30, 1e-9);
  EXPECT_TRUE(camera.view_box().contains(box));
  EXPECT_EQ(Camera::fit({}, 800, 600).centre, (geo::Point{0, 0}));
  EXPECT_EQ(Camera::fit({5, 5, 5, 5}, 800, 600).metres_per_pixel, Camera::closest);
}

}  // namespace
}  // namespace wangge::render
