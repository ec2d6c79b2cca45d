#include "ui/line_breaks.h"

#include <gtest/gtest.h>
#include <imgui.h>

namespace wangge::ui {
namespace {

/// A font of letters 10 px wide each; what it lacks it replaces by '?', as wide.
class LineBreaks : public testing::Test {
 protected:
  LineBreaks() : context_(ImGui::CreateContext()) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {400, 300};
    ImFontConfig config;
    config.SizePixels = 13;
    config.GlyphMinAdvanceX = config.GlyphMaxAdvanceX = 10;
    io.Fonts->AddFontDefault(&config);
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
    ImGui::NewFrame();
  }
  ~LineBreaks() override {
    ImGui::EndFrame();
    ImGui::DestroyContext(context_);
  }

 private:
  ImGuiContext* context_;
};

TEST_F(LineBreaks, FallAtBlanksAndBetweenChineseCharacters) {
  EXPECT_EQ(with_line_breaks("one two three", 80), "one two\nthree");
  EXPECT_EQ(with_line_breaks("第 195 行被线穿过", 80), "第 195 行被\n线穿过");
  EXPECT_EQ(with_line_breaks("南坑abc社区", 50), "南坑abc\n社区");
}

TEST_F(LineBreaks, LeavePunctuationAndNumbersWhole) {
  EXPECT_EQ(with_line_breaks("已保存，好", 30), "已保\n存，好");
  EXPECT_EQ(with_line_breaks("面积（公顷）", 30), "面积\n（公\n顷）");
  EXPECT_EQ(with_line_breaks("小侧有187.7平米", 60), "小侧有\n187.7平\n米");
}

TEST_F(LineBreaks, KeepThoseOfTheTextAndWordsWiderThanTheLine) {
  EXPECT_EQ(with_line_breaks("a\nb", 100), "a\nb");
  EXPECT_EQ(with_line_breaks("boundaries", 50), "boundaries");
  EXPECT_EQ(with_line_breaks("", 50), "");
}

}  // namespace
}  // namespace wangge::ui
