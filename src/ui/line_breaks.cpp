#include "ui/line_breaks.h"

#include <imgui.h>

#include <string_view>

namespace wangge::ui {
namespace {

struct Letter {
  char32_t code;
  std::size_t bytes;
};

/// The letter that begins at `at`; texts of the interface are UTF-8.
Letter letter_at(const std::string& text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  const std::size_t bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (bytes == 1 || at + bytes > text.size()) return {first, 1};
  char32_t code = first & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    code = (code << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  }
  return {code, bytes};
}

bool is_one_of(char32_t code, std::u32string_view letters) {
  return letters.find(code) != std::u32string_view::npos;
}

/// May stand at the end of a line and at the start of the next without a blank.
bool is_ideograph(char32_t code) { return code >= 0x2E80; }
bool opens(char32_t code) { return is_one_of(code, U"（【《〈「『“‘([{"); }
bool closes(char32_t code) {
  return is_one_of(code, U"，。；：、！？）】》〉」』”’…—·)]},.;:!?%°");
}

bool may_break(char32_t before, char32_t after) {
  if (opens(before) || closes(after)) return false;
  return is_ideograph(before) || is_ideograph(after);
}

}  // namespace

std::string with_line_breaks(const std::string& text, float width) {
  constexpr std::size_t none = std::string::npos;
  const ImFont* font = ImGui::GetFont();
  const float scale = ImGui::GetFontSize() / font->FontSize;
  std::string lines;
  std::size_t chance = none;         // in `lines`, where this line may break
  float line = 0, since_chance = 0;  // widths
  char32_t before = U'\n';
  for (std::size_t at = 0; at < text.size();) {
    const auto [code, bytes] = letter_at(text, at);
    if (code == U'\n') {
      chance = none;
      line = 0;
    } else {
      const bool blank = code == U' ';
      if (before == U' ' || (before != U'\n' && may_break(before, code))) {
        chance = lines.size();
        since_chance = 0;
      }
      const float advance = font->GetCharAdvance(static_cast<ImWchar>(code)) * scale;
      line += advance;
      since_chance += advance;
      if (!blank && chance != none && line > width) {
        std::size_t end = chance;
        while (end > 0 && lines[end - 1] == ' ') --end;
        lines.replace(end, chance - end, 1, '\n');
        line = since_chance;
        chance = none;
      }
    }
    lines.append(text, at, bytes);
    before = code;
    at += bytes;
  }
  return lines;
}

void paragraph(const std::string& text, float width) {
  const float room = width > 0 ? width : ImGui::GetContentRegionAvail().x;
  ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + room + 1);  // for words wider than the line
  ImGui::TextUnformatted(with_line_breaks(text, room).c_str());
  ImGui::PopTextWrapPos();
}

}  // namespace wangge::ui
