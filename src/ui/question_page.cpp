#include "ui/question_page.h"

#include <imgui_stdlib.h>

#include <algorithm>

#include "analysis/question_answer.h"
#include "analysis/question_text.h"
#include "analysis/question_words.h"
#include "ui/answer_view.h"
#include "ui/fold.h"
#include "ui/icons.h"
#include "ui/kept_questions.h"
#include "ui/layer_choice.h"
#include "ui/line_breaks.h"
#include "ui/unfinished.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

/// The layer that is asked about; the tickets, else the buildings, where nobody has chosen one.
model::LayerId settle_layer(const session::Snapshot& snapshot, QuestionPage& page) {
  const model::Workspace& workspace = *snapshot.workspace;
  analysis::Question& question = page.question;
  // Until a layer is chosen or asked about, better ones may still be read.
  const bool coming = !page.touched && !snapshot.jobs.empty() && question.where.conditions.empty();
  const auto known = analysis::asked_layer(question.layer, workspace);
  if (known && !coming) return *known;
  model::LayerId layer = workspace.layers.back().id;
  for (const model::Role role :
       {model::Role::tickets, model::Role::buildings, model::Role::hazards}) {
    if (const auto* entry = workspace.find(role)) {
      layer = entry->id;
      break;
    }
  }
  question = {asked_name(workspace, layer), {}};
  return layer;
}

void draw_sentence(Ui& ui, const session::Snapshot& snapshot, const analysis::Question& question) {
  const std::string sentence = analysis::sentence(question, *snapshot.workspace);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, pad = ui.px(10);
  const std::string text = with_line_breaks(sentence, width - 2 * pad);
  const float height = ImGui::CalcTextSize(text.c_str()).y + 2 * ui.px(8);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(low, {low.x + width, low.y + height}, ui.colours->accent_soft, ui.px(6));
  list->AddText({low.x + pad, low.y + ui.px(8)}, ui.colours->text, text.c_str());
  ImGui::InvisibleButton("question/sentence", {width, height});
  note(ui, "question/sentence");
  if (ImGui::IsItemClicked(ImGuiMouseButton_Right)) ImGui::SetClipboardText(sentence.c_str());
  explain(ui, tr("The question in words, as it is printed into exports. A right click copies it."));
}

/// A question's text with line breaks in the place of blanks outside of quotes, where it means the
/// same; ImGui's fields of several lines break none.
std::string on_lines(const std::string& text, float width) {
  std::string lines;
  std::size_t begin = 0, blank = std::string::npos;
  char quote = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    if (quote != 0 ? c == quote : c == '\'' || c == '"') quote = quote != 0 ? '\0' : c;
    if (c != ' ' || quote != 0) continue;
    const bool fits = ImGui::CalcTextSize(text.c_str() + begin, text.c_str() + i).x <= width;
    if (!fits && blank != std::string::npos) {
      lines += text.substr(begin, blank - begin) + "\n";
      begin = blank + 1;
    }
    blank = i;
  }
  return lines + text.substr(begin);
}

/// The question as text; what is typed becomes the question as soon as it can be read.
bool draw_text(Ui& ui, QuestionPage& page) {
  if (!fold(ui, "question/text_fold", tr("As text"), "",
            tr("The same question in the language of `wangge query`"), page.text_open)) {
    return false;
  }
  bool changed = false;
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::PushFont(ui.fonts.small);
  if (ImGui::InputTextMultiline("##question/text", &page.text,
                                {width, ImGui::GetTextLineHeight() * 5})) {
    auto question = analysis::parse_question(page.text);
    page.text_error.reset();
    if (question) {
      page.question = std::move(*question);
      page.rows.edited.reset();
      changed = true;
    } else {
      page.text_error = question.error();
    }
  }
  const bool typing = ImGui::IsItemActive();
  note(ui, "question/text");
  if (!typing && !page.text_error) {
    page.text = on_lines(analysis::to_text(page.question), width - ui.px(24));
  }
  if (page.text_error) {
    ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->bad);
    paragraph(to_text(*page.text_error));
    ImGui::PopStyleColor();
  }
  ImGui::PopFont();
  return changed;
}

/// Another layer has other columns: its conditions go.
bool choose_layer(Ui& ui, const session::Snapshot& snapshot, model::LayerId layer,
                  QuestionPage& page) {
  section(ui, tr("Which features"));
  const auto all = layers_where(
      snapshot, [](const model::Layer&) { return true; }, model::Role::tickets);
  if (!layer_choice(ui, "question/layer", snapshot, all, layer, false,
                    ImGui::GetContentRegionAvail().x)) {
    return false;
  }
  page.question = {asked_name(*snapshot.workspace, layer), {}};
  page.touched = true;
  page.rows.edited.reset();
  page.text_error.reset();
  return true;
}

}  // namespace

analysis::Question complete(const QuestionPage& page) {
  analysis::Question question = page.question;
  leave_out_unfinished(question.where);
  return analysis::with_parameters(std::move(question),
                                   {page.parameters.begin(), page.parameters.end()});
}

void draw_question_page(Ui& ui, const session::Snapshot& snapshot, QuestionPage& page,
                        MapState& map, Outbox& out) {
  const model::LayerId layer = settle_layer(snapshot, page);
  const model::LayerPtr asked_of = snapshot.workspace->find(layer)->layer;
  bool changed = choose_layer(ui, snapshot, layer, page);
  const bool answered = snapshot.answer && page.asked && snapshot.answer->question == *page.asked;
  ImGui::Dummy({0, ui.px(2)});
  draw_sentence(ui, snapshot, complete(page));
  if (!changed) {
    const bool current =
        answered && !snapshot.answer->error &&
        snapshot.answer->answer.alone.size() == page.question.where.conditions.size();
    static const std::vector<std::size_t> unknown;
    changed |= draw_condition_rows(ui, snapshot, asked_of,
                                   current ? snapshot.answer->answer.alone : unknown, page.question,
                                   page.rows, map);
    changed |= take_drawn_shape(snapshot, page.question, page.rows, map);
  }
  changed |= draw_parameters(ui, page);
  if (page.asked) draw_answer(ui, snapshot, !answered, out);
  if (answered) draw_why(ui, snapshot, page.why, out);
  changed |= draw_text(ui, page);
  changed |= draw_kept_questions(ui, snapshot, page, out);
  if (!changed) return;
  analysis::Question question = complete(page);
  if (page.asked == question) return;
  page.why.reset();
  if (question.where.conditions.empty()) {  // everything is no answer
    page.asked.reset();
    return out.act(session::EndQuestion{});
  }
  page.asked = question;
  out.act(session::Ask{std::move(question)});
}

}  // namespace wangge::ui
