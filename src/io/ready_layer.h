#pragma once

#include <string>
#include <vector>

#include "model/layer.h"

namespace wangge::io {

/// A layer on its way into a file: as the format holds it (as_written.h), in the system of the
/// file, called as in the file.
struct ReadyLayer {
  model::Layer layer;
  std::vector<std::string> about;  ///< sentences on it
};

/// Sentences as one text, a line each.
std::string lines_of(const std::vector<std::string>& sentences);

}  // namespace wangge::io
