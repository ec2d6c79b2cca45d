#include "ui/proposal_bar.h"

#include <array>
#include <cmath>

#include "ui/barriers_choice.h"
#include "ui/grid_list.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

struct Numbers {
  double worst = 0;
  std::size_t beyond_tolerance = 0, beyond_band = 0, in_pieces = 0;
  double unassigned = 0;
};

Numbers numbers_of(const session::PlanNumbers& plan) {
  Numbers numbers;
  numbers.worst = plan.balance->worst;
  numbers.beyond_tolerance = plan.balance->beyond_tolerance;
  numbers.beyond_band = plan.balance->beyond_band;
  for (std::size_t grid = 0; grid < plan.plan->grids.size(); ++grid) {
    numbers.in_pieces += (*plan.figures)[grid].pieces > 1 ? 1U : 0U;
  }
  numbers.unassigned = static_cast<double>(plan.figures->back().units);
  return numbers;
}

std::string count(std::size_t number) { return whole_number(static_cast<double>(number)); }

/// "was 12", where a proposal has changed the number.
std::string was(const std::string& before, const std::string& now, bool proposal) {
  return proposal && before != now ? trf("was {}", before) : std::string();
}

void draw_balance_choice(Ui& ui, const session::PlanView& plan, Outbox& out) {
  if (!ImGui::BeginPopup("##balance")) return;
  const std::array<std::string, 4> measures{tr("Households"), tr("Residents"), tr("Buildings"),
                                            tr("Area")};
  analysis::BalanceOptions options = plan.options;
  int measure = static_cast<int>(options.measure);
  ImGui::TextUnformatted(tr("Grids are balanced by"));
  bool changed = segmented(ui, "balance/measure", measures, measure, ui.px(320));
  options.measure = static_cast<analysis::BalanceMeasure>(measure);
  auto tolerance = static_cast<float>(options.tolerance * 100);
  ImGui::TextUnformatted(tr("Tolerance"));
  changed |= slider(ui, "balance/tolerance", "±%.0f %%", tolerance, 1, 50, false,
                    tr("Smaller deviations from the community's mean are fine."), ui.px(320));
  options.tolerance = static_cast<double>(tolerance) / 100;
  auto low = static_cast<float>(options.band_low), high = static_cast<float>(options.band_high);
  ImGui::TextUnformatted(tr("Norm: households of a grid, from and to"));
  changed |= slider(ui, "balance/low", "%.0f", low, 0, 2000, false, "", ui.px(320));
  changed |= slider(ui, "balance/high", "%.0f", high, 0, 4000, false, "", ui.px(320));
  options.band_low = std::round(static_cast<double>(low));
  options.band_high = std::max(options.band_low, std::round(static_cast<double>(high)));
  if (changed) out.act(session::SetBalance{options});
  ImGui::EndPopup();
}

void draw_decision(Ui& ui, const session::Snapshot& snapshot, Outbox& out) {
  const float half = (ImGui::GetContentRegionAvail().x - ui.px(8)) / 2;
  if (button(ui, "proposal/accept", icon::check, tr("Accept"), Weight::primary,
             tr("Keeps everything since the proposal began, as one step (Enter)"), nullptr, half)) {
    out.act(session::AcceptProposal{});
  }
  ImGui::SameLine(0, ui.px(8));
  const bool nothing = snapshot.plan->before->plan == snapshot.plan->plan;
  if (button(ui, "proposal/reject", icon::close, nothing ? tr("Stop") : tr("Reject"), Weight::plain,
             tr("Takes back everything since the proposal began"), nullptr, half)) {
    out.act(session::RejectProposal{});
  }
}

}  // namespace

void draw_plan_numbers(Ui& ui, const session::Snapshot& snapshot, Outbox& out) {
  const session::PlanView& plan = *snapshot.plan;
  const Numbers now = numbers_of(plan);
  const bool proposal = plan.before.has_value();
  const Numbers before = proposal ? numbers_of(*plan.before) : now;
  const float each = (ImGui::GetContentRegionAvail().x - 3 * ui.px(4)) / 4;
  const auto percent = [](double share) { return fmt::format("{:.0f} %", share * 100); };
  figure(ui, tr("Worst dev."), percent(now.worst),
         was(percent(before.worst), percent(now.worst), proposal),
         trf("The largest deviation of a grid from the mean of its community.\nNo plan with these "
             "numbers of grids deviates less than {} from the mean of the whole street.\nTop to "
             "bottom: {}. Coefficient of variation: {:.3f}. Gini: {:.3f}.",
             percent(plan.balance->lower_bound), percent(plan.balance->spread),
             plan.balance->variation, plan.balance->gini),
         each);
  ImGui::SameLine(0, ui.px(4));
  figure(ui, tr("Too uneven"), count(now.beyond_tolerance),
         was(count(before.beyond_tolerance), count(now.beyond_tolerance), proposal),
         trf("Grids that deviate by more than {}.", percent(plan.options.tolerance)), each);
  ImGui::SameLine(0, ui.px(4));
  double households = 0;
  for (const auto& grid : *plan.figures) households += grid.households;
  figure(ui, tr("Off norm"), households > 0 ? count(now.beyond_band) : "—",
         was(count(before.beyond_band), count(now.beyond_band), proposal),
         trf("Grids with fewer than {} or more than {} households.",
             whole_number(plan.options.band_low), whole_number(plan.options.band_high)),
         each);
  ImGui::SameLine(0, ui.px(4));
  figure(ui, tr("Broken up"), count(now.in_pieces),
         was(count(before.in_pieces), count(now.in_pieces), proposal),
         tr("Grids in more than one piece. Pieces hang together by borders of 1 m and more."),
         each);
  if (proposal) {
    draw_decision(ui, snapshot, out);
  } else {
    if (button(ui, "proposal/begin", icon::flask, tr("Try out"), Weight::quiet,
               tr("What you draw from now on is a proposal: accept or reject it as a whole."))) {
      out.act(session::BeginProposal{});
    }
    ImGui::SameLine(0, ui.px(4));
    if (button(ui, "redraw/fill", icon::fill, tr("Fill up"), Weight::quiet,
               tr("Gives every unassigned unit to the neighbour with the longest shared border."),
               now.unassigned == 0 ? tr("No unit is unassigned.") : nullptr)) {
      out.act(session::FillUnassigned{});
    }
    ImGui::SameLine(0, ui.px(4));
    if (button(ui, "redraw/balance", icon::settings, tr("Norm"), Weight::quiet,
               tr("By what grids are balanced, the tolerance and the norm"))) {
      ImGui::OpenPopup("##balance");
    }
    draw_balance_choice(ui, plan, out);
    ImGui::SameLine(0, ui.px(4));
    draw_barriers_choice(ui, snapshot, out);
  }
}

}  // namespace wangge::ui
