#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "app/places.h"
#include "io/read.h"

namespace wangge::app {

/// What the program tells its caller.
enum ExitCode {
  exit_fine = 0,
  exit_findings = 1,     ///< the job was done and something was found wrong
  exit_input_error = 2,  ///< a file or a value could not be used
  exit_usage = 64,       ///< the command line made no sense
};

/// What was asked for: run by main() after the command line has been read.
using Job = std::function<int()>;

// Each adds one verb to the command line; when it is given, `job` becomes what to do.
void add_view(CLI::App& app, const Places& places, Job& job);
void add_info(CLI::App& app, Job& job);
void add_check(CLI::App& app, Job& job);
void add_convert(CLI::App& app, Job& job);
void add_render(CLI::App& app, const Places& places, Job& job);
void add_select(CLI::App& app, Job& job);
void add_query(CLI::App& app, const Places& places, Job& job);
void add_tool(CLI::App& app, Job& job);
void add_stats(CLI::App& app, const Places& places, Job& job);
void add_export(CLI::App& app, const Places& places, Job& job);
void add_heat(CLI::App& app, const Places& places, Job& job);
void add_assign(CLI::App& app, Job& job);
void add_rank(CLI::App& app, const Places& places, Job& job);
void add_join(CLI::App& app, Job& job);
void add_households(CLI::App& app, Job& job);
void add_match(CLI::App& app, Job& job);
void add_plan(CLI::App& app, Job& job);
void add_update(CLI::App& app, Job& job);
void add_save(CLI::App& app, Job& job);
void add_synth(CLI::App& app, Job& job);

}  // namespace wangge::app
