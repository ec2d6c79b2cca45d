#include <algorithm>
#include <optional>

#include "analysis/plan_layers.h"
#include "base/i18n.h"
#include "model/personal.h"
#include "session/state.h"

namespace wangge::session {
namespace {

/// What is written of a layer: its rows, and grids and units as the plan has them now.
struct Exported {
  model::LayerPtr layer;
  std::optional<model::Rows> rows;  ///< none: all
};

Exported as_the_plan_has_it(const State& state, const model::LayerPtr& layer,
                            std::optional<model::Rows> rows) {
  const auto& view = state.snapshot.plan;
  if (!view) return {layer, std::move(rows)};
  if (layer == state.desk.sources.first) {
    return {std::make_shared<const model::Layer>(analysis::units_of_plan(*layer, *view->plan)),
            std::move(rows)};
  }
  if (layer != state.desk.sources.second) return {layer, std::move(rows)};
  model::Rows open = analysis::open_grids(*view->plan);
  if (rows) {
    std::erase_if(*rows, [&](std::uint32_t row) {
      return !std::binary_search(open.begin(), open.end(), row);
    });
  }
  return {std::make_shared<const model::Layer>(
              analysis::grids_of_plan(*layer, *view->plan, *view->ground->coverage)),
          rows ? std::move(rows) : std::optional(std::move(open))};
}

}  // namespace

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
      [action, crs = state.workspace().crs,
       exported = as_the_plan_has_it(state, entry->layer,
                                     action.selection_only ? std::optional(selection.rows)
                                                           : std::nullopt)](JobContext& context) {
        const model::LayerPtr& layer = exported.layer;
        const model::LayerPtr written =
            exported.rows
                ? std::make_shared<const model::Layer>(model::subset(*layer, *exported.rows))
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

void write_document(State& state, const WriteDocument& action) {
  state.jobs.start(trf("Writing {}", action.name), [action](JobContext& context) {
    const auto bytes = action.make();
    const auto written =
        bytes ? io::write_text_file(action.path, *bytes) : Result<void>(bytes.error());
    context.land([action, written](State& s) {
      if (!written) return s.tell(written.error());
      s.tell(NoticeKind::done, trf("{} is saved in {}.", action.name, action.path));
    });
  });
}

}  // namespace wangge::session
