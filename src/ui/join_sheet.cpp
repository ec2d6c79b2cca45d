#include "ui/join_sheet.h"

#include "analysis/join_guess.h"
#include "ui/icons.h"
#include "ui/layer_choice.h"
#include "ui/sheet.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

std::vector<model::LayerId> tables_for(const session::Snapshot& snapshot, model::LayerId layer) {
  const model::LayerEntry* own = snapshot.workspace->find(layer);
  std::vector<model::LayerId> plain, placed;
  for (const model::LayerEntry& entry : snapshot.workspace->layers) {
    if (own == nullptr || entry.id == layer || entry.layer->table.columns.size() < 2) continue;
    (entry.layer->extent.is_empty() ? plain : placed).push_back(entry.id);
  }
  // A table without places was most likely opened for this.
  plain.insert(plain.end(), placed.begin(), placed.end());
  return plain;
}

std::string columns_that_come(const model::Layer& table, int key) {
  std::string names;
  for (std::size_t i = 0; i < table.table.columns.size(); ++i) {
    if (static_cast<int>(i) == key) continue;
    names += (names.empty() ? "" : " · ") + table.table.columns[i].name;
  }
  return names;
}

const std::string& column_name(const model::Layer& layer, int column) {
  return layer.table.columns[static_cast<std::size_t>(column)].name;
}

}  // namespace

KeyPair likely_keys(const session::Snapshot& snapshot, model::LayerId layer, model::LayerId table) {
  const model::LayerEntry* own = snapshot.workspace->find(layer);
  const model::LayerEntry* other = snapshot.workspace->find(table);
  if (own == nullptr || other == nullptr) return {};
  const auto guess = analysis::guess_join(*own->layer, *other->layer);
  return guess ? KeyPair{guess->layer_column, guess->table_column, guess->share} : KeyPair{};
}

void draw_keys(Ui& ui, const char* name, const model::Layer& layer, const model::Layer& table,
               KeyPair& keys, float width) {
  const auto control = [name](const char* which) { return std::string(name) + "/" + which; };
  form_line(ui, tr("Its key"), tr("The column of the table that tells which row is meant."));
  bool changed = column_choice(ui, control("table_key").c_str(), table, keys.table, width);
  beside(ui, samples_of(table, keys.table));
  form_line(ui, tr("The same in the layer"));
  changed |= column_choice(ui, control("layer_key").c_str(), layer, keys.layer, width);
  beside(ui, samples_of(layer, keys.layer));
  if (changed) keys.share = -1;
  if (keys.share < 0) return;
  form_line(ui, "");
  secondary(ui, trf("{:.0f} % of the table's keys are in the layer.", keys.share * 100));
}

JoinSheet ask_for_join(const session::Snapshot& snapshot, model::LayerId layer) {
  JoinSheet sheet;
  sheet.layer = layer;
  for (const model::LayerId table : tables_for(snapshot, layer)) {
    const KeyPair keys = likely_keys(snapshot, layer, table);
    if (sheet.table == model::no_layer || keys.share > sheet.keys.share) {
      sheet.table = table;
      sheet.keys = keys;
    }
    const model::LayerEntry* entry = snapshot.workspace->find(table);
    if (keys.share >= 0 && entry->layer->extent.is_empty()) break;
  }
  return sheet;
}

void draw_join_sheet(Ui& ui, const session::Snapshot& snapshot, JoinSheet& sheet, Outbox& out) {
  const model::LayerEntry* entry = snapshot.workspace->find(sheet.layer);
  if (entry == nullptr) {
    sheet.layer = model::no_layer;
    return;
  }
  bool closed = false;
  if (!begin_sheet(ui, "join", trf("Join columns to “{}”", model::title(*entry->layer)), {680, 0},
                   closed)) {
    return;
  }
  secondary(ui, tr("Where two columns agree, the table's other columns come beside those of the "
                   "layer. No row is lost, and undo takes it back."));
  ImGui::Dummy({0, ui.px(8)});
  const float width = ui.px(220);
  form_line(ui, tr("Table"));
  if (layer_choice(ui, "join/table", snapshot, tables_for(snapshot, sheet.layer), sheet.table,
                   false, width)) {
    sheet.keys = likely_keys(snapshot, sheet.layer, sheet.table);
  }
  ImGui::SameLine(0, ui.px(12));
  if (button(ui, "join/open", icon::folder, tr("Open a table…"), Weight::plain,
             tr("Opens a file as a layer; then come back here"))) {
    out.ask(AskForFiles{});
    closed = true;
  }
  const model::LayerEntry* table = snapshot.workspace->find(sheet.table);
  if (table != nullptr) {
    draw_keys(ui, "join", *entry->layer, *table->layer, sheet.keys, width);
    form_line(ui, tr("Columns that come"));
    ImGui::AlignTextToFramePadding();
    fitted(ui, columns_that_come(*table->layer, sheet.keys.table),
           ImGui::GetContentRegionAvail().x);
  }
  const Reason reason = table == nullptr ? tr("Open the table first.")
                        : sheet.keys.layer < 0 || sheet.keys.table < 0
                            ? tr("Say which two columns have to agree.")
                            : nullptr;
  if (answer_sheet(ui, "join", icon::table, tr("Join columns"), reason, closed)) {
    out.act(session::JoinColumns{sheet.layer, column_name(*entry->layer, sheet.keys.layer),
                                 sheet.table, column_name(*table->layer, sheet.keys.table)});
  }
  if (closed) sheet.layer = model::no_layer;
  end_sheet(closed);
}

}  // namespace wangge::ui
