#pragma once

#include <cstdio>
#include <string>

#include "app/plan_input.h"
#include "app/tables.h"

namespace wangge::app {

/// Where and how a verb of `wangge plan` writes the plan it has made.
struct PlanOutput {
  std::string path;
  bool units = false;
  WritingOptions writing;

  void add_to(CLI::App& verb, bool required);
  /// .csv and .txt as unit and grid in every line, all others as outlines of grids, or the units
  /// with their grids. What goes wrong is printed.
  ///
  /// done     where it goes what was done
  /// returns  exit_fine, or what the verb has to return
  int write(session::Session& session, std::FILE* done = stdout) const;
};

}  // namespace wangge::app
