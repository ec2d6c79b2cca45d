#include "render/text.h"

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_GLYPH_H
#include FT_STROKER_H

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "base/i18n.h"

namespace wangge::render {
namespace {

constexpr int atlas_size = 2048;
constexpr float halo_px = 2;

/// Decodes the next character and moves `at` behind it; broken bytes read as U+FFFD.
char32_t next_character(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : -1;
  if (more < 0 || at + static_cast<std::size_t>(more) > text.size()) return 0xFFFD;
  char32_t value = lead & (0x3FU >> more);
  for (int i = 0; i < more; ++i)
    value = value << 6 | (static_cast<unsigned char>(text[at++]) & 0x3FU);
  return value;
}

struct FontFile {
  std::string path;
  int face = 0;
};

/// The best fonts for Chinese, best first.
std::vector<FontFile> find_fonts() {
  std::vector<FontFile> fonts;
  FcConfig* config = FcInitLoadConfigAndFonts();
  for (const char* family : {"WenQuanYi Micro Hei", "Noto Sans CJK SC", "sans-serif"}) {
    FcPattern* wish = FcPatternCreate();
    FcPatternAddString(wish, FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
    FcPatternAddString(wish, FC_LANG, reinterpret_cast<const FcChar8*>("zh-cn"));
    FcConfigSubstitute(config, wish, FcMatchPattern);
    FcDefaultSubstitute(wish);
    FcResult result = FcResultNoMatch;
    if (FcPattern* match = FcFontMatch(config, wish, &result)) {
      FcChar8* path = nullptr;
      int face = 0;
      if (FcPatternGetString(match, FC_FILE, 0, &path) == FcResultMatch) {
        FcPatternGetInteger(match, FC_INDEX, 0, &face);
        const std::string file(reinterpret_cast<const char*>(path));
        if (std::none_of(fonts.begin(), fonts.end(),
                         [&](const FontFile& f) { return f.path == file; })) {
          fonts.push_back({file, face});
        }
      }
      FcPatternDestroy(match);
    }
    FcPatternDestroy(wish);
  }
  FcConfigDestroy(config);
  return fonts;
}

}  // namespace

struct TextAtlas::Impl {
  struct Glyph {
    float advance = 0;
    int left = 0, top = 0, width = 0, height = 0;  // of the quad, which holds glyph and halo
    int x = 0, y = 0;                              // in the atlas
  };

  FT_Library library = nullptr;
  std::vector<FT_Face> faces;
  FT_Stroker stroker = nullptr;
  std::map<std::pair<int, char32_t>, Glyph> glyphs;
  std::vector<std::uint8_t> pixels = std::vector<std::uint8_t>(2UL * atlas_size * atlas_size);
  int pen_x = 1, pen_y = 1, row_height = 0;
  bool changed = true;
  GlTexture atlas;

  ~Impl() {
    FT_Stroker_Done(stroker);
    for (FT_Face face : faces) FT_Done_Face(face);
    FT_Done_FreeType(library);
  }

  FT_Face face_for(char32_t character) const {
    for (FT_Face face : faces) {
      if (FT_Get_Char_Index(face, character) != 0) return face;
    }
    return faces.front();
  }

  /// Room for a quad; false when the atlas is full, after some ten thousand glyphs.
  bool reserve(Glyph& glyph) {
    if (pen_x + glyph.width + 1 > atlas_size) {
      pen_x = 1;
      pen_y += row_height + 1;
      row_height = 0;
    }
    if (pen_y + glyph.height + 1 > atlas_size) return false;
    glyph.x = pen_x;
    glyph.y = pen_y;
    pen_x += glyph.width + 1;
    row_height = std::max(row_height, glyph.height);
    return true;
  }

  void blit(FT_Glyph outline, int channel, const Glyph& glyph) {
    FT_Glyph image = outline;
    if (FT_Glyph_To_Bitmap(&image, FT_RENDER_MODE_NORMAL, nullptr, 0) != 0) return;
    const auto* bitmap = reinterpret_cast<FT_BitmapGlyph>(image);
    for (unsigned row = 0; row < bitmap->bitmap.rows; ++row) {
      for (unsigned column = 0; column < bitmap->bitmap.width; ++column) {
        const int x = glyph.x + bitmap->left - glyph.left + static_cast<int>(column);
        const int y = glyph.y + glyph.top - bitmap->top + static_cast<int>(row);
        if (x < 0 || y < 0 || x >= atlas_size || y >= atlas_size) continue;
        pixels[2 * (static_cast<std::size_t>(y) * atlas_size + static_cast<std::size_t>(x)) +
               static_cast<std::size_t>(channel)] =
            bitmap->bitmap.buffer[row * static_cast<unsigned>(bitmap->bitmap.pitch) + column];
      }
    }
    FT_Done_Glyph(image);
  }

