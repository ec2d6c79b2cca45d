#pragma once

#include <string>
#include <vector>

#include "render/image.h"
#include "render/palette.h"

struct _cairo;
struct _cairo_surface;

namespace wangge::render {

/// A picture of the map to write and draw on with Cairo: a copy of its pixels. The map is opaque,
/// so that multiplied and plain alpha are the same.
class Sheet {
 public:
  explicit Sheet(const Image& image);
  ~Sheet();
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;

  _cairo* cairo() const { return cairo_; }
  int width() const;
  int height() const;
  Image image() const;

  /// The colour of what is drawn next.
  void ink(model::Colour c) const;
  /// The path of a rectangle with round corners.
  void rounded(double x, double y, double w, double h, double r) const;
  void panel(double x, double y, double w, double h, const MapPalette& palette) const;

  double text_width(const std::string& text, double size) const;
  void text(double x, double baseline, double size, const std::string& words,
            model::Colour colour) const;
  /// The lines of a text that are at most `width` wide, broken at blanks and between Chinese
  /// characters; a longer word has a line of its own.
  std::vector<std::string> lines(const std::string& text, double size, double width) const;

 private:
  _cairo_surface* surface_ = nullptr;
  _cairo* cairo_ = nullptr;
};

}  // namespace wangge::render
