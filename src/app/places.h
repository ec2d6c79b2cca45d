#pragma once

#include <string>

namespace wangge::app {

/// Where the program finds what it ships. WANGGE_DATA overrides; else ../share/wangge beside the
/// program; else the source tree it was built from.
struct Places {
  std::string shaders;
  std::string locale;
  std::string demo;
};
Places find_places();

}  // namespace wangge::app
