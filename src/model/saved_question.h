#pragma once

#include <string>
#include <utility>
#include <vector>

namespace wangge::model {

/// A question under a name (analysis/question_text.h), with the last value of each parameter.
struct SavedQuestion {
  std::string name, text;
  std::vector<std::pair<std::string, std::string>> parameters = {};
  bool operator==(const SavedQuestion&) const = default;
};

}  // namespace wangge::model
