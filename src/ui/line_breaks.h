#pragma once

#include <string>

namespace wangge::ui {

/// `text` with line breaks so that no line is wider than `width` in the current font. Lines break
/// at blanks and between Chinese characters, but never before closing punctuation or behind opening
/// one, nor inside a word or a number: ImGui alone knows blanks only, and leaves half a line empty
/// before a Chinese sentence. A word wider than the line stays whole.
std::string with_line_breaks(const std::string& text, float width);

/// Text on as many lines as it needs.
///
/// width  0: what is left of the line
void paragraph(const std::string& text, float width = 0);

}  // namespace wangge::ui
