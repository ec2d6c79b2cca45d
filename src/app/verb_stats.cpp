#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/column_named.h"
#include "analysis/question_answer.h"
#include "analysis/question_text.h"
#include "app/inputs.h"
#include "app/tables.h"
#include "app/verbs.h"
#include "base/i18n.h"
#include "model/personal.h"

namespace wangge::app {
namespace {

using analysis::Aggregate;
using analysis::GroupKey;
using nlohmann::ordered_json;

struct Options {
  std::string layer = "tickets", where, output;
  std::vector<std::string> files, by, measures;
  bool demo = false, json = false, pivot = false;
  InputOptions input;
};

constexpr std::pair<std::string_view, GroupKey::Step> steps[] = {
    {"hour", GroupKey::Step::hour},   {"weekday", GroupKey::Step::weekday},
    {"day", GroupKey::Step::day},     {"week", GroupKey::Step::week},
    {"month", GroupKey::Step::month}, {"quarter", GroupKey::Step::quarter},
    {"year", GroupKey::Step::year}};
constexpr std::pair<std::string_view, Aggregate> aggregates[] = {
    {"count", Aggregate::count},       {"filled", Aggregate::filled},
    {"distinct", Aggregate::distinct}, {"sum", Aggregate::sum},
    {"mean", Aggregate::mean},         {"median", Aggregate::median},
    {"least", Aggregate::least},       {"most", Aggregate::most},
    {"share", Aggregate::share},       {"quartiles", Aggregate::quartiles}};

template <typename List>
auto found_in(const List& list, std::string_view name) {
  return std::ranges::find_if(list, [&](const auto& one) { return one.first == name; });
}

/// "community", "grid", "category", "reported_at:month"
Result<session::GroupBy> key_of(const std::string& text) {
  session::GroupBy key;
  if (text == "community" || text == "grid") {
    key.by = text == "grid" ? session::GroupBy::By::grids : session::GroupBy::By::communities;
    return key;
  }
  const auto colon = text.rfind(':');
  key.column = text.substr(0, colon);
  if (colon == std::string::npos) return key;
  const auto step = found_in(steps, text.substr(colon + 1));
  if (step == std::end(steps)) {
    return Error{ErrorCode::invalid_argument, "--by",
                 trf("“{}” is no step of the calendar.", text.substr(colon + 1)),
                 tr("Choose one of: hour, weekday, day, week, month, quarter, year.")};
  }
  key.step = step->second;
  return key;
}

/// "count", "sum:households"
Result<analysis::GroupMeasure> measure_of(const std::string& text) {
  const auto colon = text.find(':');
  const auto aggregate = found_in(aggregates, text.substr(0, colon));
  if (aggregate == std::end(aggregates)) {
    return Error{
        ErrorCode::invalid_argument, "--measure",
        trf("“{}” cannot be worked out.", text.substr(0, colon)),
        tr("Choose one of: count, filled, distinct, sum, mean, median, least, most, share, "
           "quartiles.")};
  }
  analysis::GroupMeasure measure{aggregate->second};
  if (colon != std::string::npos) measure.column = text.substr(colon + 1);
  const bool of_rows =
      measure.aggregate == Aggregate::count || measure.aggregate == Aggregate::share;
  if (of_rows == measure.column.empty()) return measure;
  return Error{ErrorCode::invalid_argument, "--measure",
               of_rows ? trf("“{}” takes no column.", aggregate->first)
                       : trf("“{}” needs a column.", aggregate->first),
               tr("Write it like sum:households or count.")};
}

ordered_json number(double value) {
  return std::isfinite(value) ? ordered_json(value) : ordered_json();
}

ordered_json as_json(const session::StatisticsView& view) {
  const analysis::GroupTable& table = view.table;
  ordered_json lines = ordered_json::array();
  for (const analysis::GroupLine& line : table.lines) {
    ordered_json values = ordered_json::array();
    for (const double value : line.values) values.push_back(number(value));
    ordered_json one{
        {"keys", std::vector(line.keys.begin(),
                             line.keys.begin() + static_cast<std::ptrdiff_t>(line.depth))},
        {"rows", line.rows},
        {"values", std::move(values)}};
    for (const analysis::Box& box : line.boxes) {
      one["boxes"].push_back({{"n", box.n},
                              {"least", number(box.least)},
                              {"q1", number(box.q1)},
                              {"median", number(box.median)},
                              {"q3", number(box.q3)},
                              {"most", number(box.most)}});
    }
    lines.push_back(std::move(one));
  }
  return {{"layer", view.of->name},
          {"rows", view.rows->size()},
          {"headings", table.headings},
          {"lines", std::move(lines)}};
}

/// Whether the column holds names or phones of persons.
bool is_personal(const std::string& name, const model::Layer& layer) {
  const int column = analysis::column_named(layer, name);
  return column >= 0 &&
         model::personal_column(layer, static_cast<std::size_t>(column)) != model::Personal::no;
}

/// Groups and extremes would show persons unmasked; how many there are may be asked.
Result<void> check_persons(const session::ShowStatistics& wish, const model::Layer& layer) {
  const auto refused = [](const char* option, const std::string& column) {
    return Error{ErrorCode::invalid_argument, option,
                 trf("“{}” holds names or numbers of persons, which are not shown.", column),
                 tr("Choose another column, or count its values with filled or distinct.")};
  };
  for (const session::GroupBy& key : wish.keys) {
    if (is_personal(key.column, layer)) return refused("--by", key.column);
  }
  for (const analysis::GroupMeasure& measure : wish.measures) {
    const bool counts =
        measure.aggregate == Aggregate::filled || measure.aggregate == Aggregate::distinct;
    if (!counts && is_personal(measure.column, layer)) return refused("--measure", measure.column);
  }
  return {};
}

/// Selects the rows that meet the condition.
Result<void> select_where(session::Session& session, const Options& options) {
  const auto question = analysis::parse_question(options.layer + " where " + options.where);
  if (!question) return question.error();
  session.apply(session::Ask{*question, {}});
  session.wait();
  const auto& view = session.snapshot().answer;
  return view->error ? Result<void>(*view->error) : Result<void>();
}

int run(Options options, const Places& places) {
  const auto read = options.input.parse();
  if (!read) return fail(read.error());
  session::ShowStatistics wish;
  for (const std::string& text : options.by) {
    const auto key = key_of(text);
    if (!key) return fail(key.error());
    wish.keys.push_back(*key);
  }
  for (const std::string& text : options.measures) {
    const auto measure = measure_of(text);
    if (!measure) return fail(measure.error());
    wish.measures.push_back(*measure);
  }
  if (wish.measures.empty()) wish.measures.emplace_back();
  if (options.pivot && wish.keys.size() != 2) {
    return fail({ErrorCode::invalid_argument, "--pivot", tr("A pivot table takes two keys."),
                 tr("Give --by twice.")});
  }
  if (options.demo) options.files = demo_files(places.demo);
  session::Session session;
  if (open_and_report(session, options.files, *read) > 0) return exit_input_error;
  const auto layer = analysis::asked_layer(options.layer, *session.snapshot().workspace);
  if (!layer) return fail(layer.error());
  const auto shown = check_persons(wish, *session.snapshot().workspace->find(*layer)->layer);
  if (!shown) return fail(shown.error());
  wish.layer = *layer;
  if (!options.where.empty()) {
    const auto selected = select_where(session, options);
    if (!selected) return fail(selected.error());
    wish.of = session::RowsOf::selected;
  }
  session.apply(wish);
  session.wait();
  std::FILE* const done = options.json ? stderr : stdout;
  if (report_notices(session, done) > 0) return exit_input_error;
  const auto& view = session.snapshot().statistics;
  if (view->error) return fail(*view->error);
  if (options.json) {
    fmt::print("{}\n", as_json(*view).dump(2));
  } else if (options.output.empty()) {
    fmt::print("{}", options.pivot && view->pivot ? analysis::to_tabs(*view->pivot)
                                                  : analysis::to_tabs(view->table));
  }
  if (options.output.empty()) return exit_fine;
  session.apply(session::ExportStatistics{options.output});
  session.wait();
  return report_notices(session, done) > 0 ? exit_input_error : exit_fine;
}

}  // namespace

void add_stats(CLI::App& app, const Places& places, Job& job) {
  CLI::App* verb = app.add_subcommand("stats", tr("count and sum rows by groups, with subtotals"));
  auto options = std::make_shared<Options>();
  verb->add_option("FILE", options->files, tr("files to open"));
  verb->add_flag("--demo", options->demo, tr("count in the demo"));
  verb->add_option("--of", options->layer, tr("layer by role or name; tickets where not said"));
  verb->add_option("--where", options->where,
                   tr("only rows that meet this condition, as in `wangge query`"));
  verb->add_option("--by", options->by,
                   tr("group by community, grid, a column, or COLUMN:month (hour, weekday, day, "
                      "week, quarter, year); several times for groups in groups"))
      ->allow_extra_args(false);
  verb->add_option("--measure", options->measures,
                   tr("count, share, or sum:COLUMN (filled, distinct, mean, median, least, most, "
                      "quartiles); count where not said"))
      ->allow_extra_args(false);
  verb->add_flag("--pivot", options->pivot, tr("the first key down, the second across"));
  verb->add_option("-o,--output", options->output, tr("table to write: .csv, .xlsx"));
  verb->add_flag("--json", options->json, tr("tell the numbers as JSON"));
  options->input.add_to(*verb);
  verb->footer(
      tr("Examples: wangge stats --demo --by community --by class\n"
         "  wangge stats tickets.csv --by reported_at:month --by class --pivot\n"
         "  wangge stats buildings.shp grids.geojson --of buildings --by grid "
         "--measure sum:households --measure median:floors -o grids.xlsx"));
  verb->callback(
      [options, &places, &job] { job = [options, &places] { return run(*options, places); }; });
}

}  // namespace wangge::app
