#include "render/image.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/random.h"

namespace wangge::render {
namespace {

class Png : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "wangge_png_XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_;
};

TEST_F(Png, OpaquePicturesComeBackToTheLastBit) {
  Random random(7);
  Image image;
  image.width = 61, image.height = 17;
  for (int i = 0; i < image.width * image.height; ++i) {
    for (int channel = 0; channel < 3; ++channel)
      image.rgba.push_back(static_cast<std::uint8_t>(random.below(256)));
    image.rgba.push_back(255);
  }
  const std::string path = folder_ / "图 1.png";
  ASSERT_TRUE(write_png(image, path));
  const auto back = read_png(path);
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, image);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1)
      << "something was left behind";
}

TEST_F(Png, AlphaComesBack) {
  Image image{2, 1, {0, 0, 0, 0, 255, 0, 128, 128}};
  ASSERT_TRUE(write_png(image, folder_ / "a.png"));
  const auto back = read_png(folder_ / "a.png");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->pixel(0, 0)[3], 0);
  EXPECT_EQ(back->pixel(1, 0)[3], 128);
  EXPECT_NEAR(back->pixel(1, 0)[2], 128, 2);
}

TEST_F(Png, AMissingFolderIsOneClearError) {
  const std::string path = folder_ / "no such folder" / "map.png";
  const auto written = write_png({1, 1, {1, 2, 3, 255}}, path);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().where, path);
  EXPECT_FALSE(written.error().reason.empty());
  EXPECT_FALSE(written.error().advice.empty());
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

TEST_F(Png, WhatIsNoPictureIsAnError) {
  EXPECT_EQ(read_png(folder_ / "none.png").error().where, folder_ / "none.png");
  std::ofstream(folder_ / "text.png") << "no picture";
  EXPECT_FALSE(read_png(folder_ / "text.png"));
}

}  // namespace
}  // namespace wangge::render
