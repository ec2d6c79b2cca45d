// Places for the rows of a table, by their addresses.
#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

/// The table with the address column somebody has chosen, or the likeliest.
model::LayerPtr with_address(const model::LayerPtr& table, int chosen) {
  const int column = chosen >= 0 ? chosen : analysis::address_column(*table);
  if (column < 0 || table->mapping.column(model::Field::address) == column) return table;
  auto layer = std::make_shared<model::Layer>(*table);
  layer->mapping.set(model::Field::address, column);
  return layer;
}

std::size_t with_place(const model::Layer& layer) {
  std::size_t count = 0;
  for (std::size_t row = 0; row < layer.size(); ++row) {
    count += layer.geometry.has_geometry(row) ? 1 : 0;
  }
  return count;
}

Result<AddressView> view_of(const MatchAddresses& action, const model::LayerPtr& table,
                            const model::LayerPtr& buildings, const model::LayerPtr& names,
                            Progress& progress) {
  std::vector<analysis::AddressAlias> aliases;
  if (names) {
    auto read = analysis::aliases_of(*names);
    if (!read) return read.error();
    aliases = std::move(*read);
  }
  auto matching =
      analysis::match_addresses(*table, *buildings, aliases, action.min_score, progress);
  if (!matching) return matching.error();
  AddressView view;
  view.layer = action.layer;
  view.table = table;
  view.buildings = buildings;
  view.tolerance_m = action.tolerance_m;
  view.conflicts = std::make_shared<const std::vector<analysis::AddressConflict>>(
      analysis::check_addresses(*table, *buildings, *matching, action.tolerance_m, view.compared));
  view.matching = std::make_shared<const analysis::AddressMatching>(std::move(*matching));
  return view;
}

}  // namespace

void match_addresses(State& state, const MatchAddresses& action) {
  const model::LayerEntry* entry = state.workspace().find(action.layer);
  const model::LayerEntry* buildings = state.workspace().find(action.buildings);
  const model::LayerEntry* names = state.workspace().find(action.other_names);
  if (entry == nullptr || buildings == nullptr) return;
  const LayerVersion before = version_of(state, *entry);
  state.jobs.start(
      trf("Placing {} by address", model::title(*entry->layer)),
      [action, before, buildings = buildings->layer,
       names = names == nullptr ? model::LayerPtr() : names->layer,
       theme = state.snapshot.theme](JobContext& context) {
        const model::LayerPtr table = with_address(before.layer, action.address_column);
        auto view = view_of(action, table, buildings, names, context.progress);
        if (!view) {
          context.land([error = view.error()](State& s) { s.tell(error); });
          return;
        }
        const LayerEdit edit{tr("Place by address"), action.layer, before,
                             made_ready(std::make_shared<const model::Layer>(analysis::placed_layer(
                                            *table, *buildings, *view->matching)),
                                        theme)};
        view->placed = with_place(*edit.after.layer) - with_place(*table);
        if (context.progress.cancelled()) return;
        context.land([edit, view = std::make_shared<const TableResult>(*view)](State& s) {
          if (!land_layer_edit(s, edit)) return;
          show_table_result(s, view);
        });
      });
  state.touch();
}

void open_rejects(State& state) {
  if (!state.snapshot.table_result) return;
  const auto* view = std::get_if<AddressView>(state.snapshot.table_result.get());
  if (view == nullptr) return;
  state.jobs.start(
      trf("Listing what has no building in {}", model::title(*view->table)),
      [view = *view, theme = state.snapshot.theme](JobContext& context) {
        model::Layer rejects = analysis::reject_layer(*view.table, *view.buildings, *view.matching);
        rejects.name = trf("{} without a building", model::title(*view.table));
        rejects.role = model::Role::base;  // they are tickets already, in the table they come from
        rejects.source = {};
        context.land([made = made_ready(std::make_shared<const model::Layer>(std::move(rejects)),
                                        theme)](State& s) { add_layer(s, made); });
      });
  state.touch();
}

}  // namespace wangge::session
