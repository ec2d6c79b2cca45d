#include "render/decor.h"

#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <memory>
#include <vector>

#include "base/i18n.h"
#include "render/palette.h"

namespace wangge::render {
namespace {

using model::Colour;

/// A Cairo surface over a copy of an image's pixels; the map below is opaque, so that multiplied
/// and plain alpha are the same.
class Sheet {
 public:
  explicit Sheet(const Image& image)
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
  ~Sheet() {
    cairo_destroy(cairo_);
    cairo_surface_destroy(surface_);
  }
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;

  cairo_t* cairo() const { return cairo_; }
  int width() const { return cairo_image_surface_get_width(surface_); }
  int height() const { return cairo_image_surface_get_height(surface_); }

  void ink(Colour c) const {
    cairo_set_source_rgba(cairo_, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0);
  }

  void rounded(double x, double y, double w, double h, double r) const {
    constexpr double quarter = 1.5707963267948966;
    cairo_new_path(cairo_);
    cairo_arc(cairo_, x + w - r, y + r, r, -quarter, 0);
    cairo_arc(cairo_, x + w - r, y + h - r, r, 0, quarter);
    cairo_arc(cairo_, x + r, y + h - r, r, quarter, 2 * quarter);
    cairo_arc(cairo_, x + r, y + r, r, 2 * quarter, 3 * quarter);
    cairo_close_path(cairo_);
  }

  void panel(double x, double y, double w, double h, const MapPalette& palette) const {
    rounded(x + 0.5, y + 0.5, w, h, 8);
    ink(palette.panel);
    cairo_fill_preserve(cairo_);
    ink(palette.line);
    cairo_set_line_width(cairo_, 1);
    cairo_stroke(cairo_);
  }

  double text_width(const std::string& text, double size) const {
    cairo_set_font_size(cairo_, size);
    cairo_text_extents_t extents;
    cairo_text_extents(cairo_, text.c_str(), &extents);
    return extents.x_advance;
  }

  void text(double x, double baseline, double size, const std::string& words, Colour colour) const {
    cairo_set_font_size(cairo_, size);
    ink(colour);
    cairo_move_to(cairo_, x, baseline);
    cairo_show_text(cairo_, words.c_str());
  }

