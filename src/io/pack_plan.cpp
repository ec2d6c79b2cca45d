#include "io/pack_plan.h"

#include <algorithm>
#include <utility>

namespace wangge::io {
namespace {

void pack_grid(ByteWriter& out, const model::GridRecord& grid) {
  for (const std::string* text : {&grid.code, &grid.name, &grid.community, &grid.theme,
                                  &grid.strategy, &grid.icon, &grid.officers}) {
    out.put_text(*text);
  }
  out.put(static_cast<std::int32_t>(grid.stars));
  out.put(std::uint8_t{grid.locked});
  out.put(std::uint8_t{grid.retired});
  out.put(grid.colour);
}

model::GridRecord unpack_grid(ByteReader& in) {
  model::GridRecord grid;
  for (std::string* text : {&grid.code, &grid.name, &grid.community, &grid.theme, &grid.strategy,
                            &grid.icon, &grid.officers}) {
    *text = in.get_text();
  }
  grid.stars = in.get<std::int32_t>();
  grid.locked = in.get_bool();
  grid.retired = in.get_bool();
  grid.colour = in.get<std::uint16_t>();
  return grid;
}

void pack_head(ByteWriter& out, const model::PlanHead& head) {
  out.put_text(head.name);
  out.put(head.valid_from);
  out.put(head.valid_to);
}

model::PlanHead unpack_head(ByteReader& in) {
  model::PlanHead head;
  head.name = in.get_text();
  head.valid_from = in.get<Seconds>();
  head.valid_to = in.get<Seconds>();
  return head;
}

}  // namespace

void pack_unit_ids(ByteWriter& out, const model::UnitIds& ids) {
  out.put_size(ids.size());
  for (const std::string& id : ids) out.put_text(id);
}

model::UnitIds unpack_unit_ids(ByteReader& in) {
  std::vector<std::string> ids;
  const std::size_t count = in.get_size(sizeof(std::uint64_t));
  ids.reserve(count);
  for (std::size_t i = 0; i < count && in.good(); ++i) ids.push_back(in.get_text());
  return model::UnitIds(std::move(ids));
}

void pack_plan(ByteWriter& out, const model::Plan& plan) {
  pack_head(out, model::head_of(plan));
  out.put_size(plan.grids.size());
  for (const model::GridRecord& grid : plan.grids) pack_grid(out, grid);
  out.put_list(plan.grid_of_unit);
  out.put_list(plan.locked_units);
}

model::Plan unpack_plan(ByteReader& in, model::UnitIds ids) {
  model::Plan plan;
  const model::PlanHead head = unpack_head(in);
  plan.name = head.name;
  plan.valid_from = head.valid_from;
  plan.valid_to = head.valid_to;
  const std::size_t grids = in.get_size(1);
  for (std::size_t i = 0; i < grids && in.good(); ++i) plan.grids.push_back(unpack_grid(in));
  plan.grid_of_unit = in.get_list<model::GridIndex>();
  plan.locked_units = in.get_list<std::uint8_t>();
  plan.unit_ids = std::move(ids);
  const bool known =
      std::all_of(plan.grid_of_unit.begin(), plan.grid_of_unit.end(), [&](model::GridIndex grid) {
        return grid == model::unassigned || static_cast<std::size_t>(grid) < plan.grids.size();
      });
  if (!known || plan.grid_of_unit.size() != plan.unit_ids.size() ||
      (!plan.locked_units.empty() && plan.locked_units.size() != plan.grid_of_unit.size())) {
    in.fail();
  }
  return plan;
}

void pack_plan_edit(ByteWriter& out, const model::PlanEdit& edit) {
  out.put_text(edit.label);
  out.put_list(edit.moves);
  out.put_size(edit.grids.size());
  for (const model::GridChange& change : edit.grids) {
    out.put(change.grid);
    for (const auto* record : {&change.from, &change.to}) {
      out.put(std::uint8_t{record->has_value()});
      if (*record) pack_grid(out, **record);
    }
  }
  out.put_size(edit.locks.size());
  for (const model::UnitLock& lock : edit.locks) {
    out.put(lock.unit);
    out.put(std::uint8_t{lock.from});
    out.put(std::uint8_t{lock.to});
  }
  out.put(std::uint8_t{edit.head.has_value()});
  if (edit.head) pack_head(out, edit.head->from), pack_head(out, edit.head->to);
}

model::PlanEdit unpack_plan_edit(ByteReader& in) {
  model::PlanEdit edit;
  edit.label = in.get_text();
  edit.moves = in.get_list<model::Reassign>();
  const std::size_t grids = in.get_size(1);
  for (std::size_t i = 0; i < grids && in.good(); ++i) {
    model::GridChange change{in.get<model::GridIndex>(), std::nullopt, std::nullopt};
    for (auto* record : {&change.from, &change.to}) {
      if (in.get_bool()) *record = unpack_grid(in);
    }
    edit.grids.push_back(std::move(change));
  }
  const std::size_t locks = in.get_size(1);
  for (std::size_t i = 0; i < locks && in.good(); ++i) {
    const auto unit = in.get<model::UnitIndex>();
    const bool from = in.get_bool();
    edit.locks.push_back({unit, from, in.get_bool()});
  }
  if (in.get_bool()) {
    edit.head = model::HeadChange{};
    edit.head->from = unpack_head(in);
    edit.head->to = unpack_head(in);
  }
  return edit;
}

bool follow(model::Plan& plan, const model::PlanEdit& edit) {
  const std::size_t units = plan.grid_of_unit.size();
  std::size_t grids = plan.grids.size();
  bool fewer = false;
  for (const model::GridChange& change : edit.grids) {
    const auto place = static_cast<std::size_t>(change.grid);
    if (!change.to) {
      if (grids == 0 || place != --grids) return false;
      fewer = true;
    } else if (!change.from ? place != grids++ : place >= grids) {
      return false;
    }
  }
  const auto is_unit = [&](model::UnitIndex unit) {
    return static_cast<std::size_t>(unit) < units;
  };
  const auto is_grid = [&](model::GridIndex grid) {
    return grid == model::unassigned || static_cast<std::size_t>(grid) < grids;
  };
  for (const model::Reassign& move : edit.moves) {
    if (!is_unit(move.unit) || !is_grid(move.to)) return false;
  }
  for (const model::UnitLock& lock : edit.locks) {
    if (!is_unit(lock.unit)) return false;
  }
  plan = model::apply(std::move(plan), edit);
  return !fewer || std::all_of(plan.grid_of_unit.begin(), plan.grid_of_unit.end(), is_grid);
}

}  // namespace wangge::io
