#include "io/surface_file.h"

#include <gdal_priv.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <limits>
#include <memory>
#include <vector>

#include "support/test_folder.h"

namespace wangge::io {
namespace {

const geo::Crs zhuhai = geo::Crs::from_text("EPSG:4547").value();

struct Sample {
  std::vector<float> values = {1, 2, 3, 4, std::numeric_limits<float>::quiet_NaN(), 6};
  SurfaceLattice lattice() const { return {{453'000, 2'463'000}, 20, 3, 2, values}; }
};

TEST(SurfaceFile, LiesWhereItShouldWithItsUnitAndItsBlanks) {
  const TestFolder folder;
  const Sample sample;
  Progress progress;
  const std::string path = folder / "密度.tif";
  const auto written = write_surface(sample.lattice(), zhuhai, path, "件/公顷·30 天", progress);
  ASSERT_TRUE(written) << to_text(written.error());
  const std::unique_ptr<GDALDataset> file(GDALDataset::Open(path.c_str()));
  ASSERT_NE(file, nullptr);
  double place[6];
  ASSERT_EQ(file->GetGeoTransform(place), CE_None);
  EXPECT_EQ(place[0], 453'000);
  EXPECT_EQ(place[3], 2'463'040) << "the north edge";
  EXPECT_EQ(place[1], 20);
  EXPECT_EQ(place[5], -20);
  EXPECT_STREQ(file->GetRasterBand(1)->GetDescription(), "件/公顷·30 天");
  EXPECT_STREQ(file->GetSpatialRef()->GetAuthorityCode(nullptr), "4547");
  float rows[6];
  ASSERT_EQ(file->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, 3, 2, rows, 3, 2, GDT_Float32, 0, 0),
            CE_None);
  EXPECT_EQ(rows[0], 4) << "the northern row comes first";
  EXPECT_TRUE(std::isnan(rows[1]));
  EXPECT_EQ(rows[3], 1);
  EXPECT_EQ(folder.entries(), 1U) << "nothing lies beside it";
}

TEST(SurfaceFile, OfAShiftedSystemDoesNotClaimAnother) {
  const TestFolder folder;
  const Sample sample;
  Progress progress;
  ASSERT_TRUE(write_surface(sample.lattice(), geo::Crs::gcj02(), folder / "a.tif", "x", progress));
  const std::unique_ptr<GDALDataset> file(GDALDataset::Open((folder / "a.tif").c_str()));
  EXPECT_EQ(file->GetSpatialRef(), nullptr);
}

TEST(SurfaceFile, LeavesTheOldFileWhereItCannotBeWritten) {
  const TestFolder folder;
  const std::string old = folder.put("old.tif", "as it was");
  const Sample sample;
  Progress progress;
  EXPECT_EQ(write_surface(sample.lattice(), zhuhai, folder / "a.png", "x", progress).error().code,
            ErrorCode::invalid_argument);
  EXPECT_FALSE(write_surface(sample.lattice(), zhuhai, folder / "none/a.tif", "x", progress));
  progress.cancel();
  EXPECT_EQ(write_surface(sample.lattice(), zhuhai, old, "x", progress).error().code,
            ErrorCode::cancelled);
  EXPECT_EQ(std::filesystem::file_size(old), 9U);
  EXPECT_EQ(folder.entries(), 1U);
}

}  // namespace
}  // namespace wangge::io
