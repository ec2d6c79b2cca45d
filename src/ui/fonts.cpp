#include "ui/fonts.h"

#include <fontconfig/fontconfig.h>
#include <imgui_freetype.h>

#include <cmath>
#include <memory>

#include "base/i18n.h"

namespace wangge::ui {
namespace {

/// Latin-1, Greek, punctuation and mathematics, shapes, CJK signs, the Han block, full-width forms:
/// ImGui's own ranges lack 淀 and every one of Δ ≥ →.
constexpr ImWchar text_ranges[] = {0x20,   0xFF,   0x370,  0x3FF,  0x2000, 0x22FF, 0x2500, 0x27BF,
                                   0x3000, 0x33FF, 0x4E00, 0x9FFF, 0xFF00, 0xFFEF, 0};
constexpr ImWchar icon_ranges[] = {0xF000, 0xF2E0, 0};

/// The file of the best font for a family and a character it must have; empty: none.
std::string match(const char* family, FcChar32 letter) {
  const std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)> wish(FcPatternCreate(),
                                                                     FcPatternDestroy);
  const std::unique_ptr<FcCharSet, decltype(&FcCharSetDestroy)> letters(FcCharSetCreate(),
                                                                        FcCharSetDestroy);
  FcCharSetAddChar(letters.get(), letter);
  FcPatternAddString(wish.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
  FcPatternAddCharSet(wish.get(), FC_CHARSET, letters.get());
  FcConfigSubstitute(nullptr, wish.get(), FcMatchPattern);
  FcDefaultSubstitute(wish.get());
  FcResult result{};
  const std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)> found(
      FcFontMatch(nullptr, wish.get(), &result), FcPatternDestroy);
  FcChar8* file = nullptr;
  FcCharSet* has = nullptr;
  if (!found || FcPatternGetString(found.get(), FC_FILE, 0, &file) != FcResultMatch ||
      FcPatternGetCharSet(found.get(), FC_CHARSET, 0, &has) != FcResultMatch ||
      FcCharSetHasChar(has, letter) == FcFalse) {
    return {};
  }
  return reinterpret_cast<const char*>(file);
}

ImFont* add_font(ImFontAtlas& atlas, const FontFiles& files, float px, const ImWchar* ranges) {
  ImFontConfig text;
  text.OversampleH = text.OversampleV = 1;
  text.PixelSnapH = true;
  ImFont* font = atlas.AddFontFromFileTTF(files.text.c_str(), px, &text, ranges);
  if (!files.icons.empty()) {
    ImFontConfig icons = text;
    icons.MergeMode = true;
    icons.GlyphMinAdvanceX = px;
    icons.GlyphOffset.y = std::round(px * 0.06F);
    atlas.AddFontFromFileTTF(files.icons.c_str(), std::round(px * 0.94F), &icons, icon_ranges);
  }
  return font;
}

}  // namespace

Result<FontFiles> find_fonts() {
  FontFiles files;
  files.text = match("WenQuanYi Micro Hei", 0x7F51);
  if (files.text.empty()) {
    return Error{ErrorCode::not_found, "", tr("No font with Chinese characters is installed."),
                 tr("Install fonts-wqy-microhei.")};
  }
  files.icons = match("FontAwesome", 0xF07C);
  return files;
}

Fonts build_fonts(ImFontAtlas& atlas, const FontFiles& files, float scale) {
  atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
  atlas.TexDesiredWidth = 4096;
  atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  Fonts fonts;
  fonts.body = add_font(atlas, files, std::round(16 * scale), text_ranges);
  fonts.small = add_font(atlas, files, std::round(14 * scale), text_ranges);
  fonts.title =
      add_font(atlas, files, std::round(20 * scale), atlas.GetGlyphRangesChineseSimplifiedCommon());
  atlas.Build();
  return fonts;
}

}  // namespace wangge::ui
