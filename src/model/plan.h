#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "model/layer.h"

namespace wangge::model {

enum class UnitIndex : std::uint32_t {};  ///< row of the units layer
enum class GridIndex : std::uint32_t {};  ///< place in Plan::grids
constexpr GridIndex unassigned{0xFFFFFFFF};

struct GridRecord {
  std::string code;
  std::string name;
  std::string community;
  std::string theme;
  bool operator==(const GridRecord&) const = default;
};

/// One whole assignment of units to grids (方案). A value; readers hold std::shared_ptr<const
/// Plan>.
struct Plan {
  std::string name;
  Seconds valid_from = 0;
  Seconds valid_to = 0;  ///< 0: open end
  std::vector<GridRecord> grids;
  std::vector<std::string> unit_ids;    ///< one a unit, unique
  std::vector<GridIndex> grid_of_unit;  ///< one a unit
  bool operator==(const Plan&) const = default;
};

struct Reassign {
  UnitIndex unit;
  GridIndex from, to;
  bool operator==(const Reassign&) const = default;
};

/// One gesture of the user: what undo takes back.
struct PlanEdit {
  std::string label;
  std::vector<Reassign> moves;
  bool operator==(const PlanEdit&) const = default;
};

Plan apply(Plan plan, const PlanEdit& edit);
PlanEdit inverse(PlanEdit edit);

/// The plan that the units layer and the grids layer state: every unit belongs to the grid named in
/// its grid-code column, or else to the grid its label point lies in. Units of no grid are
/// unassigned.
Result<Plan> plan_from_layers(const Layer& units, const Layer& grids);

/// The plan as a small text that diff and merge understand: a head of "# key: value" lines, then
/// "unit_id,grid_code" sorted by unit id.
std::string plan_to_text(const Plan& plan);
/// Assigns the units of `base` as the text says. An unknown unit or grid, a unit named twice or a
/// line that is none is an error with its line number; units not named stay unassigned.
Result<Plan> plan_from_text(const std::string& text, const Plan& base, const std::string& where);

}  // namespace wangge::model
