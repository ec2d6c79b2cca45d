#include "ui/plan_versions.h"

#include <imgui_stdlib.h>

#include <algorithm>
#include <ctime>

#include "base/time.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

std::string today() {
  return format_date(static_cast<Seconds>(std::time(nullptr)) + office_offset_s);
}

std::string days_of(const model::Plan& plan) {
  const std::string from = plan.valid_from == 0 ? "…" : format_date(plan.valid_from);
  return from + " – " + (plan.valid_to == 0 ? "…" : format_date(plan.valid_to));
}

void draw_name(Ui& ui, const model::Plan& plan, PlanVersions& versions, Outbox& out) {
  if (versions.name_of != plan.name) versions.name = versions.name_of = plan.name;
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
  ImGui::InputTextWithHint("##versions/name", tr("What the plan is called"), &versions.name);
  note(ui, "versions/name");
  explain(ui, tr("What the plan is called"));
  if (ImGui::IsItemDeactivatedAfterEdit() && versions.name != plan.name) {
    out.act(session::SetPlanHead{{versions.name, plan.valid_from, plan.valid_to}});
  }
}

void draw_day(Ui& ui, const session::Snapshot& snapshot, PlanVersions& versions, Outbox& out) {
  if (versions.day.empty()) versions.day = today();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::SetNextItemWidth(ui.px(104));
  ImGui::InputText("##versions/day", &versions.day);
  note(ui, "versions/day");
  explain(ui, tr("A day: year, month, day"));
  const auto day = parse_time(versions.day);
  const auto place = day ? model::plan_on(snapshot.archive, *day) : std::nullopt;
  const Reason no_day = day ? nullptr : tr("Write a day as 2026-03-01.");
  const float half = (width - ui.px(104 + 2 * 8)) / 2;
  ImGui::SameLine(0, ui.px(8));
  if (button(ui, "versions/force", icon::check, tr("In force"), Weight::plain,
             tr("The plan is in force from this day on, and a copy of it is kept; the plan before "
                "ends the day before."),
             no_day, half)) {
    out.act(session::PutInForce{*day});
  }
  ImGui::SameLine(0, ui.px(8));
  const Reason none = no_day != nullptr ? no_day
                      : place           ? nullptr
                                        : tr("No plan is kept that was in force on this day.");
  if (button(ui, "versions/show", icon::compare, tr("Show"), Weight::plain,
             tr("Shows the plan that is in force on this day beside the plan"), none, half)) {
    out.act(session::CompareKept{*place});
  }
}

void draw_kept(Ui& ui, const model::Plan& plan, std::size_t place, Outbox& out) {
  const std::string number = std::to_string(place);
  const float buttons = 2 * ui.px(28) + 2 * ui.px(4);
  ImGui::AlignTextToFramePadding();
  fitted(ui, days_of(plan) + "  " + plan.name, ImGui::GetContentRegionAvail().x - buttons);
  ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - buttons);
  if (icon_button(ui, ("versions/compare/" + number).c_str(), icon::compare,
                  tr("Hold the plan against this one"))) {
    out.act(session::CompareKept{place});
  }
  ImGui::SameLine(0, ui.px(4));
  if (icon_button(ui, ("versions/take/" + number).c_str(), icon::history,
                  tr("Go on from this plan; it can be undone"))) {
    out.act(session::TakeUpPlan{place});
  }
}

}  // namespace

bool draw_plan_versions(Ui& ui, const session::Snapshot& snapshot, PlanVersions& versions,
                        Outbox& out) {
  section(ui, tr("Versions"),
          tr("Plans that were put in force are kept and never changed. The workspace keeps them "
             "all."));
  draw_name(ui, *snapshot.plan->plan, versions, out);
  draw_day(ui, snapshot, versions, out);
  ImGui::PushFont(ui.fonts.small);
  for (std::size_t place = snapshot.archive.size(); place-- > 0;) {
    draw_kept(ui, *snapshot.archive[place], place, out);
  }
  ImGui::PopFont();
  return std::ranges::any_of(out.actions, [](const session::Action& action) {
    return std::holds_alternative<session::CompareKept>(action);
  });
}

}  // namespace wangge::ui
