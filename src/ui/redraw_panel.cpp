#include "ui/redraw_panel.h"

#include <algorithm>
#include <array>

#include "ui/compare_page.h"
#include "ui/grid_inspector.h"
#include "ui/grid_list.h"
#include "ui/history_page.h"
#include "ui/icons.h"
#include "ui/proposal_bar.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

void draw_tools(Ui& ui, MapState& map, RedrawState& state) {
  struct ToolButton {
    Tool tool;
    const char* name;
    const char* icon;
    std::string hint;
  };
  const std::array tools{
      ToolButton{Tool::select, "tool/select", icon::pointer,
                 tr("Select: click units, Shift adds; Enter gives them to the current grid (V)")},
      ToolButton{Tool::brush, "tool/brush", icon::brush,
                 tr("Brush: click or paint units into the current grid (B, size with [ and ])")},
      ToolButton{Tool::rectangle, "tool/rectangle", icon::rectangle,
                 tr("Rectangle: all units in a box go to the current grid (R)")},
      ToolButton{Tool::lasso, "tool/lasso", icon::lasso,
                 tr("Lasso: all units in a drawn ring go to the current grid (L)")},
      ToolButton{Tool::eyedropper, "tool/eyedropper", icon::eyedropper,
                 tr("Eyedropper: make the grid under the cursor the current one (I, or hold Alt)")},
      ToolButton{
          Tool::border, "tool/border", icon::border_line,
          tr("New border: a line drawn through the current grid and the one beside it; whole "
             "units go to the side of most of their households (N)")},
      ToolButton{Tool::cut, "tool/cut", icon::cut,
                 tr("Cut: a line breaks a unit in two; its households follow its buildings (X)")},
      ToolButton{Tool::vertex, "tool/vertex", icon::vertex,
                 tr("Vertices: move the corners of borders, for all units that share them (M)")},
  };
  bool first = true;
  for (const ToolButton& tool : tools) {
    if (!first) ImGui::SameLine(0, ui.px(4));
    first = false;
    if (icon_button(ui, tool.name, tool.icon, tool.hint, map.tool == tool.tool))
      map.tool = tool.tool;
  }
  ImGui::SameLine(0, ui.px(4));
  if (icon_button(ui, "redraw/themes", icon::star,
                  tr("Themes: grids in the colours of what they stand for"), state.themes.shown)) {
    state.themes.shown = !state.themes.shown;
  }
  if (map.tool == Tool::brush) {
    ImGui::PushFont(ui.fonts.small);
    slider(ui, "redraw/brush", tr("%.0f m"), map.brush_m, least_brush_m, most_brush_m, true,
           tr("Size of the brush ([ and ])"), ImGui::GetContentRegionAvail().x);
    ImGui::PopFont();
  }
}

/// Whose units the brush may take.
void draw_source(Ui& ui, RedrawState& state) {
  std::vector<std::string> texts{tr("from all grids"), tr("from unassigned units only")};
  std::vector<analysis::PaintSource> sources{{}, model::unassigned};
  for (const GridRow& row : state.list.rows) {
    texts.push_back(trf("from {} only", row.name));
    sources.emplace_back(row.grid);
  }
  const auto found = std::find(sources.begin(), sources.end(), state.source);
  int chosen = found == sources.end() ? 0 : static_cast<int>(found - sources.begin());
  if (choice(ui, "redraw/source", texts, chosen, ImGui::GetContentRegionAvail().x)) {
    state.source = sources[static_cast<std::size_t>(chosen)];
  }
}

void draw_footer(Ui& ui, const session::Snapshot& snapshot, const RedrawState& state, Outbox& out) {
  const float third = (ImGui::GetContentRegionAvail().x - 2 * ui.px(8)) / 3;
  const model::Selection& selection = *snapshot.selection;
  const bool chosen = !selection.empty() && selection.layer == snapshot.plan->units;
  if (button(ui, "redraw/new", icon::plus, tr("New grid"), Weight::plain,
             chosen ? tr("A new grid of the selected units")
                    : tr("A new grid without units; select units first to put them into it"),
             nullptr, third)) {
    session::AddGrid action;
    const GridRow* row = state.list.find(state.current);
    if (chosen) {
      action.units = selection.rows;
    } else if (row != nullptr) {
      action.record.community = row->community;
    }
    out.act(std::move(action));
  }
  ImGui::SameLine(0, ui.px(8));
  if (button(ui, "redraw/save", nullptr, tr("Save plan…"),
             snapshot.plan->changed ? Weight::primary : Weight::plain,
             tr("Writes which unit belongs to which grid as a small text file."), nullptr, third)) {
    out.ask(AskForPlanFile{});
  }
  ImGui::SameLine(0, ui.px(8));
  if (button(ui, "redraw/open", nullptr, tr("Open plan…"), Weight::plain,
             tr("Reads a plan that was saved before; it can be undone."), nullptr, third)) {
    out.ask(AskForOldPlan{});
  }
}

