#include "base/version.h"

namespace wangge {

const char* program_version() { return WANGGE_VERSION; }

}  // namespace wangge
