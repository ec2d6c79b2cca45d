#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ctime>

#include "analysis/check_list.h"
#include "app/findings.h"
#include "app/plan_input.h"
#include "base/i18n.h"
#include "ui/check_list_file.h"

namespace wangge::app {
namespace {

using analysis::CheckLine;
using analysis::Finding;
using analysis::grid_name;
using model::GridIndex;
using nlohmann::ordered_json;

struct Options {
  PlanInput input;
  double neck_m = analysis::usual_neck_m;
  std::vector<std::string> whole;
  bool estates = false, json = false;
  std::string pdf, by, with;
};

std::string grid_of(const model::Plan& plan, const Finding& finding) {
  return finding.row == analysis::no_row
             ? std::string()
             : grid_name(plan, GridIndex{static_cast<std::uint32_t>(finding.row)});
}

ordered_json finding_as_json(const model::Plan& plan, const Finding& finding) {
  ordered_json one = as_json(finding);
  one.erase("row");
  one.erase("other_row");
  if (finding.row != analysis::no_row) one["grid"] = plan.grids[finding.row].code;
  if (finding.other != analysis::no_row) one["other_grid"] = plan.grids[finding.other].code;
  ordered_json units = ordered_json::array();
  for (const std::uint32_t unit : finding.units) units.push_back(plan.unit_ids[unit]);
  if (!units.empty()) one["units"] = std::move(units);
  one["advice"] = analysis::finding_advice(finding.kind);
  return one;
}

ordered_json splits_as_json(const session::SplitView& splits, const model::Plan& plan) {
  ordered_json areas = ordered_json::array();
  for (const analysis::SplitArea& area : splits.audit->split) {
    ordered_json parts = ordered_json::array();
    for (const analysis::SplitPart& part : area.parts) {
      parts.push_back(
          {{"grid", part.grid == model::unassigned
                        ? ordered_json()
                        : ordered_json(plan.grids[static_cast<std::size_t>(part.grid)].code)},
           {"units", part.sums.units},
           {"households", part.sums.households},
           {"population", part.sums.population},
           {"buildings", part.sums.buildings},
           {"area_m2", part.sums.area_m2}});
    }
    areas.push_back({{"area", splits.of->names[area.area]}, {"parts", std::move(parts)}});
  }
  return {{"areas", splits.of->title},
          {"split", std::move(areas)},
          {"whole", splits.audit->whole},
          {"empty", splits.audit->empty}};
}

void print_splits(const session::SplitView& splits, const model::Plan& plan) {
  for (const analysis::SplitArea& area : splits.audit->split) {
    std::string parts;
    for (const analysis::SplitPart& part : area.parts) {
      parts += (parts.empty() ? "" : ", ") +
               trf("{}: {} households, {} buildings", grid_name(plan, part.grid),
                   with_separators(std::llround(part.sums.households)),
                   with_separators(std::llround(part.sums.buildings)));
    }
    fmt::print("{}\n", trf("{} is cut ({})", splits.of->names[area.area], parts));
  }
  fmt::print("{}\n", trf("{}: {} are cut, {} lie in one grid.", splits.of->title,
                         splits.audit->split.size(), splits.audit->whole));
}

/// Audits of the areas that were named, in the order of the command line.
struct Audits {
  std::vector<std::shared_ptr<const session::SplitView>> views;
  int code = exit_fine;  ///< else what the verb has to return
};

Audits audits_of(session::Session& session, const Options& options) {
  Audits audits;
  const auto take = [&](const session::AuditSplits& action) {
    session.apply(action);
    session.wait();
    if (report_notices(session, stderr) > 0) audits.code = exit_input_error;
    if (session.snapshot().splits) audits.views.push_back(session.snapshot().splits);
  };
  auto read = options.input.input.parse();
  if (!read) return {{}, fail(read.error())};
  read->role = model::Role::base;
  for (const std::string& file : options.whole) {
    if (open_and_report(session, {file}, *read) > 0) return {{}, exit_input_error};
    const auto workspace = session.snapshot().workspace;
    for (const model::LayerEntry& entry : workspace->layers) {
      if (entry.layer->source.path == file && entry.layer->role == model::Role::base) {
        take({entry.id});
      }
    }
  }
  if (options.estates) take({});
  return audits;
}

void print_text(const session::CheckView& check) {
  for (const Finding& finding : *check.findings) {
    const std::string grid = grid_of(*check.plan, finding);
    const std::string what = grid.empty() ? finding.what : trf("{}: {}", grid, finding.what);
    const std::string advice = analysis::finding_advice(finding.kind);
    fmt::print("{}\n", advice.empty() ? what : trf("{}. {}", what, advice));
  }
  for (const CheckLine& line : analysis::check_list(*check.findings)) {
    fmt::print("{}: {}\n", line.what,
               line.holds()    ? std::string(tr("holds"))
               : line.required ? trf("fails ({})", line.found)
                               : trf("worth a look ({})", line.found));
  }
}

ordered_json as_json(const session::CheckView& check, const Audits& audits) {
  ordered_json findings = ordered_json::array(), list = ordered_json::array(),
               splits = ordered_json::array();
  for (const Finding& finding : *check.findings) {
    findings.push_back(finding_as_json(*check.plan, finding));
  }
  for (const CheckLine& line : analysis::check_list(*check.findings)) {
    list.push_back({{"check", analysis::finding_key(line.kinds.front())},
                    {"what", line.what},
                    {"holds", line.holds()},
                    {"required", line.required},
                    {"findings", line.found}});
  }
  for (const auto& view : audits.views) splits.push_back(splits_as_json(*view, *check.plan));
  return {{"plan", check.plan->name},
          {"check_list", std::move(list)},
          {"findings", std::move(findings)},
          {"splits", std::move(splits)}};
}

int write_pdf(session::Session& session, const Options& options) {
  session.apply(session::ComparePlan{options.with});
  if (report_notices(session, stderr) > 0) return exit_input_error;
  const Seconds now = static_cast<Seconds>(std::time(nullptr)) + office_offset_s;
  session.apply(
      ui::check_list_document(session.snapshot(), options.neck_m, options.by, now, options.pdf));
  session.wait();
  return report_notices(session, options.json ? stderr : stdout) > 0 ? exit_input_error : exit_fine;
}

int run(const Options& options) {
  session::Session session;
  if (const int code = options.input.open(session); code != exit_fine) return code;
  const Audits audits = audits_of(session, options);
  if (audits.code != exit_fine) return audits.code;
  session.apply(session::CheckPlan{options.neck_m});
  session.wait();
  if (report_notices(session, stderr) > 0 || !session.snapshot().check) return exit_input_error;
  const auto check = session.snapshot().check;
  if (options.json) {
    fmt::print("{}\n", as_json(*check, audits).dump(2));
  } else {
    print_text(*check);
    for (const auto& view : audits.views) print_splits(*view, *check->plan);
  }
  if (!options.pdf.empty()) {
    if (const int code = write_pdf(session, options); code != exit_fine) return code;
  }
  const bool split = std::any_of(audits.views.begin(), audits.views.end(),
                                 [](const auto& view) { return !view->audit->split.empty(); });
  const bool fault =
      std::any_of(check->findings->begin(), check->findings->end(), analysis::is_fault);
  return split || fault ? exit_findings : exit_fine;
}

}  // namespace

void add_plan_check(CLI::App& plan, Job& job) {
  CLI::App* verb = plan.add_subcommand(
      "check", tr("the check list before approval; exit code 1 when something fails"));
  auto options = std::make_shared<Options>();
  options->input.add_to(*verb);
  verb->add_option("--neck", options->neck_m,
                   tr("metres: a grid that hangs together by less has a thin neck (20)"))
      ->check(CLI::PositiveNumber);
  verb->add_option("--whole", options->whole,
                   tr("file of areas that no grid should cut; can be given several times"))
      ->allow_extra_args(false);
  verb->add_flag("--estates", options->estates,
                 tr("no grid should cut an estate of the buildings"));
  verb->add_option("--pdf", options->pdf, tr("write the check list as a PDF"));
  verb->add_option("--by", options->by, tr("who checks, as the PDF says it"));
  verb->add_option("--with", options->with,
                   tr("plan file of before, for the PDF; without it the plan of the layers"));
  verb->add_flag("--json", options->json, tr("answer as JSON"));
  verb->footer(
      tr("Example: wangge plan check units.geojson grids.geojson buildings.shp --plan new.csv "
         "--pdf check.pdf"));
  verb->callback([options, &job] { job = [options] { return run(*options); }; });
}

}  // namespace wangge::app
