#include "ui/households_sheet.h"

#include "ui/icons.h"
#include "ui/layer_choice.h"
#include "ui/sheet.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using model::Field;

int households_column(const model::Layer& layer) {
  const int own = layer.mapping.column(Field::households);
  if (own >= 0) return own;
  return model::guess_mapping(model::Role::communities, layer.table).column(Field::households);
}

std::vector<model::LayerId> areas(const session::Snapshot& snapshot, model::LayerId buildings) {
  const model::LayerEntry* own = snapshot.workspace->find(buildings);
  const model::Layer* not_this = own == nullptr ? nullptr : own->layer.get();
  return layers_where(
      snapshot,
      [not_this](const model::Layer& layer) {
        return &layer != not_this && layer.geometry.kind() == geo::Kind::polygons &&
               layer.role != model::Role::buildings && !layer.extent.is_empty();
      },
      model::Role::communities);
}

std::vector<model::LayerId> tables(const session::Snapshot& snapshot) {
  return layers_where(snapshot, [](const model::Layer& layer) {
    return layer.extent.is_empty() && layer.table.columns.size() >= 2;
  });
}

void choose_table(const session::Snapshot& snapshot, HouseholdsSheet& sheet) {
  const model::LayerEntry* table = snapshot.workspace->find(sheet.table);
  sheet.keys = likely_keys(snapshot, sheet.buildings, sheet.table);
  sheet.value = table == nullptr ? -1 : households_column(*table->layer);
}

Reason reason_against(const HouseholdsSheet& sheet) {
  if (sheet.communities == model::no_layer && sheet.table == model::no_layer) {
    return tr("Choose areas with totals, or a table, or both.");
  }
  if (sheet.communities != model::no_layer && sheet.total < 0) {
    return tr("Say which column holds the totals.");
  }
  if (sheet.table != model::no_layer &&
      (sheet.keys.layer < 0 || sheet.keys.table < 0 || sheet.value < 0)) {
    return tr("Say which two columns have to agree, and which holds the households.");
  }
  return nullptr;
}

}  // namespace

HouseholdsSheet ask_for_households(const session::Snapshot& snapshot, model::LayerId buildings) {
  HouseholdsSheet sheet;
  sheet.buildings = buildings;
  for (const model::LayerId id : areas(snapshot, buildings)) {
    const int total = households_column(*snapshot.workspace->find(id)->layer);
    if (total < 0) continue;
    sheet.communities = id;
    sheet.total = total;
    break;
  }
  return sheet;
}

void draw_households_sheet(Ui& ui, const session::Snapshot& snapshot, HouseholdsSheet& sheet,
                           Outbox& out) {
  const model::LayerEntry* entry = snapshot.workspace->find(sheet.buildings);
  if (entry == nullptr) {
    sheet.buildings = model::no_layer;
    return;
  }
  bool closed = false;
  if (!begin_sheet(ui, "households",
                   trf("Share out households to “{}”", model::title(*entry->layer)), {680, 0},
                   closed)) {
    return;
  }
  secondary(ui, tr("Every area's total goes to its buildings by floors × ground, to the last "
                   "household. What a table knows of single buildings stays. Undo takes it back."));
  ImGui::Dummy({0, ui.px(8)});
  const float width = ui.px(220);
  form_line(ui, tr("Areas with totals"));
  if (layer_choice(ui, "households/areas", snapshot, areas(snapshot, sheet.buildings),
                   sheet.communities, true, width)) {
    const model::LayerEntry* area = snapshot.workspace->find(sheet.communities);
    sheet.total = area == nullptr ? -1 : households_column(*area->layer);
  }
  if (const model::LayerEntry* area = snapshot.workspace->find(sheet.communities)) {
    form_line(ui, tr("Households in"));
    column_choice(ui, "households/total", *area->layer, sheet.total, width);
    beside(ui, samples_of(*area->layer, sheet.total));
  }
  section(ui, tr("Known of single buildings"));
  form_line(ui, tr("Table"));
  if (layer_choice(ui, "households/table", snapshot, tables(snapshot), sheet.table, true, width)) {
    choose_table(snapshot, sheet);
  }
  const model::LayerEntry* table = snapshot.workspace->find(sheet.table);
  if (table != nullptr) {
    draw_keys(ui, "households", *entry->layer, *table->layer, sheet.keys, width);
    form_line(ui, tr("Households in"));
    column_choice(ui, "households/value", *table->layer, sheet.value, width);
  }
  if (answer_sheet(ui, "households", icon::home, tr("Share out"), reason_against(sheet), closed)) {
    session::ShareHouseholds action{sheet.buildings, sheet.communities, sheet.total};
    if (table != nullptr) {
      const auto name = [](const model::Layer& layer, int column) {
        return layer.table.columns[static_cast<std::size_t>(column)].name;
      };
      action.table = sheet.table;
      action.building_key = name(*entry->layer, sheet.keys.layer);
      action.table_key = name(*table->layer, sheet.keys.table);
      action.value = name(*table->layer, sheet.value);
    }
    out.act(action);
  }
  if (closed) sheet.buildings = model::no_layer;
  end_sheet(closed);
}

}  // namespace wangge::ui
