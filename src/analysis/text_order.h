#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace wangge::analysis {

/// The order in which people look for texts: Chinese by pinyin, numbers within a text by size
/// (“2号” before “10号”), letters in either case. The same in both languages of the interface;
/// texts that ICU finds equal go by their bytes. `texts` are UTF-8.
///
/// returns  the places of the texts, first to last
/// cost     1 µs a text
std::vector<std::uint32_t> people_order(const std::vector<std::string_view>& texts);

}  // namespace wangge::analysis