  const Glyph& glyph_for(char32_t character, int size_px) {
    const auto key = std::pair(size_px, character);
    if (const auto found = glyphs.find(key); found != glyphs.end()) return found->second;
    Glyph glyph;
    FT_Face face = face_for(character);
    FT_Set_Pixel_Sizes(face, 0, static_cast<FT_UInt>(size_px));
    if (FT_Load_Char(face, character, FT_LOAD_TARGET_LIGHT) == 0) {
      glyph.advance = static_cast<float>(face->glyph->advance.x) / 64;
      FT_Glyph fill = nullptr, halo = nullptr;
      if (face->glyph->format == FT_GLYPH_FORMAT_OUTLINE && FT_Get_Glyph(face->glyph, &fill) == 0 &&
          FT_Glyph_Copy(fill, &halo) == 0) {
        FT_Stroker_Set(stroker, static_cast<FT_Fixed>(halo_px * 64), FT_STROKER_LINECAP_ROUND,
                       FT_STROKER_LINEJOIN_ROUND, 0);
        FT_Glyph_StrokeBorder(&halo, stroker, 0, 1);
        FT_BBox box;
        FT_Glyph_Get_CBox(halo, FT_GLYPH_BBOX_PIXELS, &box);
        glyph.left = static_cast<int>(box.xMin);
        glyph.top = static_cast<int>(box.yMax);
        glyph.width = static_cast<int>(box.xMax - box.xMin);
        glyph.height = static_cast<int>(box.yMax - box.yMin);
        if (glyph.width > 0 && reserve(glyph)) {
          blit(fill, 0, glyph);
          blit(halo, 1, glyph);
          changed = true;
        } else {
          glyph.width = glyph.height = 0;
        }
      }
      if (halo != nullptr) FT_Done_Glyph(halo);
      if (fill != nullptr) FT_Done_Glyph(fill);
    }
    return glyphs.emplace(key, glyph).first->second;
  }
};

TextAtlas::TextAtlas(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TextAtlas::~TextAtlas() = default;

Result<std::unique_ptr<TextAtlas>> TextAtlas::make() {
  auto impl = std::make_unique<Impl>();
  FT_Init_FreeType(&impl->library);
  FT_Stroker_New(impl->library, &impl->stroker);
  for (const FontFile& font : find_fonts()) {
    FT_Face face = nullptr;
    if (FT_New_Face(impl->library, font.path.c_str(), font.face, &face) == 0)
      impl->faces.push_back(face);
  }
  if (impl->faces.empty()) {
    return Error{ErrorCode::failed, "", tr("There is no font for the labels of the map."),
                 tr("Install the Debian package fonts-wqy-microhei.")};
  }
  return std::unique_ptr<TextAtlas>(new TextAtlas(std::move(impl)));
}

TextAtlas::Extent TextAtlas::measure(std::string_view utf8, float size_px) {
  Extent extent{0, size_px};
  for (std::size_t at = 0; at < utf8.size();) {
    extent.width +=
        impl_->glyph_for(next_character(utf8, at), static_cast<int>(std::lround(size_px))).advance;
  }
  return extent;
}

void TextAtlas::append(std::vector<TextVertex>& out, std::string_view utf8, float size_px, float x,
                       float y, float angle, model::Colour ink, model::Colour halo) {
  const float c = std::cos(angle), s = std::sin(angle);
  // Upright text sits on whole pixels, which keeps it crisp.
  if (angle == 0) x = std::round(x), y = std::round(y);
  float pen = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const Impl::Glyph& glyph =
        impl_->glyph_for(next_character(utf8, at), static_cast<int>(std::lround(size_px)));
    if (glyph.width > 0) {
      const float start = angle == 0 ? std::round(pen) : pen;
      const float left = start + static_cast<float>(glyph.left),
                  right = left + static_cast<float>(glyph.width);
      const auto top = static_cast<float>(glyph.top),
                 bottom = top - static_cast<float>(glyph.height);
      const float u0 = static_cast<float>(glyph.x) / atlas_size,
                  v0 = static_cast<float>(glyph.y) / atlas_size;
      const float u1 = static_cast<float>(glyph.x + glyph.width) / atlas_size;
      const float v1 = static_cast<float>(glyph.y + glyph.height) / atlas_size;
      const auto corner = [&](float px, float py, float u, float v) {
        return TextVertex{x + px * c - py * s, y + px * s + py * c, u, v, ink, halo};
      };
      const TextVertex a = corner(left, bottom, u0, v1), b = corner(right, bottom, u1, v1);
      const TextVertex d = corner(right, top, u1, v0), e = corner(left, top, u0, v0);
      out.insert(out.end(), {a, b, d, a, d, e});
    }
    pen += glyph.advance;
  }
}

GLuint TextAtlas::texture() {
  if (impl_->changed) {
    glBindTexture(GL_TEXTURE_2D, impl_->atlas.name());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RG8, atlas_size, atlas_size, 0, GL_RG, GL_UNSIGNED_BYTE,
                 impl_->pixels.data());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    impl_->changed = false;
  }
  return impl_->atlas.name();
}

}  // namespace wangge::render
