#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "app/drawing.h"
#include "app/ticket_options.h"
#include "app/verbs.h"
#include "base/i18n.h"

namespace wangge::app {
namespace {

using analysis::LeagueRow;
using nlohmann::ordered_json;

struct Options {
  std::vector<std::string> files;
  std::string measure = "per_households", compare, compare_from, compare_until, grids, output;
  double least_base = session::SetMeasure{}.least_base;
  TicketOptions tickets;
  PictureOptions picture;
  InputOptions input;
  bool demo = false, json = false;
};

Result<session::SetMeasure> measure_of(const Options& options) {
  if (!(std::isfinite(options.least_base) && options.least_base >= 0)) {
    return Error{ErrorCode::invalid_argument, "--least",
                 trf("“{}” is no number.", options.least_base), tr("Give 0 or more.")};
  }
  if (const auto measure = analysis::measure_from_key(options.measure)) {
    return session::SetMeasure{*measure, options.least_base};
  }
  return Error{ErrorCode::invalid_argument, "--measure",
               trf("Grids cannot be compared by “{}”.", options.measure),
               tr("Choose one of: count, per_households, shrunk_per_households, per_building, "
                  "per_officer, per_km2, on_time_share, open_age_days, mean_open_age_days, "
                  "closing_days.")};
}

Result<session::ComparePeriod> period_of(const Options& options) {
  using With = session::ComparePeriod::With;
  const auto from = parse_moment(options.compare_from, "--compare-from"),
             until = parse_moment(options.compare_until, "--compare-until");
  if (!from) return from.error();
  if (!until) return until.error();
  if (*from && *until) return session::ComparePeriod{With::chosen, **from, **until};
  if (options.compare.empty()) return session::ComparePeriod{};
  return session::ComparePeriod{options.compare == "before" ? With::before : With::year_before};
}

ordered_json number(double value) {
  return std::isfinite(value) ? ordered_json(value) : ordered_json();
}

ordered_json rank_as_json(std::size_t rank) {
  return rank == LeagueRow::no_rank ? ordered_json() : ordered_json(rank);
}

ordered_json as_json(const session::Snapshot& snapshot) {
  const session::GridTable& table = *snapshot.grid_table;
  const session::Conservation& kept = *snapshot.conservation;
  ordered_json grids = ordered_json::array();
  for (const LeagueRow& row : *table.league) {
    ordered_json one{{"grid", (*table.names)[row.area]},
                     {"rank", rank_as_json(row.rank)},
                     {"value", number(row.value.value)},
                     {"numerator", number(row.value.numerator)},
                     {"denominator", number(row.value.denominator)},
                     {"low", number(row.value.interval.low)},
                     {"high", number(row.value.interval.high)}};
    if (!row.reason.empty()) one["reason"] = row.reason;
    if (table.before) {
      one["value_before"] = number((*table.before)[row.area].value);
      one["rank_before"] = rank_as_json(row.rank_before);
    }
    if (table.patrol) one["hazards_per_ticket"] = number((*table.patrol)[row.area].value);
    grids.push_back(std::move(one));
  }
  ordered_json json{{"measure", analysis::measure_key(table.measure.measure)},
                    {"least_base", table.measure.least_base},
                    {"tickets", kept.all},
                    {"in_grids", kept.inside},
                    {"outside", kept.outside},
                    {"without_coordinates", kept.without_coordinates}};
  if (snapshot.period) {
    json["compared"] = {{"from", format_date(snapshot.period->from)},
                        {"until", format_date(snapshot.period->until)},
                        {"tickets", snapshot.period->figures.tickets}};
  }
  json["grids"] = std::move(grids);
  return json;
}

/// "▲2" towards the bad end, "▼1" away from it.
std::string change_text(const LeagueRow& row) {
  const int worse = row.places_worse();
  if (worse == 0) return row.rank_before == LeagueRow::no_rank ? "" : "=";
  return fmt::format("{}{}", worse > 0 ? "▲" : "▼", std::abs(worse));
}

void print_table(const session::Snapshot& snapshot) {
  const session::GridTable& table = *snapshot.grid_table;
  fmt::print("{}\t{}\t{}\t{}\t{}\t{}\n", tr("rank"), tr("change"), tr("grid"),
             analysis::measure_name(table.measure.measure), tr("95 % interval"), tr("of"));
  for (const LeagueRow& row : *table.league) {
    const bool ranked = row.rank != LeagueRow::no_rank;
    fmt::print("{}\t{}\t{}\t{}\t{}\t{}\n", ranked ? std::to_string(row.rank) : "—",
               change_text(row), (*table.names)[row.area],
               std::isfinite(row.value.value) ? fmt::format("{:.4g}", row.value.value) : "—",
               ranked
                   ? fmt::format("{:.4g} – {:.4g}", row.value.interval.low, row.value.interval.high)
                   : row.reason,
               fmt::format("{:.6g} / {:.6g}", row.value.numerator, row.value.denominator));
  }
  fmt::print("{}\n", conservation_text(*snapshot.conservation));
}

int run(Options options, const Places& places) {
  const auto read = options.input.parse();
  if (!read) return fail(read.error());
  const auto measure = measure_of(options);
  if (!measure) return fail(measure.error());
  const auto period = period_of(options);
  if (!period) return fail(period.error());
  if (!options.output.empty()) {
    if (const auto named = check_picture_name(options.output); !named) return fail(named.error());
  }
  if (options.demo) options.files = demo_files(places.demo);
  session::Session session;
  session.apply(session::SetTheme{options.picture.dark ? model::Theme::dark : model::Theme::light});
  if (!options.grids.empty()) {
    io::ReadOptions as_grids = *read;
    as_grids.role = model::Role::grids;
    if (open_and_report(session, {options.grids}, as_grids) > 0) return exit_input_error;
  }
  const int opened = open_tickets(session, options.files, *read);
  if (!session.snapshot().tickets) return opened;
  if (const int code = filter_tickets(session, options.tickets); code != exit_fine) return code;
  session.apply(*measure);
  if (period->with != session::ComparePeriod::With::none) session.apply(*period);
  if (!options.output.empty()) session.apply(session::ShowAreas{});
  session.wait();
  if (report_notices(session) > 0) return exit_input_error;
  const session::Snapshot& snapshot = session.snapshot();
  if (!snapshot.grid_table) {
    return fail({ErrorCode::empty, "", tr("There are no grids to be compared."),
                 tr("Name a file of grids with --grids.")});
  }
  if (options.json) {
    fmt::print("{}\n", as_json(snapshot).dump(2));
  } else {
    print_table(snapshot);
  }
  if (options.output.empty()) return opened;
  hide_points(session);
  const auto drawn = draw_picture(session.snapshot(), options.picture, places, options.output);
  return drawn ? opened : fail(drawn.error());
}

}  // namespace

void add_rank(CLI::App& app, const Places& places, Job& job) {
  CLI::App* verb = app.add_subcommand(
      "rank", tr("grids from the worst to the best, by what is certain of each"));
  auto options = std::make_shared<Options>();
  verb->add_option("FILE", options->files, tr("tickets, grids, and buildings with households"));
  verb->add_flag("--demo", options->demo, tr("rank the grids of the demo"));
  verb->add_option("--grids", options->grids,
                   tr("areas that are compared, whatever they look like"));
  verb->add_option("--measure", options->measure,
                   tr("count, per_households, shrunk_per_households, per_building, per_officer, "
                      "per_km2, on_time_share, open_age_days, mean_open_age_days, closing_days"));
  verb->add_option("--least", options->least_base,
                   tr("grids with fewer households, buildings or tickets have no rank; 30 where "
                      "not said"));
  verb->add_option("--compare", options->compare,
                   tr("before or year_before: the period that the one of --from and --until is "
                      "held against"))
      ->check(CLI::IsMember({"before", "year_before"}));
  verb->add_option("--compare-from", options->compare_from, tr("or that period's first day"));
  verb->add_option("--compare-until", options->compare_until, tr("and the day after its last"));
  verb->add_option("-o,--output", options->output, tr("a map of the grids as PNG"));
  verb->add_flag("--json", options->json, tr("answer as JSON"));
  options->tickets.add_to(*verb);
  options->picture.add_to(*verb);
  options->input.add_to(*verb);
  verb->footer(
      tr("Example: wangge rank --demo --class 高空坠物 --from 2025-03-01 --until 2025-04-01 "
         "--compare before"));
  verb->callback(
      [options, &places, &job] { job = [options, &places] { return run(*options, places); }; });
}

}  // namespace wangge::app
