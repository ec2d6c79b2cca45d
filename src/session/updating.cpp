#include <filesystem>

#include "analysis/table_update.h"
#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

using analysis::GoneRows;

/// What the update was, once it is in the layer.
void tell_update(State& state, const std::string& name, const analysis::TableUpdate& update,
                 bool dropped) {
  std::string text = trf("{}: {}.", name, analysis::update_sentence(update));
  if (!update.gone.empty() && !dropped) {
    text += tr(" Rows that are gone from the newer file were kept.");
  }
  state.tell(NoticeKind::done, text);
  if (update.without_key + update.repeated_key > 0) {
    state.tell(NoticeKind::warning,
               trf("{}: {} rows without a key and {} with a key that came before were left out.",
                   name, update.without_key, update.repeated_key));
  }
}

std::string key_of(const model::Layer& layer, const std::string& chosen) {
  if (!chosen.empty()) return chosen;
  const model::Column* id = layer.field(model::Field::id);
  return id == nullptr ? std::string() : id->name;
}

/// The entries whose column there is: an update may have brought columns that undo takes away.
model::Mapping known_columns(const model::Mapping& mapping, std::size_t columns) {
  model::Mapping known;
  for (const auto& entry : mapping.entries()) {
    if (static_cast<std::size_t>(entry.column) < columns) known.set(entry.field, entry.column);
  }
  return known;
}

}  // namespace

bool land_layer_edit(State& state, const LayerEdit& edit) {
  const model::LayerEntry* open = state.workspace().find(edit.layer);
  if (open == nullptr || open->layer != edit.before.layer) {
    state.tell({ErrorCode::conflict, edit.before.layer->name,
                tr("The layer has changed in the meantime."), tr("Try it once more.")});
    return false;
  }
  end_gesture(state);
  state.history.push(edit);
  apply_layer_edit(state, edit);
  return true;
}

void apply_layer_edit(State& state, const LayerEdit& edit) {
  if (!edit.before.layer) return bring_layer(state, edit.layer, edit.after);
  if (!edit.after.layer) return take_layer_away(state, edit.layer);
  model::Workspace workspace = state.edit_workspace();
  for (model::LayerEntry& entry : workspace.layers) {
    if (entry.id != edit.layer) continue;
    // What somebody has said of the layer meanwhile stays said.
    auto layer = std::make_shared<model::Layer>(*edit.after.layer);
    auto style = edit.after.style;
    if (entry.layer->role != edit.before.layer->role ||
        entry.layer->mapping != edit.before.layer->mapping) {
      layer->role = entry.layer->role;
      layer->mapping = known_columns(entry.layer->mapping, layer->table.columns.size());
      style = std::make_shared<const model::LayerStyle>(
          model::default_style(*layer, state.snapshot.theme));
    }
    entry.layer = std::move(layer);
    entry.style = style;
    state.extras[entry.id].index = edit.after.index;
    state.extras[entry.id].full_style = style;
    if (state.snapshot.selection->layer == entry.id) clear_selection(state);
    if (state.snapshot.check && state.snapshot.check->layer == entry.id)
      state.snapshot.check.reset();
    forget_table_result(state, entry.id);
    state.set_workspace(std::move(workspace));
    refresh_history(state);
    layers_changed(state);
    if (model::code_tables(edit.before.layer->table) !=
        model::code_tables(edit.after.layer->table)) {
      remember_columns(state, edit.layer);
    }
    return;
  }
}

LayerVersion version_of(const State& state, const model::LayerEntry& entry) {
  const LayerExtras& extras = state.extras.at(entry.id);
  return {entry.layer, extras.full_style, extras.index};
}

void forget_table_result(State& state, LayerId layer) {
  if (!state.snapshot.table_result) return;
  const auto concerns = [layer](const auto& view) {
    using View = std::decay_t<decltype(view)>;
    if constexpr (std::is_same_v<View, JoinView>) {
      return view.layer == layer || view.table == layer;
    } else if constexpr (std::is_same_v<View, HouseholdView>) {
      return view.buildings == layer;
    } else {
      return view.layer == layer;
    }
  };
  if (std::visit(concerns, *state.snapshot.table_result)) state.snapshot.table_result.reset();
}

void show_table_result(State& state, std::shared_ptr<const TableResult> result) {
  state.snapshot.check.reset();
  state.snapshot.table_result = std::move(result);
  state.touch();
}

void update_layer(State& state, const UpdateLayer& action) {
  const model::LayerEntry* entry = state.workspace().find(action.layer);
  if (entry == nullptr) return;
  const std::string key = key_of(*entry->layer, action.key);
  if (key.empty()) {
    state.tell({ErrorCode::invalid_argument, entry->layer->source.path,
                tr("No column tells one row of the layer from another."),
                tr("Say which column is the key.")});
    return;
  }
  io::ReadOptions read = action.options;
  read.role = entry->layer->role;
  // What the numbers were in the last time, where somebody had to say it.
  if (!read.source_crs) read.source_crs = state.extras[action.layer].read.source_crs;
  read.target_crs = state.workspace().crs;
  const LayerVersion before = version_of(state, *entry);
  const std::string name = std::filesystem::path(action.path).filename().string();
  state.jobs.start(
      trf("Updating {}", entry->layer->name),
      [action, key, read, before, name, theme = state.snapshot.theme](JobContext& context) {
        const auto fail = [&context](Error error) {
          context.land([error = std::move(error)](State& s) { s.tell(error); });
        };
        const auto result = io::read_file(action.path, read, context.progress);
        if (!result) return fail(result.error());
        if (result->layers.size() != 1) {
          return fail({ErrorCode::invalid_argument, action.path,
                       trf("There are {} layers in it.", result->layers.size()),
                       tr("Give a newer delivery of the same table.")});
        }
        const model::Layer& now = *result->layers.front();
        // Codes are compared with codes.
        model::Layer old = *before.layer;
        const model::CodeTables codes = model::code_tables(old.table);
        old.table = model::without_texts(old.table);
        const auto update = analysis::compare_tables(old, now, key);
        if (!update) return fail(update.error());
        const auto gone = action.drop_gone ? GoneRows::drop : GoneRows::keep;
        const bool changes =
            update->changes_anything() || (action.drop_gone && !update->gone.empty());
        LayerEdit edit{trf("Update from {}", name), action.layer, before, {}};
        if (changes) {
          model::Layer after = analysis::updated_layer(old, now, *update, gone);
          after.table = model::with_texts(after.table, codes);
          edit.after = made_ready(std::make_shared<const model::Layer>(std::move(after)), theme);
        }
        if (context.progress.cancelled()) return;
        context.land([edit = std::move(edit), update = *update, changes, name,
                      dropped = action.drop_gone](State& s) {
          if (!changes || land_layer_edit(s, edit)) tell_update(s, name, update, dropped);
        });
      });
  state.touch();
}

}  // namespace wangge::session
