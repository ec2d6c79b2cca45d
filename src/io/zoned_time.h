#pragma once

#include <fmt/format.h>

#include <string>

#include "base/time.h"

namespace wangge::io {

/// "2020-12-31T23:59:00+08:00": a time of the office as ISO 8601 has it.
inline std::string zoned_time(Seconds time) {
  const CivilTime t = to_civil(time);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+{:02}:00", t.year, t.month, t.day, t.hour,
                     t.minute, t.second, office_offset_s / 3600);
}

}  // namespace wangge::io
