#include "base/i18n.h"
#include "model/personal.h"
#include "session/state.h"

namespace wangge::session {

void export_layer(State& state, const ExportLayer& action) {
  const model::LayerEntry* entry = state.workspace().find(action.layer);
  if (entry == nullptr) {
    state.tell({ErrorCode::invalid_argument, action.path, tr("There is no layer to export."),
                tr("Choose a layer.")});
    return;
  }
  const model::Selection& selection = *state.snapshot.selection;
  if (action.selection_only && (selection.layer != action.layer || selection.empty())) {
    state.tell({ErrorCode::empty, action.path,
                trf("Nothing is selected in “{}”, so nothing was written.", entry->layer->name),
                tr("Select something first, or export the whole layer.")});
    return;
  }
  state.jobs.start(
      trf("Exporting {}", entry->layer->name),
      [action, layer = entry->layer, crs = state.workspace().crs,
       rows = action.selection_only ? selection.rows : model::Rows()](JobContext& context) {
        const model::LayerPtr written =
            action.selection_only
                ? std::make_shared<const model::Layer>(model::subset(*layer, rows))
                : layer;
        // A few rows may not show what the whole column does.
        io::WriteOptions options = action.options;
        const auto personal = model::personal_columns(*layer);
        for (std::size_t i = 0; i < personal.size(); ++i) {
          if (personal[i] == model::Personal::no) continue;
          options.also_personal.push_back(layer->table.columns[i].name);
        }
        auto report = io::write_layer(*written, crs, action.path, options, context.progress);
        context.land([report = std::move(report), path = action.path](State& s) {
          if (!report) {
            s.tell(report.error());
            return;
          }
          for (const std::string& warning : report->warnings) s.tell(NoticeKind::warning, warning);
          s.tell(NoticeKind::done,
                 trf("{} features were written to {}, read back and compared.",
                     with_separators(static_cast<long long>(report->features)), path));
        });
      });
  state.touch();
}

}  // namespace wangge::session
