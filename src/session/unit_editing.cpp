#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/area_index.h"
#include "analysis/border_line.h"
#include "analysis/units_layer.h"
#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

using analysis::Finding;
using model::GridIndex;

/// Places along a line, a metre or more apart: what a line runs through most is counted by them.
std::vector<geo::Point> places_along(std::span<const geo::Point> line) {
  double length_m = 0;
  for (std::size_t i = 1; i < line.size(); ++i) length_m += geo::distance(line[i - 1], line[i]);
  constexpr double most_places = 2000;
  const double step_m = std::max(1.0, length_m / most_places);
  std::vector<geo::Point> places;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const geo::Point a = line[i - 1], b = line[i];
    const double part_m = geo::distance(a, b);
    for (double at = step_m / 2; at < part_m; at += step_m) {
      const double t = at / part_m;
      places.push_back({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
    }
  }
  return places;
}

/// The units below a line, with how many of its places lie in each.
std::map<std::uint32_t, std::size_t> units_below(const geo::PackedGeometry& units,
                                                 std::span<const geo::Point> line) {
  std::map<std::uint32_t, std::size_t> below;
  const auto places = places_along(line);
  const analysis::AreaIndex index(units, places.size());
  for (const geo::Point place : places) {
    const std::uint32_t unit = index.owner(place);
    if (unit != analysis::AreaIndex::none) ++below[unit];
  }
  return below;
}

/// The buildings that a line touches, in the card that steps through findings.
void show_crossed(State& state, const model::LayerPtr& buildings, std::vector<Finding> crossed) {
  if (crossed.empty() || !buildings) return;
  for (const model::LayerEntry& entry : state.workspace().layers) {
    if (entry.layer != buildings) continue;
    state.snapshot.table_result.reset();
    state.snapshot.check = std::make_shared<const CheckView>(
        CheckView{entry.id, buildings,
                  std::make_shared<const std::vector<Finding>>(std::move(crossed)), nullptr});
    state.touch();
    return;
  }
}

/// Of every building; none where no buildings are open.
std::vector<double> households_of(const model::LayerPtr& buildings) {
  return buildings ? analysis::numbers_of(*buildings, model::Field::households)
                   : std::vector<double>();
}

const geo::PackedGeometry& footprints_of(const model::LayerPtr& buildings) {
  static const geo::PackedGeometry none(geo::Kind::polygons);
  return buildings && buildings->geometry.kind() == geo::Kind::polygons ? buildings->geometry
                                                                        : none;
}

/// What a job on the units starts from.
struct Desk {
  std::shared_ptr<const PlanView> view;
  LayerVersion units;
  analysis::GroundLayers layers;
  model::Theme theme;
};

/// Nothing when the plan or its units are not there.
std::optional<Desk> desk_of(State& state) {
  if (refuse_without_plan(state)) return std::nullopt;
  const model::LayerEntry* units = state.workspace().find(state.snapshot.plan->units);
  if (units == nullptr) return std::nullopt;
  return Desk{state.snapshot.plan, version_of(state, *units), state.desk.ground_layers,
              state.snapshot.theme};
}

/// Whether the plan and the units are still those a job started from; says so where not.
bool still(State& state, const Desk& desk) {
  if (state.snapshot.plan && state.snapshot.plan->plan == desk.view->plan &&
      state.snapshot.plan->ground == desk.view->ground) {
    return true;
  }
  state.tell({ErrorCode::conflict, desk.units.layer->name,
              tr("The plan has changed in the meantime."), tr("Try it once more.")});
  return false;
}

/// Makes the changed layer ready, in the job, and takes it over as one step.
void land_units(JobContext& context, const Desk& desk, std::string label, model::Layer changed,
                model::Plan plan, std::vector<Finding> crossed) {
  UnitsEdit edit;
  edit.label = std::move(label);
  edit.layer = desk.view->units;
  edit.before = desk.units;
  edit.after = made_ready(std::make_shared<const model::Layer>(std::move(changed)), desk.theme);
  edit.plan_before = desk.view->plan;
  edit.plan_after = std::make_shared<const model::Plan>(std::move(plan));
  const auto ground = analysis::make_ground(edit.after.layer, desk.layers, context.progress);
  if (!ground) {
    context.land([error = ground.error()](State& s) { s.tell(error); });
    return;
  }
  context.land([edit = std::move(edit), ground = *ground, desk,
                crossed = std::move(crossed)](State& s) mutable {
    if (!still(s, desk)) return;
    end_gesture(s);
    s.history.push(edit);
    keep_ground(s, desk.view->ground);
    keep_ground(s, std::move(ground));
    show_units(s, edit);
    show_crossed(s, desk.layers.buildings, std::move(crossed));
  });
}

void fail(JobContext& context, Error error) {
  context.land([error = std::move(error)](State& s) { s.tell(error); });
}

/// The columns of the units whose numbers the pieces of one share.
std::vector<int> shared_columns(const model::Layer& units) {
  std::vector<int> columns;
  for (const model::Field field : {model::Field::households, model::Field::population}) {
    if (const int column = units.mapping.column(field); column >= 0) columns.push_back(column);
  }
  return columns;
}

Result<analysis::CutUnit> cut(const Desk& desk, const CutUnit& action, std::uint32_t unit,
                              const std::vector<int>& shared, Progress& progress) {
  const model::Layer& units = *desk.units.layer;
  const std::vector<double> households = households_of(desk.layers.buildings);
  std::vector<analysis::SharedNumber> numbers;
  for (const int column : shared) {
    const double total = units.table.columns[static_cast<std::size_t>(column)].number(unit);
    numbers.push_back({std::isfinite(total) ? std::llround(total) : 0, households});
  }
  const analysis::UnitToCut request{units.geometry, unit, footprints_of(desk.layers.buildings),
                                    numbers};
  if (!action.line.empty()) return analysis::cut_unit_by_line(request, action.line, progress);
  return analysis::cut_unit_by_buildings(request, households, 0, progress);
}

/// The plan with the new units in the grid of the one they were cut from.
model::Plan grown_plan(const model::Plan& plan, std::uint32_t unit,
                       const std::vector<std::string>& new_ids) {
  model::Plan grown = plan;
  std::vector<std::string> ids = plan.unit_ids.all();
  ids.insert(ids.end(), new_ids.begin(), new_ids.end());
  grown.unit_ids = std::move(ids);
  grown.grid_of_unit.resize(grown.unit_ids.size(), plan.grid_of_unit[unit]);
  if (!grown.locked_units.empty()) grown.locked_units.resize(grown.unit_ids.size());
  return grown;
}

}  // namespace

