// Well-known binary: counts that lie take no memory and read nothing outside.
#include "fuzz/fuzz.h"
#include "io/wkb.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wangge;
  io::Shape shape;
  if (io::shape_from_wkb({data, size}, shape) != io::WkbResult::good) return 0;
  must(shape.points().size() * 16 <= size, "every point was in the bytes");
  for (const std::uint32_t end : shape.ring_ends()) {
    must(end <= shape.points().size(), "rings end within the points");
  }
  for (const std::uint32_t end : shape.part_ends()) {
    must(end <= shape.ring_ends().size(), "parts end within the rings");
  }
  return 0;
}
