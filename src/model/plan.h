#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "model/layer.h"

namespace wangge::model {

enum class UnitIndex : std::uint32_t {};  ///< row of the units layer
enum class GridIndex : std::uint32_t {};  ///< place in Plan::grids
constexpr GridIndex unassigned{0xFFFFFFFF};

constexpr std::uint16_t no_colour = 0xFFFF;

struct GridRecord {
  std::string code;
  std::string name;
  std::string community;
  std::string theme;
  std::string strategy = {};  ///< what is done about the theme, in the office's words
  std::string icon = {};      ///< the name of a sign for the theme; empty: none
  std::string officers = {};  ///< as delivered: "网格长 …；网格员 …、…"
  int stars = 0;              ///< 0 … 5; 0: not rated
  bool locked = false;        ///< takes no unit and gives none
  bool retired = false;       ///< given up: has no units and cannot get any, its code stays taken
  std::uint16_t colour = no_colour;  ///< 0 … 5 on the map; kept, so that it stays over edits
  bool operator==(const GridRecord&) const = default;
};

/// The names of a plan's units. A value; copies share the names until one of them changes.
class UnitIds {
 public:
  UnitIds() = default;
  UnitIds(std::vector<std::string> ids)  // NOLINT: a list of names is meant as one
      : ids_(std::make_shared<const std::vector<std::string>>(std::move(ids))) {}
  UnitIds(std::initializer_list<std::string> ids) : UnitIds(std::vector<std::string>(ids)) {}

  std::size_t size() const { return ids_ ? ids_->size() : 0; }
  bool empty() const { return size() == 0; }
  const std::string& operator[](std::size_t unit) const { return (*ids_)[unit]; }
  auto begin() const { return all().begin(); }
  auto end() const { return all().end(); }
  const std::vector<std::string>& all() const {
    static const std::vector<std::string> none;
    return ids_ ? *ids_ : none;
  }
  bool operator==(const UnitIds& other) const { return ids_ == other.ids_ || all() == other.all(); }

 private:
  std::shared_ptr<const std::vector<std::string>> ids_;
};

/// One whole assignment of units to grids (方案). A value; readers hold std::shared_ptr<const
/// Plan>. Copying costs 4 bytes a unit and the grid records.
struct Plan {
  std::string name;
  Seconds valid_from = 0;  ///< 0: not said
  Seconds valid_to = 0;    ///< 0: open end
  std::vector<GridRecord> grids;
  UnitIds unit_ids;                             ///< one a unit, unique
  std::vector<GridIndex> grid_of_unit;          ///< one a unit
  std::vector<std::uint8_t> locked_units = {};  ///< one a unit, 1: stays where it is; empty: none
  bool operator==(const Plan&) const = default;

  bool is_locked(std::size_t unit) const {
    return unit < locked_units.size() && locked_units[unit] != 0;
  }
  /// Whether a grid is there to be given units: neither retired nor unassigned.
  bool is_open(GridIndex grid) const {
    const auto place = static_cast<std::size_t>(grid);
    return place < grids.size() && !grids[place].retired;
  }
};

/// What a plan is called and when it holds.
struct PlanHead {
  std::string name;
  Seconds valid_from = 0, valid_to = 0;
  bool operator==(const PlanHead&) const = default;
};
PlanHead head_of(const Plan& plan);

struct Reassign {
  UnitIndex unit;
  GridIndex from, to;
  bool operator==(const Reassign&) const = default;
};

/// Another record of a grid. Without `from` the grid comes, without `to` it goes; only the last
/// grid can come or go, so that the others keep their places.
struct GridChange {
  GridIndex grid;
  std::optional<GridRecord> from, to;
  bool operator==(const GridChange&) const = default;
};

struct UnitLock {
  UnitIndex unit;
  bool from, to;
  bool operator==(const UnitLock&) const = default;
};

struct HeadChange {
  PlanHead from, to;
  bool operator==(const HeadChange&) const = default;
};

/// One gesture of the user: what undo takes back.
struct PlanEdit {
  std::string label;
  std::vector<Reassign> moves = {};
  std::vector<GridChange> grids = {};
  std::vector<UnitLock> locks = {};
  std::optional<HeadChange> head = std::nullopt;
  bool operator==(const PlanEdit&) const = default;

  bool empty() const { return moves.empty() && grids.empty() && locks.empty() && !head; }
};

Plan apply(Plan plan, const PlanEdit& edit);
PlanEdit inverse(PlanEdit edit);
/// One edit that does what `first` and then `second` do, under the label of `first`.
PlanEdit joined(PlanEdit first, const PlanEdit& second);
/// The edit that leads from one plan of the same units to another.
PlanEdit difference(const Plan& from, const Plan& to, std::string label);

/// The plan that the units layer and the grids layer state: every unit belongs to the grid named in
/// its grid-code column, or else to the grid its label point lies in. Units of no grid are
/// unassigned.
Result<Plan> plan_from_layers(const Layer& units, const Layer& grids);

/// The plan as a small text that diff and merge understand: a head of "# key: value" lines, then
/// "unit_id,grid_code" sorted by unit id.
std::string plan_to_text(const Plan& plan);
/// What becomes of grids that a text names and the plan it is read for does not have: an error, or
/// they come to its grids, called by their codes.
enum class OtherGrids { refused, added };
/// Assigns the units of `base` as the text says; its first line may be a heading. An unknown unit
/// or grid, a unit named twice or a line that is none is an error with its line number; units not
/// named stay unassigned.
Result<Plan> plan_from_text(const std::string& text, const Plan& base, const std::string& where,
                            OtherGrids others = OtherGrids::refused);

}  // namespace wangge::model
