#include "ui/check_page.h"

#include <imgui_stdlib.h>

#include <algorithm>
#include <array>

#include "analysis/check_list.h"
#include "ui/grid_list.h"
#include "ui/icons.h"
#include "ui/list_row.h"
#include "ui/split_list.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

const session::CheckView* plan_check(const session::Snapshot& snapshot) {
  return snapshot.check && snapshot.check->plan ? snapshot.check.get() : nullptr;
}

void draw_begin(Ui& ui, const session::CheckView* check, CheckPage& page, bool fresh, Outbox& out) {
  if (check == nullptr) {
    secondary(ui, tr("Looks for everything an office asks about before it approves a plan: cover, "
                     "pieces, communities, the norm, codes, officers."));
  } else if (!fresh) {
    secondary(ui, tr("The plan has changed since it was checked."));
  }
  slider(ui, "check/neck", tr("necks below %.0f m"), page.neck_m, 2.0F, 200.0F, true,
         tr("A grid that hangs together by less than this has a thin neck."),
         ImGui::GetContentRegionAvail().x);
  const float half = (ImGui::GetContentRegionAvail().x - ui.px(8)) / 2;
  if (button(ui, "check/plan", icon::search,
             check == nullptr ? tr("Check the plan") : tr("Check again"),
             fresh ? Weight::plain : Weight::primary, "", nullptr, half)) {
    out.act(session::CheckPlan{static_cast<double>(page.neck_m)});
  }
  ImGui::SameLine(0, ui.px(8));
  if (button(ui, "check/codes", icon::table, tr("New codes…"), Weight::plain,
             tr("Gives all grids codes by a pattern, from west to east and north to south."),
             nullptr, half)) {
    out.ask(ShowRenumbering{});
  }
}

void draw_line(Ui& ui, const session::CheckView& check, const analysis::CheckLine& line,
               Outbox& out) {
  const Palette& p = *ui.colours;
  ListRow row{line.what, line.holds() ? "" : whole_number(static_cast<double>(line.found))};
  row.mark = line.holds() ? icon::check : line.required ? icon::close : icon::warning;
  row.mark_colour = line.holds() ? p.good : line.required ? p.bad : p.warn;
  const auto& findings = *check.findings;
  const auto first = std::find_if(findings.begin(), findings.end(), [&](const auto& finding) {
    return std::find(line.kinds.begin(), line.kinds.end(), finding.kind) != line.kinds.end();
  });
  const std::string id = "check/line/" + std::string(analysis::finding_key(line.kinds.front()));
  const std::string hint =
      line.holds() ? std::string(tr("It holds.")) : tr("Click to see where not.");
  if (list_row(ui, id.c_str(), row, hint) && first != findings.end()) {
    out.ask(ShowFinding{static_cast<std::size_t>(first - findings.begin())});
  }
}

void draw_check_list(Ui& ui, const session::Snapshot& snapshot, CheckPage& page, Outbox& out) {
  const session::CheckView* check = plan_check(snapshot);
  const bool fresh = check != nullptr && check->plan == snapshot.plan->plan;
  draw_begin(ui, check, page, fresh, out);
  if (check == nullptr) return;
  ImGui::Dummy({0, ui.px(4)});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  for (const analysis::CheckLine& line : analysis::check_list(*check->findings)) {
    draw_line(ui, *check, line, out);
  }
  ImGui::PopStyleVar();
  ImGui::Dummy({0, ui.px(4)});
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(tr("Checked by"));
  ImGui::SameLine(0, ui.px(8));
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
  ImGui::InputText("##check/by", &page.by);
  note(ui, "check/by");
  if (button(ui, "check/pdf", icon::file, tr("Check list as PDF…"),
             fresh ? Weight::primary : Weight::plain,
             tr("For approval: the list, a map, the numbers and lines to sign."),
             fresh ? nullptr : tr("Check the plan again first."),
             ImGui::GetContentRegionAvail().x)) {
    out.ask(AskForCheckListFile{page.by, static_cast<double>(page.neck_m)});
  }
}

}  // namespace

void draw_check_page(Ui& ui, const session::Snapshot& snapshot, CheckPage& page, Outbox& out) {
  const std::array<std::string, 2> parts{tr("Check list"), tr("Split areas")};
  segmented(ui, "check/part", parts, page.shown, ImGui::GetContentRegionAvail().x);
  if (page.shown == 0) {
    draw_check_list(ui, snapshot, page, out);
  } else {
    draw_split_list(ui, snapshot, out);
  }
}

}  // namespace wangge::ui
