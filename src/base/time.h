#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wangge {

/// A moment, in seconds since 1970-01-01 00:00 of the office's wall clock (UTC+8 in China, where
/// there is no daylight saving). A time read without a zone is taken as it stands; one with a zone
/// is moved to office_offset_s first.
using Seconds = std::int64_t;

constexpr Seconds office_offset_s = Seconds{8} * 3600;
constexpr Seconds day_s = 86'400;

struct CivilTime {
  int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0;
  bool operator==(const CivilTime&) const = default;
};

Seconds from_civil(const CivilTime& time);
CivilTime to_civil(Seconds time);
/// 0 = Monday … 6 = Sunday
int weekday(Seconds time);

/// Reads ISO 8601 with and without zone, "2015/12/23 8:05", "3/14/2025 1:20", "06/26/2018 10:58:54
/// AM", "20151223", "20151223000000 ", "2015年12月23日 8时5分". Nothing where the text is no time
/// or names a day that does not exist.
std::optional<Seconds> parse_time(std::string_view text);

/// "2026-03-14 09:05", with the seconds only where they are not zero.
std::string format_time(Seconds time);
/// "2026-03-14"
std::string format_date(Seconds time);

}  // namespace wangge
