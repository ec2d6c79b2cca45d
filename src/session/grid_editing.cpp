#include <algorithm>
#include <set>

#include "analysis/grid_splitting.h"
#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

using model::GridIndex;
using model::GridRecord;

const GridRecord* record_of(const State& state, GridIndex grid) {
  const auto& grids = state.snapshot.plan->plan->grids;
  const auto place = static_cast<std::size_t>(grid);
  return place < grids.size() ? &grids[place] : nullptr;
}

bool code_is_taken(const model::Plan& plan, const std::string& code, GridIndex except) {
  for (std::size_t g = 0; g < plan.grids.size(); ++g) {
    if (GridIndex(g) != except && plan.grids[g].code == code) return true;
  }
  return false;
}

/// The code after the largest that begins like those of the community's grids: with the same
/// number of digits, and free.
std::string next_code(const model::Plan& plan, const std::string& community) {
  const GridRecord* last = nullptr;
  for (const GridRecord& grid : plan.grids) {
    if (grid.community != community || grid.code.empty()) continue;
    if (last == nullptr || grid.code > last->code) last = &grid;
  }
  std::string code = last == nullptr ? std::to_string(plan.grids.size()) : last->code;
  do {  // count up as one does by hand: the last digit, and what it carries over to
    std::size_t digit = code.size();
    while (digit > 0 && code[digit - 1] == '9') code[--digit] = '0';
    if (digit == 0 || code[digit - 1] < '0' || code[digit - 1] > '8') {
      code.insert(code.begin() + static_cast<std::ptrdiff_t>(digit), '1');
    } else {
      ++code[digit - 1];
    }
  } while (code_is_taken(plan, code, model::unassigned));
  return code;
}

/// What is missing in the record of a new grid is made up from its neighbours in the list.
GridRecord completed(const model::Plan& plan, GridRecord record) {
  if (record.code.empty()) record.code = next_code(plan, record.community);
  if (!record.name.empty()) return record;
  const auto taken = [&](const std::string& name) {
    return std::any_of(plan.grids.begin(), plan.grids.end(),
                       [&](const GridRecord& grid) { return grid.name == name; });
  };
  for (std::size_t number = plan.grids.size() + 1;; ++number) {
    record.name = record.community.empty() ? trf("Grid {}", number)
                                           : trf("{} grid {}", record.community, number);
    if (!taken(record.name)) return record;
  }
}

std::vector<model::Reassign> moves_to(const model::Plan& plan,
                                      const std::vector<std::uint32_t>& units, GridIndex to) {
  std::vector<model::Reassign> moves;
  for (const std::uint32_t unit : units) {
    if (plan.grid_of_unit[unit] != to) {
      moves.push_back({model::UnitIndex{unit}, plan.grid_of_unit[unit], to});
    }
  }
  return moves;
}

/// Says why a grid cannot be changed as a whole; false when it can.
bool refuse_locked(State& state, GridIndex grid) {
  const GridRecord* record = record_of(state, grid);
  if (record == nullptr || record->retired) return true;
  const auto& members = state.desk.figures->members(static_cast<std::size_t>(grid));
  const model::Plan& plan = *state.snapshot.plan->plan;
  const bool held = std::any_of(members.begin(), members.end(),
                                [&](std::uint32_t unit) { return plan.is_locked(unit); });
  if (!record->locked && !held) return false;
  state.tell({ErrorCode::conflict, record->name,
              record->locked ? tr("The grid is locked.") : tr("Some of its units are locked."),
              tr("Unlock it first.")});
  return true;
}

}  // namespace

void add_grid(State& state, const AddGrid& action) {
  if (refuse_without_plan(state)) return;
  const PlanView& view = *state.snapshot.plan;
  const model::Plan& plan = *view.plan;
  GridRecord record = action.record;
  record.retired = false;
  record.colour = model::no_colour;
  if (record.community.empty() && !action.units.empty()) {
    const std::uint32_t community = view.ground->community[action.units.front()];
    if (community != analysis::PlanGround::no_community) {
      record.community = view.ground->communities[community];
      // As the other grids of the community write it.
      for (const GridRecord& grid : plan.grids) {
        if (analysis::community_of(*view.ground, grid) == community) {
          record.community = grid.community;
        }
      }
    }
  }
  if (!record.code.empty() && code_is_taken(plan, record.code, model::unassigned)) {
    state.tell({ErrorCode::conflict, record.code, tr("Another grid has this code."),
                tr("Give every grid a code of its own.")});
    return;
  }
  const GridIndex grid{static_cast<std::uint32_t>(plan.grids.size())};
  record = completed(plan, std::move(record));
  model::PlanEdit edit{trf("New grid {}", record.name)};
  edit.grids.push_back({grid, std::nullopt, record});
  const model::Plan grown = model::apply(plan, edit);
  const analysis::Allowed allowed = analysis::allowed(*view.ground, grown, action.units, grid);
  edit.moves = moves_to(grown, allowed.units, grid);
  edit_plan(state, std::move(edit));
}

