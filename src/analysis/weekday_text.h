#pragma once

#include <string>

namespace wangge::analysis {

/// "Mon", in the current language. day: 0 = Monday … 6 = Sunday
std::string weekday_text(int day);

}  // namespace wangge::analysis
