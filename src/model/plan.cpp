#include "model/plan.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "base/i18n.h"
#include "geo/box_tree.h"
#include "geo/locate.h"

namespace wangge::model {
namespace {

std::string text_or_empty(const Column* column, std::size_t row) {
  return column == nullptr ? std::string() : column->text(row);
}

std::unordered_map<std::string, GridIndex> by_code(const std::vector<GridRecord>& grids) {
  std::unordered_map<std::string, GridIndex> index;
  for (std::size_t i = 0; i < grids.size(); ++i) {
    index.emplace(grids[i].code, GridIndex{static_cast<std::uint32_t>(i)});
  }
  return index;
}

/// A place inside a unit's first ring: of the scan line through the middle of its height, the
/// middle of the widest stretch inside.
geo::Point place_inside(const geo::PackedGeometry& polygons, std::size_t row) {
  const geo::Box box = polygons.box(row);
  const double y = box.centre().y;
  std::vector<double> crossings;
  for (auto part = polygons.features().begin(row); part < polygons.features().end(row); ++part) {
    for (auto r = polygons.parts().begin(part); r < polygons.parts().end(part); ++r) {
      const auto ring = polygons.ring(r);
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const auto a = ring[i - 1], b = ring[i];
        if ((a.y <= y) != (b.y <= y))
          crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
      }
    }
  }
  std::sort(crossings.begin(), crossings.end());
  geo::Point place = box.centre();
  double widest = -1;
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
    if (crossings[i + 1] - crossings[i] <= widest) continue;
    widest = crossings[i + 1] - crossings[i];
    place = {(crossings[i] + crossings[i + 1]) / 2, y};
  }
  return place;
}

/// The first grid that owns a place.
GridIndex grid_at(const Layer& grids, const geo::BoxTree& index, geo::Point p) {
  GridIndex found = unassigned;
  index.query(geo::Box{p.x, p.y, p.x, p.y}, [&](std::uint32_t row) {
    if (GridIndex{row} < found && geo::owns(grids.geometry, row, p)) found = GridIndex{row};
  });
  return found;
}

/// The time that all grids state, or 0.
Seconds common_time(const Column* column, std::size_t rows) {
  const auto* times = column == nullptr ? nullptr : std::get_if<Times>(&column->values);
  if (times == nullptr || rows == 0) return 0;
  for (std::size_t row = 0; row < rows; ++row) {
    if (column->is_null(row) || times->seconds[row] != times->seconds[0]) return 0;
  }
  return times->seconds[0];
}

Error line_error(const std::string& where, std::size_t line, std::string reason) {
  return {ErrorCode::broken, where + ":" + std::to_string(line), std::move(reason),
          tr("A line of a plan is: unit id, comma, grid code.")};
}

}  // namespace

PlanHead head_of(const Plan& plan) { return {plan.name, plan.valid_from, plan.valid_to}; }

Plan apply(Plan plan, const PlanEdit& edit) {
  for (const GridChange& change : edit.grids) {
    const auto place = static_cast<std::size_t>(change.grid);
    if (!change.to) {
      plan.grids.pop_back();
    } else if (place == plan.grids.size()) {
      plan.grids.push_back(*change.to);
    } else {
      plan.grids[place] = *change.to;
    }
  }
  for (const Reassign& move : edit.moves) {
    plan.grid_of_unit[static_cast<std::size_t>(move.unit)] = move.to;
  }
  for (const UnitLock& lock : edit.locks) {
    plan.locked_units.resize(plan.grid_of_unit.size());
    plan.locked_units[static_cast<std::size_t>(lock.unit)] = lock.to ? 1 : 0;
  }
  // No lock left is as if there had never been one: undone plans are the same to the last byte.
  if (std::find(plan.locked_units.begin(), plan.locked_units.end(), 1) == plan.locked_units.end()) {
    plan.locked_units.clear();
  }
  if (edit.head) {
    plan.name = edit.head->to.name;
    plan.valid_from = edit.head->to.valid_from;
    plan.valid_to = edit.head->to.valid_to;
  }
  return plan;
}

