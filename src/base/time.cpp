#include "base/time.h"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace wangge {
namespace {

using std::chrono::year_month_day;

/// Up to six numbers and the signs between them: every format we read is told apart by these.
struct Pieces {
  std::array<int, 6> number{};
  std::array<int, 6> digits{};
  int count = 0;
  char first_separator = 0;
  bool pm = false, am = false;
  std::optional<Seconds> zone_s;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  const auto first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

int read_number(std::string_view text, std::size_t& at, int& digits) {
  int value = 0;
  digits = 0;
  while (at < text.size() && is_digit(text[at]) && digits < 9) {
    value = value * 10 + (text[at++] - '0');
    ++digits;
  }
  return value;
}

/// "+08", "+08:00", "+0800" from the sign on.
std::optional<Seconds> read_zone(std::string_view text) {
  const int sign = text[0] == '-' ? -1 : 1;
  std::size_t at = 1;
  int digits = 0;
  int hours = read_number(text, at, digits);
  int minutes = 0;
  if (digits == 4) {
    minutes = hours % 100;
    hours /= 100;
  } else if (digits == 0 || digits > 2) {
    return std::nullopt;
  } else if (at < text.size() && text[at] == ':') {
    ++at;
    minutes = read_number(text, at, digits);
  }
  if (hours > 14 || minutes > 59 || at != text.size()) return std::nullopt;
  return sign * (hours * 3600 + minutes * 60);
}

/// The run of separators from `at`; false where it holds something no date has.
bool read_separator(std::string_view text, std::size_t& at, Pieces& pieces) {
  while (at < text.size() && !is_digit(text[at])) {
    const char c = text[at];
    const std::string_view rest = text.substr(at);
    if ((c == '+' || c == '-') && pieces.count >= 4) {
      pieces.zone_s = read_zone(rest);
      at = text.size();
      return pieces.zone_s.has_value();
    }
    if (c == '.' && pieces.count == 6) {  // fractions of a second are dropped
      ++at;
      while (at < text.size() && is_digit(text[at])) ++at;
      continue;
    }
    if (c == 'Z' && pieces.count >= 4 && rest.size() == 1) {
      pieces.zone_s = 0;
      ++at;
      continue;
    }
    if (rest.starts_with("UTC") && rest.size() == 3) {
      pieces.zone_s = 0;
      at += 3;
      continue;
    }
    if (rest.starts_with("AM") || rest.starts_with("am") || rest.starts_with("上午")) {
      pieces.am = true;
      at += rest.starts_with("上午") ? 6 : 2;
      continue;
    }
    if (rest.starts_with("PM") || rest.starts_with("pm") || rest.starts_with("下午")) {
      pieces.pm = true;
      at += rest.starts_with("下午") ? 6 : 2;
      continue;
    }
    bool word = false;
    for (const std::string_view mark : {"年", "月", "日", "时", "分", "秒", "点"}) {
      if (rest.starts_with(mark)) {
        at += mark.size();
        word = true;
        break;
      }
    }
    if (word) {
      if (pieces.first_separator == 0) pieces.first_separator = '-';
      continue;
    }
    if (c != '-' && c != '/' && c != '.' && c != ':' && c != ' ' && c != 'T') return false;
    if (pieces.first_separator == 0) pieces.first_separator = c;
    ++at;
  }
  return true;
}

std::optional<Pieces> cut(std::string_view text) {
  Pieces pieces;
  std::size_t at = 0;
  while (at < text.size()) {
    if (!is_digit(text[at])) return std::nullopt;
    if (pieces.count == 6) return std::nullopt;
    // A run of 8 or 14 digits at the start is year, month, day (hour, minute, second) written
    // together.
    const std::size_t run = text.find_first_not_of("0123456789", at);
    const std::size_t length = (run == std::string_view::npos ? text.size() : run) - at;
    if (pieces.count == 0 && (length == 8 || length == 12 || length == 14)) {
      const int fields = length == 8 ? 3 : length == 12 ? 5 : 6;
      for (int i = 0; i < fields; ++i) {
        const std::size_t width = i == 0 ? 4 : 2;
        std::size_t begin = 0;
        pieces.number[i] = read_number(text.substr(at, width), begin, pieces.digits[i]);
        at += width;
      }
      pieces.count = fields;
      pieces.first_separator = '-';
    } else {
      pieces.number[pieces.count] = read_number(text, at, pieces.digits[pieces.count]);
      ++pieces.count;
    }
    if (!read_separator(text, at, pieces)) return std::nullopt;
  }
  return pieces;
}

}  // namespace

Seconds from_civil(const CivilTime& time) {
  using namespace std::chrono;
  const sys_days date = year{time.year} / time.month / time.day;
  return date.time_since_epoch().count() * day_s + Seconds{time.hour} * 3600 +
         Seconds{time.minute} * 60 + time.second;
}

CivilTime to_civil(Seconds time) {
  Seconds days = time / day_s;
  Seconds rest = time % day_s;
  if (rest < 0) {
    rest += day_s;
    --days;
  }
  const year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  return {static_cast<int>(date.year()),
          static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())),
          static_cast<int>(rest / 3600),
          static_cast<int>(rest / 60 % 60),
          static_cast<int>(rest % 60)};
}

int weekday(Seconds time) {
  const Seconds days = time >= 0 ? time / day_s : (time - day_s + 1) / day_s;
  return static_cast<int>(((days + 3) % 7 + 7) % 7);  // 1970-01-01 was a Thursday
}

std::optional<Seconds> parse_time(std::string_view text) {
  const auto pieces = cut(trimmed(text));
  if (!pieces || pieces->count < 3) return std::nullopt;
  const char separator = pieces->first_separator;
  if (separator != '-' && separator != '/' && separator != '.') return std::nullopt;

  CivilTime time;
  if (pieces->digits[0] == 4) {
    time.year = pieces->number[0], time.month = pieces->number[1], time.day = pieces->number[2];
  } else if (pieces->digits[2] == 4) {
    // Month first as in American exports; a number above 12 in front can only be the day.
    time.year = pieces->number[2], time.month = pieces->number[0], time.day = pieces->number[1];
    if (time.month > 12) std::swap(time.month, time.day);
  } else {
    return std::nullopt;
  }
  time.hour = pieces->number[3], time.minute = pieces->number[4], time.second = pieces->number[5];
  if (pieces->pm && time.hour < 12) time.hour += 12;
  if (pieces->am && time.hour == 12) time.hour = 0;

  using namespace std::chrono;
  const year_month_day date = year{time.year} / time.month / time.day;
  if (!date.ok() || time.year < 1000 || time.hour > 24 || time.minute > 59 || time.second > 60) {
    return std::nullopt;
  }
  Seconds seconds = from_civil(time);
  if (pieces->zone_s) seconds += office_offset_s - *pieces->zone_s;
  return seconds;
}

std::string format_time(Seconds time) {
  const CivilTime t = to_civil(time);
  std::string text = fmt::format("{} {:02}:{:02}", format_date(time), t.hour, t.minute);
  if (t.second != 0) text += fmt::format(":{:02}", t.second);
  return text;
}

std::string format_date(Seconds time) {
  const CivilTime t = to_civil(time);
  return fmt::format("{:04}-{:02}-{:02}", t.year, t.month, t.day);
}

}  // namespace wangge
