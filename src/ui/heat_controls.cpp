#include "ui/heat_controls.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/fold.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using session::HeatOf;
using session::ShowHeat;

bool has(const session::Snapshot& snapshot, model::Role role) {
  return snapshot.workspace->find(role) != nullptr;
}

bool draw_radius(Ui& ui, ShowHeat& wish) {
  const std::array radii{100.0, 200.0, 400.0};
  const std::array<std::string, 3> texts{tr("Building 100"), tr("Estate 200"), tr("Community 400")};
  int chosen = -1;
  for (std::size_t i = 0; i < radii.size(); ++i) {
    if (wish.sigma_m == radii[i]) chosen = static_cast<int>(i);
  }
  const float width = ImGui::GetContentRegionAvail().x;
  bool changed = false;
  if (segmented(ui, "heat/preset", texts, chosen, width)) {
    wish.sigma_m = radii[static_cast<std::size_t>(chosen)];
    changed = true;
  }
  auto radius = static_cast<float>(wish.sigma_m);
  if (slider(ui, "heat/radius", tr("radius %.0f m"), radius, 20, 2000, true,
             tr("The standard deviation of the kernel on the ground; it does not change with the "
                "zoom."),
             width)) {
    changed = true;
  }
  wish.sigma_m = static_cast<double>(radius);
  return changed;
}

/// Of what; only what is open is offered.
bool draw_of(Ui& ui, const session::Snapshot& snapshot, ShowHeat& wish, float width) {
  std::vector<HeatOf> offered{HeatOf::tickets};
  std::vector<std::string> texts{tr("Tickets")};
  if (has(snapshot, model::Role::hazards)) {
    offered.push_back(HeatOf::hazards);
    texts.emplace_back(tr("Hazards"));
  }
  if (has(snapshot, model::Role::buildings) || has(snapshot, model::Role::units)) {
    offered.push_back(HeatOf::per_households);
    texts.emplace_back(tr("Tickets per 1,000 households"));
  }
  int chosen = static_cast<int>(std::ranges::find(offered, wish.of) - offered.begin());
  if (!choice(ui, "heat/of", texts, chosen, width)) return false;
  wish.of = offered[static_cast<std::size_t>(chosen)];
  return true;
}

bool draw_kernel(Ui& ui, ShowHeat& wish, float width) {
  const std::array<std::string, 5> kernels{tr("Gaussian kernel"), tr("Quartic kernel"),
                                           tr("Epanechnikov kernel"), tr("Triangular kernel"),
                                           tr("Uniform kernel")};
  int chosen = static_cast<int>(wish.kernel);
  if (!choice(ui, "heat/kernel", kernels, chosen, width)) return false;
  wish.kernel = static_cast<analysis::Kernel>(chosen);
  return true;
}

bool draw_weight(Ui& ui, ShowHeat& wish, float width) {
  const std::array<std::string, 3> weights{tr("Each counts one"), tr("Weighed by severity"),
                                           tr("Weighed by age")};
  int chosen = static_cast<int>(wish.weight);
  if (!choice(ui, "heat/weight", weights, chosen, width)) return false;
  wish.weight = static_cast<analysis::WeightBy>(chosen);
  return true;
}

bool check(Ui& ui, const char* name, const char* text, const char* hint, bool& on,
           Reason reason = nullptr) {
  ImGui::BeginDisabled(reason != nullptr);
  bool shown = on && reason == nullptr;
  const bool changed = ImGui::Checkbox(text, &shown);
  ImGui::EndDisabled();
  note(ui, name);
  explain(ui, reason != nullptr ? reason : hint);
  if (changed) on = shown;
  return changed;
}

/// The upper end of the legend: found by itself, or typed so that two surfaces can be compared.
bool draw_legend_end(Ui& ui, const session::Snapshot& snapshot, ShowHeat& wish, float width) {
  bool changed = false, automatic = !wish.domain_max.has_value();
  if (check(ui, "heat/automatic", tr("Legend ends by itself"),
            tr("At a round number of the first surface; it stays while only the time changes."),
            automatic)) {
    wish.domain_max.reset();
    if (!automatic) wish.domain_max = snapshot.heat ? snapshot.heat->domain_max : 1;
    changed = true;
  }
  if (automatic) return changed;
  float end = *wish.domain_max;
  ImGui::SetNextItemWidth(width);
  ImGui::InputFloat("##heat/end", &end, 0, 0, tr("legend ends at %.6g"));
  note(ui, "heat/end");
  if (ImGui::IsItemDeactivatedAfterEdit()) changed = true;
  if (end > 0) wish.domain_max = end;
  return changed;
}

bool draw_details(Ui& ui, const session::Snapshot& snapshot, ShowHeat& wish) {
  const float width = ImGui::GetContentRegionAvail().x, half = std::floor((width - ui.px(8)) / 2);
  bool changed = draw_kernel(ui, wish, half);
  ImGui::SameLine(0, ui.px(8));
  changed |= draw_weight(ui, wish, half);
  const bool ground = has(snapshot, model::Role::communities) || has(snapshot, model::Role::grids);
  changed |= check(ui, "heat/edge", tr("Make up for the edge"),
                   tr("Beyond the edge of the communities, else of the grids, nothing is recorded: "
                      "what is lost there is made up for, and nothing is shown outside."),
                   wish.edge_corrected,
                   ground ? nullptr
                          : tr("No communities or grids are open to say where the edge "
                               "is."));
  changed |= check(ui, "heat/smooth", tr("Fade in and out while playing"),
                   tr("Tickets fade over the length of the time instead of ending with it, so that "
                      "frames follow each other without a jerk."),
                   wish.smooth_time);
  changed |= draw_legend_end(ui, snapshot, wish, width);
  if (wish.of == HeatOf::per_households) {
    auto least = static_cast<float>(wish.least_households_ha);
    changed |= slider(ui, "heat/least", tr("blank below %.0f households/ha"), least, 1, 100, true,
                      tr("Where hardly anybody lives a rate says nothing."), width);
    wish.least_households_ha = static_cast<double>(least);
  }
  return changed;
}

}  // namespace

void draw_heat_controls(Ui& ui, const session::Snapshot& snapshot, HeatControls& controls,
                        Outbox& out) {
  if (controls.seen != snapshot.heat) {
    controls.seen = snapshot.heat;
    if (controls.seen) controls.wish = controls.seen->request;
  }
  ImGui::PushFont(ui.fonts.small);
  bool changed = draw_of(ui, snapshot, controls.wish, ImGui::GetContentRegionAvail().x);
  changed |= draw_radius(ui, controls.wish);
  ImGui::PopFont();
  if (fold(ui, "heat/details", tr("How the surface is made"), "", "", controls.details)) {
    ImGui::PushFont(ui.fonts.small);
    changed |= draw_details(ui, snapshot, controls.wish);
    ImGui::PopFont();
  }
  if (snapshot.heat && !snapshot.heat->note.empty()) secondary(ui, snapshot.heat->note);
  if (changed) out.act(controls.wish);
}

}  // namespace wangge::ui
