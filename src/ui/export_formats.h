#pragma once

#include <span>

namespace wangge::ui {

/// A kind of file that layers are written into, and what it can take.
struct ExportFormat {
  const char* name;       ///< as io::WriteOptions::format has it
  const char* extension;  ///< with its dot
  const char* shown;      ///< marked for translation
  const char* hint;       ///< marked for translation: what it is good for
  bool rfc7946 = false;
  bool holds_several = false;  ///< layers in one file
  bool only_wgs84 = false, only_metres = false;
  bool takes_encoding = false;
};
std::span<const ExportFormat> export_formats();

}  // namespace wangge::ui