/// The layers of larger areas that may be the grids.
void offer_grids(Ui& ui, const session::Snapshot& snapshot, Outbox& out) {
  const model::LayerEntry* units = snapshot.workspace->find(model::Role::units);
  bool any = false;
  for (const model::LayerEntry& entry : snapshot.workspace->layers) {
    const model::Role role = entry.layer->role;
    if (entry.layer->geometry.kind() != geo::Kind::polygons || entry.layer->size() < 2 ||
        entry.layer->size() >= units->layer->size() ||
        (role != model::Role::communities && role != model::Role::base)) {
      continue;
    }
    if (!any) secondary(ui, tr("Which layer has the grids?"));
    any = true;
    const std::string id = "redraw/grids/" + std::to_string(static_cast<std::uint32_t>(entry.id));
    if (button(ui, id.c_str(), icon::grids, model::title(*entry.layer), Weight::plain,
               tr("Takes its areas for the grids: every unit goes to the one it lies in."), nullptr,
               ImGui::GetContentRegionAvail().x)) {
      out.act(session::SetRole{entry.id, model::Role::grids});
    }
  }
  if (any) ImGui::Dummy({0, ui.px(8)});
}

void draw_empty(Ui& ui, const session::Snapshot& snapshot, RedrawState& state, Outbox& out) {
  secondary(ui, tr("To redraw grids, open a layer of units and a layer of grids. Units are the "
                   "small areas that grids are made of."));
  const float width = ImGui::GetContentRegionAvail().x;
  if (snapshot.workspace->find(model::Role::units) != nullptr) {
    ImGui::Dummy({0, ui.px(8)});
    offer_grids(ui, snapshot, out);
    secondary(ui, tr("Units are open, but no grids: begin with an empty plan."));
    ImGui::Dummy({0, ui.px(4)});
    if (button(ui, "redraw/start", icon::plus, tr("New plan of these units"), Weight::primary, "",
               nullptr, width)) {
      out.act(session::StartPlan{});
    }
    return;
  }
  ImGui::Dummy({0, ui.px(8)});
  secondary(ui, tr("Where there are no units yet, they can be made: of communities, roads, water "
                   "and buildings, or of grids and other areas."));
  ImGui::Dummy({0, ui.px(4)});
  if (button(ui, "redraw/make_units", icon::grids, tr("Make units…"), Weight::primary, "",
             can_make_units(snapshot) ? nullptr
                                      : tr("Open a layer of communities or other areas first."),
             width)) {
    state.units = ask_for_units(snapshot);
  }
}

void draw_page(Ui& ui, const session::Snapshot& snapshot, RedrawState& state, Outbox& out) {
  if (state.page == RedrawPage::history) {
    if (draw_plan_versions(ui, snapshot, state.versions, out)) state.page = RedrawPage::compare;
    section(ui, tr("Steps"));
    draw_history_page(ui, snapshot, out);
    return;
  }
  if (state.page == RedrawPage::compare) {
    draw_compare_page(ui, snapshot, state, out);
    return;
  }
  if (state.page == RedrawPage::check) {
    draw_check_page(ui, snapshot, state.check, out);
    return;
  }
  draw_grid_inspector(ui, snapshot, state, out);
  const model::Selection& selection = *snapshot.selection;
  if (!selection.empty() && selection.layer == snapshot.plan->units) {
    const std::string text = trf("Give the {} selected units to this grid", selection.rows.size());
    if (button(ui, "redraw/assign", icon::check, text, Weight::primary, "", nullptr,
               ImGui::GetContentRegionAvail().x)) {
      out.act(session::AssignUnits{selection.rows, state.current});
    }
  }
  section(ui, tr("Grids against the mean of their community"),
          tr("The bar shows how far a grid departs from its community's total by its number of "
             "grids, from −50 % to +50 %. The shaded band is the tolerance."));
  draw_grid_list(ui, snapshot, state, ui.px(28 + 12), out);
  draw_footer(ui, snapshot, state, out);
}

}  // namespace

ImU32 grid_colour(const session::Snapshot& snapshot, int colour) {
  const model::LayerEntry* grids = snapshot.workspace->find(model::Role::grids);
  if (grids == nullptr || !grids->style || colour < 0 ||
      static_cast<std::size_t>(colour) >= grids->style->classes.size()) {
    return palette(snapshot.theme).disabled;
  }
  return to_imgui(grids->style->classes[static_cast<std::size_t>(colour)].symbol.fill);
}

geo::Box grid_box(const session::Snapshot& snapshot, model::GridIndex grid) {
  geo::Box box;
  if (!snapshot.plan) return box;
  const model::LayerEntry* units = snapshot.workspace->find(snapshot.plan->units);
  if (units == nullptr) return box;
  const auto& of = snapshot.plan->plan->grid_of_unit;
  for (std::size_t unit = 0; unit < of.size(); ++unit) {
    if (of[unit] == grid) box.grow(units->layer->geometry.box(unit));
  }
  return box;
}

void draw_redraw_panel(Ui& ui, const session::Snapshot& snapshot, RedrawState& state, MapState& map,
                       Outbox& out) {
  panel_title(ui, tr("Redraw grids"));
  if (!snapshot.plan) return draw_empty(ui, snapshot, state, out);
  state.refresh(snapshot.plan);
  draw_tools(ui, map, state);
  if (map.tool == Tool::brush || map.tool == Tool::rectangle || map.tool == Tool::lasso) {
    draw_source(ui, state);
  }
  draw_plan_numbers(ui, snapshot, out);
  const std::array<std::string, 4> pages{tr("Grids"), tr("Compare"), tr("Check"), tr("History")};
  int page = static_cast<int>(state.page);
  if (segmented(ui, "redraw/page", pages, page, ImGui::GetContentRegionAvail().x)) {
    state.page = static_cast<RedrawPage>(page);
  }
  draw_page(ui, snapshot, state, out);
  if (state.described != model::unassigned) {
    open_grid_sheet(snapshot, state.described, state.sheet);
    state.described = model::unassigned;
  }
}

}  // namespace wangge::ui
