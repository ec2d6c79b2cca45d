#include "ui/change_lists.h"

#include <algorithm>
#include <array>

#include "io/masking.h"
#include "ui/grid_list.h"
#include "ui/icons.h"
#include "ui/list_row.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using analysis::grid_name;
using model::GridIndex;

std::string from_to(const session::ComparisonView& with, const session::PlanView& plan,
                    GridIndex before, GridIndex now) {
  return trf("{} → {}", grid_name(*with.plan, before), grid_name(*plan.plan, now));
}

std::string officers_of(const model::Plan& plan, GridIndex grid) {
  const auto place = static_cast<std::size_t>(grid);
  const std::string officers = place < plan.grids.size() ? plan.grids[place].officers : "";
  return officers.empty() ? std::string(tr("not named")) : officers;
}

void go_to_units(const session::PlanView& plan, model::Rows units, Outbox& out) {
  geo::Box box;
  for (const std::uint32_t unit : units) box.grow(plan.ground->units->geometry.box(unit));
  if (!box.is_empty()) out.ask(ZoomTo{box});
  out.act(session::Select{plan.units, std::move(units)});
}

model::Rows units_of(const analysis::Flow& flow, const model::Plan& before,
                     const model::Plan& now) {
  model::Rows units;
  for (std::uint32_t unit = 0; unit < now.grid_of_unit.size(); ++unit) {
    if (before.grid_of_unit[unit] == flow.before && now.grid_of_unit[unit] == flow.now) {
      units.push_back(unit);
    }
  }
  return units;
}

void draw_flow(Ui& ui, const session::PlanView& plan, const session::ComparisonView& with,
               const analysis::Flow& flow, std::size_t place, Outbox& out) {
  const analysis::PlanGround& ground = *plan.ground;
  ListRow row{from_to(with, plan, flow.before, flow.now),
              ground.has_households ? whole_number(flow.sums.households) : ""};
  row.below = trf("{} units", whole_number(static_cast<double>(flow.sums.units)));
  if (ground.has_population) {
    row.below += " · " + trf("{} residents", whole_number(flow.sums.population));
  }
  if (ground.has_buildings) {
    row.below += " · " + trf("{} buildings", whole_number(flow.sums.buildings));
  }
  const std::string hint =
      row.text + "\n" +
      trf("Officers before: {}\nOfficers now: {}", officers_of(*with.plan, flow.before),
          officers_of(*plan.plan, flow.now)) +
      "\n" + tr("Click to select the units.");
  if (list_row(ui, ("flow/" + std::to_string(place)).c_str(), row, hint)) {
    go_to_units(plan, units_of(flow, *with.plan, *plan.plan), out);
  }
}

/// New, ended and renamed grids, one line each.
void draw_fates(Ui& ui, const session::PlanView& plan, const session::ComparisonView& with) {
  const analysis::PlanComparison& result = *with.result;
  const auto line = [&](const char* sign, const std::string& text, const std::string& what) {
    ListRow row{text, what, {}, sign, ui.colours->secondary};
    list_row(ui, ("fate/" + text).c_str(), row, text);
  };
  for (const GridIndex grid : result.born) {
    line(icon::plus, grid_name(*plan.plan, grid), tr("new"));
  }
  for (const GridIndex grid : result.ended) {
    line(icon::minus, grid_name(*with.plan, grid), tr("ended"));
  }
  for (const GridIndex grid : result.renamed) {
    const auto& now = plan.plan->grids[static_cast<std::size_t>(grid)];
    const auto& was =
        with.plan
            ->grids[static_cast<std::size_t>(result.before_of[static_cast<std::size_t>(grid)])];
    const bool code_only = was.name == now.name;
    line(icon::compare,
         trf("{} → {}", code_only ? was.code : was.name, code_only ? now.code : now.name),
         tr("renamed"));
  }
}

