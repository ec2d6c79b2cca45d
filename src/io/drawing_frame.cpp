#include "io/drawing_frame.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <fmt/format.h>

#include <string_view>

#include "base/progress.h"
#include "io/encoding.h"
#include "io/file_bytes.h"

namespace wangge::io {

DrawingFrame::DrawingFrame() {
  const std::string folder = fmt::format("/vsimem/wangge_{}", static_cast<const void*>(this));
  drawing_ = folder + "/drawing.dxf";
  constexpr std::string_view western = "ANSI_1252";
  const char* found = CPLFindFile("gdal", "header.dxf");
  if (found == nullptr) return;
  Progress progress;
  auto text = read_bytes(found, 0, found, progress);
  if (!text) return;
  text_ = std::move(*text);
  if (const auto at = text_.find(western); at != std::string::npos) {
    text_.replace(at, western.size(), "ANSI_936");
  }
  header_ = folder + "/header.dxf";
  VSIFCloseL(VSIFileFromMemBuffer(header_.c_str(), reinterpret_cast<GByte*>(text_.data()),
                                  text_.size(), FALSE));
}

DrawingFrame::~DrawingFrame() {
  if (!header_.empty()) VSIUnlink(header_.c_str());
  VSIUnlink(drawing_.c_str());
}

std::string DrawingFrame::bytes() const {
  vsi_l_offset size = 0;
  const GByte* bytes = VSIGetMemFileBuffer(drawing_.c_str(), &size, FALSE);
  return bytes == nullptr ? "" : std::string(reinterpret_cast<const char*>(bytes), size);
}

std::string drawing_layer(const std::string& name) {
  constexpr std::size_t most_bytes = 240;  // a name has 255 characters at most
  std::string out;
  for (std::size_t i = 0; i < name.size() && out.size() < most_bytes;) {
    std::size_t next = i + 1;
    while (next < name.size() && (static_cast<unsigned char>(name[next]) & 0xC0) == 0x80) ++next;
    const std::string character = name.substr(i, next - i);
    i = next;
    const auto bytes = from_utf8(character, "GBK");
    if (std::string_view("<>/\\\":;?*|=,`").find(character) != std::string_view::npos) {
      out += '_';
    } else if (bytes) {
      out += *bytes;
    } else {
      const auto wide = from_utf8(character, "UTF-16BE");
      for (std::size_t k = 0; wide && k + 1 < wide->size(); k += 2) {
        out += fmt::format("\\U+{:02X}{:02X}", static_cast<unsigned char>((*wide)[k]),
                           static_cast<unsigned char>((*wide)[k + 1]));
      }
    }
  }
  return out.empty() ? "0" : out;
}

}  // namespace wangge::io
