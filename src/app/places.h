#pragma once

#include <string>

namespace wangge::app {

/// Where the program finds what it ships, and keeps what it is told. WANGGE_DATA overrides; else
/// ../share/wangge beside the program; else the source tree it was built from.
struct Places {
  std::string shaders;
  std::string locale;
  std::string demo;
  /// In XDG_CONFIG_HOME, else ~/.config: what people say of the columns of their files. Empty where
  /// there is neither.
  std::string columns;
  /// In XDG_STATE_HOME, else ~/.local/state: work that is in no file yet. Empty where there is
  /// neither.
  std::string journals;
  /// Beside it: a line for each export of personal data as they are. Empty where there is neither.
  std::string export_log;
};
Places find_places();

}  // namespace wangge::app
