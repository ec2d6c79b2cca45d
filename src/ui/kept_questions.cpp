#include "ui/kept_questions.h"

#include <imgui_stdlib.h>

#include <algorithm>

#include "analysis/question_text.h"
#include "ui/fold.h"
#include "ui/icons.h"
#include "ui/list_row.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

void keep(const QuestionPage& page, Outbox& out) {
  model::SavedQuestion kept{page.name, analysis::to_text(page.question)};
  for (const std::string& name : analysis::parameters_of(page.question)) {
    const auto value = page.parameters.find(name);
    kept.parameters.emplace_back(name, value == page.parameters.end() ? "" : value->second);
  }
  out.act(session::KeepQuestion{std::move(kept)});
}

bool bring_back(const model::SavedQuestion& kept, QuestionPage& page) {
  auto question = analysis::parse_question(kept.text);
  page.text = kept.text;
  if (!question) {
    page.text_open = true;
    page.text_error = question.error();
    return false;
  }
  page.question = std::move(*question);
  page.text_error.reset();
  page.rows.edited.reset();
  page.name = kept.name;
  page.parameters = {kept.parameters.begin(), kept.parameters.end()};
  return true;
}

}  // namespace

bool draw_parameters(Ui& ui, QuestionPage& page) {
  bool changed = false;
  for (const std::string& name : analysis::parameters_of(page.question)) {
    const std::string id = "parameter/" + name;
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(name.c_str());
    ImGui::SameLine(ui.px(120));
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    ImGui::PushID(id.c_str());
    ImGui::InputTextWithHint("##value", tr("value"), &page.parameters[name]);
    changed |= ImGui::IsItemDeactivatedAfterEdit();
    note(ui, id.c_str());
    explain(ui, tr("The question leaves this value open."));
    ImGui::PopID();
  }
  return changed;
}

bool draw_kept_questions(Ui& ui, const session::Snapshot& snapshot, QuestionPage& page,
                         Outbox& out) {
  const std::string count =
      snapshot.questions.empty() ? "" : std::to_string(snapshot.questions.size());
  if (!fold(ui, "question/kept", tr("Kept questions"), count,
            tr("Questions are kept in the workspace under a name"), page.kept_open)) {
    return false;
  }
  bool other = false;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  for (const model::SavedQuestion& kept : snapshot.questions) {
    const std::string name = "kept/" + kept.name;
    const float room = ImGui::GetContentRegionAvail().x - ui.px(30);
    ImGui::BeginChild(name.c_str(), {room, ui.px(46)});
    const ListRow row{kept.name, "", kept.text};
    if (list_row(ui, name.c_str(), row, kept.text)) other |= bring_back(kept, page);
    ImGui::EndChild();
    ImGui::SameLine(0, ui.px(2));
    if (icon_button(ui, (name + "/drop").c_str(), icon::close, tr("Forget this question"))) {
      out.act(session::DropQuestion{kept.name});
    }
  }
  ImGui::PopStyleVar();
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - ui.px(86));
  ImGui::InputTextWithHint("##question/name", tr("Name of the question"), &page.name);
  note(ui, "question/name");
  ImGui::SameLine(0, ui.px(6));
  const bool known = std::ranges::find(snapshot.questions, page.name,
                                       &model::SavedQuestion::name) != snapshot.questions.end();
  if (button(ui, "question/keep", nullptr, known ? tr("Replace") : tr("Keep"), Weight::plain,
             tr("Keep the question in the workspace"),
             page.name.empty() ? tr("Give it a name first.") : nullptr, ui.px(80))) {
    keep(page, out);
  }
  return other;
}

}  // namespace wangge::ui
