#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "app/places.h"
#include "base/result.h"
#include "session/session.h"

namespace wangge::app {

/// The options of the verbs that draw.
struct PictureOptions {
  std::string size = "1600x900", extent, title;
  double scale = 0;  ///< 1:n; 0: the whole extent
  bool dark = false, plain = false;

  void add_to(CLI::App& verb);
};

/// errors  invalid_argument: the name does not end in .png
Result<void> check_picture_name(const std::string& path);

/// Points lie over what a surface or a map of grids tells of them.
void hide_points(session::Session& session);

/// Draws a snapshot off screen and writes the PNG.
Result<void> draw_picture(const session::Snapshot& snapshot, const PictureOptions& options,
                          const Places& places, const std::string& path);

}  // namespace wangge::app
