#include "ui/columns_sheet.h"

#include <algorithm>

#include "model/guess.h"
#include "model/personal.h"
#include "ui/icons.h"
#include "ui/layer_choice.h"
#include "ui/sheet.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

// Where the parts of a line begin, in logical pixels.
constexpr float choice_at = 150, choice_width = 220, codes_at = 376, samples_at = 414,
                reason_at = 640;

void grey(Ui& ui, const std::string& text, float width) {
  ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->secondary);
  fitted(ui, text, width);
  ImGui::PopStyleColor();
}

void draw_role(Ui& ui, const model::LayerEntry& entry, Outbox& out) {
  std::vector<std::string> names;
  int chosen = 0;
  for (const model::Role role : model::all_roles) {
    if (role == entry.layer->role) chosen = static_cast<int>(names.size());
    names.push_back(model::role_name(role));
  }
  const float left = ImGui::GetStyle().WindowPadding.x;  // the fields below lie in a child
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(tr("This layer is"));
  ImGui::SameLine(left + ui.px(choice_at));
  if (choice(ui, "columns/role", names, chosen, ui.px(choice_width))) {
    out.act(session::SetRole{entry.id, model::all_roles[static_cast<std::size_t>(chosen)]});
  }
  ImGui::SameLine(left + ui.px(samples_at));
  grey(ui, model::role_reason(*entry.layer), ImGui::GetContentRegionAvail().x);
}

void draw_codes_button(Ui& ui, const model::Layer& layer, int column, CodesPage& page) {
  const model::Column& values = layer.table.columns[static_cast<std::size_t>(column)];
  const bool personal =
      model::personal_column(layer, static_cast<std::size_t>(column)) != model::Personal::no;
  const Reason reason = personal ? tr("Its values are hidden: personal.")
                        : may_hold_codes(values)
                            ? nullptr
                            : tr("Its values are no codes: they are many, or long.");
  const std::string name = "columns/codes/" + std::to_string(column);
  if (icon_button(ui, name.c_str(), icon::table, tr("What its codes mean…"),
                  values.coding != nullptr, reason)) {
    page = ask_for_codes(values, column);
  }
}

void draw_values(Ui& ui, const model::Layer& layer, int column, CodesPage& page,
                 const std::string& reason) {
  ImGui::SameLine(ui.px(codes_at));
  draw_codes_button(ui, layer, column, page);
  ImGui::SameLine(ui.px(samples_at));
  grey(ui, samples_of(layer, column), ui.px(reason_at - samples_at - 16));
  ImGui::SameLine(ui.px(reason_at));
  ImGui::PushFont(ui.fonts.small);
  grey(ui, reason, ImGui::GetContentRegionAvail().x);
  ImGui::PopFont();
}

void draw_field(Ui& ui, const model::LayerEntry& entry, model::Field field,
                const std::vector<std::string>& names, const std::string& reason, CodesPage& page,
                Outbox& out) {
  const model::Layer& layer = *entry.layer;
  const int column = layer.mapping.column(field);
  int chosen = column + 1;
  const std::string control = "columns/" + std::string(model::field_key(field));
  ImGui::AlignTextToFramePadding();
  fitted(ui, model::field_name(field), ui.px(choice_at - 16));
  ImGui::SameLine(ui.px(choice_at));
  if (choice(ui, control.c_str(), names, chosen, ui.px(choice_width))) {
    out.act(session::SetColumn{entry.id, field, chosen - 1});
  }
  if (column >= 0) {
    draw_values(ui, layer, column, page, reason);
  } else if (!reason.empty()) {
    ImGui::SameLine(ui.px(reason_at));
    ImGui::PushFont(ui.fonts.small);
    grey(ui, reason, ImGui::GetContentRegionAvail().x);
    ImGui::PopFont();
  }
}

/// The columns that no field is read from.
void draw_others(Ui& ui, const model::Layer& layer, CodesPage& page) {
  const auto& mapped = layer.mapping.entries();
  bool first = true;
  for (int column = 0; column < static_cast<int>(layer.table.columns.size()); ++column) {
    if (std::any_of(mapped.begin(), mapped.end(),
                    [column](const auto& entry) { return entry.column == column; })) {
      continue;
    }
    if (first) section(ui, tr("Other columns"));
    first = false;
    ImGui::AlignTextToFramePadding();
    const auto at = static_cast<std::size_t>(column);
    fitted(ui, layer.table.columns[at].name, ui.px(codes_at - 16));
    draw_values(ui, layer, column, page, model::personal_reason(model::personal_column(layer, at)));
  }
}

}  // namespace

void draw_columns_sheet(Ui& ui, const session::Snapshot& snapshot, model::LayerId& layer,
                        CodesPage& codes, Outbox& out) {
  const model::LayerEntry* entry = snapshot.workspace->find(layer);
  if (entry == nullptr) {
    layer = model::no_layer;
    codes = {};
    return;
  }
  bool closed = false;
  if (!begin_sheet(ui, "columns", trf("Columns of {}", model::title(*entry->layer)), {940, 640},
                   closed)) {
    return;
  }
  if (codes.column >= 0) {
    draw_codes_page(ui, *entry, codes, out);
  } else {
    secondary(ui, tr("What the program reads from which column, and why it thinks so."));
    ImGui::Dummy({0, ui.px(4)});
    draw_role(ui, *entry, out);
    section(ui, tr("Fields"));
    std::vector<std::string> names{tr("— none —")};
    for (const model::Column& column : entry->layer->table.columns) names.push_back(column.name);
    const auto reasons = model::mapping_reasons(*entry->layer);
    ImGui::BeginChild("##fields", {0, 0});
    const auto fields = model::fields_of(entry->layer->role);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      draw_field(ui, *entry, fields[i], names, reasons[i], codes, out);
    }
    draw_others(ui, *entry->layer, codes);
    ImGui::EndChild();
  }
  if (closed) {
    layer = model::no_layer;
    codes = {};
  }
  end_sheet(closed);
}

}  // namespace wangge::ui
