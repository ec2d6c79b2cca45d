#include "ui/export_fields.h"

#include <imgui_stdlib.h>

#include <algorithm>
#include <utility>

#include "ui/fold.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

/// Check box, column, its name in the file, and the arrows that move it.
void draw_line(Ui& ui, ExportFields& fields, std::size_t at, std::optional<std::size_t>& up) {
  ExportFields::Line& line = fields.lines[at];
  const std::string name = "export/field/" + std::to_string(at);
  const float gap = ui.px(6), arrows = 2 * ui.px(28);
  const float begin = ImGui::GetCursorPosX();
  const float room = ImGui::GetContentRegionAvail().x - arrows - 2 * gap;
  ImGui::Checkbox("##on", &line.on);
  note(ui, name.c_str());
  explain(ui, line.on ? tr("Goes into the file") : tr("Stays out of the file"));
  ImGui::SameLine(0, gap);
  const float words = std::floor(room * 0.52F) - (ImGui::GetCursorPosX() - begin);
  ImGui::AlignTextToFramePadding();
  const bool personal = line.personal != model::Personal::no;
  ImGui::PushStyleColor(ImGuiCol_Text, line.on ? ui.colours->text : ui.colours->disabled);
  const std::string mark = personal ? std::string(icon::lock) + " " : "";
  fitted(ui, mark + line.column, words);
  ImGui::PopStyleColor();
  if (personal) explain(ui, trf("Personal: {}", model::personal_reason(line.personal)));
  ImGui::SameLine(begin + std::floor(room * 0.52F) + gap);
  ImGui::SetNextItemWidth(std::floor(room * 0.48F));
  ImGui::BeginDisabled(!line.on);
  ImGui::InputTextWithHint("##name", line.column.c_str(), &line.name);
  ImGui::EndDisabled();
  note(ui, (name + "/name").c_str());
  explain(ui, ImGui::IsItemActive() ? "" : tr("Its name in the file"));
  ImGui::SameLine(0, gap);
  if (icon_button(ui, (name + "/up").c_str(), icon::arrow_up, tr("One place up"), false,
                  at == 0 ? tr("It is the first.") : nullptr)) {
    up = at;
  }
  ImGui::SameLine(0, 0);
  if (icon_button(ui, (name + "/down").c_str(), icon::arrow_down, tr("One place down"), false,
                  at + 1 == fields.lines.size() ? tr("It is the last.") : nullptr)) {
    up = at + 1;
  }
}

void draw_all_or_none(Ui& ui, ExportFields& fields) {
  const float gap = ui.px(6), width = std::floor((ImGui::GetContentRegionAvail().x - 2 * gap) / 3);
  const auto set = [&](bool on) {
    for (ExportFields::Line& line : fields.lines) line.on = on;
  };
  if (button(ui, "export/fields/all", nullptr, tr("Check all"), Weight::plain, "", nullptr,
             width)) {
    set(true);
  }
  ImGui::SameLine(0, gap);
  if (button(ui, "export/fields/none", nullptr, tr("Check none"), Weight::plain, "", nullptr,
             width)) {
    set(false);
  }
  ImGui::SameLine(0, gap);
  if (button(ui, "export/fields/reset", nullptr, tr("As they were"), Weight::plain,
             tr("All columns under their own names, in the order of the layer"),
             fields.are_all() ? tr("Nothing was changed.") : nullptr, width)) {
    fields.lines = fields.before;
  }
}

}  // namespace

void ExportFields::follow(const model::LayerPtr& layer) {
  if (of == layer) return;
  of = layer;
  std::vector<Line> found;
  if (layer) {
    const auto personal = model::personal_columns(*layer);
    for (std::size_t i = 0; i < layer->table.columns.size(); ++i) {
      const std::string& name = layer->table.columns[i].name;
      found.push_back({name, name, personal[i], true});
    }
  }
  if (found == before) return;
  lines = before = std::move(found);
}

std::size_t ExportFields::chosen() const {
  return static_cast<std::size_t>(std::ranges::count(lines, true, &Line::on));
}

std::vector<io::WrittenField> ExportFields::written() const {
  std::vector<io::WrittenField> written;
  if (are_all()) return written;
  for (const Line& line : lines) {
    if (line.on) written.push_back({line.column, line.name.empty() ? line.column : line.name});
  }
  return written;
}

std::vector<std::string> ExportFields::personal() const {
  std::vector<std::string> columns;
  for (const Line& line : lines) {
    if (line.on && line.personal != model::Personal::no) columns.push_back(line.column);
  }
  return columns;
}

void draw_export_fields(Ui& ui, ExportFields& fields) {
  const std::size_t chosen = fields.chosen(), all = fields.lines.size();
  const std::string aside = fields.are_all() ? trf("all {}", all)
                            : chosen == all  ? trf("all {}, changed", all)
                                             : trf("{} of {}", chosen, all);
  if (!fold(ui, "export/fields", tr("Columns in the file"), aside,
            tr("Which columns are written, under which names, in which order"), fields.open)) {
    return;
  }
  if (fields.lines.empty()) return secondary(ui, tr("This layer has no attributes."));
  ImGui::PushFont(ui.fonts.small);
  draw_all_or_none(ui, fields);
  const float line = std::max(ImGui::GetFrameHeight(), ui.px(28)) + ImGui::GetStyle().ItemSpacing.y;
  const float height = std::min(line * static_cast<float>(all), std::floor(line * 7.5F));
  ImGui::BeginChild("##export/fields", {0, height});
  std::optional<std::size_t> up;  // the line that changes places with the one before it
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(all), line);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      ImGui::PushID(i);
      draw_line(ui, fields, static_cast<std::size_t>(i), up);
      ImGui::PopID();
    }
  }
  ImGui::EndChild();
  ImGui::PopFont();
  if (up) std::swap(fields.lines[*up - 1], fields.lines[*up]);
}

}  // namespace wangge::ui
