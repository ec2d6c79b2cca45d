#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/coverage_check.h"
#include "app/findings.h"
#include "app/inputs.h"
#include "app/verbs.h"
#include "base/i18n.h"

namespace wangge::app {
namespace {

using analysis::Finding;
using nlohmann::ordered_json;

struct Options {
  std::vector<std::string> files;
  InputOptions input;
  double resolution_m = 0.001;
  bool json = false;
};

/// Returns the number of faults; warnings of the reader are faults of the file.
std::size_t report(const std::string& file, const model::Layer& layer, const std::string& crs,
                   const std::vector<Finding>& findings, bool json, ordered_json& all) {
  const auto faults =
      static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), analysis::is_fault));
  const std::size_t count = faults + layer.source.warnings.size();
  if (json) {
    all.push_back({{"path", file},
                   {"layer", layer.name},
                   {"features", layer.size()},
                   {"crs", crs},
                   {"findings", as_json(findings)},
                   {"warnings", layer.source.warnings}});
    return count;
  }
  for (const Finding& finding : findings) fmt::print("{}\n", as_text(layer.name, finding));
  for (const std::string& warning : layer.source.warnings) fmt::print("{}\n", warning);
  fmt::print("{}\n", trf("{}: {} features checked, {} findings.", layer.name, layer.size(), count));
  for (std::size_t i = 0; i < analysis::finding_kinds; ++i) {
    const auto kind = static_cast<analysis::FindingKind>(i);
    const auto of_kind = std::count_if(findings.begin(), findings.end(),
                                       [kind](const Finding& f) { return f.kind == kind; });
    if (of_kind > 0) fmt::print("  {}: {}\n", analysis::finding_title(kind), of_kind);
  }
  return count;
}

Result<geo::Lattice> lattice_of(double resolution_m) {
  for (double per_metre = 1; per_metre < 2e7; per_metre *= 10) {
    if (std::abs(resolution_m * per_metre - 1) < 1e-6) return geo::Lattice{per_metre};
  }
  return Error{ErrorCode::invalid_argument, "--resolution",
               trf("Borders cannot be told apart by {} m.", resolution_m),
               tr("Give 1, 0.1, 0.01 … down to 0.0000001.")};
}

int run(const Options& options) {
  const auto read = options.input.parse();
  if (!read) return fail(read.error());
  const auto lattice = lattice_of(options.resolution_m);
  if (!lattice) return fail(lattice.error());
  ordered_json all = ordered_json::array();
  std::size_t count = 0;
  bool failed = false;
  for (const std::string& file : options.files) {
    Progress progress;
    const auto result = io::read_file(file, *read, progress);
    if (!result) {
      fail(result.error());
      failed = true;
      continue;
    }
    for (const model::LayerPtr& layer : result->layers) {
      const auto findings = analysis::check_layer(*layer, progress, *lattice);
      if (!findings) {
        Error error = findings.error();
        error.where = error.where.empty() ? file : file + ", " + error.where;
        fail(error);
        failed = true;
        continue;
      }
      count += report(file, *layer, result->crs.code(), *findings, options.json, all);
    }
  }
  if (options.json) fmt::print("{}\n", all.dump(2));
  return failed ? exit_input_error : count > 0 ? exit_findings : exit_fine;
}

}  // namespace

void add_check(CLI::App& app, Job& job) {
  CLI::App* verb = app.add_subcommand(
      "check", tr("find what is wrong with files; exit code 1 when something is"));
  auto options = std::make_shared<Options>();
  verb->add_option("FILE", options->files, tr("files to check"))->required();
  verb->add_option("--resolution", options->resolution_m,
                   tr("metres: borders closer together than this are one; 0.001 where not said"));
  verb->add_flag("--json", options->json, tr("answer as JSON"));
  options->input.add_to(*verb);
  verb->callback([options, &job] { job = [options] { return run(*options); }; });
}

}  // namespace wangge::app
