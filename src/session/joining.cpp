// The columns of one table beside those of another.
#include "analysis/table_join.h"
#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {

void join_columns(State& state, const JoinColumns& action) {
  const model::LayerEntry* entry = state.workspace().find(action.layer);
  const model::LayerEntry* table = state.workspace().find(action.table);
  if (entry == nullptr || table == nullptr) return;
  const LayerVersion before = version_of(state, *entry);
  state.jobs.start(
      trf("Joining columns to {}", model::title(*entry->layer)),
      [action, before, table = table->layer, theme = state.snapshot.theme](JobContext& context) {
        auto joined =
            analysis::join_table(*before.layer, action.layer_key, *table, action.table_key);
        if (!joined) {
          context.land([error = joined.error()](State& s) { s.tell(error); });
          return;
        }
        if (context.progress.cancelled()) return;
        JoinView view{action.layer,
                      action.table,
                      model::title(*table),
                      joined->layer.size(),
                      joined->matched,
                      joined->layer.table.columns.size() - before.layer->table.columns.size(),
                      std::move(joined->without_row),
                      std::move(joined->unused),
                      std::move(joined->repeated_key)};
        const LayerEdit edit{
            trf("Columns from {}", view.table_name), action.layer, before,
            made_ready(std::make_shared<const model::Layer>(std::move(joined->layer)), theme)};
        context.land(
            [edit, result = std::make_shared<const TableResult>(std::move(view))](State& s) {
              if (!land_layer_edit(s, edit)) return;
              show_table_result(s, result);
            });
      });
  state.touch();
}

}  // namespace wangge::session
