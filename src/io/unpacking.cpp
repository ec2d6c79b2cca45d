#include "io/unpacking.h"

#include <cpl_vsi.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <vector>

#include "base/i18n.h"
#include "io/gdal_library.h"

namespace wangge::io {
namespace {

constexpr std::uint64_t megabyte = 1 << 20;

std::uint64_t bytes_on_disk(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  return error ? 0 : size;
}

}  // namespace

std::uint64_t most_unpacked_bytes(std::uint64_t packed) {
  return std::max<std::uint64_t>(256 * megabyte, packed * 200);
}

Error unpacks_to_too_much(const std::string& where, std::uint64_t packed) {
  return {ErrorCode::broken, where,
          trf("The archive of {} kB unpacks to more than {} MB, as no map does: it is damaged or "
              "was made to fill the memory.",
              (packed + 1023) / 1024, most_unpacked_bytes(packed) / megabyte),
          tr("Ask for the file again, or unpack it by hand if you trust it.")};
}

Result<void> check_zip_size(const std::vector<ZipEntry>& entries, const std::string& path) {
  const std::uint64_t packed = bytes_on_disk(path), most = most_unpacked_bytes(packed);
  std::uint64_t sum = 0;
  for (const ZipEntry& entry : entries) {
    sum += std::min(entry.unpacked, most + 1);
    if (sum > most) return unpacks_to_too_much(path, packed);
  }
  return {};
}

Result<void> check_gzip_size(const std::string& path) {
  use_gdal();
  GdalMessages messages;
  struct Close {
    void operator()(VSILFILE* file) const { VSIFCloseL(file); }
  };
  const std::unique_ptr<VSILFILE, Close> file(VSIFOpenL(("/vsigzip/" + path).c_str(), "rb"));
  if (!file) return {};  // whoever reads it will say why
  const std::uint64_t packed = bytes_on_disk(path), most = most_unpacked_bytes(packed);
  std::vector<char> block(megabyte);
  std::uint64_t sum = 0;
  while (const std::size_t got = VSIFReadL(block.data(), 1, block.size(), file.get())) {
    sum += got;
    if (sum > most) return unpacks_to_too_much(path, packed);
  }
  return {};
}

}  // namespace wangge::io