void draw_border(State& state, const DrawBorder& action) {
  const auto desk = desk_of(state);
  if (!desk || !desk->view->plan->is_open(action.grid)) return;
  state.replace_job(
      state.edit_job, tr("Drawing a new border"), [desk = *desk, action](JobContext& context) {
        const PlanView& view = *desk.view;
        const geo::PackedGeometry& units = desk.units.layer->geometry;
        std::map<GridIndex, std::size_t> grids;
        for (const auto& [unit, places] : units_below(units, action.line)) {
          grids[view.plan->grid_of_unit[unit]] += places;
        }
        grids.erase(action.grid);
        grids.erase(model::unassigned);
        const auto other =
            std::max_element(grids.begin(), grids.end(),
                             [](const auto& a, const auto& b) { return a.second < b.second; });
        const std::string name = view.plan->grids[static_cast<std::size_t>(action.grid)].name;
        if (other == grids.end()) {
          return fail(context, {ErrorCode::invalid_argument, name,
                                tr("The line runs through no other grid."),
                                tr("Draw it from edge to edge through the current grid and the one "
                                   "beside it.")});
        }
        const auto members = [&](GridIndex grid) {
          model::Rows rows;
          for (std::uint32_t unit = 0; unit < view.plan->grid_of_unit.size(); ++unit) {
            if (view.plan->grid_of_unit[unit] == grid) rows.push_back(unit);
          }
          return rows;
        };
        const model::Rows a = members(action.grid), b = members(other->first);
        const std::vector<double> households = households_of(desk.layers.buildings);
        auto decision =
            analysis::decide_border({units, footprints_of(desk.layers.buildings),
                                     view.ground->households, households, a, b, action.line},
                                    context.progress);
        if (!decision) return fail(context, decision.error());
        context.land([desk, a = action.grid, b = other->first,
                      decision = std::move(*decision)](State& s) mutable {
          if (!still(s, desk)) return;
          const model::Plan& plan = *s.snapshot.plan->plan;
          model::PlanEdit edit{trf("New border between {} and {}",
                                   plan.grids[static_cast<std::size_t>(a)].name,
                                   plan.grids[static_cast<std::size_t>(b)].name)};
          for (const auto& [rows, to] :
               {std::pair(&decision.to_a, a), std::pair(&decision.to_b, b)}) {
            const auto allowed = analysis::allowed(*s.snapshot.plan->ground, plan, *rows, to);
            tell_refused(s, allowed, to);
            for (const std::uint32_t unit : allowed.units) {
              edit.moves.push_back({model::UnitIndex{unit}, plan.grid_of_unit[unit], to});
            }
          }
          if (edit.moves.empty()) {
            s.tell(NoticeKind::done, tr("No unit changes hands by this line."));
          }
          edit_plan(s, std::move(edit));
          show_crossed(s, desk.layers.buildings, std::move(decision.crossed));
        });
      });
}