void set_grid(State& state, const SetGrid& action) {
  if (refuse_without_plan(state)) return;
  const GridRecord* record = record_of(state, action.grid);
  if (record == nullptr || *record == action.record) return;
  if (action.record.code.empty() ||
      code_is_taken(*state.snapshot.plan->plan, action.record.code, action.grid)) {
    state.tell({ErrorCode::conflict, action.record.code,
                action.record.code.empty() ? tr("A grid needs a code.")
                                           : tr("Another grid has this code."),
                tr("Give every grid a code of its own.")});
    return;
  }
  model::PlanEdit edit{trf("{} described anew", action.record.name)};
  edit.grids.push_back({action.grid, *record, action.record});
  edit_plan(state, std::move(edit));
}

void renumber_grids(State& state, const RenumberGrids& action) {
  if (refuse_without_plan(state)) return;
  const PlanView& view = *state.snapshot.plan;
  const auto changes = analysis::new_codes(*view.ground, *view.plan, action.rule);
  if (!changes) return state.tell(changes.error());
  if (changes->empty()) {
    return state.tell(NoticeKind::done, tr("All codes are as the pattern has them."));
  }
  model::PlanEdit edit{trf("{} grids renumbered", changes->size())};
  for (const analysis::CodeChange& change : *changes) {
    const GridRecord& record = *record_of(state, change.grid);
    GridRecord renumbered = record;
    renumbered.code = change.to;
    edit.grids.push_back({change.grid, record, std::move(renumbered)});
  }
  edit_plan(state, std::move(edit));
}

void merge_grids(State& state, const MergeGrids& action) {
  if (refuse_without_plan(state) || action.from == action.into) return;
  const GridRecord* from = record_of(state, action.from);
  const GridRecord* into = record_of(state, action.into);
  if (from == nullptr || into == nullptr) return;
  if (refuse_locked(state, action.from) || refuse_locked(state, action.into)) return;
  const PlanView& view = *state.snapshot.plan;
  const auto& members = state.desk.figures->members(static_cast<std::size_t>(action.from));
  const analysis::Allowed allowed =
      analysis::allowed(*view.ground, *view.plan, members, action.into);
  if (allowed.any_refused()) {
    state.tell({ErrorCode::conflict, from->name,
                analysis::refusal_sentence(*view.ground, *view.plan, *allowed.example, action.into,
                                           allowed.example_reason),
                tr("Merge grids of the same community.")});
    return;
  }
  model::PlanEdit edit{trf("{} merged into {}", from->name, into->name)};
  GridRecord retired = *from;
  retired.retired = true;
  edit.grids.push_back({action.from, *from, std::move(retired)});
  edit.moves = moves_to(*view.plan, members, action.into);
  edit_plan(state, std::move(edit));
}

void retire_grid(State& state, const RetireGrid& action) {
  if (refuse_without_plan(state) || refuse_locked(state, action.grid)) return;
  const GridRecord& record = *record_of(state, action.grid);
  model::PlanEdit edit{trf("{} given up", record.name)};
  GridRecord retired = record;
  retired.retired = true;
  edit.grids.push_back({action.grid, record, std::move(retired)});
  edit.moves = moves_to(*state.snapshot.plan->plan,
                        state.desk.figures->members(static_cast<std::size_t>(action.grid)),
                        model::unassigned);
  edit_plan(state, std::move(edit));
}

void split_grid(State& state, const SplitGrid& action) {
  if (refuse_without_plan(state) || refuse_locked(state, action.grid)) return;
  const PlanView& view = *state.snapshot.plan;
  const GridRecord& record = *record_of(state, action.grid);
  const auto& members = state.desk.figures->members(static_cast<std::size_t>(action.grid));
  const auto half = analysis::split_in_two(*view.ground, members);
  if (!half) {
    state.tell(Error{half.error().code, record.name, half.error().reason, half.error().advice});
    return;
  }
  const GridIndex grid{static_cast<std::uint32_t>(view.plan->grids.size())};
  GridRecord second;
  second.community = record.community;
  second = completed(*view.plan, std::move(second));
  model::PlanEdit edit{trf("{} split in two", record.name)};
  edit.grids.push_back({grid, std::nullopt, std::move(second)});
  edit.moves = moves_to(*view.plan, *half, grid);
  edit_plan(state, std::move(edit));
}

}  // namespace wangge::session
