#include "ui/tool_fields.h"

#include <imgui_stdlib.h>

#include <algorithm>
#include <limits>

#include "ui/fold.h"
#include "ui/layer_choice.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using Kind = analysis::ToolParameter::Kind;

std::string name_of(const analysis::ToolParameter& parameter) {
  return "tool/value/" + parameter.key;
}

/// What the parameter means, and within which limits.
std::string story_of(const analysis::ToolParameter& parameter) {
  std::string text = tr(parameter.means);
  const bool number = parameter.kind == Kind::number || parameter.kind == Kind::whole;
  constexpr double beyond = 1e6;  // a limit that nobody comes near says nothing
  if (number && parameter.most < beyond) {
    text += "\n" + trf("From {} to {}.", parameter.least, parameter.most);
  }
  return text;
}

void draw_number(Ui& ui, const analysis::ToolParameter& parameter, std::string& value) {
  const std::string name = name_of(parameter);
  const float unit = parameter.unit.empty() ? 0 : ui.px(60);
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - unit);
  ImGui::InputTextWithHint(("##" + name).c_str(), parameter.needed ? tr("a number") : tr("none"),
                           &value, ImGuiInputTextFlags_CharsScientific);
  note(ui, name.c_str());
  explain(ui, story_of(parameter));
  if (parameter.unit.empty()) return;
  ImGui::SameLine(0, ui.px(8));
  ImGui::TextDisabled("%s", parameter.unit.c_str());
}

void draw_choice(Ui& ui, const analysis::ToolParameter& parameter, std::string& value) {
  std::vector<std::string> texts;
  int chosen = -1;
  for (const auto& [key, text] : parameter.choices) {
    if (key == value) chosen = static_cast<int>(texts.size());
    texts.emplace_back(tr(text));
  }
  const std::string name = name_of(parameter);
  if (choice(ui, name.c_str(), texts, chosen, ImGui::GetContentRegionAvail().x)) {
    value = parameter.choices[static_cast<std::size_t>(chosen)].first;
  }
  explain(ui, story_of(parameter));
}

void draw_column(Ui& ui, const analysis::ToolParameter& parameter, const model::Layer& layer,
                 std::string& value) {
  std::vector<std::string> texts;
  if (!parameter.needed) texts.emplace_back(tr("— none —"));
  const int first = static_cast<int>(texts.size());
  for (const model::Column& column : layer.table.columns) texts.push_back(column.name);
  const int column = layer.table.find(value);
  int chosen = column >= 0 ? column + first : first - 1;
  const std::string name = name_of(parameter);
  if (choice(ui, name.c_str(), texts, chosen, ImGui::GetContentRegionAvail().x)) {
    value = chosen < first ? "" : texts[static_cast<std::size_t>(chosen)];
  }
  explain(ui, column < 0 ? story_of(parameter)
                         : story_of(parameter) + "\n" + samples_of(layer, column));
}

/// The columns that are chosen, by name.
std::vector<std::string> chosen_columns(const model::Layer& layer, const std::string& value) {
  std::vector<std::string> chosen;
  const std::string all = "," + value + ",";
  for (const model::Column& column : layer.table.columns) {
    if (all.find("," + column.name + ",") != std::string::npos) chosen.push_back(column.name);
  }
  return chosen;
}

std::string joined(const std::vector<std::string>& names, const char* between) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : between) + name;
  return text;
}

void draw_columns(Ui& ui, const analysis::ToolParameter& parameter, const model::Layer& layer,
                  std::string& value) {
  std::vector<std::string> chosen = chosen_columns(layer, value);
  const std::string name = name_of(parameter);
  const std::string shown = chosen.empty() ? std::string(tr("— none —")) : joined(chosen, ", ");
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::SetNextItemWidth(width);
  // Wide enough for its rows, which take the width they are given.
  ImGui::SetNextWindowSizeConstraints({width, 0}, {std::numeric_limits<float>::max(), ui.px(320)});
  const bool opened = ImGui::BeginCombo(("##" + name).c_str(), shown.c_str());
  note(ui, name.c_str());
  if (!opened) {
    explain(ui, chosen.empty() ? story_of(parameter) : story_of(parameter) + "\n" + shown);
    return;
  }
  for (const model::Column& column : layer.table.columns) {
    const auto at = std::ranges::find(chosen, column.name);
    const Check check = at == chosen.end() ? Check::off : Check::on;
    if (!check_row(ui, (name + "/" + column.name).c_str(), column.name, "", check)) continue;
    if (check == Check::on) {
      chosen.erase(at);
    } else {
      chosen.push_back(column.name);
    }
    value = joined(chosen, ",");
  }
  ImGui::EndCombo();
}

}  // namespace

void field_label(Ui& ui, const std::string& text, const std::string& means) {
  ImGui::PushFont(ui.fonts.small);
  ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->secondary);
  fitted(ui, text, ImGui::GetContentRegionAvail().x);
  ImGui::PopStyleColor();
  ImGui::PopFont();
  explain(ui, means);
}

void draw_tool_field(Ui& ui, const analysis::ToolParameter& parameter, const model::Layer* layer,
                     std::string& value) {
  if (parameter.kind == Kind::flag) {
    const Check check = value == "yes" ? Check::on : Check::off;
    if (check_row(ui, name_of(parameter).c_str(), tr(parameter.name), "", check)) {
      value = check == Check::on ? "no" : "yes";
    }
    explain(ui, story_of(parameter));
    return;
  }
  field_label(ui, tr(parameter.name), story_of(parameter));
  switch (parameter.kind) {
    case Kind::number:
    case Kind::whole:
      return draw_number(ui, parameter, value);
    case Kind::choice:
      return draw_choice(ui, parameter, value);
    case Kind::flag:
      return;
    case Kind::column:
    case Kind::columns:
      if (layer == nullptr) {
        value.clear();
        return secondary(ui, tr("Choose the layer first."));
      }
      parameter.kind == Kind::column ? draw_column(ui, parameter, *layer, value)
                                     : draw_columns(ui, parameter, *layer, value);
      return;
  }
}

}  // namespace wangge::ui
