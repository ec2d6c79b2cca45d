#include "io/shapefile_parts.h"

#include <cpl_vsi.h>

#include <array>
#include <cstdint>

#include "base/i18n.h"

namespace wangge::io {
namespace {

bool exists(const std::string& path) {
  VSIStatBufL status;
  return VSIStatExL(path.c_str(), &status, VSI_STAT_EXISTS_FLAG) == 0;
}

}  // namespace

Result<void> check_shapefile_parts(const std::string& gdal_path, const std::string& where) {
  const std::string stem = gdal_path.substr(0, gdal_path.size() - 4);
  if (!exists(stem + ".shx") && !exists(stem + ".SHX")) {
    return Error{ErrorCode::broken, where,
                 tr("The .shx file that belongs to this shapefile is missing."),
                 tr("Copy the .shx and the .dbf of the same name into the same folder.")};
  }
  std::array<std::uint8_t, 28> head{};
  VSILFILE* file = VSIFOpenL(gdal_path.c_str(), "rb");
  if (file == nullptr) return {};  // the driver will say why
  const bool whole_head = VSIFReadL(head.data(), head.size(), 1, file) == 1;
  VSIFSeekL(file, 0, SEEK_END);
  const std::uint64_t bytes = VSIFTellL(file);
  VSIFCloseL(file);
  const std::uint64_t words = std::uint64_t{head[24]} << 24 | std::uint64_t{head[25]} << 16 |
                              std::uint64_t{head[26]} << 8 | head[27];
  if (whole_head && bytes >= 2 * words) return {};
  return Error{ErrorCode::broken, where,
               trf("The file breaks off: it has {} of {} bytes.", bytes, 2 * words),
               tr("Ask for the file again.")};
}

}  // namespace wangge::io
