// Rasters as the background of what is open.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "session/session.h"
#include "support/raster_files.h"
#include "support/test_folder.h"

namespace wangge::session {
namespace {

namespace fs = std::filesystem;

class SessionWithRaster : public testing::Test {
 protected:
  SessionWithRaster() { write_raster(path("base.tif"), RasterFile{}); }
  std::string path(const std::string& name) const { return folder_ / name; }
  void open(const std::vector<std::string>& paths) {
    session.apply(OpenFiles{paths, {}});
    session.wait();
  }
  const model::Workspace& workspace() const { return *session.snapshot().workspace; }

  TestFolder folder_;
  Session session;
};

const std::string grids = std::string(WANGGE_SOURCE_DIR) + "/data/demo/grids.geojson";

TEST_F(SessionWithRaster, ARasterIsTheBackground) {
  open({path("base.tif")});
  ASSERT_EQ(workspace().rasters.size(), 1U);
  EXPECT_TRUE(workspace().layers.empty());
  EXPECT_TRUE(session.snapshot().notices.empty());
  const model::RasterEntry& entry = workspace().rasters[0];
  EXPECT_EQ(entry.raster->info.name, "base");
  EXPECT_EQ(workspace().crs, entry.raster->map);
  EXPECT_EQ(workspace().crs.code(), "EPSG:4547") << "as for a layer of that place";
  EXPECT_FALSE(workspace().extent().is_empty()) << "there is something to look at";
}

TEST_F(SessionWithRaster, LayersDecideTheSystemAndTheRasterFollows) {
  RasterFile far;
  far.place = {100'000, 10, 0, 6'000'000, 0, -10};
  far.crs = "EPSG:3857";
  ASSERT_NO_FATAL_FAILURE(write_raster(path("far.tif"), far));
  open({path("far.tif")});
  ASSERT_EQ(workspace().rasters.size(), 1U);
  const geo::Crs before = workspace().crs;
  open({grids});
  ASSERT_EQ(workspace().layers.size(), 1U);
  EXPECT_FALSE(workspace().crs == before);
  EXPECT_TRUE(workspace().rasters[0].raster->map == workspace().crs);
}

TEST_F(SessionWithRaster, TheOrderOfOpeningDoesNotMatter) {
  open({path("base.tif"), grids});
  Session other;
  other.apply(OpenFiles{{grids, path("base.tif")}, {}});
  other.wait();
  const model::Workspace& a = workspace();
  const model::Workspace& b = *other.snapshot().workspace;
  ASSERT_TRUE(a.rasters.size() == 1 && b.rasters.size() == 1);
  EXPECT_TRUE(a.crs == b.crs);
  EXPECT_EQ(a.rasters[0].raster->extent, b.rasters[0].raster->extent);
  EXPECT_EQ(a.extent(), b.extent()) << "the grids, not the image around them";
}

TEST_F(SessionWithRaster, ItCanBeHiddenFadedGreyedMovedAndClosed) {
  fs::copy_file(path("base.tif"), path("other.tif"));
  open({path("base.tif"), grids, path("other.tif")});
  ASSERT_EQ(workspace().rasters.size(), 2U);
  const LayerId id = workspace().rasters[0].id, layer = workspace().layers[0].id;
  EXPECT_NE(id, layer);
  session.apply(ShowLayer{id, false});
  session.apply(SetOpacity{id, 0.4F});
  session.apply(SetGreyscale{id, true});
  EXPECT_FALSE(workspace().rasters[0].visible);
  EXPECT_FLOAT_EQ(workspace().rasters[0].opacity, 0.4F);
  EXPECT_TRUE(workspace().rasters[0].grey);
  EXPECT_TRUE(workspace().layers[0].visible);
  session.apply(MoveLayer{id, 5});
  EXPECT_EQ(workspace().rasters[1].id, id);
  session.apply(CloseLayer{id});
  ASSERT_EQ(workspace().rasters.size(), 1U);
  EXPECT_NE(workspace().rasters[0].id, id);
  EXPECT_EQ(workspace().layers.size(), 1U);
}

TEST_F(SessionWithRaster, ABrokenOneIsToldInOneSentenceAndTheRestOpens) {
  std::ofstream(path("broken.tif"), std::ios::binary) << std::string("II*\0 nothing more", 17);
  open({path("broken.tif"), grids});
  EXPECT_TRUE(workspace().rasters.empty());
  EXPECT_EQ(workspace().layers.size(), 1U);
  ASSERT_EQ(session.snapshot().notices.size(), 1U);
  EXPECT_EQ(session.snapshot().notices[0].kind, NoticeKind::failure);
  EXPECT_EQ(session.snapshot().notices[0].code, ErrorCode::broken);
}

}  // namespace
}  // namespace wangge::session
