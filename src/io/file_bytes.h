#pragma once

#include <string>

#include "base/progress.h"
#include "base/result.h"

namespace wangge::io {

/// The whole of a file, also from inside .gz and .zip (GDAL's names), with `spare` bytes of
/// capacity behind the text.
///
/// where   the file on this computer that it is in
/// errors  broken (also an archive that ends in the middle or unpacks to far too much), unsupported
///         (more than the memory), cancelled
Result<std::string> read_bytes(const std::string& gdal_path, std::size_t spare,
                               const std::string& where, Progress& progress);

}  // namespace wangge::io
