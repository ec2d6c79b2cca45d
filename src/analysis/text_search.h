#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/column.h"

namespace wangge::analysis {

/// Finds a text inside others or at their beginning, letters A–Z in either case.
class TextSearch {
 public:
  explicit TextSearch(std::string_view wanted);
  bool found_in(std::string_view text) const;
  bool begins(std::string_view text) const;

 private:
  std::string wanted_;  // lower case
  bool has_letters_ = false;
};

/// One a distinct text: 1 where the wanted text is in it.
///
/// cost  on all cores, each distinct text once
std::vector<std::uint8_t> entries_with(const TextSearch& search,
                                       const model::PackedStrings& dictionary);

}  // namespace wangge::analysis
