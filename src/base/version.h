#pragma once

namespace wangge {

/// "0.1.0": of the program, as --version says it and recipes name it.
const char* program_version();

}  // namespace wangge
