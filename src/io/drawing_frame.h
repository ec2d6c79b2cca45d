#pragma once

#include <string>

namespace wangge::io {

/// Files in memory for as long as this lives.
///
/// What a DXF file begins with is as GDAL has it, but says that its texts are in GBK: GDAL's own
/// says Western European whatever it writes, and CAD programs show Chinese as rubbish. The drawing
/// itself is made in memory, too, because GDAL's writer does not survive a full disk.
class DrawingFrame {
 public:
  DrawingFrame();
  ~DrawingFrame();
  DrawingFrame(const DrawingFrame&) = delete;
  DrawingFrame& operator=(const DrawingFrame&) = delete;
  /// Empty where GDAL's own cannot be found.
  const std::string& header() const { return header_; }
  /// Where GDAL shall write the drawing, and what it has written there.
  const std::string& drawing() const { return drawing_; }
  std::string bytes() const;

 private:
  std::string header_, text_, drawing_;
};

/// The name of a layer of a drawing, in its bytes: without the signs that CAD programs refuse, not
/// too long, in GBK, and what that lacks as "\U+20BB".
std::string drawing_layer(const std::string& name);

}  // namespace wangge::io
