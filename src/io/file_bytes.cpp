#include "io/file_bytes.h"

#include <cpl_vsi.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <memory>

#include "base/i18n.h"
#include "io/gdal_library.h"
#include "io/unpacking.h"

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

std::uint64_t bytes_of_memory() {
  const auto pages = ::sysconf(_SC_PHYS_PAGES), page = ::sysconf(_SC_PAGE_SIZE);
  return pages < 0 || page < 0
             ? std::numeric_limits<std::uint64_t>::max()
             : static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page);
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
  const std::size_t known = known_size(gdal_path);
  if (known > bytes_of_memory()) {
    return Error{ErrorCode::unsupported, where,
                 trf("The file is larger ({} MB) than the memory of this computer.", known >> 20),
                 tr("Split the file.")};
  }
  const bool packed = gdal_path.rfind("/vsi", 0) == 0;
  std::error_code unknown;
  const auto bytes_on_disk = packed ? std::filesystem::file_size(where, unknown) : 0;
  const std::uint64_t most = packed && !unknown ? most_unpacked_bytes(bytes_on_disk)
                                                : std::numeric_limits<std::uint64_t>::max();
  // In one go where the size is known; else in ever larger pieces: most files are small, and room
  // for more is written before it is read into.
  constexpr std::size_t least_block = 64 << 10, most_block = 4 << 20;
  std::size_t block = known > 0 ? std::min(known + 1, most_block) : least_block;
  std::string text;
  text.reserve(known + block + spare);
  while (true) {
    const std::size_t old = text.size();
    text.resize(old + block);
    const std::size_t got = VSIFReadL(text.data() + old, 1, block, file.get());
    text.resize(old + got);
    if (got < block) break;
    block = std::min(2 * block, most_block);
    if (text.size() > most) return unpacks_to_too_much(where, bytes_on_disk);
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
