#include "ui/value_editor.h"

#include <imgui_stdlib.h>

#include <algorithm>

#include "ui/fold.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

constexpr std::size_t at_a_glance = 8;
constexpr float row_height = 26, most_rows = 7;

std::string counted(std::size_t n) { return with_separators(static_cast<long long>(n)); }

}  // namespace

bool type_value(Ui& ui, const char* name, const std::string& hint, analysis::AskedValue& value,
                float width) {
  std::string typed = value.parameter ? "$" + value.text : value.text;
  ImGui::SetNextItemWidth(width);
  ImGui::PushID(name);
  const bool changed = ImGui::InputTextWithHint("##value", hint.c_str(), &typed);
  const bool left = ImGui::IsItemDeactivatedAfterEdit();
  note(ui, name);
  explain(ui, tr("A value. $ and a name leave it open: it is asked for when the question is."));
  ImGui::PopID();
  if (changed) {
    value.parameter = typed.size() > 1 && typed.front() == '$';
    value.text = value.parameter ? typed.substr(1) : typed;
  }
  return left;
}

bool check_values(ConditionDesk& desk, const std::vector<analysis::ValueCount>& offered,
                  std::vector<analysis::AskedValue>& values) {
  Ui& ui = desk.ui;
  if (offered.size() > at_a_glance) {
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    ImGui::InputTextWithHint("##condition/search", tr("Part of a value"), &desk.search);
    note(ui, "condition/search");
  }
  std::vector<const analysis::ValueCount*> shown;
  for (const analysis::ValueCount& value : offered) {
    if (offered.size() <= at_a_glance || value.text.find(desk.search) != std::string::npos) {
      shown.push_back(&value);
    }
  }
  if (shown.empty()) {
    secondary(ui, tr("No value reads like that."));
    return false;
  }
  const float rows = std::min(most_rows, static_cast<float>(shown.size()));
  bool changed = false;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::BeginChild("##condition/values", {0, rows * ui.px(row_height)});
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(shown.size()), ui.px(row_height));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const analysis::ValueCount& value = *shown[static_cast<std::size_t>(i)];
      const auto at = std::ranges::find(values, value.text, &analysis::AskedValue::text);
      const std::string name = "condition/value/" + value.text;
      if (!check_row(ui, name.c_str(), value.text, counted(value.count),
                     at != values.end() ? Check::on : Check::off)) {
        continue;
      }
      if (at != values.end()) {
        values.erase(at);
      } else {
        values.push_back({value.text});
      }
      changed = true;
    }
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();
  return changed;
}

}  // namespace wangge::ui
