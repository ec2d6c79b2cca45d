#include "geo/hilbert.h"

#include <tbb/parallel_sort.h>

#include <algorithm>
#include <utility>

#include "base/parallel.h"

namespace wangge::geo {

std::uint32_t hilbert_key(std::uint16_t x16, std::uint16_t y16) {
  std::uint32_t x = x16, y = y16, key = 0;
  for (std::uint32_t side = 1U << 15; side > 0; side >>= 1) {
    const std::uint32_t rx = (x & side) != 0 ? 1 : 0;
    const std::uint32_t ry = (y & side) != 0 ? 1 : 0;
    key = (key << 2) | ((3 * rx) ^ ry);
    if (ry == 0) {  // turn the quadrant so that the curve stays in one piece
      if (rx == 1) {
        x = 0xFFFF - x;
        y = 0xFFFF - y;
      }
      std::swap(x, y);
    }
  }
  return key;
}

std::vector<std::uint32_t> hilbert_order(std::span<const Box> boxes) {
  Box all;
  for (const Box& box : boxes) all.grow(box);
  const double width = std::max(all.width(), 1e-9), height = std::max(all.height(), 1e-9);
  struct Entry {
    std::uint32_t key, number;
  };
  std::vector<Entry> entries;
  entries.reserve(boxes.size());
  for (std::uint32_t i = 0; i < boxes.size(); ++i) {
    if (!boxes[i].is_empty()) entries.push_back({0, i});
  }
  parallel_ranges(entries.size(), 1 << 14, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Point c = boxes[entries[i].number].centre();
      const auto lattice = [](double share) {
        return static_cast<std::uint16_t>(std::clamp(share * 65535.0, 0.0, 65535.0));
      };
      entries[i].key =
          hilbert_key(lattice((c.x - all.min_x) / width), lattice((c.y - all.min_y) / height));
    }
  });
  tbb::parallel_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.key != b.key ? a.key < b.key : a.number < b.number;
  });
  std::vector<std::uint32_t> order(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) order[i] = entries[i].number;
  return order;
}

}  // namespace wangge::geo
