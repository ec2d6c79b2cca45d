#include "ui/tool_form.h"

#include <algorithm>

#include "analysis/tool_values.h"
#include "ui/fold.h"
#include "ui/icons.h"
#include "ui/layer_choice.h"
#include "ui/line_breaks.h"
#include "ui/run_button.h"
#include "ui/tool_fields.h"

namespace wangge::ui {
namespace {

using model::Role;

std::vector<model::LayerId> layers_for(const session::Snapshot& snapshot,
                                       const analysis::ToolInput& input) {
  return layers_where(snapshot, [&](const model::Layer& layer) {
    return !layer.extent.is_empty() &&
           std::ranges::find(input.kinds, layer.geometry.kind()) != input.kinds.end();
  });
}

/// What an input most likely means: areas where it takes nothing else, else what lies in them.
model::LayerId likely_layer(const session::Snapshot& snapshot, const analysis::ToolInput& input,
                            model::LayerId other) {
  const bool areas = input.kinds == std::vector{geo::Kind::polygons};
  const auto roles = areas
                         ? std::vector{Role::grids, Role::communities, Role::units, Role::buildings}
                         : std::vector{Role::tickets,    Role::buildings, Role::hazards,
                                       Role::facilities, Role::grids,     Role::communities};
  const std::vector<model::LayerId> fitting = layers_for(snapshot, input);
  for (const Role role : roles) {
    const model::LayerEntry* entry = snapshot.workspace->find(role);
    if (entry == nullptr || entry->id == other) continue;
    if (std::ranges::find(fitting, entry->id) != fitting.end()) return entry->id;
  }
  const auto another = std::ranges::find_if(fitting, [&](auto id) { return id != other; });
  return another == fitting.end() ? model::no_layer : *another;
}

void settle_inputs(const session::Snapshot& snapshot, const analysis::Tool& tool, ToolForm& form) {
  for (std::size_t i = 0; i < tool.inputs.size(); ++i) {
    const bool open = snapshot.workspace->find(form.inputs[i]) != nullptr;
    if (form.touched[i] && (open || tool.inputs[i].optional)) continue;
    const bool coming = !snapshot.jobs.empty();  // better ones may still be read
    if (open && !coming) continue;
    form.inputs[i] =
        tool.inputs[i].optional
            ? model::no_layer
            : likely_layer(snapshot, tool.inputs[i], i == 0 ? model::no_layer : form.inputs[0]);
    form.selected_only[i] = false;
  }
}

std::size_t selected_in(const session::Snapshot& snapshot, model::LayerId layer) {
  const model::Selection& selection = *snapshot.selection;
  return selection.layer == layer ? selection.rows.size() : 0;
}

void draw_input(Ui& ui, const session::Snapshot& snapshot, const analysis::ToolInput& input,
                std::size_t at, ToolForm& form) {
  const std::string number = std::to_string(at);
  const std::string means = trf("Takes {}.", analysis::kinds_text(input.kinds));
  const std::vector<model::LayerId> layers = layers_for(snapshot, input);
  field_label(ui, tr(input.name), means);
  if (layers.empty()) {
    secondary(ui,
              trf("No open layer holds {}. Open one first.", analysis::kinds_text(input.kinds)));
    return;
  }
  form.touched[at] |=
      layer_choice(ui, ("tool/input/" + number).c_str(), snapshot, layers, form.inputs[at],
                   input.optional, ImGui::GetContentRegionAvail().x);
  explain(ui, means);
  const std::size_t selected = selected_in(snapshot, form.inputs[at]);
  if (selected == 0) {
    form.selected_only[at] = false;
    return;
  }
  if (check_row(ui, ("tool/selected/" + number).c_str(), tr("Only what is selected"),
                with_separators(static_cast<long long>(selected)),
                form.selected_only[at] ? Check::on : Check::off)) {
    form.selected_only[at] = !form.selected_only[at];
  }
  explain(ui, tr("Takes the selected features of this layer and leaves the others out."));
}

/// Of a layer and itself these make the layer again, or nothing.
bool needs_two_layers(const analysis::Tool& tool) {
  static const std::vector<std::string> keys{"clip", "intersection", "difference", "union",
                                             "count"};
  return std::ranges::find(keys, tool.key) != keys.end();
}

analysis::ToolWish wish_of(const session::Snapshot& snapshot, const analysis::Tool& tool,
                           const ToolForm& form) {
  analysis::ToolWish wish;
  wish.tool = tool.key;
  for (std::size_t i = 0; i < tool.inputs.size(); ++i) {
    const model::LayerEntry* entry = snapshot.workspace->find(form.inputs[i]);
    wish.inputs.push_back(entry == nullptr ? nullptr : entry->layer);
  }
  wish.values.assign(form.values.begin(), form.values.end());
  return wish;
}

void draw_fields(Ui& ui, const session::Snapshot& snapshot, const analysis::Tool& tool,
                 ToolForm& form, const std::string& problem, const std::string& where) {
  for (const analysis::ToolParameter& parameter : tool.parameters) {
    std::string& value = form.values[parameter.key];
    const auto input = static_cast<std::size_t>(parameter.of_input);
    const model::LayerEntry* entry = snapshot.workspace->find(form.inputs[input]);
    draw_tool_field(ui, parameter, entry == nullptr ? nullptr : entry->layer.get(), value);
    if (where != parameter.key || value.empty()) continue;
    ImGui::PushFont(ui.fonts.small);
    ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->bad);
    paragraph(problem);
    ImGui::PopStyleColor();
    ImGui::PopFont();
  }
}

/// Columns that another layer was asked for are forgotten.
void forget_other_columns(const session::Snapshot& snapshot, const analysis::Tool& tool,
                          ToolForm& form) {
  using Kind = analysis::ToolParameter::Kind;
  for (const analysis::ToolParameter& parameter : tool.parameters) {
    std::string& value = form.values.try_emplace(parameter.key, parameter.usual).first->second;
    if (value.empty() || (parameter.kind != Kind::column && parameter.kind != Kind::columns)) {
      continue;
    }
    const auto input = static_cast<std::size_t>(parameter.of_input);
    const model::LayerEntry* entry = snapshot.workspace->find(form.inputs[input]);
    std::string known;
    for (std::size_t begin = 0; entry != nullptr && begin <= value.size();) {
      const std::size_t end = std::min(value.find(',', begin), value.size());
      const std::string name = value.substr(begin, end - begin);
      if (entry->layer->table.find(name) >= 0) known += (known.empty() ? "" : ",") + name;
      begin = end + 1;
    }
    if (entry == nullptr || entry->layer->table.find(value) < 0) value = known;
  }
}

}  // namespace

