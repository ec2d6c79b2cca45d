#include "ui/compare_page.h"

#include <array>

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

/// Sums over the changed units.
struct Changed {
  double households = 0, buildings = 0;
};

Changed sums_of(const session::PlanView& plan, const model::Rows& units) {
  Changed sum;
  for (const std::uint32_t unit : units) {
    sum.households += plan.ground->households[unit];
    sum.buildings += plan.ground->buildings[unit];
  }
  return sum;
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
  const Changed sum = sums_of(*snapshot.plan, with.changed);
  const float each = (ImGui::GetContentRegionAvail().x - 2 * ui.px(8)) / 3;
  figure(ui, tr("Units"), whole_number(static_cast<double>(with.changed.size())), "",
         tr("Units that are in another grid now."), each);
  ImGui::SameLine(0, ui.px(8));
  figure(ui, tr("Households"), whole_number(sum.households), "",
         tr("Households of the units that are in another grid now."), each);
  ImGui::SameLine(0, ui.px(8));
  figure(ui, tr("Buildings"), whole_number(sum.buildings), "",
         tr("Buildings of the units that are in another grid now."), each);
  if (button(ui, "compare/select", icon::pointer, tr("Select the changed units"), Weight::plain, "",
             with.changed.empty() ? tr("The two plans are the same.") : nullptr,
             ImGui::GetContentRegionAvail().x)) {
    out.act(session::Select{snapshot.plan->units, with.changed});
  }
  if (button(ui, "compare/stop", icon::close, tr("Stop comparing"), Weight::quiet, "")) {
    out.act(session::StopComparing{});
  }
}

}  // namespace wangge::ui
