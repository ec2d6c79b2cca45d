// Texts in the place of codes.
#include "base/i18n.h"
#include "session/state.h"

namespace wangge::session {
namespace {

/// Puts the codes of a table into a column, or tells why not.
void set_codes(JobContext& context, LayerId id, int column, const model::CodeTable& codes,
               const LayerVersion& before, model::Theme theme) {
  auto layer = std::make_shared<model::Layer>(*before.layer);
  model::Column& changed = layer->table.columns[static_cast<std::size_t>(column)];
  changed = model::with_texts(changed, codes);
  if (context.progress.cancelled()) return;
  const std::string label = codes.empty() ? trf("Codes of {} without texts", changed.name)
                                          : trf("Texts for the codes of {}", changed.name);
  const LayerEdit edit{label, id, before, made_ready(layer, theme)};
  context.land([edit](State& s) { land_layer_edit(s, edit); });
}

bool has_column(const model::LayerEntry* entry, int column) {
  return entry != nullptr && column >= 0 &&
         static_cast<std::size_t>(column) < entry->layer->table.columns.size();
}

}  // namespace

void set_code_table(State& state, const SetCodeTable& action) {
  const model::LayerEntry* entry = state.workspace().find(action.layer);
  if (!has_column(entry, action.column)) return;
  state.jobs.start(trf("Reading codes of {}", model::title(*entry->layer)),
                   [action, before = version_of(state, *entry),
                    theme = state.snapshot.theme](JobContext& context) {
                     set_codes(context, action.layer, action.column, action.codes, before, theme);
                   });
  state.touch();
}

void read_code_table(State& state, const ReadCodeTable& action) {
  const model::LayerEntry* entry = state.workspace().find(action.layer);
  if (!has_column(entry, action.column)) return;
  state.jobs.start(
      trf("Reading codes of {}", model::title(*entry->layer)),
      [action, before = version_of(state, *entry),
       theme = state.snapshot.theme](JobContext& context) {
        const auto fail = [&context](Error error) {
          context.land([error = std::move(error)](State& s) { s.tell(error); });
        };
        const auto result = io::read_file(action.path, action.options, context.progress);
        if (!result) return fail(result.error());
        const model::CodeTable codes = result->layers.empty()
                                           ? model::CodeTable()
                                           : model::code_table_of(result->layers[0]->table);
        if (codes.empty()) {
          return fail({ErrorCode::invalid_argument, action.path, tr("It is no table of codes."),
                       tr("It needs two columns: the code, then its text.")});
        }
        set_codes(context, action.layer, action.column, codes, before, theme);
      });
  state.touch();
}

}  // namespace wangge::session
