#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "model/style.h"

struct _cairo;

namespace wangge::render {

/// A rectangle on a page, in points (1/72 inch) from the page's upper left corner.
struct PaperBox {
  double x = 0, y = 0, width = 0, height = 0;
};

/// The usual ink of letters.
inline constexpr model::Colour paper_ink{0x1B, 0x24, 0x30, 255};

/// A column of a table on paper.
struct PaperColumn {
  std::string head;
  double share = 1;    ///< of the width, against the other columns
  bool right = false;  ///< numbers
};
struct PaperCell {
  std::string text;
  model::Colour ink = paper_ink;
  // From a text as it is, in the usual ink.
  PaperCell(std::string words) : text(std::move(words)) {}  // NOLINT
  PaperCell(const char* words) : text(words) {}             // NOLINT
  PaperCell(std::string words, model::Colour colour) : text(std::move(words)), ink(colour) {}
};

/// A4 pages on which text and tables flow down. Letters are real ones (embedded by Cairo), so that
/// the text can be searched and copied.
class Paper {
 public:
  void title(const std::string& text);
  void heading(const std::string& text);  ///< never alone at the foot of a page
  void paragraph(const std::string& text);
  void space(double points) { y_ += points; }
  /// A row is never cut by the end of a page; the heads stand on every page.
  void table(std::span<const PaperColumn> columns, const std::vector<std::vector<PaperCell>>& rows);
  /// Room for something of that height that is drawn with cairo(); on the next page where this one
  /// is too full.
  PaperBox reserve(double height);
  double room() const;  ///< height that is left on the page
  double width() const;

  _cairo* cairo() const { return cairo_; }
  void ink(const model::Colour& colour) const;
  /// One line about or from a place.
  ///
  /// align  0: `x` is the left end, 0.5: the middle, 1: the right end
  void text_at(const std::string& text, double x, double y, double size, const model::Colour& ink,
               double align = 0) const;
  double text_width(const std::string& text, double size) const;

  /// The PDF of what `write` puts on paper. It is called twice: once to learn how many pages there
  /// are.
  ///
  /// footer  at the foot of every page, left of its number
  /// errors  failed: the fonts or the memory for it are missing
  static Result<std::string> pdf(const std::string& title, const std::string& footer, Seconds made,
                                 const std::function<void(Paper&)>& write);

 private:
  Paper(_cairo* cairo, std::string footer, int pages);
  double block(const std::string& text, double x, double width, double size,
               const model::Colour& ink, bool right, bool draw) const;
  void end_page();

  _cairo* cairo_;
  std::string footer_;
  int pages_, page_ = 1;
  double y_;
};

}  // namespace wangge::render
