#include "io/companions.h"

#include <array>
#include <cctype>
#include <filesystem>

#include "base/i18n.h"

namespace wangge::io {
namespace fs = std::filesystem;
namespace {

bool waits_for_ever(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);  // of what a link leads to
  return !error && fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

Error names(const fs::path& path) {
  return {ErrorCode::not_a_map_file, path.string(),
          tr("This file belongs to the one to be opened and is a pipe or a device."),
          tr("Remove it, or put the file of the same name in its place.")};
}

}  // namespace

Result<void> check_companions(const std::string& path) {
  static constexpr std::array<const char*, 22> endings{
      "shp", "shx", "dbf", "prj", "cpg", "qpj", "qix", "sbn", "sbx", "idm", "ind",
      "tab", "dat", "map", "id",  "mid", "gfs", "xsd", "tfw", "wld", "rrd", "imd"};
  static constexpr std::array<const char*, 6> appended{"-wal",     "-shm", "-journal",
                                                       ".aux.xml", ".ovr", ".msk"};
  for (const char* ending : endings) {
    std::string upper = ending;
    for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    for (const std::string& one : {std::string(ending), upper}) {
      const fs::path companion = fs::path(path).replace_extension(one);
      if (waits_for_ever(companion)) return names(companion);
    }
  }
  for (const char* ending : appended) {
    if (waits_for_ever(path + ending)) return names(path + ending);
  }
  return {};
}

}  // namespace wangge::io
