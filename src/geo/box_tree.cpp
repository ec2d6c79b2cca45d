#include "geo/box_tree.h"

#include <algorithm>

#include "base/parallel.h"
#include "geo/hilbert.h"

namespace wangge::geo {

BoxTree::BoxTree(const PackedGeometry& geometry) {
  std::vector<Box> boxes(geometry.size());
  parallel_ranges(boxes.size(), 1 << 14, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) boxes[row] = geometry.box(row);
  });
  build(boxes);
}

BoxTree::BoxTree(std::span<const Box> boxes) { build(boxes); }

void BoxTree::build(std::span<const Box> boxes) {
  rows_ = hilbert_order(boxes);
  if (rows_.empty()) return;
  std::vector<Box> level(rows_.size());
  for (std::size_t i = 0; i < rows_.size(); ++i) level[i] = boxes[rows_[i]];
  levels_.push_back(std::move(level));
  while (levels_.back().size() > fan_out) {
    const auto& below = levels_.back();
    std::vector<Box> above((below.size() + fan_out - 1) / fan_out);
    for (std::size_t i = 0; i < below.size(); ++i) above[i / fan_out].grow(below[i]);
    levels_.push_back(std::move(above));
  }
}

std::vector<std::uint32_t> BoxTree::query(const Box& box) const {
  std::vector<std::uint32_t> rows;
  query(box, [&rows](std::uint32_t row) { rows.push_back(row); });
  std::sort(rows.begin(), rows.end());
  return rows;
}

}  // namespace wangge::geo
