#include "app/plan_input.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/i18n.h"

namespace wangge::app {
namespace {

struct MeasureName {
  const char* key;
  analysis::BalanceMeasure measure;
};
constexpr MeasureName measures[] = {{"households", analysis::BalanceMeasure::households},
                                    {"population", analysis::BalanceMeasure::population},
                                    {"buildings", analysis::BalanceMeasure::buildings},
                                    {"area", analysis::BalanceMeasure::area}};

Result<analysis::BalanceMeasure> read_measure(const std::string& text) {
  for (const MeasureName& known : measures) {
    if (text == known.key) return known.measure;
  }
  return Error{ErrorCode::invalid_argument, "--measure",
               trf("Grids cannot be balanced by “{}”.", text),
               tr("Choose one of: households, population, buildings, area.")};
}

/// "300-500"
Result<std::pair<double, double>> read_band(const std::string& text) {
  double low = 0, high = 0;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, low);
  if (first.ec == std::errc() && first.ptr != end && *first.ptr == '-') {
    const auto second = std::from_chars(first.ptr + 1, end, high);
    if (second.ec == std::errc() && second.ptr == end && low >= 0 && high > low) {
      return std::pair(low, high);
    }
  }
  return Error{ErrorCode::invalid_argument, "--band", trf("“{}” is no range of households.", text),
               tr("Give the smallest and the largest number, as in 300-500.")};
}

}  // namespace

const char* key_of(analysis::BalanceMeasure measure) {
  return std::ranges::find(measures, measure, &MeasureName::measure)->key;
}

void PlanInput::add_to(CLI::App& verb) {
  verb.add_option("FILE", files,
                  tr("units, grids, buildings, communities: what each file is, is "
                     "found out"));
  verb.add_option("--units", units, tr("the file of units"));
  verb.add_option("--grids", grids, tr("the file of grids"));
  verb.add_option("--buildings", buildings, tr("the file of buildings, counted in the units"));
  verb.add_option("--communities", communities,
                  tr("the file of communities, which no grid leaves"));
  verb.add_option("--barriers", barriers,
                  tr("rivers, railways, walls: units on both sides are no neighbours; can be given "
                     "several times"))
      ->allow_extra_args(false);
  verb.add_option("--gates", gates,
                  tr("points or lines where barriers can be crossed: gates, bridges"));
  verb.add_option("--plan", plan, tr("plan file: unit and grid in every line"));
  verb.add_option("--measure", measure,
                  tr("what grids are balanced by: households, population, buildings, area"));
  verb.add_option("--band", band, tr("households a grid should have (300-500)"));
  verb.add_option("--tolerance", tolerance_percent,
                  tr("percent of the ideal that a grid may be off (10)"))
      ->check(CLI::NonNegativeNumber);
  input.add_to(verb);
  verb.remove_option(verb.get_option("--role"));
}

int PlanInput::open(session::Session& session) const {
  auto read = input.parse();
  if (!read) return fail(read.error());
  analysis::BalanceOptions balance;
  if (!band.empty()) {
    const auto range = read_band(band);
    if (!range) return fail(range.error());
    std::tie(balance.band_low, balance.band_high) = *range;
  }
  balance.tolerance = tolerance_percent / 100;
  if (!measure.empty()) {
    const auto known = read_measure(measure);
    if (!known) return fail(known.error());
    balance.measure = *known;
  }

  using model::Role;
  const std::pair<Role, const std::string&> named[] = {{Role::communities, communities},
                                                       {Role::buildings, buildings},
                                                       {Role::units, units},
                                                       {Role::grids, grids}};
  std::size_t failures = files.empty() ? 0 : open_and_report(session, files, *read);
  for (const auto& [role, file] : named) {
    if (file.empty()) continue;
    read->role = role;
    failures += open_and_report(session, {file}, *read);
  }
  if (failures > 0) return exit_input_error;
  if (!session.snapshot().plan) {
    session.apply(session::StartPlan{});
    session.wait();
    if (report_notices(session) > 0 || !session.snapshot().plan) return exit_input_error;
  }

  if (const int opened = open_barriers(session, *read); opened != exit_fine) return opened;
  if (measure.empty()) balance.measure = session.snapshot().plan->options.measure;
  session.apply(session::SetBalance{balance});
  if (!plan.empty()) session.apply(session::OpenPlan{plan});
  session.wait();
  return report_notices(session) > 0 ? exit_input_error : exit_fine;
}

int PlanInput::open_barriers(session::Session& session, io::ReadOptions read) const {
  if (barriers.empty() && gates.empty()) return exit_fine;
  read.role = model::Role::base;
  session::SetBarriers asked;
  const auto open = [&](const std::string& file) {
    std::vector<model::LayerId> opened;
    const std::size_t before = session.snapshot().workspace->layers.size();
    if (open_and_report(session, {file}, read) > 0) return opened;
    // New layers have the highest ids.
    for (const model::LayerEntry& entry : session.snapshot().workspace->layers) {
      opened.push_back(entry.id);
    }
    std::sort(opened.begin(), opened.end());
    opened.erase(opened.begin(), opened.begin() + static_cast<std::ptrdiff_t>(before));
    return opened;
  };
  for (const std::string& file : barriers) {
    const auto opened = open(file);
    if (opened.empty()) return exit_input_error;
    asked.barriers.insert(asked.barriers.end(), opened.begin(), opened.end());
  }
  if (!gates.empty()) {
    const auto opened = open(gates);
    if (opened.size() != 1) {
      return fail({ErrorCode::invalid_argument, gates,
                   trf("There are {} layers in it.", opened.size()),
                   tr("Give a file of one layer.")});
    }
    asked.gates = opened.front();
  }
  session.apply(asked);
  session.wait();
  return exit_fine;
}

Result<model::GridIndex> grid_of_code(const model::Plan& plan, const std::string& code,
                                      const std::string& where) {
  std::string known;
  for (std::size_t g = 0; g < plan.grids.size(); ++g) {
    if (plan.grids[g].code == code) return model::GridIndex(g);
    if (g < 12) known += (known.empty() ? "" : ", ") + plan.grids[g].code;
  }
  if (plan.grids.size() > 12) known += ", …";
  return Error{ErrorCode::not_found, where, trf("No grid has the code “{}”.", code),
               trf("Choose one of: {}.", known)};
}

nlohmann::ordered_json number_or_null(double value, bool known) {
  return known ? nlohmann::ordered_json(value) : nlohmann::ordered_json();
}

}  // namespace wangge::app
