#include "ui/line_order.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {
namespace {

using Children = std::vector<std::vector<std::uint32_t>>;

/// Which lines each line sums up. A line follows those that it is made of.
Children children_of(const analysis::GroupTable& table) {
  Children children(table.lines.size());
  std::vector<std::vector<std::uint32_t>> waiting(table.keys + 2);  // by depth
  for (std::uint32_t i = 0; i < table.lines.size(); ++i) {
    const std::size_t depth = table.lines[i].depth;
    children[i] = std::move(waiting[depth + 1]);
    waiting[depth + 1].clear();
    waiting[depth].push_back(i);
  }
  return children;
}

void write(const Children& children, std::uint32_t line, std::vector<std::uint32_t>& order) {
  for (const std::uint32_t child : children[line]) {
    order.push_back(child);
    write(children, child, order);
  }
}

}  // namespace

std::vector<std::uint32_t> ordered_lines(const analysis::GroupTable& table, const NumberColumn* by,
                                         bool ascending) {
  std::vector<std::uint32_t> order;
  if (table.lines.empty()) return order;
  Children children = children_of(table);
  for (auto& group : children) {
    if (by == nullptr) {
      if (!ascending) std::ranges::reverse(group);
      continue;
    }
    std::ranges::stable_sort(group, [&](std::uint32_t a, std::uint32_t b) {
      const double x = by->of(table.lines[a]), y = by->of(table.lines[b]);
      if (std::isnan(x) || std::isnan(y)) return !std::isnan(x) && std::isnan(y);
      return ascending ? x < y : x > y;
    });
  }
  const auto total = static_cast<std::uint32_t>(table.lines.size() - 1);
  write(children, total, order);
  order.push_back(total);
  return order;
}

}  // namespace wangge::ui
