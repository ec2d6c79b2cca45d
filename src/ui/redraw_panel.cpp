#include "ui/redraw_panel.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/icons.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

std::string whole(double number) { return with_separators(std::llround(number)); }

std::string percent(double share) {
  const double rounded = std::round(share * 100);
  return fmt::format("{}{} %", rounded > 0 ? "+" : rounded < 0 ? "−" : "", std::abs(rounded));
}

void draw_tools(Ui& ui, MapState& map, Outbox&) {
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
  };
  bool first = true;
  for (const ToolButton& tool : tools) {
    if (!first) ImGui::SameLine(0, ui.px(4));
    first = false;
    if (icon_button(ui, tool.name, tool.icon, tool.hint, map.tool == tool.tool))
      map.tool = tool.tool;
  }
  if (map.tool == Tool::brush) {
    ImGui::SameLine(0, ui.px(12));
    ImGui::PushFont(ui.fonts.small);
    slider(ui, "redraw/brush", tr("%.0f m"), map.brush_m, least_brush_m, most_brush_m, true,
           tr("Size of the brush ([ and ])"), ImGui::GetContentRegionAvail().x);
    ImGui::PopFont();
  }
}

void draw_bar_row(Ui& ui, const session::Snapshot& snapshot, const GridRow& row, RedrawState& state,
                  Outbox& out) {
  const Palette& p = *ui.colours;
  const float height = ui.px(28);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const bool current = state.current == row.grid;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const std::string id = "grid/" + (row.code.empty() ? std::string("none") : row.code);
  if (ImGui::InvisibleButton(id.c_str(), {width, height})) state.current = row.grid;
  note(ui, id.c_str());
  const bool hovered = ImGui::IsItemHovered();
  if (current || hovered) {
    list->AddRectFilled(low, {low.x + width, low.y + height}, current ? p.accent_soft : p.window,
                        ui.px(6));
  }
  if (hovered && ImGui::IsMouseDoubleClicked(0)) {
    const geo::Box box = grid_box(snapshot, row.grid);
    if (!box.is_empty()) out.ask(ZoomTo{box});
  }
  const bool none = row.grid == model::unassigned;
  if (none) {
    explain(ui, tr("Units that belong to no grid yet."));
  } else {
    explain(ui,
            row.name + (row.theme.empty() ? "" : " · " + row.theme) + "\n" + row.code + "\n" +
                trf("{} units, {} households, {} residents", whole(static_cast<double>(row.units)),
                    whole(row.households), whole(row.population)) +
                "\n" +
                trf("{} against the mean of {} in {}", percent(row.deviation), whole(row.ideal),
                    row.community.empty() ? std::string(tr("all grids")) : row.community));
  }

  const float number = ui.px(56), bar = ui.px(84), share = ui.px(58), swatch_size = ui.px(12);
  const float text_y = low.y + std::floor((height - ImGui::GetFontSize()) / 2);
  if (row.colour >= 0) {
    list->AddRectFilled({low.x + ui.px(8), low.y + ui.px(8)},
                        {low.x + ui.px(8) + swatch_size, low.y + ui.px(8) + swatch_size},
                        with_alpha(grid_colour(snapshot, row.colour), 255), ui.px(3));
  }
  const float name_x = low.x + ui.px(28);
  const float right = low.x + width - ui.px(8);
  const float bar_x = right - share - bar;
  const float name_width = bar_x - number - ui.px(4) - name_x;
  list->AddText({name_x, text_y}, current ? p.accent : p.text,
                shortened(none ? tr("Unassigned") : row.name, name_width).c_str());
  const auto put_right = [&](float x, const std::string& text, ImU32 colour) {
    list->AddText({x - ImGui::CalcTextSize(text.c_str()).x, text_y}, colour, text.c_str());
  };
  const bool by_households = state.list.balanced;
  const auto tolerance = static_cast<float>(snapshot.plan->options.tolerance);
  put_right(bar_x - ui.px(8),
            whole(by_households ? row.households : static_cast<double>(row.units)), p.text);
  if (none || !by_households) return;
  const ImVec2 after = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({bar_x, low.y});
  // The bar spans ±50 %: beyond that the number says it.
  deviation_bar(ui, static_cast<float>(row.deviation / 0.5), tolerance / 0.5F, {bar, height});
  ImGui::SetCursorScreenPos(after);
  put_right(right, percent(row.deviation),
            std::abs(row.deviation) <= tolerance ? p.secondary : p.warn);
}

