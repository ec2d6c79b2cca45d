#include "ui/raster_rows.h"

#include "desk.h"
#include "small_town.h"

namespace wangge::ui {
namespace {

class Photo final : public model::Raster {
 public:
  Photo() : Raster(named_photo(), geo::Crs::wgs84(), {0, 0, 300, 200}) {}
  Result<model::RasterPicture> picture(const geo::Box&, int, int, const Progress&) const override {
    return model::RasterPicture{};
  }
  Result<model::RasterPtr> placed_in(const geo::Crs&) const override {
    return model::RasterPtr(std::make_shared<Photo>());
  }

 private:
  static model::RasterInfo named_photo() {
    model::RasterInfo info;
    info.name = "photo";
    return info;
  }
};

constexpr model::LayerId photo{7};

session::Snapshot with_photo(session::Snapshot snapshot, bool alone = false) {
  auto workspace = std::make_shared<model::Workspace>(*snapshot.workspace);
  if (alone) workspace->layers.clear();
  workspace->rasters.push_back({photo, std::make_shared<const Photo>()});
  snapshot.workspace = workspace;
  return snapshot;
}

TEST(RasterRows, TheEyeHidesTheBackground) {
  Desk desk(with_photo(SmallTown().snapshot));
  desk.click("raster/7/eye");
  const auto* show = desk.only<session::ShowLayer>();
  ASSERT_NE(show, nullptr);
  EXPECT_EQ(show->layer, photo);
  EXPECT_FALSE(show->visible);
}

TEST(RasterRows, TheSliderFadesIt) {
  Desk desk(with_photo(SmallTown().snapshot));
  desk.click("raster/7/opacity");
  ASSERT_FALSE(desk.actions.empty());
  const auto* fade = std::get_if<session::SetOpacity>(&desk.actions.back());
  ASSERT_NE(fade, nullptr);
  EXPECT_EQ(fade->layer, photo);
  EXPECT_NEAR(fade->opacity, 0.5, 0.1) << "its middle";
}

TEST(RasterRows, TheMenuTakesColoursAwayAndCloses) {
  Desk desk(with_photo(SmallTown().snapshot));
  desk.click("raster/7/menu");
  desk.click("raster/7/grey");
  const auto* grey = desk.only<session::SetGreyscale>();
  ASSERT_NE(grey, nullptr);
  EXPECT_TRUE(grey->grey);
  desk.click("raster/7/menu");
  desk.click("raster/7/close");
  ASSERT_NE(desk.only<session::CloseLayer>(), nullptr);
}

TEST(RasterRows, ARasterAloneIsAMapAndNoEmptyWindow) {
  Desk desk(with_photo(SmallTown().snapshot, true));
  desk.frame();
  desk.frame();
  EXPECT_TRUE(desk.drawn.contains("map"));
  EXPECT_NEAR(desk.state.map.camera.centre.x, 150, 1);
  desk.click("map");
  EXPECT_TRUE(desk.drawn.contains("raster/7/name"));
}

}  // namespace
}  // namespace wangge::ui