PlanEdit inverse(PlanEdit edit) {
  const auto turn = [](auto& changes) {
    std::reverse(changes.begin(), changes.end());
    for (auto& change : changes) std::swap(change.from, change.to);
  };
  turn(edit.moves);
  turn(edit.grids);
  for (UnitLock& lock : edit.locks) {
    const bool from = lock.from;
    lock.from = lock.to;
    lock.to = from;
  }
  std::reverse(edit.locks.begin(), edit.locks.end());
  if (edit.head) std::swap(edit.head->from, edit.head->to);
  return edit;
}

PlanEdit joined(PlanEdit first, const PlanEdit& second) {
  const auto append = [](auto& to, const auto& more) {
    to.insert(to.end(), more.begin(), more.end());
  };
  append(first.moves, second.moves);
  append(first.grids, second.grids);
  append(first.locks, second.locks);
  if (second.head) {
    first.head = HeadChange{first.head ? first.head->from : second.head->from, second.head->to};
  }
  return first;
}

PlanEdit difference(const Plan& from, const Plan& to, std::string label) {
  PlanEdit edit{std::move(label)};
  const std::size_t common = std::min(from.grids.size(), to.grids.size());
  for (std::size_t g = 0; g < common; ++g) {
    if (from.grids[g] != to.grids[g]) {
      edit.grids.push_back({GridIndex(g), from.grids[g], to.grids[g]});
    }
  }
  for (std::size_t g = from.grids.size(); g-- > common;) {
    edit.grids.push_back({GridIndex(g), from.grids[g], std::nullopt});
  }
  for (std::size_t g = common; g < to.grids.size(); ++g) {
    edit.grids.push_back({GridIndex(g), std::nullopt, to.grids[g]});
  }
  for (std::uint32_t unit = 0; unit < from.grid_of_unit.size(); ++unit) {
    const GridIndex old = from.grid_of_unit[unit], now = to.grid_of_unit[unit];
    if (old != now) edit.moves.push_back({UnitIndex{unit}, old, now});
    if (from.is_locked(unit) != to.is_locked(unit)) {
      edit.locks.push_back({UnitIndex{unit}, from.is_locked(unit), to.is_locked(unit)});
    }
  }
  if (head_of(from) != head_of(to)) edit.head = HeadChange{head_of(from), head_of(to)};
  return edit;
}

Result<Plan> plan_from_layers(const Layer& units, const Layer& grids) {
  if (units.geometry.kind() != geo::Kind::polygons ||
      grids.geometry.kind() != geo::Kind::polygons) {
    return Error{ErrorCode::unsupported, units.name,
                 tr("A plan needs units and grids that are areas."),
                 tr("Check the roles of the two layers.")};
  }
  Plan plan;
  plan.name = grids.name;
  for (std::size_t row = 0; row < grids.size(); ++row) {
    GridRecord grid;
    grid.code = text_or_empty(grids.field(Field::code), row);
    if (grid.code.empty()) grid.code = text_or_empty(grids.field(Field::id), row);
    if (grid.code.empty()) grid.code = std::to_string(row + 1);
    grid.name = grids.label(row);
    grid.community = text_or_empty(grids.field(Field::community), row);
    grid.theme = text_or_empty(grids.field(Field::theme), row);
    grid.officers = text_or_empty(grids.field(Field::officers), row);
    plan.grids.push_back(std::move(grid));
  }
  const auto index = by_code(plan.grids);
  if (index.size() != plan.grids.size()) {
    return Error{ErrorCode::broken, grids.name, tr("Two grids have the same code."),
                 tr("Give every grid a code of its own.")};
  }
  plan.valid_from = common_time(grids.field(Field::valid_from), grids.size());
  plan.valid_to = common_time(grids.field(Field::valid_to), grids.size());
  const geo::BoxTree places(grids.geometry);
  std::vector<std::string> ids;
  std::unordered_map<std::string, std::size_t> seen;
  for (std::size_t row = 0; row < units.size(); ++row) {
    std::string id = text_or_empty(units.field(Field::id), row);
    if (id.empty()) id = std::to_string(row + 1);
    if (!seen.emplace(id, row).second) {
      return Error{ErrorCode::broken, trf("{}, row {}", units.name, row + 1),
                   trf("The unit id “{}” occurs twice.", id),
                   tr("Give every unit an id of its own.")};
    }
    ids.push_back(std::move(id));
    const auto stated = index.find(text_or_empty(units.field(Field::code), row));
    plan.grid_of_unit.push_back(stated != index.end()
                                    ? stated->second
                                    : grid_at(grids, places, place_inside(units.geometry, row)));
  }
  plan.unit_ids = std::move(ids);
  return plan;
}

