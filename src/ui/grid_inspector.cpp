#include "ui/grid_inspector.h"

#include <cmath>

#include "ui/grid_list.h"
#include "ui/grid_sign.h"
#include "ui/icons.h"
#include "ui/shape_picture.h"
#include "ui/theme_map.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

/// Grids of the same community, which the current one can be merged into.
void draw_merge_menu(Ui& ui, const GridRow& row, const RedrawState& state, Outbox& out) {
  if (!ImGui::BeginMenu(tr("Merge into"))) return;
  bool any = false;
  for (const GridRow& other : state.list.rows) {
    if (other.grid == row.grid || other.community != row.community) continue;
    any = true;
    const std::string number =
        trf("{} households together", whole_number(row.households + other.households));
    if (ImGui::MenuItem(other.name.c_str(), number.c_str())) {
      out.act(session::MergeGrids{row.grid, other.grid});
    }
    note(ui, ("grid/merge/" + other.code).c_str());
  }
  if (!any) ImGui::TextDisabled("%s", tr("There is no other grid in this community."));
  ImGui::EndMenu();
}

void draw_menu(Ui& ui, const GridRow& row, RedrawState& state, Outbox& out) {
  if (!ImGui::BeginPopup("##grid_menu")) return;
  const auto item = [&](const char* name, const char* text) {
    const bool chosen = ImGui::MenuItem(text);
    note(ui, name);
    return chosen;
  };
  if (item("grid/describe", tr("Name, code, theme…"))) state.described = row.grid;
  if (item("grid/split", tr("Split in two"))) out.act(session::SplitGrid{row.grid});
  draw_merge_menu(ui, row, state, out);
  ImGui::Separator();
  if (item("grid/retire", tr("Give up this grid"))) out.act(session::RetireGrid{row.grid});
  ImGui::EndPopup();
}

void draw_head(Ui& ui, const session::Snapshot& snapshot, const GridRow* row, RedrawState& state,
               Outbox& out) {
  const float side = ui.px(28);
  const float buttons = row == nullptr ? side : 3 * side + ui.px(8);
  fitted(ui, row != nullptr ? row->name : std::string(tr("Unassigned")),
         ImGui::GetContentRegionAvail().x - buttons - ui.px(8));
  ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - buttons);
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(5));
  const geo::Box box = grid_box(snapshot, state.current);
  if (icon_button(ui, "redraw/zoom", icon::target, tr("Zoom to the current grid"), false,
                  box.is_empty() ? tr("The grid has no unit.") : nullptr)) {
    out.ask(ZoomTo{box});
  }
  if (row == nullptr) return;
  ImGui::SameLine(0, ui.px(4));
  if (icon_button(ui, "redraw/lock", row->locked ? icon::lock : icon::unlock,
                  row->locked ? tr("Locked: takes and gives no units. Unlock (K)")
                              : tr("Lock: the grid takes and gives no units any more (K)"),
                  row->locked)) {
    out.act(session::LockGrids{{row->grid}, !row->locked});
  }
  ImGui::SameLine(0, ui.px(4));
  if (icon_button(ui, "redraw/grid_menu", icon::more, tr("Describe, split, merge, give up"))) {
    ImGui::OpenPopup("##grid_menu");
  }
  draw_menu(ui, *row, state, out);
}

/// What the grid had before the proposal, as " (before)"; empty without a proposal.
std::string was(const session::PlanView& plan, const GridRow& row,
                double analysis::GridFigures::*number) {
  const auto index = static_cast<std::size_t>(row.grid);
  if (!plan.before || index >= plan.before->plan->grids.size()) return {};
  const double before = (*plan.before->figures)[index].*number;
  const double now = (*plan.figures)[index].*number;
  if (before == now) return {};
  return trf("was {}", whole_number(before));
}

/// What the grid stands for, in one line; nothing where it has no theme.
void draw_theme(Ui& ui, const model::GridRecord& grid) {
  if (grid.theme.empty()) return;
  const std::string sign = sign_of(grid.icon), stars = stars_text(grid.stars);
  std::string text = sign.empty() ? grid.theme : sign + " " + grid.theme;
  if (!stars.empty()) text += "  " + stars;
  ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->secondary);
  ImGui::TextUnformatted(shortened(text, ImGui::GetContentRegionAvail().x).c_str());
  ImGui::PopStyleColor();
  explain(ui, theme_story(grid));
}

}  // namespace

void draw_grid_inspector(Ui& ui, const session::Snapshot& snapshot, RedrawState& state,
                         Outbox& out) {
  const GridRow* row = state.list.find(state.current);
  section(ui, tr("Current grid"), tr("Units that are clicked or painted go to this grid."));
  draw_head(ui, snapshot, row, state, out);
  if (row == nullptr) {
    secondary(ui, state.list.rows.empty()
                      ? tr("There is no grid yet. Make the first one with “New grid”.")
                      : tr("Units you click or paint become unassigned. Choose a grid below to "
                           "give them to it."));
    return;
  }
  const session::PlanView& plan = *snapshot.plan;
  draw_theme(ui, plan.plan->grids[static_cast<std::size_t>(row->grid)]);
  const float each = (ImGui::GetContentRegionAvail().x - 2 * ui.px(8)) / 3;
  figure(ui, tr("Households"), known_number(row->households, plan.ground->has_households),
         was(plan, *row, &analysis::GridFigures::households),
         trf("Sum over the units of the grid; the norm is {} to {} households.",
             whole_number(plan.options.band_low), whole_number(plan.options.band_high)),
         each);
  ImGui::SameLine(0, ui.px(8));
  figure(ui, tr("Residents"), known_number(row->population, plan.ground->has_population), "",
         tr("Sum over the units of the grid."), each);
  ImGui::SameLine(0, ui.px(8));
  const auto index = static_cast<std::size_t>(row->grid);
  const auto& counted = snapshot.conservation;
  if (counted && counted->counts && index < counted->counts->size()) {
    figure(ui, tr("Tickets"), whole_number((*counted->counts)[index]), "",
           tr("Tickets inside the grid that pass the filter."), each);
  } else {
    figure(ui, tr("Area"), fmt::format("{:.1f}", row->area_m2 / 1e4), tr("ha"),
           tr("Sum of the units' areas in the map's coordinate system."), each);
  }
  draw_shape_picture(ui, row->shape);
}

}  // namespace wangge::ui
