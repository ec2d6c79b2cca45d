// Finding out and reading GB18030: a large table of addresses, and the few words of a small one.
#include <benchmark/benchmark.h>

#include <string>
#include <string_view>
#include <vector>

#include "io/encoding.h"

namespace {

using namespace wangge;

/// Addresses as offices write them, in GB18030.
const std::vector<std::string>& addresses() {
  static const auto texts = [] {
    std::vector<std::string> made;
    for (int i = 0; i < 1'000'000; ++i) {
      const std::string text = "广东省珠海市香洲区狮山街道南坑社区康宁路" +
                               std::to_string(i % 300) + "号" + std::to_string(i % 40 + 1) + "栋" +
                               std::to_string(i) + "室，高空抛物";
      made.push_back(io::from_utf8(text, "GB18030").value());
    }
    return made;
  }();
  return texts;
}

std::vector<std::string_view> first(std::size_t count) {
  return {addresses().begin(), addresses().begin() + static_cast<std::ptrdiff_t>(count)};
}

void DetectGb18030(benchmark::State& state) {
  const auto samples = first(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    const auto found = io::detect_encoding(samples, {});
    if (found->name != "GB18030") state.SkipWithError("it is GB18030");
  }
}
BENCHMARK(DetectGb18030)
    ->ArgName("texts")
    ->Arg(4)
    ->Arg(1000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond);

void DecodeMillionTextsOfGb18030(benchmark::State& state) {
  const io::TextDecoder decoder("GB18030");
  std::size_t bytes = 0;
  for (auto _ : state) {
    for (const std::string& text : addresses()) {
      benchmark::DoNotOptimize(decoder.decode(text));
      bytes += text.size();
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK(DecodeMillionTextsOfGb18030)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
