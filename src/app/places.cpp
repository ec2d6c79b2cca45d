#include "app/places.h"

#include <cstdlib>
#include <filesystem>

namespace wangge::app {

Places find_places() {
  namespace fs = std::filesystem;
  std::error_code ignored;
  fs::path root;
  if (const char* wish = std::getenv("WANGGE_DATA")) {
    root = wish;
  } else {
    root = fs::read_symlink("/proc/self/exe", ignored).parent_path() / "../share/wangge";
  }
  if (fs::is_directory(root, ignored)) {
    return {(root / "shaders").string(), (root / "locale").string(), (root / "demo").string()};
  }
  return {WANGGE_SOURCE_DIR "/shaders", WANGGE_BUILD_DIR "/locale", WANGGE_SOURCE_DIR "/data/demo"};
}

}  // namespace wangge::app
