// Drives a fuzzer without libFuzzer: every file of its corpus, and mutations of each from a fixed
// seed.
//   NAME_fuzz FOLDER [MUTATIONS]
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "base/random.h"
#include "fuzz/fuzz.h"

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const Bytes* current = nullptr;

/// Shows the input that ended it all.
void tell_input(int) {
  std::fprintf(stderr, "input:");
  for (const std::uint8_t byte : *current) std::fprintf(stderr, " %02x", byte);
  std::fprintf(stderr, "\n");
  std::_Exit(1);
}

void run(const Bytes& bytes) {
  current = &bytes;
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

/// One to four bytes changed, put in, taken out or doubled.
Bytes mutated(Bytes bytes, wangge::Random& random) {
  for (std::uint32_t n = 1 + random.below(4); n > 0; --n) {
    const auto at = bytes.empty() ? 0 : random.below(static_cast<std::uint32_t>(bytes.size()));
    const auto place = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    switch (random.below(5)) {
      case 0:
        if (!bytes.empty()) *place = static_cast<std::uint8_t>(random.below(256));
        break;
      case 1:
        bytes.insert(place, static_cast<std::uint8_t>(random.below(256)));
        break;
      case 2:
        if (!bytes.empty()) bytes.erase(place);
        break;
      case 3:
        bytes.resize(at);  // breaks off
        break;
      default: {
        const Bytes piece(place, bytes.end());
        bytes.insert(place, piece.begin(), piece.end());
      }
    }
  }
  return bytes;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 64;
  const unsigned long mutations = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 2000;
  std::signal(SIGABRT, tell_input);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
    const Bytes bytes = bytes_of(entry.path());
    run(bytes);
    wangge::Random random(++files);
    for (unsigned long i = 0; i < mutations; ++i) {
      run(mutated(bytes, random));
    }
  }
  std::printf("%zu files, %lu mutations each\n", files, mutations);
  return files > 0 ? 0 : 1;
}
