#include "render/check_list_pdf.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/check_list.h"
#include "analysis/plan_rules.h"
#include "base/i18n.h"
#include "render/paper.h"
#include "render/plan_picture.h"

namespace wangge::render {
namespace {

using analysis::Finding;
using analysis::GridFigures;
using model::GridIndex;
using Row = std::vector<PaperCell>;

constexpr model::Colour good{0x2E, 0x8B, 0x57, 255}, warn{0xC7, 0x7D, 0x00, 255},
    bad{0xC4, 0x34, 0x2D, 255};

std::string whole(double number) { return with_separators(std::llround(number)); }
std::string percent(double share) {
  const double rounded = std::round(share * 1000) / 10;
  return fmt::format("{}{:.1f} %", rounded > 0 ? "+" : rounded < 0 ? "−" : "", std::abs(rounded));
}

GridIndex grid_at(std::size_t place) { return GridIndex{static_cast<std::uint32_t>(place)}; }

/// The grids' numbers on the map and in the table: 1 … n over the open ones, as the plan has them.
std::vector<std::string> numbers_of(const model::Plan& plan) {
  std::vector<std::string> numbers(plan.grids.size());
  std::size_t number = 0;
  for (std::size_t grid = 0; grid < plan.grids.size(); ++grid) {
    if (!plan.grids[grid].retired) numbers[grid] = std::to_string(++number);
  }
  return numbers;
}

/// What is said of a whole plan.
struct Whole {
  std::size_t grids = 0, in_pieces = 0;
  double least = 0, most = 0, roundness = 0;
};

Whole whole_of(const NumberedPlan& numbers) {
  Whole made;
  for (std::size_t grid = 0; grid < numbers.plan.grids.size(); ++grid) {
    if (numbers.plan.grids[grid].retired) continue;
    const GridFigures& figures = numbers.figures[grid];
    const bool first = made.grids++ == 0;
    made.least = first ? figures.households : std::min(made.least, figures.households);
    made.most = std::max(made.most, figures.households);
    made.in_pieces += figures.pieces > 1 ? 1U : 0U;
    made.roundness += figures.shape.polsby_popper;
  }
  if (made.grids > 0) made.roundness /= static_cast<double>(made.grids);
  return made;
}

void write_head(Paper& paper, const CheckListSheet& sheet) {
  const model::Plan& plan = sheet.now.plan;
  paper.title(tr("Check list before approval"));
  std::string valid = plan.valid_from != 0 ? format_date(plan.valid_from) : std::string("—");
  if (plan.valid_to != 0) valid = trf("{} to {}", valid, format_date(plan.valid_to));
  const std::string blank = "______________";
  const std::vector<double>& counts = sheet.ground.households;
  const double households = std::accumulate(counts.begin(), counts.end(), 0.0);
  std::vector<Row> rows{
      {tr("Plan"), plan.name.empty() ? "—" : plan.name, tr("Valid from"), valid},
      {tr("Checked by"), sheet.by.empty() ? blank : sheet.by, tr("Checked at"),
       format_time(sheet.at)},
      {tr("Households"),
       trf("{} in {} units", whole(households), whole(static_cast<double>(sheet.ground.size()))),
       tr("Norm"),
       trf("{} to {} households", whole(sheet.options.balance.band_low),
           whole(sheet.options.balance.band_high))}};
  if (sheet.before) {
    rows.push_back({tr("Compared with"), sheet.before->name, tr("New officers"),
                    trf("{} households", whole(sheet.before->changes.new_officer_households))});
  }
  const PaperColumn columns[] = {{"", 1}, {"", 2.4}, {"", 1}, {"", 2}};
  paper.table(columns, rows);
}

void write_list(Paper& paper, const CheckListSheet& sheet) {
  paper.heading(tr("What was checked"));
  std::vector<Row> rows;
  for (const analysis::CheckLine& line : analysis::check_list(sheet.findings)) {
    const model::Colour ink = line.holds() ? good : line.required ? bad : warn;
    const char* verdict = line.holds() ? tr("holds") : line.required ? tr("fails") : tr("look");
    rows.push_back(
        {line.what,
         line.holds() ? PaperCell("—") : PaperCell(whole(static_cast<double>(line.found))),
         {verdict, ink}});
  }
  const PaperColumn columns[] = {
      {tr("What should hold"), 5}, {tr("Findings"), 1, true}, {tr("Verdict"), 1, true}};
  paper.table(columns, rows);
}

void write_figures(Paper& paper, const CheckListSheet& sheet) {
  paper.heading(tr("The whole plan in figures"));
  const Whole now = whole_of(sheet.now);
  const Whole was = sheet.before ? whole_of(sheet.before->numbers) : Whole();
  std::vector<Row> rows;
  const auto add = [&](const char* what, const std::string& before, const std::string& value) {
    rows.push_back({what, sheet.before ? before : "—", value});
  };
  const analysis::PlanBalance& balance = sheet.now.balance;
  const analysis::PlanBalance none;
  const analysis::PlanBalance& old = sheet.before ? sheet.before->numbers.balance : none;
  const auto count = [](std::size_t number) { return whole(static_cast<double>(number)); };
  const auto share = [](double part) { return fmt::format("{:.1f} %", part * 100); };
  add(tr("Grids"), count(was.grids), count(now.grids));
  add(tr("Smallest and largest grid (households)"),
      trf("{} to {}", whole(was.least), whole(was.most)),
      trf("{} to {}", whole(now.least), whole(now.most)));
  add(tr("Grids outside the norm"), count(old.beyond_band), count(balance.beyond_band));
  add(tr("Largest deviation from the community's mean"), share(old.worst), share(balance.worst));
  add(tr("Top to bottom"), share(old.spread), share(balance.spread));
  add(tr("Coefficient of variation"), fmt::format("{:.3f}", old.variation),
      fmt::format("{:.3f}", balance.variation));
  add(tr("Grids in several pieces"), count(was.in_pieces), count(now.in_pieces));
  add(tr("Mean compactness (Polsby–Popper)"), fmt::format("{:.3f}", was.roundness),
      fmt::format("{:.3f}", now.roundness));
  const PaperColumn columns[] = {
      {tr("Figure"), 4}, {tr("Old plan"), 1.4, true}, {tr("This plan"), 1.4, true}};
  paper.table(columns, rows);
}

void write_grids(Paper& paper, const CheckListSheet& sheet,
                 const std::vector<std::string>& numbers) {
  paper.heading(tr("Grids"));
  std::vector<Row> rows;
  const model::Plan& plan = sheet.now.plan;
  for (std::size_t grid = 0; grid < plan.grids.size(); ++grid) {
    if (plan.grids[grid].retired) continue;
    const GridFigures& figures = sheet.now.figures[grid];
    const analysis::GridBalance& balance = sheet.now.balance.grids[grid];
    std::string before = "—";
    if (sheet.before) {
      const GridIndex was = sheet.before->changes.before_of[grid];
      if (was != model::unassigned) {
        before = whole(sheet.before->numbers.figures[static_cast<std::size_t>(was)].households);
      }
    }
    rows.push_back({numbers[grid],
                    analysis::grid_name(plan, grid_at(grid)),
                    plan.grids[grid].code,
                    before,
                    {whole(figures.households), balance.off_band == 0 ? paper_ink : bad},
                    whole(figures.population),
                    whole(figures.buildings),
                    percent(balance.deviation),
                    {std::to_string(figures.pieces), figures.pieces > 1 ? bad : paper_ink}});
  }
  const PaperColumn columns[] = {{tr("No."), 0.9},
                                 {tr("Grid"), 3},
                                 {tr("Code"), 2.7},
                                 {tr("Households before"), 1.5, true},
                                 {tr("Households now"), 1.5, true},
                                 {tr("Residents"), 1.3, true},
                                 {tr("Buildings"), 1.2, true},
                                 {tr("Deviation"), 1.4, true},
                                 {tr("Pieces"), 0.9, true}};
  paper.table(columns, rows);
  paper.paragraph(
      tr("Numbers are those on the map. Deviation is from the mean of the grid's "
         "community. Red: outside the norm, or in several pieces."));
}

void write_changes(Paper& paper, const CheckListSheet& sheet) {
  if (!sheet.before) return;
  const analysis::PlanComparison& changes = sheet.before->changes;
  paper.heading(tr("What changes"));
  paper.paragraph(
      trf("{} units with {} households and {} residents are in another grid than "
          "before; {} households get new officers. {} grids are new, {} have ended, {} "
          "are called otherwise.",
          whole(static_cast<double>(changes.moved.size())), whole(changes.moved_sums.households),
          whole(changes.moved_sums.population), whole(changes.new_officer_households),
          changes.born.size(), changes.ended.size(), changes.renamed.size()));
  std::vector<analysis::Flow> flows;
  for (const analysis::Flow& flow : changes.flows) {
    if (!flow.stays) flows.push_back(flow);
  }
  if (flows.empty()) return;
  std::stable_sort(flows.begin(), flows.end(), [](const auto& a, const auto& b) {
    return a.sums.households > b.sums.households;
  });
  std::vector<Row> rows;
  for (const analysis::Flow& flow : flows) {
    rows.push_back({analysis::grid_name(sheet.before->numbers.plan, flow.before),
                    analysis::grid_name(sheet.now.plan, flow.now),
                    whole(static_cast<double>(flow.sums.units)), whole(flow.sums.households),
                    whole(flow.sums.population), whole(flow.sums.buildings)});
  }
  const PaperColumn columns[] = {{tr("From"), 3},
                                 {tr("To"), 3},
                                 {tr("Units"), 1, true},
                                 {tr("Households"), 1.2, true},
                                 {tr("Residents"), 1.2, true},
                                 {tr("Buildings"), 1.2, true}};
  paper.table(columns, rows);
}

void write_findings(Paper& paper, const CheckListSheet& sheet) {
  paper.heading(tr("Findings one by one"));
  if (sheet.findings.empty()) {
    paper.paragraph(tr("Nothing speaks against the plan."));
    return;
  }
  std::vector<Row> rows;
  for (const Finding& finding : sheet.findings) {
    const std::string grid = finding.row == analysis::no_row
                                 ? std::string("—")
                                 : analysis::grid_name(sheet.now.plan, grid_at(finding.row));
    rows.push_back(
        {{analysis::finding_title(finding.kind), analysis::is_fault(finding) ? bad : warn},
         grid,
         finding.what,
         analysis::finding_advice(finding.kind)});
  }
  const PaperColumn columns[] = {
      {tr("Kind"), 1.4}, {tr("Grid"), 1.7}, {tr("What was found"), 3}, {tr("What to do"), 3}};
  paper.table(columns, rows);
  paper.paragraph(
      trf("Thin necks are stretches narrower than {} m by which two ends of a grid hang "
          "together. On the map, red rings mark what fails, amber ones what is worth a "
          "look.",
          whole(sheet.options.neck_m)));
}

void write_signatures(Paper& paper) {
  paper.heading(tr("Signatures"));
  const std::string line = "____________________";
  std::vector<Row> rows;
  for (const char* who :
       {tr("Drawn up by"), tr("Checked by"), tr("Community"), tr("Street office")}) {
    rows.push_back({who, line, tr("Date"), line});
  }
  const PaperColumn columns[] = {{"", 1.2}, {"", 2.4}, {"", 0.8}, {"", 2}};
  paper.table(columns, rows);
}

}  // namespace

Result<std::string> check_list_pdf(const CheckListSheet& sheet) {
  const std::vector<std::string> numbers = numbers_of(sheet.now.plan);
  const std::string title = tr("Check list before approval");
  const std::string footer = sheet.now.plan.name + " · " + format_time(sheet.at);
  return Paper::pdf(title, footer, sheet.at, [&](Paper& paper) {
    write_head(paper, sheet);
    write_list(paper, sheet);
    constexpr double least_map = 260, most_map = 380;
    const double map = std::clamp(paper.room() - 8, least_map, most_map);
    draw_plan_picture(paper, paper.reserve(map), sheet.ground, sheet.now.plan, numbers,
                      sheet.findings);
    paper.space(6);
    write_figures(paper, sheet);
    write_grids(paper, sheet, numbers);
    write_changes(paper, sheet);
    write_findings(paper, sheet);
    write_signatures(paper);
  });
}

}  // namespace wangge::render
