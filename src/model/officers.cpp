#include "model/officers.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

namespace wangge::model {

double officers_in(const std::string& text) {
  constexpr std::array<std::string_view, 9> marks{"、", "，", "；", ",", ";", "/", "|", "\n", "\r"};
  int names = 0;
  bool in_name = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto rest = std::string_view(text).substr(at);
    const auto mark =
        std::ranges::find_if(marks, [rest](std::string_view one) { return rest.starts_with(one); });
    if (mark != marks.end()) {
      in_name = false;
      at += mark->size();
      continue;
    }
    if (!in_name && text[at] != ' ') ++names, in_name = true;
    ++at;
  }
  return names == 0 ? std::numeric_limits<double>::quiet_NaN() : names;
}

}  // namespace wangge::model
