#include "ui/renumber_sheet.h"

#include <imgui_stdlib.h>

#include <algorithm>

#include "analysis/plan_rules.h"
#include "ui/icons.h"
#include "ui/line_breaks.h"
#include "ui/sheet.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char letter : text) {
    if (letter == ',' || letter == ' ' || letter == ';' || letter == '\n') {
      if (!words.back().empty()) words.emplace_back();
    } else {
      words.back() += letter;
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

void refresh(const session::PlanView& view, RenumberSheet& sheet) {
  sheet.rule.first = static_cast<std::size_t>(std::max(0, sheet.first));
  sheet.rule.reserved = words_of(sheet.reserved);
  if (sheet.of == view.plan && sheet.made_by == sheet.rule) return;
  sheet.of = view.plan;
  sheet.made_by = sheet.rule;
  sheet.changes.clear();
  sheet.problem.clear();
  auto changes = analysis::new_codes(*view.ground, *view.plan, sheet.rule);
  if (changes) {
    sheet.changes = std::move(*changes);
  } else {
    const Error& error = changes.error();
    sheet.problem = error.reason + " " + error.advice;
  }
}

void draw_form(Ui& ui, RenumberSheet& sheet) {
  const float width = ui.px(340);
  form_line(ui, tr("Pattern"),
            tr("{community}: code of the community; {name}: its name; {number:02}: the grid's "
               "number with at least two digits. Numbers run within each community where the "
               "pattern names it."));
  ImGui::SetNextItemWidth(width);
  ImGui::InputText("##renumber/pattern", &sheet.rule.pattern);
  note(ui, "renumber/pattern");
  form_line(ui, tr("First number"));
  ImGui::SetNextItemWidth(ui.px(120));
  ImGui::InputInt("##renumber/first", &sheet.first);
  note(ui, "renumber/first");
  form_line(ui, tr("Reserved codes"),
            tr("Codes that no grid gets. Codes of grids that were given up stay taken as well."));
  ImGui::SetNextItemWidth(width);
  ImGui::InputText("##renumber/reserved", &sheet.reserved);
  note(ui, "renumber/reserved");
}

void draw_changes(Ui& ui, const model::Plan& plan, const RenumberSheet& sheet) {
  constexpr auto flags = ImGuiTableFlags_RowBg | ImGuiTableFlags_ScrollY |
                         ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_SizingStretchProp;
  if (!ImGui::BeginTable("##codes", 3, flags, {0, ui.px(300)})) return;
  ImGui::TableSetupScrollFreeze(0, 1);
  ImGui::TableSetupColumn(tr("Grid"), 0, 1.0F);
  ImGui::TableSetupColumn(tr("Code now"), 0, 1.0F);
  ImGui::TableSetupColumn(tr("New code"), 0, 1.0F);
  ImGui::TableHeadersRow();
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(sheet.changes.size()));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const analysis::CodeChange& change = sheet.changes[static_cast<std::size_t>(i)];
      ImGui::TableNextRow();
      ImGui::TableSetColumnIndex(0);
      fitted(ui, analysis::grid_name(plan, change.grid), ImGui::GetContentRegionAvail().x);
      ImGui::TableSetColumnIndex(1);
      fitted(ui, change.from, ImGui::GetContentRegionAvail().x);
      ImGui::TableSetColumnIndex(2);
      fitted(ui, change.to, ImGui::GetContentRegionAvail().x);
    }
  }
  ImGui::EndTable();
}

}  // namespace

void draw_renumber_sheet(Ui& ui, const session::Snapshot& snapshot, RenumberSheet& sheet,
                         Outbox& out) {
  if (!sheet.open) return;
  if (!snapshot.plan) {
    sheet.open = false;
    return;
  }
  bool closed = false;
  if (!begin_sheet(ui, "renumber", tr("Number grids anew"), {600, 0}, closed)) return;
  draw_form(ui, sheet);
  refresh(*snapshot.plan, sheet);
  ImGui::Dummy({0, ui.px(8)});
  if (!sheet.problem.empty()) {
    ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->bad);
    paragraph(sheet.problem);
    ImGui::PopStyleColor();
  } else if (sheet.changes.empty()) {
    secondary(ui, tr("All codes are as the pattern has them."));
  } else {
    secondary(ui, trf("{} grids get another code:", sheet.changes.size()));
    draw_changes(ui, *snapshot.plan->plan, sheet);
  }
  const Reason reason = !sheet.problem.empty()  ? tr("The pattern gives no codes.")
                        : sheet.changes.empty() ? tr("All codes are as the pattern has them.")
                                                : nullptr;
  if (answer_sheet(ui, "renumber", icon::check, tr("Take over"), reason, closed)) {
    out.act(session::RenumberGrids{sheet.rule});
  }
  if (closed) sheet.open = false;
  end_sheet(closed);
}

}  // namespace wangge::ui
