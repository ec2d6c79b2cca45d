#include "ui/compare_page.h"

#include <array>

#include "ui/change_lists.h"
#include "ui/grid_list.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

void draw_choice(Ui& ui, Outbox& out) {
  secondary(ui, tr("Hold the plan against another of the same units: who gets a new officer, and "
                   "where."));
  ImGui::Dummy({0, ui.px(4)});
  const float half = (ImGui::GetContentRegionAvail().x - ui.px(8)) / 2;
  if (button(ui, "compare/opened", icon::compare, tr("As opened"), Weight::primary,
             tr("Against the plan as it was before anything was changed"), nullptr, half)) {
    out.act(session::ComparePlan{});
  }
  ImGui::SameLine(0, ui.px(8));
  if (button(ui, "compare/file", icon::open, tr("Plan file…"), Weight::plain,
             tr("Against a plan that was saved as a file"), nullptr, half)) {
    out.ask(AskForComparedPlan{});
  }
}

/// Who moves, as three figures with their shares.
void draw_figures(Ui& ui, const analysis::PlanGround& ground, const session::ComparisonView& with) {
  const analysis::PlanComparison& result = *with.result;
  const auto share = [](double part, double all) {
    return all > 0 && part > 0 ? fmt::format("{:.1f} %", part / all * 100) : std::string();
  };
  const float each = (ImGui::GetContentRegionAvail().x - 2 * ui.px(8)) / 3;
  figure(ui, tr("Households"), known_number(result.moved_sums.households, ground.has_households),
         share(result.moved_sums.households, result.total.households),
         trf("Households of the units that are in another grid now, and their share of all. Grids "
             "of the two plans are matched so that as many households as possible stay: new "
             "numbers alone move nobody.\nThese are {} units with {} residents.",
             result.moved_sums.units, whole_number(result.moved_sums.population)),
         each);
  ImGui::SameLine(0, ui.px(8));
  figure(ui, tr("New officers"), known_number(result.new_officer_households, ground.has_households),
         share(result.new_officer_households, result.total.households),
         tr("Households whose grid names other officers than theirs did; where grids name none, "
            "those that are in another grid."),
         each);
  ImGui::SameLine(0, ui.px(8));
  figure(ui, tr("Buildings"), known_number(result.moved_sums.buildings, ground.has_buildings),
         share(result.moved_sums.buildings, result.total.buildings),
         tr("Buildings of the units that are in another grid now."), each);
}

}  // namespace

void draw_compare_page(Ui& ui, const session::Snapshot& snapshot, RedrawState& state, Outbox& out) {
  if (!snapshot.comparison) return draw_choice(ui, out);
  const session::ComparisonView& with = *snapshot.comparison;
  section(ui, trf("Against: {}", with.name));
  const std::array<std::string, 3> looks{tr("Differences"), tr("Swipe"), tr("Side by side")};
  int look = static_cast<int>(state.look);
  if (segmented(ui, "compare/look", looks, look, ImGui::GetContentRegionAvail().x)) {
    state.look = static_cast<CompareLook>(look);
  }
  draw_figures(ui, *snapshot.plan->ground, with);
  const float half = (ImGui::GetContentRegionAvail().x - ui.px(8)) / 2;
  if (button(ui, "compare/select", icon::pointer, tr("Select what changes"), Weight::plain,
             tr("Selects the units that are in another grid now."),
             with.changed.empty() ? tr("Nobody changes the grid.") : nullptr, half)) {
    out.act(session::Select{snapshot.plan->units, with.changed});
  }
  ImGui::SameLine(0, ui.px(8));
  if (button(ui, "compare/stop", icon::close, tr("Stop comparing"), Weight::plain, "", nullptr,
             half)) {
    out.act(session::StopComparing{});
  }
  draw_change_lists(ui, snapshot, state.changes, out);
}

}  // namespace wangge::ui
