#include "analysis/league.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "base/i18n.h"

namespace wangge::analysis {
namespace {

/// What areas are ordered by: the higher the worse. NaN: cannot be ranked.
double certain_badness(const AreaValue& value, const LeagueOptions& options) {
  if (!(value.denominator > 0) || value.denominator < least_base(options.measure, options.limits)) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  return options.worse == Worse::more ? value.interval.low : -value.interval.high;
}

std::string reason_against(const AreaValue& value, const LeagueOptions& options) {
  const std::string base = base_name(options.measure);
  if (std::isnan(value.denominator)) return trf("How many {} it has is not known.", base);
  if (!(value.denominator > 0)) return trf("It has no {}.", base);
  const double least = least_base(options.measure, options.limits);
  if (value.denominator < least) {
    return trf("It has only {} {}, fewer than the {} from which chance no longer decides.",
               fmt::format("{:.4g}", value.denominator), base, fmt::format("{:.4g}", least));
  }
  return trf("It has too few {} for anything to be certain.", base);
}

/// The ranks of areas; no_rank for those that have none. `order`: areas, the worst first.
std::vector<std::size_t> ranks_of(std::span<const AreaValue> values, const LeagueOptions& options,
                                  std::vector<std::size_t>& order) {
  std::vector<double> badness;
  for (const AreaValue& value : values) badness.push_back(certain_badness(value, options));
  order.clear();
  for (std::size_t area = 0; area < values.size(); ++area) {
    if (!std::isnan(badness[area])) order.push_back(area);
  }
  const double sign = options.worse == Worse::more ? 1 : -1;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (badness[a] != badness[b]) return badness[a] > badness[b];
    return sign * values[a].value > sign * values[b].value;
  });
  std::vector<std::size_t> ranks(values.size(), LeagueRow::no_rank);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool tied = i > 0 && badness[order[i]] == badness[order[i - 1]] &&
                      values[order[i]].value == values[order[i - 1]].value;
    ranks[order[i]] = tied ? ranks[order[i - 1]] : i + 1;
  }
  return ranks;
}

}  // namespace

Worse likely_worse(AreaMeasure measure) {
  return measure == AreaMeasure::on_time_share ? Worse::less : Worse::more;
}

std::vector<LeagueRow> league(std::span<const AreaValue> now, std::span<const AreaValue> before,
                              const LeagueOptions& options) {
  assert(before.empty() || before.size() == now.size());
  std::vector<std::size_t> order;
  const auto ranks_before = ranks_of(before, options, order);
  const auto ranks = ranks_of(now, options, order);
  for (std::size_t area = 0; area < now.size(); ++area) {
    if (ranks[area] == LeagueRow::no_rank) order.push_back(area);
  }
  std::vector<LeagueRow> rows;
  for (const std::size_t area : order) {
    LeagueRow& row = rows.emplace_back();
    row.area = area;
    row.value = now[area];
    row.rank = ranks[area];
    if (!before.empty()) row.rank_before = ranks_before[area];
    if (row.rank == LeagueRow::no_rank) row.reason = reason_against(row.value, options);
  }
  return rows;
}

}  // namespace wangge::analysis
