#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "render/gl.h"
#include "render/offscreen.h"

namespace wangge::render {
namespace {

TEST(Shaders, EveryPairCompiles) {
  const auto context = OffscreenContext::make();
  ASSERT_TRUE(context) << to_text(context.error());
  const std::string folder = WANGGE_SOURCE_DIR "/shaders";
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.insert(entry.path().stem());
  EXPECT_FALSE(names.empty());
  for (const std::string& name : names) {
    const auto program = Program::load(folder, name);
    EXPECT_TRUE(program) << to_text(program.error());
  }
}

TEST(Shaders, AMissingOneIsNamed) {
  const auto context = OffscreenContext::make();
  ASSERT_TRUE(context);
  const auto program = Program::load("/nowhere", "polygons");
  ASSERT_FALSE(program);
  EXPECT_EQ(program.error().where, "/nowhere/polygons.vert");
}

}  // namespace
}  // namespace wangge::render
