#pragma once

#include <string>
#include <vector>

#include "io/formats.h"
#include "io/write_preview.h"
#include "model/layer.h"

namespace wangge::io {

/// A layer exactly as a format will hold it, so that the re-read file can be compared with it:
/// columns chosen, named and masked, texts shortened, types that the format lacks turned into
/// others, features in parts where it has none of several.
struct AsWritten {
  model::Layer layer;
  WritePreview preview;
};

/// Follows preview_writing; coordinates stay as they are.
/// errors  the preview's first obstacle
Result<AsWritten> as_written(const model::Layer& layer, Format format, const WriteOptions& options);

}  // namespace wangge::io
