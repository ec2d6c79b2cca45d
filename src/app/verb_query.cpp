#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/question_answer.h"
#include "analysis/question_text.h"
#include "analysis/question_words.h"
#include "app/inputs.h"
#include "app/tables.h"
#include "app/ticket_options.h"
#include "app/verbs.h"
#include "base/i18n.h"

namespace wangge::app {
namespace {

using nlohmann::ordered_json;

struct Options {
  std::string question, now, output;
  std::vector<std::string> files, parameters;
  std::optional<std::size_t> why;
  std::size_t most = 20;
  bool demo = false, json = false;
  InputOptions input;
  WritingOptions writing;
};

using Values = std::vector<std::pair<std::string, std::string>>;

Result<Values> values_of(const std::vector<std::string>& texts) {
  Values values;
  for (const std::string& text : texts) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      return Error{ErrorCode::invalid_argument, "--set",
                   trf("“{}” does not give a parameter a value.", text),
                   tr("Write it like kind=学校.")};
    }
    values.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return values;
}

/// The question with all its parameters.
Result<analysis::Question> question_of(const Options& options) {
  const auto question = analysis::parse_question(options.question);
  if (!question) return question.error();
  const auto values = values_of(options.parameters);
  if (!values) return values.error();
  const auto asked = analysis::parameters_of(*question);
  for (const auto& [name, value] : *values) {
    if (std::ranges::find(asked, name) != asked.end()) continue;
    return Error{ErrorCode::invalid_argument, "--set",
                 trf("The question has no parameter ${}.", name), ""};
  }
  analysis::Question whole = analysis::with_parameters(*question, *values);
  const auto open = analysis::parameters_of(whole);
  if (open.empty()) return whole;
  return Error{ErrorCode::invalid_argument, "question", trf("${} has no value.", open.front()),
               trf("Give it one: --set {}=…", open.front())};
}

ordered_json as_json(const session::AnswerView& view, std::size_t most) {
  const analysis::Answer& answer = view.answer;
  ordered_json conditions = ordered_json::array();
  for (std::size_t i = 0; i < answer.alone.size(); ++i) {
    conditions.push_back({{"condition", analysis::to_text(view.question.where.conditions[i])},
                          {"alone", answer.alone[i]}});
  }
  ordered_json found = ordered_json::array();
  for (std::size_t i = 0; i < std::min(most, answer.rows.size()); ++i) {
    found.push_back({{"row", answer.rows[i] + 1}, {"label", view.of->label(answer.rows[i])}});
  }
  return {{"question", analysis::to_text(view.question)},
          {"sentence", view.sentence},
          {"asked_at", format_time(view.asked_at)},
          {"layer", view.of->name},
          {"of", view.of->size()},
          {"found", answer.rows.size()},
          {"conditions", std::move(conditions)},
          {"first", std::move(found)}};
}

void print(const session::AnswerView& view, std::size_t most, bool written) {
  const analysis::Answer& answer = view.answer;
  fmt::print("{}\n", view.sentence);
  fmt::print("{}\n", trf("{} of {} features, asked at {}.",
                         with_separators(static_cast<long long>(answer.rows.size())),
                         with_separators(static_cast<long long>(view.of->size())),
                         format_time(view.asked_at)));
  if (answer.alone.size() > 1) {
    for (std::size_t i = 0; i < answer.alone.size(); ++i) {
      fmt::print("  {:>10}  {}\n", with_separators(static_cast<long long>(answer.alone[i])),
                 analysis::to_text(view.question.where.conditions[i]));
    }
  }
  for (std::size_t i = 0; i < std::min(most, answer.rows.size()); ++i) {
    fmt::print("{}\t{}\n", answer.rows[i] + 1, view.of->label(answer.rows[i]));
  }
  if (answer.rows.size() > most && !written) {
    fmt::print("{}\n", trf("… and {} more; -o FILE writes them all.",
                           with_separators(static_cast<long long>(answer.rows.size() - most))));
  }
}

ordered_json as_json(const std::vector<analysis::Reason>& reasons) {
  ordered_json all = ordered_json::array();
  for (const analysis::Reason& reason : reasons) {
    ordered_json one{{"met", reason.met}, {"text", reason.text}};
    if (!reason.parts.empty()) one["parts"] = as_json(reason.parts);
    all.push_back(std::move(one));
  }
  return all;
}

void print(const std::vector<analysis::Reason>& reasons, int indent) {
  for (const analysis::Reason& reason : reasons) {
    fmt::print("{:{}}{} {}\n", "", indent, reason.met ? "✓" : "✗", reason.text);
    print(reason.parts, indent + 2);
  }
}

/// Why a row, counted from 1, is in the answer or not.
int tell_why(session::Session& session, const Options& options) {
  const auto& view = session.snapshot().answer;
  if (*options.why < 1 || *options.why > view->of->size()) {
    return fail({ErrorCode::invalid_argument, "--why", trf("There is no row {}.", *options.why),
                 trf("“{}” has rows 1 … {}.", view->of->name, view->of->size())});
  }
  const auto row = static_cast<std::uint32_t>(*options.why - 1);
  session.apply(session::AskWhy{row});
  session.wait();
  if (report_notices(session) > 0) return exit_input_error;
  const session::AnswerView& told = *session.snapshot().answer;
  const bool found = std::ranges::binary_search(told.answer.rows, row);
  if (options.json) {
    fmt::print("{}\n", ordered_json{{"row", *options.why},
                                    {"label", told.of->label(row)},
                                    {"found", found},
                                    {"reasons", as_json(told.why->reasons)}}
                           .dump(2));
    return exit_fine;
  }
  fmt::print("{}\n", found ? trf("Why “{}” was found", told.of->label(row))
                           : trf("Why “{}” was not found", told.of->label(row)));
  print(told.why->reasons, 2);
  return exit_fine;
}

int run(Options options, const Places& places) {
  const auto read = options.input.parse();
  if (!read) return fail(read.error());
  const auto writing = options.writing.parse();
  if (!writing) return fail(writing.error());
  const auto question = question_of(options);
  if (!question) return fail(question.error());
  const auto now = parse_moment(options.now, "--now");
  if (!now) return fail(now.error());
  if (options.demo) options.files = demo_files(places.demo);

  session::Session session;
  session.log_exports_in(places.export_log);
  if (open_and_report(session, options.files, *read) > 0) return exit_input_error;
  session.apply(session::Ask{*question, *now});
  session.wait();
  std::FILE* const done = options.json ? stderr : stdout;
  if (report_notices(session, done) > 0) return exit_input_error;
  const auto view = session.snapshot().answer;
  if (view->error) return fail(*view->error);
  if (options.why) return tell_why(session, options);
  if (options.json) {
    fmt::print("{}\n", as_json(*view, options.most).dump(2));
  } else {
    print(*view, options.output.empty() ? options.most : 0, !options.output.empty());
  }
  if (options.output.empty()) return exit_fine;
  if (view->answer.rows.empty()) {
    fmt::print(stderr, "{}{}\n", tr("Note: "),
               trf("There is nothing to write: {} was not made.", options.output));
    return exit_findings;
  }
  session.apply(session::ExportLayer{view->answer.layer, true, options.output, writing->options,
                                     writing->reason});
  session.wait();
  return report_notices(session, done) > 0 ? exit_input_error : exit_fine;
}

}  // namespace

