#pragma once

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "io/read.h"
#include "session/session.h"

namespace wangge::app {

/// The options that say how files are to be read, shared by all verbs that open some.
struct InputOptions {
  std::string crs, control_points, control_crs, encoding, role;
  std::vector<std::string> layers;
  std::vector<std::string> columns;  ///< "reported_at=Created Date"
  bool allow_network = false;

  void add_to(CLI::App& verb);
  /// Where control points are given, their residuals go to standard error.
  /// errors  invalid_argument for a role or field that does not exist or points that do not do,
  ///         unknown_crs, and those of reading the table of points
  Result<io::ReadOptions> parse() const;
};

/// Opens files in a session and waits. Failures and warnings go to standard error.
/// returns  how many files could not be opened
std::size_t open_and_report(session::Session& session, const std::vector<std::string>& paths,
                            const io::ReadOptions& options);

/// Prints what the session has said since the last call; returns the number of failures.
/// done  where it goes what was done: standard error where standard output holds JSON alone
std::size_t report_notices(session::Session& session, std::FILE* done = stdout);

/// Prints the error and returns the exit code it calls for.
int fail(const Error& error);

/// The files of the demo.
std::vector<std::string> demo_files(const std::string& demo_dir);

}  // namespace wangge::app
