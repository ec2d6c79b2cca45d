#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/coverage_check.h"
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
  bool json = false;
};

ordered_json as_json(const Finding& finding) {
  ordered_json one{{"kind", analysis::finding_key(finding.kind)}, {"what", finding.what}};
  if (finding.row != analysis::no_row) one["row"] = finding.row + 1;
  if (finding.other != analysis::no_row) one["other_row"] = finding.other + 1;
  if (geo::is_finite(finding.place)) one["place"] = {finding.place.x, finding.place.y};
  if (finding.unit == analysis::SizeUnit::metres) one["length_m"] = finding.size;
  if (finding.unit == analysis::SizeUnit::square_metres) one["area_m2"] = finding.size;
  one["fault"] = analysis::is_fault(finding);
  return one;
}

std::string as_text(const std::string& layer, const Finding& finding) {
  const std::string who =
      finding.row == analysis::no_row ? layer : trf("{}, row {}", layer, finding.row + 1);
  return geo::is_finite(finding.place)
             ? trf("{}: {} at {:.2f}, {:.2f}", who, finding.what, finding.place.x, finding.place.y)
             : trf("{}: {}", who, finding.what);
}

/// Returns the number of faults; warnings of the reader are faults of the file.
std::size_t report(const std::string& file, const model::Layer& layer, const std::string& crs,
                   const std::vector<Finding>& findings, bool json, ordered_json& all) {
  const auto faults =
      static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), analysis::is_fault));
  const std::size_t count = faults + layer.source.warnings.size();
  if (json) {
    ordered_json list = ordered_json::array();
    for (const Finding& finding : findings) list.push_back(as_json(finding));
    all.push_back({{"path", file},
                   {"layer", layer.name},
                   {"features", layer.size()},
                   {"crs", crs},
                   {"findings", std::move(list)},
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

int run(const Options& options) {
  const auto read = options.input.parse();
  if (!read) return fail(read.error());
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
      const auto findings = analysis::check_layer(*layer, progress);
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
  verb->add_flag("--json", options->json, tr("answer as JSON"));
  options->input.add_to(*verb);
  verb->callback([options, &job] { job = [options] { return run(*options); }; });
}

}  // namespace wangge::app