void draw_building(Ui& ui, const session::PlanView& plan, const session::ComparisonView& with,
                   const model::LayerEntry* entry, const analysis::ChangedBuilding& one,
                   Outbox& out) {
  const model::Layer& layer = *plan.ground->building_layer;
  const auto text_of = [&](model::Field field) {
    const model::Column* column = layer.field(field);
    return column == nullptr ? std::string() : column->text(one.row);
  };
  const std::string address = text_of(model::Field::address), chief = text_of(model::Field::chief);
  const std::string households = text_of(model::Field::households);
  ListRow row{layer.label(one.row), households};
  if (!address.empty() && address != row.text) row.text += " · " + address;
  row.below = from_to(with, plan, one.before, one.now);
  std::string hint = row.text + "\n" + row.below;
  if (!chief.empty()) {
    row.below = trf("Chief {}", io::masked(chief)) + " · " + row.below;
    hint += "\n" + trf("Stairwell chief: {}", io::masked(chief));
  }
  hint += "\n" + trf("Officers before: {}\nOfficers now: {}", officers_of(*with.plan, one.before),
                     officers_of(*plan.plan, one.now));
  if (list_row(ui, ("changed/" + std::to_string(one.row)).c_str(), row, hint)) {
    out.ask(ZoomTo{layer.geometry.box(one.row)});
    if (entry != nullptr) out.act(session::Select{entry->id, {one.row}});
  }
}

void draw_buildings(Ui& ui, const session::Snapshot& snapshot, const ChangeLists& lists,
                    Outbox& out) {
  const session::PlanView& plan = *snapshot.plan;
  if (!plan.ground->building_layer) {
    secondary(ui, tr("Open a layer of buildings to see which of them change."));
    return;
  }
  if (lists.buildings.empty()) {
    secondary(ui, tr("No building changes its grid."));
    return;
  }
  const model::LayerEntry* entry = snapshot.workspace->find(model::Role::buildings);
  if (entry != nullptr && entry->layer != plan.ground->building_layer) entry = nullptr;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(lists.buildings.size()),
                list_row_height(ui, {.text = {}, .below = "-"}));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      draw_building(ui, plan, *lists.of, entry, lists.buildings[static_cast<std::size_t>(i)], out);
    }
  }
}

void draw_flows(Ui& ui, const session::Snapshot& snapshot, const ChangeLists& lists, Outbox& out) {
  if (lists.flows.empty() && lists.of->result->renamed.empty()) {
    secondary(ui, tr("Nobody changes the grid."));
    return;
  }
  for (std::size_t i = 0; i < lists.flows.size(); ++i) {
    draw_flow(ui, *snapshot.plan, *lists.of, lists.flows[i], i, out);
  }
  draw_fates(ui, *snapshot.plan, *lists.of);
}

}  // namespace

void ChangeLists::refresh(const session::PlanView& plan,
                          const std::shared_ptr<const session::ComparisonView>& comparison) {
  if (comparison == of) return;
  of = comparison;
  flows.clear();
  buildings.clear();
  if (!of) return;
  for (const analysis::Flow& flow : of->result->flows) {
    if (!flow.stays) flows.push_back(flow);
  }
  std::stable_sort(flows.begin(), flows.end(), [](const auto& a, const auto& b) {
    return std::pair(a.sums.households, a.sums.area_m2) >
           std::pair(b.sums.households, b.sums.area_m2);
  });
  buildings = analysis::changed_buildings(*plan.ground, *of->plan, *plan.plan, *of->result);
}

void draw_change_lists(Ui& ui, const session::Snapshot& snapshot, ChangeLists& lists, Outbox& out) {
  // While a gesture is under way the comparison waits for its end, and so do the lists.
  if (!snapshot.plan->gesture) lists.refresh(*snapshot.plan, snapshot.comparison);
  if (!lists.of) return;
  const std::array<std::string, 2> names{
      trf("From → to ({})", lists.flows.size()),
      trf("Buildings ({})", whole_number(static_cast<double>(lists.buildings.size())))};
  segmented(ui, "compare/list", names, lists.shown, ImGui::GetContentRegionAvail().x);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::BeginChild("##changes");
  if (lists.shown == 0) {
    draw_flows(ui, snapshot, lists, out);
  } else {
    draw_buildings(ui, snapshot, lists, out);
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();
}

}  // namespace wangge::ui
