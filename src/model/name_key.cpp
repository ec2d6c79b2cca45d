#include "model/name_key.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace wangge::model {
namespace {

/// Parts of names. What counts persons is no person: 联系电话数.
constexpr std::array<std::string_view, 27> parts{
    "姓名",   "联系人", "户主",     "业主",   "房主",   "租客",   "租户",   "身份证", "证件号",
    "手机",   "电话",   "联系方式", "楼长",   "楼栋长", "上报人", "报事人", "诉求人", "投诉人",
    "举报人", "来电人", "申请人",   "监护人", "家属",   "phone",  "idcard", "email",  "surname"};
/// Whole names: as parts they stand in others, such as hotel.
constexpr std::array<std::string_view, 16> names{
    "tel",       "mobile",       "idnumber",    "idno",      "passport", "reporter",
    "caller",    "contact",      "contactname", "firstname", "lastname", "fullname",
    "ownername", "residentname", "householder", "chief"};
constexpr std::array<std::string_view, 4> counts{"数", "量", "count", "total"};

}  // namespace

std::string name_key(std::string_view name) {
  std::string key;
  for (const unsigned char c : name) {
    if (c >= 0x80 || std::isalnum(c) != 0) key += static_cast<char>(std::tolower(c));
  }
  return key;
}

std::string value_key(std::string text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
  const auto point = text.find('.');
  const bool whole = point != std::string::npos && point > 0 && point + 1 < text.size() &&
                     text.find_first_not_of('0', point + 1) == std::string::npos &&
                     text.find_first_not_of("0123456789") == point;
  if (whole) text.resize(point);
  return text;
}

bool is_personal_name(std::string_view column) {
  const std::string key = name_key(column);
  if (std::any_of(counts.begin(), counts.end(),
                  [&](std::string_view count) { return key.ends_with(count); })) {
    return false;
  }
  return std::find(names.begin(), names.end(), key) != names.end() ||
         std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return key.find(part) != std::string::npos; });
}

}  // namespace wangge::model
