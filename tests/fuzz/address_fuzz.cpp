// Addresses as people write them, and any other bytes.
#include "analysis/address_key.h"
#include "analysis/address_text.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wangge::analysis;
  const std::string_view address = wangge::text_of(data, size);
  wangge::must(address_key(address) == address_key(address), "the same address has the same key");
  for (const char32_t c : address_text(address)) {
    wangge::must(c != U' ' && c != U'\t', "blanks are gone");
    wangge::must(c < U'A' || c > U'Z', "case is folded");
  }
  (void)estate_key(address);
  (void)building_key(address);
  return 0;
}
