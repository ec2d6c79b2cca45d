#include <algorithm>
#include <filesystem>

#include "base/i18n.h"
#include "io/open.h"
#include "io/raster_file.h"
#include "session/state.h"

namespace wangge::session {
namespace {

/// Made-up data say so in their attributes; one look at the first row is enough.
bool says_demo(const model::Layer& layer) {
  if (layer.size() == 0) return false;
  for (const model::Column& column : layer.table.columns) {
    if (std::holds_alternative<model::Texts>(column.values) &&
        column.text(0).find("演示数据") != std::string::npos) {
      return true;
    }
  }
  return false;
}

void take_over(State& state, const geo::Crs& crs, const io::ReadOptions& read,
               const std::vector<LayerVersion>& opened) {
  model::Workspace workspace = state.edit_workspace();
  workspace.crs = crs;
  place_rasters(state, workspace);
  for (const LayerVersion& one : opened) {
    workspace.demo = workspace.demo || says_demo(*one.layer);
    for (const std::string& warning : one.layer->source.warnings) {
      state.tell(NoticeKind::warning, warning);
    }
    insert_layer(state, workspace, LayerId{++state.last_layer}, one, read);
  }
  state.set_workspace(std::move(workspace));
  layers_changed(state);
}

void replace_layer(State& state, LayerId id, const io::ReadOptions& read, LayerVersion opened) {
  model::Workspace workspace = state.edit_workspace();
  for (model::LayerEntry& entry : workspace.layers) {
    if (entry.id != id) continue;
    note_new_crs(state, id, entry.layer->source, opened.layer->source);
    entry.layer = opened.layer;
    entry.style = opened.style;
    state.extras[id] = {std::move(opened.index), opened.style, read};
    if (state.snapshot.selection->layer == id) clear_selection(state);
    state.set_workspace(std::move(workspace));
    state.history.forget_layer(id);  // its rows are others now
    forget_table_result(state, id);
    refresh_history(state);
    layers_changed(state);
    return;
  }
}

/// No other files are looked into.
bool is_workspace(const std::string& path) {
  return path.ends_with(".gpkg") && io::WorkspaceFile::is_one(path);
}

std::string name_of_job(const std::vector<std::string>& paths) {
  if (paths.size() != 1) return trf("Opening {} files", paths.size());
  return trf("Opening {}", std::filesystem::path(io::shown_address(paths[0])).filename().string());
}

}  // namespace

void add_layer(State& state, const LayerVersion& made) {
  bring_layer(state, LayerId{++state.last_layer}, made);
}

/// The layer as somebody has said before that such layers are to be understood.
model::LayerPtr as_remembered(const model::LayerPtr& layer, const ColumnMemory& memory,
                              const io::ReadOptions& options, std::vector<std::string>& told) {
  if (options.role || !options.columns.empty()) return layer;
  const auto said = memory.recall(*layer);
  if (!said || (said->meaning.role == layer->role && said->meaning.mapping == layer->mapping &&
                said->codes.empty())) {
    return layer;
  }
  auto changed = std::make_shared<model::Layer>(*layer);
  changed->role = said->meaning.role;
  changed->mapping = said->meaning.mapping;
  changed->table = model::with_texts(changed->table, said->codes);
  told.push_back(trf("{}: role and columns are as you set them before.", model::title(*changed)));
  return changed;
}

LayerVersion made_ready(const model::LayerPtr& layer, model::Theme theme) {
  return {layer, std::make_shared<const model::LayerStyle>(model::default_style(*layer, theme)),
          std::make_shared<const geo::BoxTree>(layer->geometry)};
}

void open_files(State& state, const OpenFiles& action) {
  const auto workspace = std::ranges::find_if(action.paths, is_workspace);
  if (workspace != action.paths.end() && state.workspace().empty()) {
    OpenWorkspace open{*workspace, action};
    std::erase(open.more.paths, open.path);
    return open_workspace(state, open);
  }
  std::string name = name_of_job(action.paths);
  const bool first = state.workspace().layers.empty();
  std::optional<geo::Crs> crs = action.options.target_crs;
  if (!first) crs = state.workspace().crs;
  state.jobs.start(std::move(name), [action, crs, theme = state.snapshot.theme,
                                     memory = state.column_memory](JobContext& context) mutable {
    for (const std::string& path : action.paths) {
      if (context.progress.cancelled()) return;
      io::ReadOptions all_of_it = action.options;
      all_of_it.target_crs = crs;
      context.progress.set_step(io::shown_address(path));
      const io::Content content = io::content_of(path);
      if (!content.rasters.empty()) open_rasters(context, path, all_of_it);
      const auto options = io::for_its_layers(content, all_of_it);
      if (!options) continue;
      auto result = io::read_file(path, *options, context.progress);
      if (!result) {
        context.land([error = result.error()](State& s) { s.tell(error); });
        if (action.check_coordinates && result.error().code == ErrorCode::unknown_crs) {
          const auto numbers = io::read_numbers(path, *options, context.progress);
          if (!numbers) continue;
          OpenFiles again{{path}, action.options, true};
          context.land(
              [again, layers = numbers->layers](State& s) { ask_for_crs(s, again, layers); });
        }
        continue;
      }
      crs = result->crs;
      std::vector<LayerVersion> opened;
      std::vector<std::string> told;
      for (const model::LayerPtr& layer : result->layers) {
        opened.push_back(made_ready(as_remembered(layer, memory, action.options, told), theme));
      }
      context.land([crs = *crs, read = action.options, opened = std::move(opened),
                    told = std::move(told)](State& s) {
        take_over(s, crs, read, opened);
        for (const std::string& sentence : told) s.tell(NoticeKind::done, sentence);
      });
    }
    if (!action.check_coordinates) return;
    context.land(check_coordinates);
  });
  state.touch();
}

void offer_layers(State& state, const OfferLayers& action) {
  if (action.paths.empty()) return;
  state.jobs.start(name_of_job(action.paths), [action](JobContext& context) {
    OpenFiles at_once{{}, action.options};
    std::vector<LayerOffer> offers;
    for (const std::string& path : action.paths) {
      if (context.progress.cancelled()) return;
      context.progress.set_step(io::shown_address(path));
      auto listed = io::list_layers(path, action.options);
      // What is wrong with a file is told when it is opened.
      if (!listed || listed->empty()) {
        at_once.paths.push_back(path);
      } else {
        offers.push_back(
            {0, path, std::make_shared<const std::vector<io::LayerListing>>(std::move(*listed))});
      }
    }
    context.land([at_once, offers = std::move(offers)](State& s) {
      for (LayerOffer offer : offers) {
        offer.number = ++s.last_offer;
        s.offered[offer.number] = at_once.options;
        s.snapshot.layer_offers.push_back(std::move(offer));
      }
      s.touch();
      if (!at_once.paths.empty()) open_files(s, at_once);
    });
  });
  state.touch();
}

void open_offered(State& state, const OpenOffered& action) {
  auto& offers = state.snapshot.layer_offers;
  const auto offer = std::find_if(offers.begin(), offers.end(), [&](const LayerOffer& one) {
    return one.number == action.offer;
  });
  if (offer == offers.end()) return;
  OpenFiles open{{offer->path}, state.offered[action.offer]};
  open.options.layers = action.layers;
  offers.erase(offer);
  state.offered.erase(action.offer);
  state.touch();
  if (!action.layers.empty()) open_files(state, open);
}

void read_again(State& state, const ReadAgain& action) {
  const model::LayerEntry* entry = state.workspace().find(action.layer);
  if (entry == nullptr || entry->layer->source.path.empty()) return;
  io::ReadOptions read = state.extras[action.layer].read;
  if (!action.encoding.empty()) read.encoding = action.encoding;
  if (action.source_crs) read.source_crs = action.source_crs;
  io::ReadOptions now = read;
  now.role = entry->layer->role;
  now.target_crs = state.workspace().crs;
  state.jobs.start(
      trf("Reading {} again", entry->layer->name),
      [now, read, id = action.layer, old = entry->layer,
       theme = state.snapshot.theme](JobContext& context) {
        const auto result = io::read_file(old->source.path, now, context.progress);
        if (!result) {
          context.land([error = result.error()](State& s) { s.tell(error); });
          return;
        }
        for (const model::LayerPtr& layer : result->layers) {
          // The names may have been unreadable before: it is the layer in the same place.
          const bool same = layer->source.layer == old->source.layer || result->layers.size() == 1;
          if (!same || layer->geometry.kind() != old->geometry.kind()) continue;
          auto coded = std::make_shared<model::Layer>(*layer);
          coded->table = model::with_texts(coded->table, model::code_tables(old->table));
          context.land([id, read, opened = made_ready(coded, theme)](State& s) {
            replace_layer(s, id, read, opened);
          });
          return;
        }
        context.land([path = old->source.path](State& s) {
          s.tell(Error{ErrorCode::not_found, io::shown_address(path),
                       tr("The layer is no longer in its file."),
                       tr("It stays as it was read before.")});
        });
      });
  state.touch();
}

}  // namespace wangge::session
