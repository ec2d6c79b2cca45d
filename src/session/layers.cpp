#include <algorithm>

#include "session/state.h"

namespace wangge::session {
namespace {

/// Changes one entry of the workspace; nothing when the layer is closed by now.
template <typename Change>
bool change_entry(State& state, LayerId id, Change change) {
  model::Workspace workspace = state.edit_workspace();
  for (model::LayerEntry& entry : workspace.layers) {
    if (entry.id != id) continue;
    change(entry);
    state.set_workspace(std::move(workspace));
    return true;
  }
  return false;
}

void restyle(State& state, model::LayerEntry& entry) {
  entry.style = std::make_shared<const model::LayerStyle>(
      model::default_style(*entry.layer, state.snapshot.theme));
  state.extras[entry.id].full_style = entry.style;
}

}  // namespace

void remember_columns(State& state, LayerId id) {
  const model::LayerEntry* entry = state.workspace().find(id);
  if (entry == nullptr) return;
  state.column_memory.remember(*entry->layer);
  if (const auto saved = state.column_memory.save(); !saved) state.tell(saved.error());
}

void insert_layer(State& state, model::Workspace& workspace, LayerId id, const LayerVersion& layer,
                  const io::ReadOptions& read) {
  const auto at = std::find_if(
      workspace.layers.begin(), workspace.layers.end(), [&](const model::LayerEntry& entry) {
        return model::drawing_rank(*entry.layer) > model::drawing_rank(*layer.layer);
      });
  workspace.layers.insert(at, {id, layer.layer, layer.style, true, 1.0F});
  state.extras[id] = {layer.index, layer.style, read};
}

void bring_layer(State& state, LayerId id, const LayerVersion& layer) {
  model::Workspace workspace = state.edit_workspace();
  insert_layer(state, workspace, id, layer, {});
  state.set_workspace(std::move(workspace));
  refresh_history(state);
  layers_changed(state);
}

void take_layer_away(State& state, LayerId id) {
  model::Workspace workspace = state.edit_workspace();
  std::erase_if(workspace.layers, [id](const model::LayerEntry& entry) { return entry.id == id; });
  state.extras.erase(id);
  forget_crs_findings(state, id);
  forget_table_result(state, id);
  if (state.snapshot.check && state.snapshot.check->layer == id) state.snapshot.check.reset();
  refresh_history(state);
  if (state.snapshot.selection->layer == id) clear_selection(state);
  state.set_workspace(std::move(workspace));
  layers_changed(state);
}

void close_layer(State& state, const CloseLayer& action) {
  if (close_raster(state, action.layer)) return;
  state.history.forget_layer(action.layer);
  take_layer_away(state, action.layer);
}

void show_layer(State& state, const ShowLayer& action) {
  const auto show = [&](auto& entry) { entry.visible = action.visible; };
  if (!change_raster(state, action.layer, show)) change_entry(state, action.layer, show);
}

void set_opacity(State& state, const SetOpacity& action) {
  const auto fade = [&](auto& entry) { entry.opacity = std::clamp(action.opacity, 0.0F, 1.0F); };
  if (!change_raster(state, action.layer, fade)) change_entry(state, action.layer, fade);
}

void move_layer(State& state, const MoveLayer& action) {
  if (move_raster(state, action)) return;
  model::Workspace workspace = state.edit_workspace();
  auto& layers = workspace.layers;
  const auto from = std::find_if(layers.begin(), layers.end(), [&](const model::LayerEntry& entry) {
    return entry.id == action.layer;
  });
  if (from == layers.end()) return;
  const model::LayerEntry entry = *from;
  layers.erase(from);
  const std::size_t to = std::min(action.to, layers.size());
  layers.insert(layers.begin() + static_cast<std::ptrdiff_t>(to), entry);
  state.set_workspace(std::move(workspace));
}

void set_role(State& state, const SetRole& action) {
  const bool found = change_entry(state, action.layer, [&](model::LayerEntry& entry) {
    model::Layer layer = *entry.layer;
    layer.role = action.role;
    layer.mapping = model::guess_mapping(action.role, layer.table);
    entry.layer = std::make_shared<const model::Layer>(std::move(layer));
    restyle(state, entry);
  });
  if (!found) return;
  remember_columns(state, action.layer);
  layers_changed(state);
}

void set_column(State& state, const SetColumn& action) {
  const bool found = change_entry(state, action.layer, [&](model::LayerEntry& entry) {
    model::Layer layer = *entry.layer;
    if (action.column < 0) {
      layer.mapping.clear(action.field);
    } else {
      layer.mapping.set(action.field, action.column);
    }
    entry.layer = std::make_shared<const model::Layer>(std::move(layer));
    restyle(state, entry);
  });
  if (!found) return;
  remember_columns(state, action.layer);
  layers_changed(state);
}

void set_theme(State& state, const SetTheme& action) {
  if (state.snapshot.theme == action.theme) return;
  state.snapshot.theme = action.theme;
  refresh_texts(state);
}

void refresh_texts(State& state) {
  model::Workspace workspace = state.edit_workspace();
  for (model::LayerEntry& entry : workspace.layers) restyle(state, entry);
  state.set_workspace(std::move(workspace));
  refresh_tickets(state);
}

void layers_changed(State& state) {
  start_plan(state);
  refresh_tickets(state);
  refresh_placement(state);
}

}  // namespace wangge::session
