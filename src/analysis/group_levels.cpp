#include "analysis/group_levels.h"

#include <numeric>
#include <utility>

namespace wangge::analysis {
namespace {

/// Places by one key, those of the same code in the order they had.
std::vector<std::uint32_t> sorted_by(const KeyCodes& key,
                                     const std::vector<std::uint32_t>& places) {
  std::vector<std::uint32_t> next(key.texts.size() + 1);
  for (const std::uint32_t code : key.codes) ++next[code + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<std::uint32_t> sorted(places.size());
  for (const std::uint32_t place : places) sorted[next[key.codes[place]]++] = place;
  return sorted;
}

}  // namespace

GroupLevels group_levels(const std::vector<KeyCodes>& keys, const model::Rows& rows) {
  GroupLevels result;
  std::vector<std::uint32_t>& order = result.order;
  order.resize(rows.size());
  std::iota(order.begin(), order.end(), 0U);
  for (std::size_t key = keys.size(); key-- > 0;) order = sorted_by(keys[key], order);

  std::vector<GroupLevels::Level>& levels = result.levels;
  levels.resize(keys.size() + 1);
  levels[0] = {{0}, {0}, {0}};
  for (std::uint32_t at = 0; at < order.size(); ++at) {
    const auto differs = [&](const KeyCodes& key) {
      return key.codes[order[at]] != key.codes[order[at - 1]];
    };
    std::size_t depth = 0;
    while (at > 0 && depth < keys.size() && !differs(keys[depth])) ++depth;
    for (; depth < keys.size(); ++depth) {
      GroupLevels::Level& level = levels[depth + 1];
      level.parent.push_back(static_cast<std::uint32_t>(levels[depth].begin.size() - 1));
      level.code.push_back(keys[depth].codes[order[at]]);
      level.begin.push_back(at);
    }
  }
  for (GroupLevels::Level& level : levels) {
    level.begin.push_back(static_cast<std::uint32_t>(order.size()));
  }
  for (std::uint32_t& place : order) place = rows[place];
  return result;
}

}  // namespace wangge::analysis
