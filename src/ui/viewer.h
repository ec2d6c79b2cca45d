#pragma once

#include <string>
#include <vector>

#include "base/i18n.h"
#include "io/read.h"
#include "model/style.h"

namespace wangge::ui {

/// The part of a frame that drawing the map may take, in milliseconds; panels and the copy to the
/// screen take the rest of the 33 a frame has.
constexpr double map_budget_ms = 8;

struct ViewerOptions {
  std::vector<std::string> paths;  ///< opened at the start
  io::ReadOptions read;            ///< for them and for files opened later
  std::vector<std::string> demo_files;
  std::string shader_dir, locale_dir;
  std::string journal_folder;  ///< of work that was never saved; empty: nothing is kept by itself
  std::string export_log;      ///< a file that tells of personal data that left; empty: none
  std::string columns_file;    ///< keeps what is said of columns; empty: nothing is kept
  Language language = Language::chinese;
  model::Theme theme = model::Theme::light;
  int width = 1600, height = 900;
  float scale = 0;  ///< of all sizes; 0: what the screen asks for
};

/// Opens the window and returns when it is closed: 0, or 1 where no window can be opened (said on
/// standard error).
int run_viewer(const ViewerOptions& options);

}  // namespace wangge::ui
