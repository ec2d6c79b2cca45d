#include "render/sheet.h"

#include <cairo.h>

#include <cstring>

namespace wangge::render {

Sheet::Sheet(const Image& image)
    : surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, image.width, image.height)) {
  unsigned char* pixels = cairo_image_surface_get_data(surface_);
  const int stride = cairo_image_surface_get_stride(surface_);
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const std::uint8_t* from = image.pixel(x, y);
      const std::uint32_t word =
          std::uint32_t{from[0]} << 16 | std::uint32_t{from[1]} << 8 | from[2];
      std::memcpy(pixels + y * stride + 4 * x, &word, 4);
    }
  }
  cairo_surface_mark_dirty(surface_);
  cairo_ = cairo_create(surface_);
  cairo_select_font_face(cairo_, "WenQuanYi Micro Hei", CAIRO_FONT_SLANT_NORMAL,
                         CAIRO_FONT_WEIGHT_NORMAL);
}

Sheet::~Sheet() {
  cairo_destroy(cairo_);
  cairo_surface_destroy(surface_);
}

int Sheet::width() const { return cairo_image_surface_get_width(surface_); }
int Sheet::height() const { return cairo_image_surface_get_height(surface_); }

Image Sheet::image() const {
  cairo_surface_flush(surface_);
  Image out;
  out.width = width();
  out.height = height();
  out.rgba.resize(4 * std::size_t(out.width) * std::size_t(out.height));
  const unsigned char* pixels = cairo_image_surface_get_data(surface_);
  const int stride = cairo_image_surface_get_stride(surface_);
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x) {
      std::uint32_t word = 0;
      std::memcpy(&word, pixels + y * stride + 4 * x, 4);
      std::uint8_t* to = out.pixel(x, y);
      to[0] = static_cast<std::uint8_t>(word >> 16), to[1] = static_cast<std::uint8_t>(word >> 8);
      to[2] = static_cast<std::uint8_t>(word), to[3] = 255;
    }
  }
  return out;
}

void Sheet::ink(model::Colour c) const {
  cairo_set_source_rgba(cairo_, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0);
}

void Sheet::rounded(double x, double y, double w, double h, double r) const {
  constexpr double quarter = 1.5707963267948966;
  cairo_new_path(cairo_);
  cairo_arc(cairo_, x + w - r, y + r, r, -quarter, 0);
  cairo_arc(cairo_, x + w - r, y + h - r, r, 0, quarter);
  cairo_arc(cairo_, x + r, y + h - r, r, quarter, 2 * quarter);
  cairo_arc(cairo_, x + r, y + r, r, 2 * quarter, 3 * quarter);
  cairo_close_path(cairo_);
}

void Sheet::panel(double x, double y, double w, double h, const MapPalette& palette) const {
  rounded(x + 0.5, y + 0.5, w, h, 8);
  ink(palette.panel);
  cairo_fill_preserve(cairo_);
  ink(palette.line);
  cairo_set_line_width(cairo_, 1);
  cairo_stroke(cairo_);
}

double Sheet::text_width(const std::string& text, double size) const {
  cairo_set_font_size(cairo_, size);
  cairo_text_extents_t extents;
  cairo_text_extents(cairo_, text.c_str(), &extents);
  return extents.x_advance;
}

void Sheet::text(double x, double baseline, double size, const std::string& words,
                 model::Colour colour) const {
  cairo_set_font_size(cairo_, size);
  ink(colour);
  cairo_move_to(cairo_, x, baseline);
  cairo_show_text(cairo_, words.c_str());
}

std::vector<std::string> Sheet::lines(const std::string& text, double size, double width) const {
  std::vector<std::string> lines;
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    // A piece that holds together: a word with the blank behind it, or a character beyond ASCII.
    std::size_t end = at + 1;
    const auto more = [&](auto is) {
      while (end < text.size() && is(static_cast<unsigned char>(text[end]))) ++end;
    };
    if (static_cast<unsigned char>(text[at]) >= 0x80) {
      more([](unsigned char c) { return (c & 0xC0) == 0x80; });
    } else {
      more([&](unsigned char c) { return c < 0x80 && text[end - 1] != ' '; });
    }
    const std::string piece = text.substr(at, end - at);
    if (!line.empty() && text_width(line + piece, size) > width) {
      lines.push_back(line);
      line.clear();
    }
    line += piece;
    at = end;
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

}  // namespace wangge::render
