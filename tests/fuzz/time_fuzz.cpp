// Times as people write them: what is read is written and read again as the same moment.
#include "base/time.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wangge;
  const auto time = parse_time(text_of(data, size));
  if (!time) return 0;
  must(from_civil(to_civil(*time)) == *time, "a moment is its own civil time");
  const auto again = parse_time(format_time(*time));
  must(again && *again == *time, "a written time is read back");
  must(weekday(*time) >= 0 && weekday(*time) < 7, "a week has seven days");
  return 0;
}
