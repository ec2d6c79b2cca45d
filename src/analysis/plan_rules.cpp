#include "analysis/plan_rules.h"

#include "analysis/plan_balance.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

std::uint32_t community_of_grid(const PlanGround& ground, const model::Plan& plan,
                                model::GridIndex grid) {
  const auto place = static_cast<std::size_t>(grid);
  return place < plan.grids.size() ? community_of(ground, plan.grids[place])
                                   : PlanGround::no_community;
}

}  // namespace

std::string grid_name(const model::Plan& plan, model::GridIndex grid) {
  const auto place = static_cast<std::size_t>(grid);
  if (place >= plan.grids.size()) return tr("no grid");
  const model::GridRecord& record = plan.grids[place];
  return record.name.empty() ? record.code : record.name;
}

Refusal refusal(const PlanGround& ground, const model::Plan& plan, std::uint32_t unit,
                model::GridIndex to, std::uint32_t community, PaintSource source) {
  const model::GridIndex from = plan.grid_of_unit[unit];
  if (from == to) return Refusal::already_there;
  if (source && from != *source) return Refusal::not_the_source;
  const auto is_locked = [&](model::GridIndex grid) {
    return grid != model::unassigned && plan.grids[static_cast<std::size_t>(grid)].locked;
  };
  if (to != model::unassigned && !plan.is_open(to)) return Refusal::retired;
  if (is_locked(to)) return Refusal::grid_locked;
  if (is_locked(from)) return Refusal::source_locked;
  if (plan.is_locked(unit)) return Refusal::unit_locked;
  const std::uint32_t here = ground.community[unit];
  if (to != model::unassigned && community != PlanGround::no_community &&
      here != PlanGround::no_community && here != community) {
    return Refusal::other_community;
  }
  return Refusal::none;
}

Allowed allowed(const PlanGround& ground, const model::Plan& plan,
                const std::vector<std::uint32_t>& units, model::GridIndex to, PaintSource source) {
  Allowed result;
  result.refused.resize(refusal_kinds);
  const std::uint32_t community = community_of_grid(ground, plan, to);
  std::vector<bool> seen(plan.grid_of_unit.size());
  for (const std::uint32_t unit : units) {
    if (unit >= seen.size() || seen[unit]) continue;
    seen[unit] = true;
    const Refusal reason = refusal(ground, plan, unit, to, community, source);
    ++result.refused[static_cast<std::size_t>(reason)];
    if (reason == Refusal::none) {
      result.units.push_back(unit);
    } else if (reason != Refusal::already_there && reason != Refusal::not_the_source &&
               !result.example) {
      result.example = unit;
      result.example_reason = reason;
    }
  }
  return result;
}

std::string refusal_sentence(const PlanGround& ground, const model::Plan& plan, std::uint32_t unit,
                             model::GridIndex to, Refusal reason) {
  const std::string& id = plan.unit_ids[unit];
  switch (reason) {
    case Refusal::none:
    case Refusal::already_there:
      return {};
    case Refusal::other_community: {
      const std::uint32_t here = ground.community[unit];
      return trf("{} lies in {}; {} stays inside {}.", id, ground.communities[here],
                 grid_name(plan, to), plan.grids[static_cast<std::size_t>(to)].community);
    }
    case Refusal::unit_locked:
      return trf("{} is locked. Unlock it first.", id);
    case Refusal::grid_locked:
      return trf("{} is locked and takes no units. Unlock it first (K).", grid_name(plan, to));
    case Refusal::source_locked:
      return trf("{} is locked and gives no units. Unlock it first (K).",
                 grid_name(plan, plan.grid_of_unit[unit]));
    case Refusal::retired:
      return trf("{} was given up and takes no units.", grid_name(plan, to));
    case Refusal::not_the_source:
      return tr("Only units of the chosen source are painted.");
  }
  return {};
}

}  // namespace wangge::analysis
