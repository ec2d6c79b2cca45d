#include "io/file_bytes.h"

#include <cpl_vsi.h>

#include <memory>

#include "base/i18n.h"
#include "io/gdal_library.h"

namespace wangge::io {
namespace {

struct CloseFile {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};

// Unknown (and 0) for files inside archives, whose size may cost a whole pass.
std::size_t known_size(const std::string& path) {
  VSIStatBufL status;
  const bool plain = path.rfind("/vsi", 0) != 0;
  return plain && VSIStatL(path.c_str(), &status) == 0 ? static_cast<std::size_t>(status.st_size)
                                                       : 0;
}

}  // namespace

Result<std::string> read_bytes(const std::string& gdal_path, std::size_t spare,
                               const std::string& where, Progress& progress) {
  use_gdal();
  GdalMessages messages;
  const std::unique_ptr<VSILFILE, CloseFile> file(VSIFOpenL(gdal_path.c_str(), "rb"));
  if (!file) {
    return Error{ErrorCode::broken, where, tr("The file cannot be opened."),
                 tr("Ask for the file again.")};
  }
  constexpr std::size_t block = 4 << 20;
  std::string text;
  text.reserve(known_size(gdal_path) + block + spare);
  while (true) {
    const std::size_t old = text.size();
    text.resize(old + block);
    const std::size_t got = VSIFReadL(text.data() + old, 1, block, file.get());
    text.resize(old + got);
    if (got < block) break;
    if (progress.cancelled()) {
      return Error{ErrorCode::cancelled, where, tr("Reading was cancelled."), ""};
    }
  }
  if (messages.failed()) {
    return Error{ErrorCode::broken, where, trf("The file is damaged: {}", messages.first()),
                 tr("Ask for the file again, or open it in the program that wrote it.")};
  }
  text.reserve(text.size() + spare);
  return text;
}

}  // namespace wangge::io
