#include "app/inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "app/tables.h"
#include "app/verbs.h"
#include "base/i18n.h"
#include "geo/control_points.h"
#include "io/control_points_file.h"
#include "io/encoding.h"

namespace wangge::app {

namespace {

Result<geo::PlacedCrs> place_by_control_points(const InputOptions& options,
                                               const std::optional<geo::Crs>& source) {
  const auto points = io::read_control_points(options.control_points);
  if (!points) return points.error();
  const auto target =
      geo::Crs::from_text(options.control_crs.empty() ? "EPSG:4490" : options.control_crs);
  if (!target) return target.error();
  auto placed = source ? geo::place_by_datum_shift(*points, *source, *target)
                       : geo::place_local_system(*points, *target);
  if (placed) return placed;
  Error error = placed.error();
  error.where = options.control_points;
  return error;
}

/// To standard error, so that what a verb answers stays alone.
void report(const geo::PlacedCrs& placed) {
  fmt::print(stderr, "{}\n", placed.method);
  for (std::size_t i = 0; i < placed.residuals.metres.size(); ++i) {
    fmt::print(stderr, "  {}\n",
               trf("control point {}: {:.3f} m off", i + 1, placed.residuals.metres[i]));
  }
  fmt::print(stderr, "  {}\n", trf("all together: {:.3f} m (RMS)", placed.residuals.rms_m));
}

}  // namespace

void InputOptions::add_to(CLI::App& verb) {
  verb.add_option("--crs", crs,
                  tr("coordinate system of the files: EPSG:4547, GCJ-02, BD-09, BD-09MC, "
                     "“EPSG:4547 yx” for northing first …"));
  verb.add_option(
      "--control-points", control_points,
      tr("table of control points that places a local system: x and y in the file, x and "
         "y where they truly are; with --crs by 7 parameters, else by 4"));
  verb.add_option("--control-crs", control_crs,
                  tr("coordinate system of the true places (degrees: EPSG:4490)"));
  verb.add_option("--encoding", encoding, tr("encoding of the texts: UTF-8, GB18030 …"));
  verb.add_option("--role", role, tr("what the layers are: grids, buildings, tickets …"));
  verb.add_option("--column", columns, tr("FIELD=COLUMN: which column holds a field"));
  verb.add_option("--layer", layers, tr("only this layer of the file; can be given several times"))
      ->allow_extra_args(false);
  verb.add_flag("--allow-network", allow_network, tr("allow paths that lead to the network"));
}

Result<io::ReadOptions> InputOptions::parse() const {
  io::ReadOptions options;
  if (!encoding.empty() && io::canonical_encoding(encoding).empty()) {
    return Error{ErrorCode::invalid_argument, "--encoding",
                 trf("There is no text encoding named “{}”.", encoding),
                 tr("Use UTF-8, GB18030 or BIG5.")};
  }
  options.encoding = encoding;
  options.layers = layers;
  options.allow_network = allow_network;
  if (!crs.empty()) {
    auto read = geo::Crs::from_text(crs);
    if (!read) return read.error();
    options.source_crs = *read;
  }
  if (!control_points.empty()) {
    auto placed = place_by_control_points(*this, options.source_crs);
    if (!placed) return placed.error();
    report(*placed);
    options.source_crs = placed->crs;
  }
  if (!role.empty()) {
    options.role = model::role_from_key(role);
    if (!options.role) {
      std::string known;
      for (const auto r : model::all_roles)
        known += (known.empty() ? "" : ", ") + std::string(model::role_key(r));
      return Error{ErrorCode::invalid_argument, "--role", trf("“{}” is no role.", role),
                   trf("Choose one of: {}.", known)};
    }
  }
  auto chosen = parse_columns(columns, "--column");
  if (!chosen) return chosen.error();
  options.columns = std::move(*chosen);
  return options;
}

std::size_t report_notices(session::Session& session, std::FILE* done) {
  std::size_t failures = 0;
  const auto notices = session.snapshot().notices;
  for (const session::Notice& notice : notices) {
    const bool failed = notice.kind == session::NoticeKind::failure;
    failures += failed ? 1 : 0;
    fmt::print(notice.kind == session::NoticeKind::done ? done : stderr, "{}{}\n",
               failed                                        ? tr("Error: ")
               : notice.kind == session::NoticeKind::warning ? tr("Note: ")
                                                             : "",
               notice.text);
    session.apply(session::DismissNotice{notice.number});
  }
  return failures;
}

std::size_t open_and_report(session::Session& session, const std::vector<std::string>& paths,
                            const io::ReadOptions& options) {
  session.apply(session::OpenFiles{paths, options, false});
  session.wait();
  return report_notices(session);
}

int fail(const Error& error) {
  fmt::print(stderr, "{}{}\n", tr("Error: "), to_text(error));
  return exit_input_error;
}

std::vector<std::string> demo_files(const std::string& demo_dir) {
  std::vector<std::string> files;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(demo_dir, ignored)) {
    const auto extension = entry.path().extension();
    if (extension == ".geojson" || extension == ".shp" || extension == ".csv") {
      files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace wangge::app
