#include "app/tables.h"

#include <fmt/format.h>

#include <cstdio>

#include "app/inputs.h"
#include "app/verbs.h"
#include "base/i18n.h"

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
  verb.add_option("--output-crs", crs, tr("coordinate system of the file that is written"));
  verb.add_option("--output-encoding", encoding,
                  tr("encoding of a shapefile: UTF-8, GBK, GB18030"));
  verb.add_flag("--unmasked", unmasked, tr("write names and phone numbers as they are"));
}

Result<io::WriteOptions> WritingOptions::parse() const {
  const auto target = geo::Crs::from_text(crs);
  if (!target) return target.error();
  io::WriteOptions options;
  options.target_crs = *target;
  options.encoding = encoding;
  options.mask_personal = !unmasked;
  return options;
}

int write_and_report(const model::Layer& layer, const geo::Crs& crs, const std::string& path,
                     const io::WriteOptions& options, std::FILE* done) {
  Progress progress;
  const auto report = io::write_layer(layer, crs, path, options, progress);
  if (!report) return fail(report.error());
  for (const std::string& warning : report->warnings) {
    fmt::print(stderr, "{}{}\n", tr("Note: "), warning);
  }
  fmt::print(done, "{}\n",
             trf("{} features were written to {}, read back and compared.",
                 with_separators(static_cast<long long>(report->features)), path));
  return exit_fine;
}

}  // namespace wangge::app