std::string reason_against(const session::Snapshot& snapshot, const analysis::Tool& tool,
                           const ToolForm& form, std::string& where) {
  where.clear();
  for (std::size_t i = 0; i < tool.inputs.size(); ++i) {
    if (snapshot.workspace->find(form.inputs[i]) != nullptr || tool.inputs[i].optional) continue;
    return trf("Choose a layer for “{}”.", tr(tool.inputs[i].name));
  }
  if (tool.inputs.size() == 2 && needs_two_layers(tool) && form.inputs[0] == form.inputs[1] &&
      form.selected_only[0] == form.selected_only[1]) {
    return tr("Choose two different layers.");
  }
  const auto values = analysis::ToolValues::check(tool, wish_of(snapshot, tool, form));
  if (values) return {};
  where = values.error().where;
  return values.error().reason;
}

void draw_tool_form(Ui& ui, const session::Snapshot& snapshot, const analysis::Tool& tool,
                    ToolForm& form, Outbox& out) {
  settle_inputs(snapshot, tool, form);
  forget_other_columns(snapshot, tool, form);
  section(ui, tr("Layers"));
  for (std::size_t i = 0; i < tool.inputs.size(); ++i) {
    draw_input(ui, snapshot, tool.inputs[i], i, form);
  }
  std::string where;
  const std::string problem = reason_against(snapshot, tool, form, where);
  if (!tool.parameters.empty()) section(ui, tr("Settings"));
  draw_fields(ui, snapshot, tool, form, problem, where);
  ImGui::Dummy({0, ui.px(4)});
  if (!run_button(ui, "tool/run", icon::check, tr("Make the layer"),
                  problem.empty() ? nullptr : problem.c_str())) {
    return;
  }
  session::RunTool run{tool.key, form.inputs[0]};
  if (tool.inputs.size() > 1) run.second = form.inputs[1];
  run.first_selected = form.selected_only[0];
  run.second_selected = form.selected_only[1];
  for (const auto& [key, value] : form.values) {
    if (!value.empty()) run.values.emplace_back(key, value);
  }
  out.act(std::move(run));
}

}  // namespace wangge::ui
