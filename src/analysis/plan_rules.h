#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/plan_ground.h"
#include "model/plan.h"

namespace wangge::analysis {

/// What a person calls a grid of a plan: its name, else its code; "no grid" in the current
/// language.
std::string grid_name(const model::Plan& plan, model::GridIndex grid);

/// Why a unit cannot be given to a grid.
enum class Refusal : std::uint8_t {
  none,             ///< it can
  already_there,    ///< nothing to do
  other_community,  ///< a grid never leaves its community
  unit_locked,
  grid_locked,     ///< the grid that would get it
  source_locked,   ///< the grid that would lose it
  retired,         ///< the grid was given up
  not_the_source,  ///< the painter takes units of other grids only
};
inline constexpr std::size_t refusal_kinds = 8;

/// Which units a painting hand takes: all, or those of one grid (model::unassigned: of none).
using PaintSource = std::optional<model::GridIndex>;

/// Whether and why not a unit may go to a grid, model::unassigned among them. One rule for every
/// tool.
///
/// community  of the grid that would get it, as analysis::community_of says
Refusal refusal(const PlanGround& ground, const model::Plan& plan, std::uint32_t unit,
                model::GridIndex to, std::uint32_t community, PaintSource source = {});

/// What of a wish to give units to a grid is allowed.
struct Allowed {
  std::vector<std::uint32_t> units;      ///< that may go, in the order of the wish, each once
  std::vector<std::size_t> refused;      ///< one a Refusal: how many
  std::optional<std::uint32_t> example;  ///< the first that was refused in earnest
  Refusal example_reason = Refusal::none;
  bool any_refused() const { return example.has_value(); }
};
/// Units that are there already, or that the source leaves out, are no refusal in earnest.
Allowed allowed(const PlanGround& ground, const model::Plan& plan,
                const std::vector<std::uint32_t>& units, model::GridIndex to,
                PaintSource source = {});

/// "U0123 lies in 南坑; 桃园第1网格 belongs to 桃园." in the current language.
std::string refusal_sentence(const PlanGround& ground, const model::Plan& plan, std::uint32_t unit,
                             model::GridIndex to, Refusal reason);

}  // namespace wangge::analysis
