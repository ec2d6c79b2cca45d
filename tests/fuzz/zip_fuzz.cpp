// The directory of a zip archive: lengths that lie lead nowhere outside.
#include "fuzz/fuzz.h"
#include "io/zip_directory.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wangge;
  const auto entries = io::parse_zip_directory(text_of(data, size));
  std::size_t bytes = 0;
  for (const io::ZipEntry& entry : entries) bytes += entry.name.size();
  must(bytes + entries.size() * 46 <= size, "every name was in the bytes");
  must(!io::zip_name_encoding(entries).empty(), "there is an encoding");
  return 0;
}
