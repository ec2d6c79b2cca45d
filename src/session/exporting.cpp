#include <algorithm>
#include <optional>

#include "analysis/plan_layers.h"
#include "base/i18n.h"
#include "io/surface_file.h"
#include "io/write_several.h"
#include "model/personal.h"
#include "session/answer_sentences.h"
#include "session/export_log.h"
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

/// What is known of a layer's rows, in sentences: the question they answer, how they were made.
std::vector<std::string> about(const State& state, LayerId id, const model::Layer& layer,
                               bool selection_only) {
  std::vector<std::string> sentences;
  const auto& view = state.snapshot.answer;
  if (selection_only && view && !view->error && view->answer.layer == id &&
      view->answer.rows == state.snapshot.selection->rows) {
    sentences = answer_sentences(*view);
  }
  if (layer.recipe) sentences.push_back(recipe_sentence(*layer.recipe));
  return sentences;
}

/// A layer on its way into a file.
struct Parcel {
  Exported exported;
  io::WriteOptions options;
  std::string name, reason;
};

Parcel parcel_of(const State& state, const model::LayerEntry& entry, bool selection_only,
                 const io::WriteOptions& options, const std::string& reason) {
  Parcel parcel;
  parcel.name = entry.layer->name;
  parcel.reason = reason;
  parcel.options = options;
  const auto told = about(state, entry.id, *entry.layer, selection_only);
  parcel.options.about.insert(parcel.options.about.end(), told.begin(), told.end());
  parcel.exported = as_the_plan_has_it(
      state, entry.layer,
      selection_only ? std::optional(state.snapshot.selection->rows) : std::nullopt);
  // A few rows may not show what the whole column does.
  const model::Layer& layer = *parcel.exported.layer;
  const auto personal = model::personal_columns(layer);
  for (std::size_t i = 0; i < personal.size(); ++i) {
    if (personal[i] == model::Personal::no) continue;
    parcel.options.also_personal.push_back(layer.table.columns[i].name);
  }
  return parcel;
}

/// The rows that are written; personal data that leave with them are logged first.
Result<model::LayerPtr> opened_gate(Parcel& parcel, const std::string& path, const std::string& log,
                                    std::vector<std::string>& logged) {
  const model::LayerPtr& layer = parcel.exported.layer;
  model::LayerPtr written =
      parcel.exported.rows
          ? std::make_shared<const model::Layer>(model::subset(*layer, *parcel.exported.rows))
          : layer;
  const auto unmasked = unmasked_export(*layer, path, parcel.options, parcel.reason);
  if (!unmasked) return unmasked.error();
  if (!*unmasked) return written;
  UnmaskedExport exported = **unmasked;
  exported.rows = written->size();
  logged.push_back(line_of(exported));
  parcel.options.about.push_back(sentence_of(exported));
  if (log.empty()) return written;
  const auto kept = append_to_log(log, logged.back());
  return kept ? Result<model::LayerPtr>(std::move(written)) : kept.error();
}

void tell_written(State& state, const io::WriteReport& report) {
  for (const std::string& warning : report.warnings) state.tell(NoticeKind::warning, warning);
  state.tell(NoticeKind::done,
             trf("{} features were written to {}, read back and compared.",
                 with_separators(static_cast<long long>(report.features)), report.path));
}

void keep_logged(State& state, const std::vector<std::string>& logged) {
  state.export_log.insert(state.export_log.end(), logged.begin(), logged.end());
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
      [parcel = parcel_of(state, *entry, action.selection_only, action.options, action.reason),
       path = action.path, crs = state.workspace().crs,
       log = state.export_log_path](JobContext& context) mutable {
        std::vector<std::string> logged;
        const auto layer = opened_gate(parcel, path, log, logged);
        auto report = layer ? io::write_layer(**layer, crs, path, parcel.options, context.progress)
                            : Result<io::WriteReport>(layer.error());
        context.land([report = std::move(report), logged](State& s) {
          keep_logged(s, logged);
          report ? tell_written(s, *report) : s.tell(report.error());
        });
      });
  state.touch();
}

void export_layers(State& state, const ExportLayers& action) {
  std::vector<Parcel> parcels;
  io::WriteOptions options = action.options;
  options.about.clear();  // is said once of all
  for (const LayerId id : action.layers) {
    const model::LayerEntry* entry = state.workspace().find(id);
    if (entry == nullptr) continue;
    parcels.push_back(parcel_of(state, *entry, false, options, action.reason));
  }
  if (parcels.empty()) {
    state.tell({ErrorCode::invalid_argument, action.path, tr("There is no layer to export."),
                tr("Choose a layer.")});
    return;
  }
  state.jobs.start(
      trf("Exporting {} layers", parcels.size()),
      [parcels = std::move(parcels), action, crs = state.workspace().crs,
       log = state.export_log_path](JobContext& context) mutable {
        std::vector<std::string> logged;
        std::vector<io::LayerToWrite> layers;
        io::WriteOptions shared = action.options;
        for (Parcel& parcel : parcels) {
          auto layer = opened_gate(parcel, action.path, log, logged);
          if (!layer) return context.land([e = layer.error()](State& s) { s.tell(e); });
          layers.push_back({std::move(*layer), "", {}, parcel.options.about});
          shared.also_personal.insert(shared.also_personal.end(),
                                      parcel.options.also_personal.begin(),
                                      parcel.options.also_personal.end());
        }
        std::vector<Result<io::WriteReport>> reports;
        if (action.into_folder) {
          for (auto& file :
               io::write_layers_into_folder(layers, crs, action.path, shared, context.progress)) {
            reports.push_back(std::move(file.report));
          }
        } else {
          reports.push_back(io::write_layers(layers, crs, action.path, shared, context.progress));
        }
        context.land([reports = std::move(reports), logged](State& s) {
          keep_logged(s, logged);
          for (const auto& report : reports) {
            report ? tell_written(s, *report) : s.tell(report.error());
          }
        });
      });
  state.touch();
}

void export_heat(State& state, const ExportHeat& action) {
  const auto& heat = state.snapshot.heat;
  if (!heat) {
    state.tell({ErrorCode::invalid_argument, action.path, tr("No heat surface is shown."),
                tr("Show one first.")});
    return;
  }
  const std::string name = tr("The heat surface");
  state.jobs.start(trf("Writing {}", name), [heat, name, path = action.path,
                                             crs = state.workspace().crs](JobContext& context) {
    const analysis::RasterFrame& frame = heat->surface->frame;
    const auto written = io::write_surface(
        {frame.origin, frame.cell_m, frame.columns, frame.rows, heat->surface->values}, crs, path,
        heat->legend_title, context.progress);
    context.land([written, name, path](State& s) {
      if (!written) return s.tell(written.error());
      s.tell(NoticeKind::done, trf("{} is saved in {}.", name, path));
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
