#include "ui/columns_sheet.h"

#include "ui/layer_choice.h"
#include "ui/sheet.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

void draw_role(Ui& ui, const model::LayerEntry& entry, Outbox& out) {
  std::vector<std::string> names;
  int chosen = 0;
  for (const model::Role role : model::all_roles) {
    if (role == entry.layer->role) chosen = static_cast<int>(names.size());
    names.push_back(model::role_name(role));
  }
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(tr("This layer is"));
  ImGui::SameLine(ui.px(170));  // in line with the fields below, which lie in a child
  if (choice(ui, "columns/role", names, chosen, ui.px(220))) {
    out.act(session::SetRole{entry.id, model::all_roles[static_cast<std::size_t>(chosen)]});
  }
}

void draw_field(Ui& ui, const model::LayerEntry& entry, model::Field field,
                const std::vector<std::string>& names, Outbox& out) {
  const model::Layer& layer = *entry.layer;
  const int column = layer.mapping.column(field);
  int chosen = column + 1;
  const std::string control = "columns/" + std::string(model::field_key(field));
  ImGui::AlignTextToFramePadding();
  fitted(ui, model::field_name(field), ui.px(134));
  ImGui::SameLine(ui.px(150));
  if (choice(ui, control.c_str(), names, chosen, ui.px(220))) {
    out.act(session::SetColumn{entry.id, field, chosen - 1});
  }
  if (column < 0) return;
  ImGui::SameLine(ui.px(384));
  ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->secondary);
  fitted(ui, samples_of(layer, column), ImGui::GetContentRegionAvail().x);
  ImGui::PopStyleColor();
}

}  // namespace

void draw_columns_sheet(Ui& ui, const session::Snapshot& snapshot, model::LayerId& layer,
                        Outbox& out) {
  const model::LayerEntry* entry = snapshot.workspace->find(layer);
  if (entry == nullptr) {
    layer = model::no_layer;
    return;
  }
  bool closed = false;
  if (!begin_sheet(ui, "columns", trf("Columns of {}", model::title(*entry->layer)), {720, 600},
                   closed)) {
    return;
  }
  secondary(ui, tr("What the program reads from which column. It was guessed from the names."));
  ImGui::Dummy({0, ui.px(4)});
  draw_role(ui, *entry, out);
  section(ui, tr("Fields"));
  std::vector<std::string> names{tr("— none —")};
  for (const model::Column& column : entry->layer->table.columns) names.push_back(column.name);
  ImGui::BeginChild("##fields", {0, 0});
  for (const model::Field field : model::fields_of(entry->layer->role)) {
    draw_field(ui, *entry, field, names, out);
  }
  ImGui::EndChild();
  if (closed) layer = model::no_layer;
  end_sheet(closed);
}

}  // namespace wangge::ui
