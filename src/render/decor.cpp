#include "render/decor.h"

#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "base/i18n.h"
#include "render/area_legend.h"
#include "render/palette.h"
#include "render/sheet.h"

namespace wangge::render {
namespace {

using model::Colour;

struct LegendRow {
  std::string text;
  const model::Symbol* symbol = nullptr;  // none: a heading
  geo::Kind kind = geo::Kind::points;
  bool filled = true;
};

constexpr std::size_t most_classes = 7;

std::vector<LegendRow> legend_rows(const MapInput& input) {
  std::vector<LegendRow> rows;
  const auto& layers = input.workspace->layers;
  for (auto entry = layers.rbegin(); entry != layers.rend(); ++entry) {
    if (!entry->visible || entry->layer->size() == 0) continue;
    const model::Layer& layer = *entry->layer;
    if (input.areas && layer.role == model::Role::tickets) continue;
    const auto& classes = entry->style->classes;
    const geo::Kind kind = layer.geometry.kind();
    if (classes.size() == 1 || layer.role == model::Role::grids) {
      rows.push_back({model::title(layer), &classes.front().symbol, kind,
                      !input.areas || layer.role != model::Role::grids});
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
  sheet.ink(row.filled ? s.fill : model::rgb(0, 0));
  cairo_fill_preserve(c);
  sheet.ink(s.outline);
  cairo_set_line_width(c, std::min(2.0F, s.outline_px));
  cairo_stroke(c);
}

constexpr double row_height = 20, padding = 12, text_size = 13, swatch_room = 32;

/// The part of the legend that tells of areas; its height is known before it is drawn.
struct AreaPart {
  AreaLegend legend;
  std::vector<std::string> note;
  double height = 0, width = 0;
};

AreaPart area_part(const Sheet& sheet, const MapInput& input) {
  AreaPart part;
  if (!input.areas || !input.areas->classes) return part;
  part.legend = area_legend(*input.areas, input.theme);
  part.width = sheet.text_width(part.legend.title, text_size);
  for (const AreaLegend::Row& row : part.legend.rows) {
    const std::string count = with_separators(static_cast<long long>(row.areas));
    part.width = std::max(part.width, swatch_room + sheet.text_width(row.text, text_size) + 24 +
                                          sheet.text_width(count, text_size));
  }
  part.width = std::max(part.width, 200.0) + 2 * padding;
  part.note = sheet.lines(part.legend.note, 12, part.width - 2 * padding);
  part.height = row_height * static_cast<double>(1 + part.legend.rows.size()) +
                16 * static_cast<double>(part.note.size()) + 8;
  return part;
}

/// Strokes as the map has them, over a rectangle.
void hatch(const Sheet& sheet, double x, double y, double w, double h, Colour ink) {
  cairo_t* c = sheet.cairo();
  cairo_save(c);
  cairo_rectangle(c, x, y, w, h);
  cairo_clip(c);
  for (double at = 4 - h; at < w; at += 7) {
    cairo_move_to(c, x + at, y + h);
    cairo_line_to(c, x + at + h, y);
  }
  sheet.ink(ink);
  cairo_set_line_width(c, 1.2);
  cairo_stroke(c);
  cairo_restore(c);
}

void draw_area_swatch(const Sheet& sheet, double x, double y, const AreaLegend::Row& row,
                      const MapPalette& palette) {
  cairo_t* c = sheet.cairo();
  for (const Colour fill : {palette.land, row.fill}) {  // land is what lies below on the map
    cairo_rectangle(c, x + 0.5, y - 6.5, 21, 13);
    sheet.ink(fill);
    cairo_fill(c);
  }
  if (row.hatched) hatch(sheet, x + 0.5, y - 6.5, 21, 13, palette.ink);
  cairo_rectangle(c, x + 0.5, y - 6.5, 21, 13);
  sheet.ink(palette.quiet_ink);
  cairo_set_line_width(c, 0.7);
  cairo_stroke(c);
}

void draw_area_part(const Sheet& sheet, const AreaPart& part, double x, double y, double width,
                    const MapPalette& palette) {
  sheet.text(x + padding, y + 13, text_size, part.legend.title, palette.ink);
  y += row_height;
  for (const AreaLegend::Row& row : part.legend.rows) {
    const double middle = y + row_height / 2;
    draw_area_swatch(sheet, x + padding, middle, row, palette);
    sheet.text(x + padding + swatch_room, middle + 5, text_size, row.text, palette.ink);
    const std::string count = with_separators(static_cast<long long>(row.areas));
    sheet.text(x + width - padding - sheet.text_width(count, text_size), middle + 5, text_size,
               count, palette.quiet_ink);
    y += row_height;
  }
  for (const std::string& line : part.note) {
    sheet.text(x + padding, y + 14, 12, line, palette.quiet_ink);
    y += 16;
  }
}

void draw_heat_part(const Sheet& sheet, const MapInput& input, double x, double y, double width,
                    const MapPalette& palette) {
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
}

void draw_legend(const Sheet& sheet, const MapInput& input, const MapPalette& palette) {
  const auto rows = legend_rows(input);
  const AreaPart areas = area_part(sheet, input);
  const double heat_height = input.heat ? 58 : 0;
  const double measures = areas.height + heat_height;
  double width = std::max(input.heat ? 240.0 : 120.0, areas.width);
  for (const LegendRow& row : rows) {
    width = std::max(width, sheet.text_width(row.text, text_size) +
                                (row.symbol != nullptr ? swatch_room : 0) + 2 * padding);
  }
  width = std::min(width, std::max(areas.width, sheet.width() * 0.3));
  const auto fitting =
      static_cast<std::size_t>(std::max(0.0, (sheet.height() - 140 - measures) / row_height));
  const std::size_t shown = std::min(rows.size(), fitting);
  const double height = 2 * padding + measures + static_cast<double>(shown) * row_height;
  if (height <= 2 * padding) return;
  const double x = sheet.width() - width - 16;
  double y = sheet.height() - height - 16;
  sheet.panel(x, y, width, height, palette);
  y += padding;
  cairo_save(sheet.cairo());
  cairo_rectangle(sheet.cairo(), x, y, width - padding / 2, height);
  cairo_clip(sheet.cairo());
  if (areas.height > 0) draw_area_part(sheet, areas, x, y, width, palette);
  y += areas.height;
  if (input.heat) draw_heat_part(sheet, input, x, y, width, palette);
  y += heat_height;
  for (std::size_t i = 0; i < shown; ++i) {
    const double middle = y + (static_cast<double>(i) + 0.5) * row_height;
    if (rows[i].symbol != nullptr) draw_swatch(sheet, x + padding, middle, rows[i]);
    sheet.text(x + padding + (rows[i].symbol != nullptr ? swatch_room : 0), middle + 5, text_size,
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
  if (std::isnan(share)) return model::rgb(0, 0);
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