void cut_unit(State& state, const CutUnit& action) {
  const auto desk = desk_of(state);
  if (!desk) return;
  state.replace_job(
      state.edit_job, tr("Cutting a unit"), [desk = *desk, action](JobContext& context) {
        const model::Layer& units = *desk.units.layer;
        std::uint32_t unit = action.unit;
        if (!action.line.empty()) {
          const auto below = units_below(units.geometry, action.line);
          const auto most =
              std::max_element(below.begin(), below.end(),
                               [](const auto& a, const auto& b) { return a.second < b.second; });
          if (most == below.end()) {
            return fail(context, {ErrorCode::invalid_argument, units.name,
                                  tr("The line runs through no unit."),
                                  tr("Draw it across a unit, from outside to "
                                     "outside.")});
          }
          unit = most->first;
        }
        if (unit >= units.size()) return;
        const std::vector<int> shared = shared_columns(units);
        auto pieces = cut(desk, action, unit, shared, context.progress);
        if (!pieces) return fail(context, pieces.error());
        std::vector<std::string> new_ids;
        model::Layer changed = analysis::with_cut_unit(units, unit, *pieces, shared, new_ids);
        const model::Plan& plan = *desk.view->plan;
        land_units(context, desk, trf("{} cut into {}", plan.unit_ids[unit], pieces->pieces.size()),
                   std::move(changed), grown_plan(plan, unit, new_ids), std::move(pieces->crossed));
      });
}

void move_border_vertex(State& state, const MoveVertex& action) {
  const auto desk = desk_of(state);
  if (!desk) return;
  state.replace_job(
      state.edit_job, tr("Moving a border"), [desk = *desk, action](JobContext& context) {
        const model::Layer& units = *desk.units.layer;
        Result<analysis::ChangedUnits> changed = analysis::ChangedUnits{};
        std::string label = tr("Border vertex moved");
        if (action.from && action.to) {
          changed = analysis::move_vertex(units.geometry, *action.from, *action.to);
        } else if (action.to) {
          auto added = analysis::add_vertex(units.geometry, *action.to, action.reach_m);
          label = tr("Border vertex added");
          if (added) {
            changed = std::move(added->changed);
          } else {
            changed = added.error();
          }
        } else if (action.from) {
          label = tr("Border vertex taken away");
          changed = analysis::remove_vertex(units.geometry, *action.from);
        }
        if (!changed) return fail(context, changed.error());
        land_units(context, desk, label,
                   analysis::with_geometry(units, changed->rows, changed->geometry),
                   *desk.view->plan, {});
      });
}

}  // namespace wangge::session