std::string plan_to_text(const Plan& plan) {
  std::string text = "# wangge plan: 1\n# name: " + plan.name + "\n";
  if (plan.valid_from != 0) text += "# valid_from: " + format_date(plan.valid_from) + "\n";
  if (plan.valid_to != 0) text += "# valid_to: " + format_date(plan.valid_to) + "\n";
  std::vector<std::size_t> order(plan.unit_ids.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return plan.unit_ids[a] < plan.unit_ids[b]; });
  for (const std::size_t unit : order) {
    const GridIndex grid = plan.grid_of_unit[unit];
    if (grid == unassigned) continue;
    text += plan.unit_ids[unit] + "," + plan.grids[static_cast<std::size_t>(grid)].code + "\n";
  }
  return text;
}

Result<Plan> plan_from_text(const std::string& text, const Plan& base, const std::string& where,
                            OtherGrids others) {
  Plan plan = base;
  plan.valid_from = plan.valid_to = 0;
  plan.grid_of_unit.assign(base.unit_ids.size(), unassigned);
  auto grids = by_code(base.grids);
  std::unordered_map<std::string, std::size_t> units;
  for (std::size_t i = 0; i < base.unit_ids.size(); ++i) units.emplace(base.unit_ids[i], i);
  std::vector<bool> named(base.unit_ids.size());

  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";  // of editors on Windows
  std::size_t number = 0, heading = 0;
  bool any = false;
  for (std::size_t begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
       begin < text.size();) {
    std::size_t end = text.find('\n', begin);
    if (end == std::string::npos) end = text.size();
    std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) continue;
    if (line.starts_with('#')) {
      const auto value = [&](std::string_view key) -> std::optional<std::string> {
        const std::string head = "# " + std::string(key) + ": ";
        return line.starts_with(head) ? std::optional(line.substr(head.size())) : std::nullopt;
      };
      if (const auto name = value("name")) plan.name = *name;
      if (const auto from = value("valid_from")) plan.valid_from = parse_time(*from).value_or(0);
      if (const auto to = value("valid_to")) plan.valid_to = parse_time(*to).value_or(0);
      continue;
    }
    // The code is behind the last comma: an id may hold commas, a code does not.
    const auto comma = line.rfind(',');
    if (comma == std::string::npos) return line_error(where, number, tr("There is no comma."));
    const std::string id = line.substr(0, comma), code = line.substr(comma + 1);
    const auto unit = units.find(id);
    auto grid = grids.find(code);
    if (!any && heading == 0 && unit == units.end() && grid == grids.end()) {
      heading = number;
      continue;
    }
    any = true;
    if (unit == units.end()) return line_error(where, number, trf("There is no unit “{}”.", id));
    if (grid == grids.end() && others == OtherGrids::added && !code.empty()) {
      grid = grids.emplace(code, GridIndex(plan.grids.size())).first;
      plan.grids.push_back({code, code, "", ""});
    }
    if (grid == grids.end()) return line_error(where, number, trf("There is no grid “{}”.", code));
    if (named[unit->second])
      return line_error(where, number, trf("The unit “{}” is named twice.", id));
    named[unit->second] = true;
    plan.grid_of_unit[unit->second] = grid->second;
  }
  if (heading != 0 && !any) {
    return line_error(where, heading, tr("It names neither a unit nor a grid."));
  }
  return plan;
}

}  // namespace wangge::model
