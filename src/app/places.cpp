#include "app/places.h"

#include <cstdlib>
#include <filesystem>

namespace wangge::app {

namespace fs = std::filesystem;

namespace {

/// The program's own part of a folder that `variable` names, or of `usual` at home.
std::string own_place(const char* variable, const char* usual, const char* name) {
  const auto value = [](const char* of) {
    const char* text = std::getenv(of);
    return fs::path(text == nullptr ? "" : text);
  };
  fs::path folder = value(variable);
  if (folder.empty() && !value("HOME").empty()) folder = value("HOME") / usual;
  return folder.empty() ? std::string() : (folder / "wangge" / name).string();
}

}  // namespace

Places find_places() {
  std::error_code ignored;
  const std::string columns = own_place("XDG_CONFIG_HOME", ".config", "columns.tsv");
  const std::string journals = own_place("XDG_STATE_HOME", ".local/state", "unsaved");
  const std::string log = own_place("XDG_STATE_HOME", ".local/state", "exports.log");
  fs::path root;
  if (const char* wish = std::getenv("WANGGE_DATA")) {
    root = wish;
  } else {
    root = fs::read_symlink("/proc/self/exe", ignored).parent_path() / "../share/wangge";
  }
  if (fs::is_directory(root, ignored)) {
    return {(root / "shaders").string(), (root / "locale").string(), (root / "demo").string(),
            columns, journals, log};
  }
  return {WANGGE_SOURCE_DIR "/shaders", WANGGE_BUILD_DIR "/locale", WANGGE_SOURCE_DIR "/data/demo",
          columns, journals, log};
}

}  // namespace wangge::app
