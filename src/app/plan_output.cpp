#include "app/plan_output.h"

#include <filesystem>

#include "app/places.h"
#include "base/i18n.h"

namespace wangge::app {

void PlanOutput::add_to(CLI::App& verb, bool required) {
  verb.add_option("-o,--output", path, tr("file to write"))->required(required);
  verb.add_flag("--as-units", units,
                tr("write the units with the codes of their grids instead of outlines"));
  writing.add_to(verb);
}

int PlanOutput::write(session::Session& session, std::FILE* done) const {
  const auto options = writing.parse();
  if (!options) return fail(options.error());
  const std::string extension = std::filesystem::path(path).extension().string();
  if (!units && (extension == ".csv" || extension == ".txt")) {
    session.apply(session::SavePlan{path});
  } else {
    const model::LayerEntry* layer =
        session.snapshot().workspace->find(units ? model::Role::units : model::Role::grids);
    if (layer == nullptr) {
      return fail({ErrorCode::invalid_argument, "--grids",
                   tr("There are no grids whose outlines could be written."),
                   tr("Name a file of grids with --grids, or write the units with --as-units.")});
    }
    session.log_exports_in(find_places().export_log);
    session.apply(session::ExportLayer{layer->id, false, path, options->options, options->reason});
  }
  session.wait();
  return report_notices(session, done) > 0 ? exit_input_error : exit_fine;
}

}  // namespace wangge::app