void draw_current(Ui& ui, const session::Snapshot& snapshot, const RedrawState& state) {
  const GridRow* found = state.list.find(state.current);
  if (found == nullptr) {
    secondary(
        ui,
        tr("Units you click or paint become unassigned. Choose a grid below to give them to it."));
    return;
  }
  const GridRow& row = *found;
  const auto index = static_cast<std::size_t>(state.current);
  const float each = (ImGui::GetContentRegionAvail().x - 2 * ui.px(8)) / 3;
  figure(ui, tr("Households"), whole(row.households), "",
         tr("Sum over the units of the grid; the usual size of a grid is 300 to 500 households."),
         each);
  ImGui::SameLine(0, ui.px(8));
  figure(ui, tr("Residents"), whole(row.population), "", tr("Sum over the units of the grid."),
         each);
  ImGui::SameLine(0, ui.px(8));
  if (snapshot.conservation && snapshot.conservation->counts &&
      index < snapshot.conservation->counts->size()) {
    figure(ui, tr("Tickets"), whole((*snapshot.conservation->counts)[index]), "",
           tr("Tickets inside the grid that pass the filter."), each);
  } else {
    figure(ui, tr("Area"), fmt::format("{:.1f}", row.area_m2 / 1e4), tr("ha"),
           tr("Sum of the units' areas in the map's coordinate system."), each);
  }
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
  if (!snapshot.plan) {
    secondary(ui,
              tr("To redraw grids, open a layer of units and a layer of grids. Units are the small "
                 "areas that grids are made of."));
    return;
  }
  state.refresh(snapshot.plan);
  draw_tools(ui, map, out);

  const GridRow* current = state.list.find(state.current);
  section(ui, tr("Current grid"), tr("Units that are clicked or painted go to this grid."));
  {
    const float side = ui.px(28);
    fitted(ui, current != nullptr ? current->name : std::string(tr("Unassigned")),
           ImGui::GetContentRegionAvail().x - side - ui.px(8));
    ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - side);
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(5));
    const geo::Box box = grid_box(snapshot, state.current);
    if (icon_button(ui, "redraw/zoom", icon::target, tr("Zoom to the current grid"), false,
                    box.is_empty() ? tr("The grid has no unit.") : nullptr)) {
      out.ask(ZoomTo{box});
    }
  }
  draw_current(ui, snapshot, state);
  const model::Selection& selection = *snapshot.selection;
  const bool units_selected = !selection.empty() && selection.layer == snapshot.plan->units;
  if (units_selected) {
    const std::string text = trf("Give the {} selected units to this grid", selection.rows.size());
    if (button(ui, "redraw/assign", icon::check, text, Weight::primary, "", nullptr,
               ImGui::GetContentRegionAvail().x)) {
      out.act(session::AssignUnits{selection.rows, state.current});
    }
  }

  section(ui, tr("Grids: households against the mean of their community"),
          tr("The bar shows how far a grid departs from the mean number of households of its "
             "community's grids, from −50 % to +50 %. The shaded band is the tolerance."));
  const std::array<std::string, 2> orders{tr("In order"), tr("Largest deviation first")};
  int order = state.worst_first ? 1 : 0;
  if (segmented(ui, "redraw/order", orders, order, ImGui::GetContentRegionAvail().x)) {
    state.worst_first = order == 1;
  }

  const float footer = ui.px(28 + 12);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::BeginChild("##grids", {0, -footer});
  state.list.unassigned.grid = model::unassigned;
  if (state.list.unassigned.units > 0 || state.current == model::unassigned) {
    draw_bar_row(ui, snapshot, state.list.unassigned, state, out);
  }
  std::vector<const GridRow*> rows;
  for (const GridRow& row : state.list.rows) rows.push_back(&row);
  if (state.worst_first) {
    std::stable_sort(rows.begin(), rows.end(), [](const GridRow* a, const GridRow* b) {
      return std::abs(a->deviation) > std::abs(b->deviation);
    });
  }
  std::string community;
  for (const GridRow* row : rows) {
    if (!state.worst_first && row->community != community) {
      community = row->community;
      ImGui::PushFont(ui.fonts.small);
      ImGui::Dummy({0, ui.px(4)});
      ImGui::TextDisabled("%s", community.c_str());
      ImGui::Dummy({0, ui.px(2)});
      ImGui::PopFont();
    }
    draw_bar_row(ui, snapshot, *row, state, out);
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();

  const float half = (ImGui::GetContentRegionAvail().x - ui.px(8)) / 2;
  if (button(ui, "redraw/save", icon::save, tr("Save plan…"),
             snapshot.plan->changed ? Weight::primary : Weight::plain,
             tr("Writes which unit belongs to which grid as a small text file."), nullptr, half)) {
    out.ask(AskForPlanFile{});
  }
  ImGui::SameLine(0, ui.px(8));
  if (button(ui, "redraw/open", icon::open, tr("Open plan…"), Weight::plain,
             tr("Reads a plan that was saved before; it can be undone."), nullptr, half)) {
    out.ask(AskForOldPlan{});
  }
}

}  // namespace wangge::ui
