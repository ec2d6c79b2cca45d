// Texts of an unknown encoding, one a line, the first line a hint: whatever they are taken for,
// what comes out is UTF-8.
#include "fuzz/fuzz.h"
#include "io/encoding.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wangge;
  std::vector<std::string_view> lines;
  const std::string_view text = text_of(data, size);
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  const std::string hint(lines.front());
  lines.erase(lines.begin());
  const auto found = io::detect_encoding(lines, {"", hint, ""});
  must(found.has_value(), "without a choice of the user there is always a guess");
  for (const std::string_view line : lines) {
    const std::string read = io::to_utf8(line, found->name);
    must(io::is_utf8(read) || read.empty(), "what is read is UTF-8");
    const auto written = io::from_utf8(read, "GB18030");
    must(!written || io::to_utf8(*written, "GB18030") == read, "GB18030 holds every character");
  }
  for (const model::EncodingCandidate& one : found->candidates) {
    must(one.score >= 0 && one.score <= 1, "scores are shares");
    must(one.preview.empty() || io::is_utf8(one.preview), "previews are UTF-8");
  }
  return 0;
}