  Image image() const {
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

 private:
  cairo_surface_t* surface_ = nullptr;
  cairo_t* cairo_ = nullptr;
};

struct LegendRow {
  std::string text;
  const model::Symbol* symbol = nullptr;  // none: a heading
  geo::Kind kind = geo::Kind::points;
};

constexpr std::size_t most_classes = 7;

std::vector<LegendRow> legend_rows(const model::Workspace& workspace) {
  std::vector<LegendRow> rows;
  for (auto entry = workspace.layers.rbegin(); entry != workspace.layers.rend(); ++entry) {
    if (!entry->visible || entry->layer->size() == 0) continue;
    const model::Layer& layer = *entry->layer;
    const auto& classes = entry->style->classes;
    const geo::Kind kind = layer.geometry.kind();
    if (classes.size() == 1 || layer.role == model::Role::grids) {
      rows.push_back({model::title(layer), &classes.front().symbol, kind});
      continue;
    }
    rows.push_back({entry->style->legend_title.empty()
                        ? model::title(layer)
                        : model::title(layer) + " · " + entry->style->legend_title,
                    nullptr, kind});
    for (std::size_t i = 0; i < std::min(classes.size(), most_classes); ++i) {
      rows.push_back({classes[i].label, &classes[i].symbol, kind});
    }
  }
  return rows;
}

void draw_swatch(const Sheet& sheet, double x, double y, const LegendRow& row) {
  cairo_t* c = sheet.cairo();
  const model::Symbol& s = *row.symbol;
  if (row.kind == geo::Kind::lines) {
    for (const auto& [colour, width] :
         {std::pair(s.casing, s.casing_px), std::pair(s.outline, s.outline_px)}) {
      if (width <= 0) continue;
      sheet.ink(colour);
      cairo_set_line_width(c, width);
      cairo_move_to(c, x, y);
      cairo_line_to(c, x + 22, y);
      cairo_stroke(c);
    }
    return;
  }
  if (row.kind == geo::Kind::points) {
    const double r = s.marker_px / 2 + 0.5, cx = x + 11;
    cairo_new_path(c);
    switch (s.marker) {
      case model::Marker::circle:
        cairo_arc(c, cx, y, r, 0, 6.2832);
        break;
      case model::Marker::triangle:
        cairo_move_to(c, cx, y - r);
        cairo_line_to(c, cx + r, y + r * 0.8);
        cairo_line_to(c, cx - r, y + r * 0.8);
        break;
      case model::Marker::square:
        cairo_rectangle(c, cx - r * 0.88, y - r * 0.88, 1.76 * r, 1.76 * r);
        break;
      case model::Marker::diamond:
        cairo_move_to(c, cx, y - r);
        cairo_line_to(c, cx + r, y);
        cairo_line_to(c, cx, y + r);
        cairo_line_to(c, cx - r, y);
        break;
    }
    cairo_close_path(c);
  } else {
    cairo_new_path(c);
    cairo_rectangle(c, x + 0.5, y - 6.5, 21, 13);
  }
  sheet.ink(s.fill);
  cairo_fill_preserve(c);
  sheet.ink(s.outline);
  cairo_set_line_width(c, std::min(2.0F, s.outline_px));
  cairo_stroke(c);
}

void draw_legend(const Sheet& sheet, const MapInput& input, const MapPalette& palette) {
  const auto rows = legend_rows(*input.workspace);
  constexpr double row_height = 20, padding = 12, text_size = 13;
  const double heat_height = input.heat ? 58 : 0;
  double width = input.heat ? 240 : 120;
  for (const LegendRow& row : rows) {
    width = std::max(width, sheet.text_width(row.text, text_size) +
                                (row.symbol != nullptr ? 32 : 0) + 2 * padding);
  }
  width = std::min(width, sheet.width() * 0.3);
  const auto fitting =
      static_cast<std::size_t>(std::max(0.0, (sheet.height() - 140 - heat_height) / row_height));
  const std::size_t shown = std::min(rows.size(), fitting);
  const double height = 2 * padding + heat_height + static_cast<double>(shown) * row_height;
  if (height <= 2 * padding) return;
  const double x = sheet.width() - width - 16;
  double y = sheet.height() - height - 16;
  sheet.panel(x, y, width, height, palette);
  y += padding;
  cairo_save(sheet.cairo());
  cairo_rectangle(sheet.cairo(), x, y, width - padding / 2, height);
  cairo_clip(sheet.cairo());
  if (input.heat) {
    sheet.text(x + padding, y + 12, text_size, input.heat->legend_title, palette.ink);
    const double bar = width - 2 * padding;
    for (int i = 0; i < static_cast<int>(bar); ++i) {
      sheet.ink(heat_colour(static_cast<float>(i / bar), input.theme));
      cairo_rectangle(sheet.cairo(), x + padding + i, y + 20, 1, 12);
      cairo_fill(sheet.cairo());
    }
    for (const double share : {0.0, 0.5, 1.0}) {
      const std::string number =
          fmt::format("{:.3g}", share * static_cast<double>(input.heat->domain_max));
      const double w = sheet.text_width(number, 12);
      sheet.text(x + padding + share * (bar - w), y + 46, 12, number, palette.quiet_ink);
    }
    y += heat_height;
  }
  for (std::size_t i = 0; i < shown; ++i) {
    const double middle = y + (static_cast<double>(i) + 0.5) * row_height;
    if (rows[i].symbol != nullptr) draw_swatch(sheet, x + padding, middle, rows[i]);
    sheet.text(x + padding + (rows[i].symbol != nullptr ? 32 : 0), middle + 5, text_size,
               rows[i].text, rows[i].symbol != nullptr ? palette.ink : palette.quiet_ink);
  }
  cairo_restore(sheet.cairo());
}

void draw_scale_bar(const Sheet& sheet, const Camera& camera, const MapPalette& palette) {
  const double metres = scale_bar_metres(camera.metres_per_pixel, 160);
  const double px = metres / camera.metres_per_pixel;
  const std::string words = length_text(metres);
  const double x = 28, y = sheet.height() - 34;
  sheet.panel(16, y - 24, px + 64, 42, palette);
  cairo_t* c = sheet.cairo();
  sheet.ink(palette.ink);
  cairo_set_line_width(c, 1.5);
  cairo_move_to(c, x + 0.5, y - 3);
  cairo_line_to(c, x + 0.5, y + 3.5);
  cairo_line_to(c, x + px - 0.5, y + 3.5);
  cairo_line_to(c, x + px - 0.5, y - 3);
  cairo_stroke(c);
  sheet.text(x + px / 2 - sheet.text_width(words, 12) / 2, y - 5, 12, words, palette.ink);
  const double nx = x + px + 26;  // the north arrow
  cairo_move_to(c, nx, y - 16);
  cairo_line_to(c, nx + 6, y + 2);
  cairo_line_to(c, nx, y - 2);
  cairo_line_to(c, nx - 6, y + 2);
  cairo_close_path(c);
  sheet.ink(palette.ink);
  cairo_fill(c);
  sheet.text(nx - sheet.text_width("N", 11) / 2, y + 13, 11, "N", palette.ink);
}

}  // namespace

double scale_bar_metres(double metres_per_pixel, double most_px) {
  const double most = metres_per_pixel * most_px;
  const double power = std::pow(10.0, std::floor(std::log10(most)));
  for (const double step : {5.0, 2.0}) {
    if (step * power <= most) return step * power;
  }
  return power;
}

std::string length_text(double metres) {
  if (metres >= 1000) return fmt::format("{:g} km", metres / 1000);
  if (metres >= 1) return fmt::format("{:g} m", metres);
  return fmt::format("{:g} cm", metres * 100);
}

Colour heat_colour(float share, model::Theme theme) {
  struct Stop {
    float at;
    Colour colour;
  };
  // Lightness falls (on dark: rises) evenly, so that more always looks like more.
  static constexpr std::array light{
      Stop{0.0F, model::rgb(0xFFF7C2, 0)},    Stop{0.04F, model::rgb(0xFFF3B0, 110)},
      Stop{0.25F, model::rgb(0xFDC966, 190)}, Stop{0.5F, model::rgb(0xF58B3C, 215)},
      Stop{0.75F, model::rgb(0xD7372A, 230)}, Stop{1.0F, model::rgb(0x7A0A1E, 240)}};
  static constexpr std::array dark{
      Stop{0.0F, model::rgb(0x1B0C41, 0)},    Stop{0.04F, model::rgb(0x3B0F70, 120)},
      Stop{0.25F, model::rgb(0x8C2981, 200)}, Stop{0.5F, model::rgb(0xDE4968, 220)},
      Stop{0.75F, model::rgb(0xFE9F6D, 235)}, Stop{1.0F, model::rgb(0xFCFDBF, 245)}};
  const auto& stops = theme == model::Theme::light ? light : dark;
  share = std::clamp(share, 0.0F, 1.0F);
  std::size_t upper = 1;
  while (upper + 1 < stops.size() && stops[upper].at < share) ++upper;
  const Stop &a = stops[upper - 1], &b = stops[upper];
  const float t = std::clamp((share - a.at) / (b.at - a.at), 0.0F, 1.0F);
  const auto mix = [t](std::uint8_t x, std::uint8_t y) {
    return static_cast<std::uint8_t>(
        std::lround(static_cast<float>(x) + t * (static_cast<float>(y) - static_cast<float>(x))));
  };
  return {mix(a.colour.r, b.colour.r), mix(a.colour.g, b.colour.g), mix(a.colour.b, b.colour.b),
          mix(a.colour.a, b.colour.a)};
}

Result<Image> map_sheet(MapPainter& painter, const MapInput& input, const Camera& camera,
                        const SheetOptions& options) {
  auto map = painter.picture(input, camera);
  if (!map) return map.error();
  const Sheet sheet(*map);
  const MapPalette& palette = map_palette(input.theme);
  if (!options.title.empty()) {
    const double width = sheet.text_width(options.title, 20) + 32;
    sheet.panel(16, 16, width, 40, palette);
    sheet.text(32, 43, 20, options.title, palette.ink);
  }
  if (input.workspace->demo) {
    const std::string mark = tr("Made-up data");
    const double width = sheet.text_width(mark, 13) + 24;
    sheet.panel(sheet.width() - width - 16, 16, width, 28, palette);
    sheet.text(sheet.width() - width - 4, 35, 13, mark, model::rgb(0xC4342D));
  }
  if (options.legend) draw_legend(sheet, input, palette);
  if (options.scale_bar) draw_scale_bar(sheet, camera, palette);
  return sheet.image();
}

}  // namespace wangge::render
