#include "ui/match_sheet.h"

#include "ui/icons.h"
#include "ui/layer_choice.h"
#include "ui/sheet.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using model::Field;

bool has_ground(const model::Layer& layer) {
  return layer.geometry.kind() != geo::Kind::lines && layer.role != model::Role::tickets &&
         !layer.extent.is_empty();
}

/// What the buildings are known by: "小区 · 地址"; empty where by nothing.
std::string known_by(const model::Layer& buildings) {
  std::string text;
  for (const Field field : {Field::estate, Field::address, Field::name}) {
    const model::Column* column = buildings.field(field);
    if (column != nullptr) text += (text.empty() ? "" : " · ") + column->name;
  }
  return text;
}

Reason reason_against(const session::Snapshot& snapshot, const MatchSheet& sheet) {
  if (sheet.address < 0) return tr("Say which column holds the addresses.");
  const model::LayerEntry* buildings = snapshot.workspace->find(sheet.buildings);
  if (buildings == nullptr) return tr("Open a layer of buildings first.");
  if (known_by(*buildings->layer).empty()) {
    return tr(
        "The buildings have no column for estate, address or name: set one under “Columns…” "
        "in their menu.");
  }
  return nullptr;
}

}  // namespace

MatchSheet ask_for_match(const session::Snapshot& snapshot, model::LayerId layer) {
  MatchSheet sheet;
  sheet.layer = layer;
  const model::LayerEntry* entry = snapshot.workspace->find(layer);
  if (entry == nullptr) return sheet;
  sheet.address = analysis::address_column(*entry->layer);
  const auto fitting = layers_where(snapshot, has_ground, model::Role::buildings);
  if (!fitting.empty()) sheet.buildings = fitting.front();
  return sheet;
}

void draw_match_sheet(Ui& ui, const session::Snapshot& snapshot, MatchSheet& sheet, Outbox& out) {
  const model::LayerEntry* entry = snapshot.workspace->find(sheet.layer);
  if (entry == nullptr) {
    sheet.layer = model::no_layer;
    return;
  }
  const model::Layer& layer = *entry->layer;
  bool closed = false;
  if (!begin_sheet(ui, "match", trf("Place “{}” by address", model::title(layer)), {680, 0},
                   closed)) {
    return;
  }
  secondary(ui, tr("Every address is looked up among the buildings. Rows without a place get one; "
                   "no row is lost, and undo takes it back."));
  ImGui::Dummy({0, ui.px(8)});
  const float width = ui.px(220);
  form_line(ui, tr("Column of addresses"));
  column_choice(ui, "match/address", layer, sheet.address, width);
  beside(ui, samples_of(layer, sheet.address));

  form_line(ui, tr("Buildings"));
  layer_choice(ui, "match/buildings", snapshot,
               layers_where(snapshot, has_ground, model::Role::buildings), sheet.buildings, false,
               width);
  if (const model::LayerEntry* buildings = snapshot.workspace->find(sheet.buildings)) {
    const std::string columns = known_by(*buildings->layer);
    beside(ui, columns.empty() ? std::string(tr("no column of addresses"))
                               : trf("known by {}", columns));
  }

  form_line(ui, tr("Other names"),
            tr("A table of two columns: another name of an estate, then the estate's name."));
  const auto tables = layers_where(snapshot, [](const model::Layer& one) {
    return one.extent.is_empty() && one.table.columns.size() >= 2;
  });
  layer_choice(ui, "match/names", snapshot, tables, sheet.other_names, true, width);
  beside(ui, tr("such as 狮山大院 for 锦安苑"));

  form_line(ui, tr("Least score"));
  slider(ui, "match/score", "%.2f", sheet.min_score, 0.5F, 1.0F, false,
         tr("What scores less is rejected, with the buildings that may be meant."), width);
  form_line(ui, tr("Far from the address"));
  slider(ui, "match/tolerance", "%.0f m", sheet.tolerance_m, 20.0F, 1000.0F, true,
         tr("Rows whose own place lies farther from the building are listed to look through."),
         width);

  if (answer_sheet(ui, "match", icon::target, tr("Place by address"),
                   reason_against(snapshot, sheet), closed)) {
    out.act(session::MatchAddresses{sheet.layer, sheet.buildings, sheet.address, sheet.other_names,
                                    static_cast<double>(sheet.min_score),
                                    static_cast<double>(sheet.tolerance_m)});
  }
  if (closed) sheet.layer = model::no_layer;
  end_sheet(closed);
}

}  // namespace wangge::ui
