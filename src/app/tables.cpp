#include "app/tables.h"

#include <fmt/format.h>

#include <cstdio>

#include "app/inputs.h"
#include "app/places.h"
#include "app/verbs.h"
#include "base/i18n.h"
#include "session/answer_sentences.h"
#include "session/export_log.h"

namespace wangge::app {

Result<ReadLayer> read_one_layer(const std::string& path, const io::ReadOptions& options) {
  Progress progress;
  const auto result = io::read_file(path, options, progress);
  if (!result) return result.error();
  if (result->layers.size() != 1) {
    return Error{ErrorCode::invalid_argument, path,
                 trf("There are {} layers in it.", result->layers.size()),
                 tr("Give a file of one layer, or name one with --layer.")};
  }
  const model::LayerPtr& layer = result->layers.front();
  for (const std::string& warning : layer->source.warnings) {
    fmt::print(stderr, "{}{}: {}\n", tr("Note: "), layer->name, warning);
  }
  return ReadLayer{layer, result->crs};
}

Result<std::vector<std::pair<model::Field, std::string>>> parse_columns(
    const std::vector<std::string>& texts, const std::string& where) {
  std::vector<std::pair<model::Field, std::string>> columns;
  for (const std::string& text : texts) {
    const auto equals = text.find('=');
    const auto field = model::field_from_key(text.substr(0, equals));
    if (equals == std::string::npos || !field) {
      return Error{ErrorCode::invalid_argument, where,
                   trf("“{}” does not name a field and a column.", text),
                   tr("Write it like reported_at=Created Date.")};
    }
    columns.emplace_back(*field, text.substr(equals + 1));
  }
  return columns;
}

Result<std::pair<std::string, std::string>> parse_key_pair(const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
    return Error{ErrorCode::invalid_argument, "--key", trf("“{}” does not name two columns.", text),
                 tr("Write it like 楼号=楼栋编号: the table's column, then the layer's.")};
  }
  return std::pair(text.substr(0, equals), text.substr(equals + 1));
}

void WritingOptions::add_to(CLI::App& verb) {
  verb.add_option("--output-crs", crs,
                  tr("coordinate system of the file that is written: EPSG:4547, GCJ-02, BD-09 …"));
  verb.add_option("--output-encoding", encoding,
                  tr("encoding of a shapefile: UTF-8, GBK, GB18030"));
  verb.add_option("--fields", fields,
                  tr("columns to write, in this order, as COLUMN or COLUMN=NAME; else all"))
      ->delimiter(',')
      ->allow_extra_args(false);
  verb.add_flag("--rfc7946", rfc7946, tr("GeoJSON as RFC 7946 has it, without a crs member"));
  verb.add_flag("--unmasked", unmasked, tr("write names and phone numbers as they are"));
  verb.add_option("--reason", reason, tr("why they are written as they are; it is logged"));
}

Result<Writing> WritingOptions::parse() const {
  const auto target = geo::Crs::from_text(crs);
  if (!target) return target.error();
  if (unmasked && reason.empty()) {
    return Error{ErrorCode::invalid_argument, "--unmasked",
                 tr("Personal data are written as they are only for a reason."),
                 tr("Give it with --reason; it is logged.")};
  }
  if (unmasked && find_places().export_log.empty()) {
    return Error{ErrorCode::invalid_argument, "--unmasked",
                 tr("There is no folder for the log of such exports."),
                 tr("Set HOME or XDG_STATE_HOME.")};
  }
  Writing writing;
  writing.reason = reason;
  writing.options.target_crs = *target;
  writing.options.encoding = encoding;
  writing.options.mask_personal = !unmasked;
  writing.options.rfc7946 = rfc7946;
  for (const std::string& field : fields) {
    const auto equals = field.find('=');
    writing.options.fields.push_back(
        {field.substr(0, equals), equals == std::string::npos ? field : field.substr(equals + 1)});
  }
  return writing;
}

int write_and_report(const model::Layer& layer, const geo::Crs& crs, const std::string& path,
                     const Writing& writing, std::FILE* done) {
  const auto unmasked = session::unmasked_export(layer, path, writing.options, writing.reason);
  if (!unmasked) return fail(unmasked.error());
  io::WriteOptions options = writing.options;
  if (layer.recipe) options.about.push_back(session::recipe_sentence(*layer.recipe));
  if (*unmasked) {
    const auto logged =
        session::append_to_log(find_places().export_log, session::line_of(**unmasked));
    if (!logged) return fail(logged.error());
    options.about.push_back(session::sentence_of(**unmasked));
  }
  Progress progress;
  const auto report = io::write_layer(layer, crs, path, options, progress);
  if (!report) return fail(report.error());
  for (const std::string& warning : report->warnings) {
    fmt::print(stderr, "{}{}\n", tr("Note: "), warning);
  }
  fmt::print(done, "{}\n",
             trf("{} features were written to {}, read back and compared.",
                 with_separators(static_cast<long long>(report->features)), report->path));
  return exit_fine;
}

}  // namespace wangge::app