void add_query(CLI::App& app, const Places& places, Job& job) {
  CLI::App* verb = app.add_subcommand(
      "query", tr("ask which features meet conditions on values, times and places"));
  auto options = std::make_shared<Options>();
  verb->add_option("QUESTION", options->question,
                   tr("LAYER where CONDITION and CONDITION …, see below"))
      ->required();
  verb->add_option("FILE", options->files, tr("files to open"));
  verb->add_flag("--demo", options->demo, tr("ask the demo"));
  verb->add_option("--set", options->parameters,
                   tr("value of a parameter $NAME of the question, as NAME=VALUE"))
      ->allow_extra_args(false);
  verb->add_option("--now", options->now,
                   tr("moment that “the last 30 days” end with; else the newest date there is, or "
                      "now where that is earlier"));
  verb->add_option("--why", options->why, tr("tell why this row (from 1) is in the answer or not"));
  verb->add_option("--most", options->most, tr("how many of the features are listed"));
  verb->add_option("-o,--output", options->output,
                   tr("file that what was found is written to, with the question"));
  verb->add_flag("--json", options->json, tr("tell the answer as JSON"));
  options->writing.add_to(*verb);
  options->input.add_to(*verb);
  verb->footer(tr(
      "Conditions:\n"
      "  COLUMN = VALUE, !=, <, <=, >, >=, in (A, B), contains TEXT, starts with TEXT,\n"
      "  is empty; each with “not” in front\n"
      "  COLUMN in last 30 days (hours, weeks, months, years), from DAY until DAY\n"
      "  intersects, within, contains, overlaps, touches, crosses, equals, disjoint PLACE\n"
      "  within 100 m of PLACE, nearest 3 to PLACE\n"
      "PLACE is a layer, (LAYER where CONDITION), or shape 'POLYGON ((…))' in degrees. Layers\n"
      "are called by their role (tickets, grids, communities, buildings, facilities …) or their\n"
      "name, columns by their field (class, status, reported_at …) or their name. Names and\n"
      "values with blanks stand in quotes. Conditions are joined by and, or, brackets.\n"
      "Examples:\n"
      "  wangge query --demo \"tickets where class = 高空坠物 and closed_at is empty\"\n"
      "  wangge query \"tickets where within 100 m of (facilities where kind = 学校) and\n"
      "    reported_at in last 30 days\" tickets.csv facilities.geojson -o near.gpkg\n"
      "  wangge query \"buildings where floors >= $n\" buildings.shp --set n=18 --json"));
  verb->callback(
      [options, &places, &job] { job = [options, &places] { return run(*options, places); }; });
}

}  // namespace wangge::app
