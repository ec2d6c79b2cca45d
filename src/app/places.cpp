#include "app/places.h"

#include <cstdlib>
#include <filesystem>

namespace wangge::app {

namespace fs = std::filesystem;

namespace {

std::string columns_file() {
  const auto value = [](const char* name) {
    const char* text = std::getenv(name);
    return fs::path(text == nullptr ? "" : text);
  };
  fs::path config = value("XDG_CONFIG_HOME");
  if (config.empty() && !value("HOME").empty()) config = value("HOME") / ".config";
  return config.empty() ? std::string() : (config / "wangge" / "columns.tsv").string();
}

}  // namespace

Places find_places() {
  std::error_code ignored;
  fs::path root;
  if (const char* wish = std::getenv("WANGGE_DATA")) {
    root = wish;
  } else {
    root = fs::read_symlink("/proc/self/exe", ignored).parent_path() / "../share/wangge";
  }
  if (fs::is_directory(root, ignored)) {
    return {(root / "shaders").string(), (root / "locale").string(), (root / "demo").string(),
            columns_file()};
  }
  return {WANGGE_SOURCE_DIR "/shaders", WANGGE_BUILD_DIR "/locale", WANGGE_SOURCE_DIR "/data/demo",
          columns_file()};
}

}  // namespace wangge::app
