#pragma once

#include <string>

#include "base/result.h"

namespace wangge::io {

/// Drivers open the files that belong to a file (.dbf, .prj, .cpg …) by themselves; one that is a
/// pipe or a device would make them wait for ever.
/// errors  not_a_map_file, naming it
/// cost    looks some twenty names up
Result<void> check_companions(const std::string& path);

}  // namespace wangge::io
