#include "analysis/address_key.h"

#include <algorithm>
#include <array>

#include "analysis/address_text.h"

namespace wangge::analysis {
namespace {

using View = std::u32string_view;

template <std::size_t n>
bool one_of(char32_t c, const char32_t (&set)[n]) {
  return std::find(set, set + n - 1, c) != set + n - 1;
}

/// A step of the administration and the words that end its name.
struct Step {
  std::array<View, 5> endings;
  View not_before;  ///< characters that make the ending part of a longer word
  View not_after;
};

constexpr std::array steps{
    Step{{U"省", U"自治区", U"特别行政区"}, U"", U"路道"},
    Step{{U"市", U"自治州", U"地区", U"盟"}, U"超夜菜城街集花", U"场民政府立委路道街口"},
    Step{{U"区", U"县", U"旗", U"市"}, U"小社园校厂库院住东西南北中景片", U"路道街域间府政民旗场"},
    Step{{U"街道办事处", U"街道办", U"街道", U"镇", U"乡"}, U"", U"路道街村"},
};
constexpr Step community_step{
    {U"社区居委会", U"社区", U"居委会", U"村委会", U"居民委员会"}, U"", U"路道"};

constexpr std::size_t longest_name = 12;

/// How long the name and its ending are at the beginning of the text; 0 where there is none.
/// name  is set to the characters of the name alone
std::size_t prefix_length(View text, const Step& step, std::size_t& name) {
  for (std::size_t at = 0; at < std::min(text.size(), longest_name); ++at) {
    if (is_ascii_digit(text[at]) || text[at] == U'栋') return 0;
    for (const View ending : step.endings) {
      if (ending.empty() || at < 2 || text.substr(at, ending.size()) != ending) continue;
      const std::size_t end = at + ending.size();
      // A name has to follow, and not a number: 万科社区3栋 is an estate of that name.
      if (end >= text.size() || is_ascii_digit(text[end]) || text[end] == U'栋') continue;
      if (step.not_before.find(text[at - 1]) != View::npos && at - 1 > 0) continue;
      if (is_ascii_letter(text[at - 1]) || step.not_after.find(text[end]) != View::npos) continue;
      name = at;
      return end;
    }
  }
  return 0;
}

View without_administration(View text, std::string& community) {
  std::size_t name = 0;
  // Twice: 五角场街道上海市杨浦区国权路 names the street office first.
  for (int round = 0; round < 2; ++round) {
    for (const Step& step : steps) text.remove_prefix(prefix_length(text, step, name));
  }
  if (const std::size_t length = prefix_length(text, community_step, name)) {
    community = to_utf8(text.substr(0, name));
    text.remove_prefix(length);
  }
  return text;
}

/// Digits with leading zeros dropped, letters as they are; each run of digits for itself (02-03).
std::string plain_number(View text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool leading = text[i] == U'0' && (i == 0 || !is_ascii_digit(text[i - 1])) &&
                         i + 1 < text.size() && is_ascii_digit(text[i + 1]);
    if (leading) {
      // "002": the next zero leads as well.
      while (i + 1 < text.size() && text[i] == U'0' && is_ascii_digit(text[i + 1])) ++i;
    }
    out.push_back(text[i]);
  }
  return to_utf8(out);
}

/// Where the number that ends at `end` begins: 2, a2, 2a, 东2, 2-3, b, 甲, 东. `end` for none.
std::size_t number_begin(View text, std::size_t end) {
  std::size_t begin = end;
  const auto letter_before = [&](std::size_t at) {
    return at > 0 && is_ascii_letter(text[at - 1]);
  };
  if (letter_before(begin)) --begin;
  const std::size_t digits_end = begin;
  while (begin > 0 && is_ascii_digit(text[begin - 1])) --begin;
  if (begin < digits_end && begin > 1 && text[begin - 1] == U'-' &&
      is_ascii_digit(text[begin - 2])) {
    --begin;
    while (begin > 0 && is_ascii_digit(text[begin - 1])) --begin;
  }
  const bool has_digits = begin < digits_end;
  if (has_digits) {
    // One letter before the digits is theirs (a2), a word is not (soho2).
    if (letter_before(begin) && !letter_before(begin - 1)) {
      --begin;
    } else if (begin > 2 && one_of(text[begin - 1], U"东南西北")) {
      --begin;
    }
    return begin;
  }
  if (begin < end) return letter_before(begin) ? end : begin;  // one letter: b座
  if (end > 0 && one_of(text[end - 1], U"甲乙丙丁戊东南西北中")) return end - 1;
  return end;
}

struct Found {
  std::size_t begin = View::npos, end = View::npos;  ///< of the number and its word
  std::string number;
  bool several = false;
  bool found() const { return begin != View::npos; }
};

Found find_building(View text) {
  for (std::size_t at = text.find(U'栋'); at != View::npos; at = text.find(U'栋', at + 1)) {
    const std::size_t begin = number_begin(text, at);
    if (begin == at) continue;
    Found found{begin, at + 1, plain_number(text.substr(begin, at - begin)), false};
    if (begin > 0 && text[begin - 1] == U',') {
      // 1、2栋: the list belongs to it.
      found.several = true;
      while (found.begin > 0 &&
             (text[found.begin - 1] == U',' || is_ascii_digit(text[found.begin - 1])))
        --found.begin;
    }
    const View rest = text.substr(found.end);
    if (!rest.empty() && rest.front() == U',') {
      // 2栋、3栋 are several, 2栋，301室 is one.
      const std::size_t next = rest.find_first_not_of(U",0123456789");
      found.several |= next != View::npos && rest[next] == U'栋';
    }
    return found;
  }
  return {};
}

/// "1" of 1单元 at or behind the beginning.
std::string find_unit(View text) {
  const std::size_t at = text.find(U"单元");
  if (at == View::npos || at == 0) return {};
  std::size_t begin = at;
  while (begin > 0 && is_ascii_digit(text[begin - 1])) --begin;
  if (begin == at && (is_ascii_letter(text[at - 1]) || one_of(text[at - 1], U"东南西北中甲乙丙丁")))
    --begin;
  return plain_number(text.substr(begin, at - begin));
}

bool ends_a_road(View text, std::size_t end) {
  if (end < 2) return false;
  if (one_of(text[end - 1], U"路街道巷弄")) return true;
  return end > 2 && text.substr(end - 2, 2) == U"胡同";
}

/// 狮山路12号 at the beginning: sets road and number and returns what follows.
View take_road(View text, AddressKey& key) {
  for (std::size_t at = 2; at < text.size(); ++at) {
    if (!is_ascii_digit(text[at])) continue;
    if (!ends_a_road(text, at)) return text;
    std::size_t end = at;
    const auto is_number = [&](std::size_t i) {
      return i < text.size() && (is_ascii_digit(text[i]) || is_ascii_letter(text[i]) ||
                                 text[i] == U'-' || text[i] == U'之');
    };
    while (is_number(end)) ++end;
    // 181弄22号: the lane and the house in it are one number.
    if (end < text.size() && text[end] == U'弄' && is_number(end + 1)) {
      std::size_t house = end + 1;
      while (is_number(house)) ++house;
      if (house < text.size() && text[house] == U'号') end = house;
    }
    const bool worded = end < text.size() && one_of(text[end], U"号弄");
    // 吴中路259 is a house number without its word, 吴中路200米 is none.
    if (!worded && end < text.size() && one_of(text[end], U"米公层楼室单期线区栋")) return text;
    key.road = to_utf8(text.substr(0, at));
    key.number = plain_number(text.substr(at, end - at));
    if (!worded) return text.substr(end);
    if (text[end] == U'弄') key.number += "弄";
    ++end;
    if (end < text.size() && one_of(text[end], U"院内")) ++end;
    return text.substr(end);
  }
  return text;
}

/// The estate and, where no word says so, the building: 锦安苑2-301, 锦安苑2号301, 锦安苑301室.
void take_estate(View text, AddressKey& key) {
  std::size_t digit = 0;
  while (digit < text.size() && !is_ascii_digit(text[digit])) ++digit;
  // 锦绣花园2期3-301: the phase is part of the name.
  while (digit < text.size()) {
    std::size_t end = digit;
    while (end < text.size() && is_ascii_digit(text[end])) ++end;
    if (end >= text.size() || !one_of(text[end], U"期区组")) break;
    digit = end + 1;
    while (digit < text.size() && !is_ascii_digit(text[digit])) ++digit;
  }
  const auto without_signs_at_end = [](View name) {
    while (!name.empty() && one_of(name.back(), U"-,")) name.remove_suffix(1);
    return to_utf8(name);
  };
  if (key.mark != BuildingMark::none || digit >= text.size()) {
    key.estate = without_signs_at_end(text);
    return;
  }
  std::size_t begin = digit, end = digit;
  if (begin > 2 && is_ascii_letter(text[begin - 1]) && !is_ascii_letter(text[begin - 2])) --begin;
  while (end < text.size() && (is_ascii_digit(text[end]) || is_ascii_letter(text[end]))) ++end;
  key.estate = without_signs_at_end(text.substr(0, begin));
  const char32_t next = end < text.size() ? text[end] : U'\0';
  if (text.substr(std::min(end, text.size()), 2) == U"号线") {  // 地铁3号线 is a railway
    key.estate = without_signs_at_end(text);
    return;
  }
  const bool room_follows = (next == U'-' || next == U',') && end + 1 < text.size();
  if (room_follows || next == U'号') {
    key.building = plain_number(text.substr(begin, end - begin));
    key.mark = room_follows ? BuildingMark::dash : BuildingMark::number;
  } else {
    key.mark = BuildingMark::unit_run;
  }
}

AddressKey key_of(View all) {
  AddressKey key;
  View text = without_administration(all, key.community);
  key.text = to_utf8(text);
  const Found building = find_building(text);
  if (building.found()) {
    key.building = building.number;
    key.mark = building.several ? BuildingMark::several : BuildingMark::word;
    key.unit = find_unit(text.substr(building.end));
    text = text.substr(0, building.begin);
  } else {
    key.unit = find_unit(text);
  }
  take_estate(take_road(text, key), key);
  return key;
}

}  // namespace

AddressKey address_key(std::string_view address) { return key_of(address_text(address)); }

std::string estate_key(std::string_view name) { return to_utf8(address_text(name)); }

std::string building_key(std::string_view name) {
  const std::u32string text = address_text(name);
  const Found found = find_building(text);
  if (found.found()) return found.several ? std::string() : found.number;
  const auto counts = [](char32_t c) {
    return is_ascii_digit(c) || is_ascii_letter(c) || c == U'-';
  };
  View number = text;
  if (!number.empty() && number.back() == U'号') number.remove_suffix(1);
  const bool bare =
      !number.empty() && number.size() <= 5 && std::all_of(number.begin(), number.end(), counts);
  return bare ? plain_number(number) : std::string();
}

}  // namespace wangge::analysis
