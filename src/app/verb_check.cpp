#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/check.h"
#include "app/inputs.h"
#include "app/verbs.h"
#include "base/i18n.h"

namespace wangge::app {

void add_check(CLI::App& app, Job& job) {
  struct Options {
    std::vector<std::string> files;
    InputOptions input;
    bool json = false;
  };
  CLI::App* verb = app.add_subcommand(
      "check", tr("find what is wrong with files; exit code 1 when something is"));
  auto options = std::make_shared<Options>();
  verb->add_option("FILE", options->files, tr("files to check"))->required();
  verb->add_flag("--json", options->json, tr("answer as JSON"));
  options->input.add_to(*verb);
  verb->callback([options, &job] {
    job = [options]() -> int {
      const auto read = options->input.parse();
      if (!read) return fail(read.error());
      nlohmann::ordered_json all = nlohmann::ordered_json::array();
      std::size_t count = 0;
      bool failed = false;
      for (const std::string& file : options->files) {
        Progress progress;
        const auto result = io::read_file(file, *read, progress);
        if (!result) {
          fail(result.error());
          failed = true;
          continue;
        }
        for (const model::LayerPtr& layer : result->layers) {
          const auto findings = analysis::check_geometry(*layer);
          count += findings.size() + layer->source.warnings.size();
          nlohmann::ordered_json list = nlohmann::ordered_json::array();
          for (const analysis::Finding& finding : findings) {
            nlohmann::ordered_json one{{"row", finding.row + 1}, {"what", finding.what}};
            if (geo::is_finite(finding.place)) one["place"] = {finding.place.x, finding.place.y};
            list.push_back(std::move(one));
            if (options->json) continue;
            fmt::print("{}\n",
                       geo::is_finite(finding.place)
                           ? trf("{}, row {}: {} at {:.2f}, {:.2f}", layer->name, finding.row + 1,
                                 finding.what, finding.place.x, finding.place.y)
                           : trf("{}, row {}: {}", layer->name, finding.row + 1, finding.what));
          }
          for (const std::string& warning : layer->source.warnings) {
            if (!options->json) fmt::print("{}\n", warning);
          }
          if (!options->json) {
            fmt::print("{}\n", trf("{}: {} features checked, {} findings.", layer->name,
                                   layer->size(), findings.size() + layer->source.warnings.size()));
          }
          all.push_back({{"path", file},
                         {"layer", layer->name},
                         {"features", layer->size()},
                         {"findings", std::move(list)},
                         {"warnings", layer->source.warnings}});
        }
      }
      if (options->json) fmt::print("{}\n", all.dump(2));
      return failed ? exit_input_error : count > 0 ? exit_findings : exit_fine;
    };
  });
}

}  // namespace wangge::app
