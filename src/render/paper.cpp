#include "render/paper.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>
#include <numeric>

#include "base/i18n.h"

namespace wangge::render {
namespace {

// A4 and its margins, in points.
constexpr double page_width = 595.28, page_height = 841.89, margin = 48, foot = 40;
constexpr double body_size = 9.5, small_size = 8.5, heading_size = 12.5, title_size = 18;
constexpr model::Colour grey{0x58, 0x65, 0x75, 255}, line_colour{0xC3, 0xCB, 0xD5, 255},
    head_fill{0xF3, 0xF5, 0xF8, 255};
constexpr const char* font_families = "WenQuanYi Micro Hei, Noto Sans CJK SC, sans-serif";

struct LayoutDelete {
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
using Layout = std::unique_ptr<PangoLayout, LayoutDelete>;

Layout layout_of(cairo_t* cairo, const std::string& text, double size) {
  Layout layout(pango_cairo_create_layout(cairo));
  PangoFontDescription* font = pango_font_description_from_string(font_families);
  pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  pango_layout_set_text(layout.get(), text.c_str(), static_cast<int>(text.size()));
  return layout;
}

cairo_status_t append_to(void* bytes, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

void hairline(cairo_t* cairo, double x, double y, double width) {
  cairo_set_line_width(cairo, 0.5);
  cairo_move_to(cairo, x, y);
  cairo_line_to(cairo, x + width, y);
  cairo_stroke(cairo);
}

}  // namespace

Paper::Paper(cairo_t* cairo, std::string footer, int pages)
    : cairo_(cairo), footer_(std::move(footer)), pages_(pages), y_(margin) {}

double Paper::width() const { return page_width - 2 * margin; }
double Paper::room() const { return page_height - margin - foot - y_; }

void Paper::ink(const model::Colour& c) const {
  cairo_set_source_rgba(cairo_, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0);
}

void Paper::text_at(const std::string& text, double x, double y, double size,
                    const model::Colour& colour, double align) const {
  const Layout layout = layout_of(cairo_, text, size);
  ink(colour);
  cairo_move_to(cairo_, x - align * text_width(text, size), y);
  pango_cairo_show_layout(cairo_, layout.get());
}

double Paper::text_width(const std::string& text, double size) const {
  const Layout layout = layout_of(cairo_, text, size);
  int width_units = 0;
  pango_layout_get_size(layout.get(), &width_units, nullptr);
  return static_cast<double>(width_units) / PANGO_SCALE;
}

/// Wrapped text; returns its height.
double Paper::block(const std::string& text, double x, double width, double size,
                    const model::Colour& colour, bool right, bool draw) const {
  const Layout layout = layout_of(cairo_, text, size);
  pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout.get(), right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  if (draw) {
    ink(colour);
    cairo_move_to(cairo_, x, y_);
    pango_cairo_show_layout(cairo_, layout.get());
  }
  int height_units = 0;
  pango_layout_get_size(layout.get(), nullptr, &height_units);
  return static_cast<double>(height_units) / PANGO_SCALE;
}

void Paper::title(const std::string& text) {
  y_ += block(text, margin, width(), title_size, paper_ink, false, true) + 6;
}

void Paper::heading(const std::string& text) {
  constexpr double with_some_of_what_follows = 110;
  if (room() < with_some_of_what_follows) end_page();
  y_ += 10;
  y_ += block(text, margin, width(), heading_size, paper_ink, false, true) + 4;
}

void Paper::paragraph(const std::string& text) {
  const double height = block(text, margin, width(), body_size, grey, false, false);
  if (room() < height) end_page();
  y_ += block(text, margin, width(), body_size, grey, false, true) + 4;
}

PaperBox Paper::reserve(double height) {
  if (room() < height) end_page();
  const PaperBox box{margin, y_, width(), height};
  y_ += height;
  return box;
}

void Paper::table(std::span<const PaperColumn> columns,
                  const std::vector<std::vector<PaperCell>>& rows) {
  constexpr double gap = 8, pad = 3;
  const double shares =
      std::accumulate(columns.begin(), columns.end(), 0.0,
                      [](double sum, const PaperColumn& column) { return sum + column.share; });
  const auto each = [&](const auto& visit) {
    double x = margin;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const double wide = width() * columns[i].share / shares;
      visit(i, x, wide - gap);
      x += wide;
    }
  };
  const bool headed = std::any_of(columns.begin(), columns.end(),
                                  [](const PaperColumn& column) { return !column.head.empty(); });
  const auto heads = [&] {
    if (!headed) return;
    double height = 0;
    each([&](std::size_t i, double x, double wide) {
      height = std::max(height,
                        block(columns[i].head, x, wide, small_size, grey, columns[i].right, false));
    });
    ink(head_fill);
    cairo_rectangle(cairo_, margin - 4, y_, width() + 8, height + 2 * pad);
    cairo_fill(cairo_);
    y_ += pad;
    each([&](std::size_t i, double x, double wide) {
      block(columns[i].head, x, wide, small_size, grey, columns[i].right, true);
    });
    y_ += height + pad;
  };
  bool begun = false;
  for (const auto& row : rows) {
    double height = 0;
    each([&](std::size_t i, double x, double wide) {
      height = std::max(
          height, block(row[i].text, x, wide, body_size, row[i].ink, columns[i].right, false));
    });
    if (room() < height + 2 * pad + (begun ? 0 : 20)) end_page(), begun = false;
    if (!begun) heads();
    begun = true;
    y_ += pad;
    each([&](std::size_t i, double x, double wide) {
      block(row[i].text, x, wide, body_size, row[i].ink, columns[i].right, true);
    });
    y_ += height + pad;
    ink(line_colour);
    hairline(cairo_, margin - 4, y_, width() + 8);
  }
  y_ += 4;
}

void Paper::end_page() {
  const double y = page_height - foot - 4;
  ink(line_colour);
  hairline(cairo_, margin, y, width());
  text_at(footer_, margin, y + 5, small_size, grey);
  text_at(trf("Page {} of {}", page_, pages_), page_width - margin, y + 5, small_size, grey, 1);
  cairo_show_page(cairo_);
  ++page_;
  y_ = margin;
}

Result<std::string> Paper::pdf(const std::string& title, const std::string& footer, Seconds made,
                               const std::function<void(Paper&)>& write) {
  std::string bytes;
  int pages = 0;
  for (int round = 0; round < 2; ++round) {
    bytes.clear();
    cairo_surface_t* surface =
        cairo_pdf_surface_create_for_stream(append_to, &bytes, page_width, page_height);
    const CivilTime at = to_civil(made);
    const std::string date = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+08:00", at.year,
                                         at.month, at.day, at.hour, at.minute, at.second);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Wangge");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
    cairo_t* cairo = cairo_create(surface);
    Paper paper(cairo, footer, pages);
    write(paper);
    paper.end_page();
    pages = paper.page_ - 1;
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    const cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS) {
      return Error{ErrorCode::failed, title,
                   trf("The PDF could not be made: {}.", cairo_status_to_string(status)),
                   tr("Close other programs and try again.")};
    }
  }
  return bytes;
}

}  // namespace wangge::render
