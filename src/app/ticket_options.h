#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "app/inputs.h"

namespace wangge::app {

/// The options that say which tickets count, shared by all verbs about incidents.
struct TicketOptions {
  std::vector<std::string> classes, subclasses, statuses, levels, severities, sources, communities,
      grids;
  std::string text, from, until;
  bool open = false;  ///< open at some time of the range, instead of reported in it

  void add_to(CLI::App& verb);
  /// errors  invalid_argument: a date that is none, a subclass that is not written CLASS/SUBCLASS
  Result<session::SetTicketFilter> parse() const;
};

/// The moment of the option; nothing where it was not given.
/// errors  invalid_argument: no date
Result<std::optional<Seconds>> parse_moment(const std::string& text, const char* option);

/// Opens the files and sees to it that there are tickets: points are taken for such where no layer
/// looks like tickets. What goes wrong is printed.
/// returns  exit_fine, or what the verb has to return
int open_tickets(session::Session& session, const std::vector<std::string>& files,
                 const io::ReadOptions& read);

/// "in grids 3,980 + outside 9 + without coordinates 11 = 4,000": none is lost.
std::string conservation_text(const session::Conservation& conservation);

/// Filters the open tickets. What goes wrong is printed: a value that no ticket has, with those
/// there are.
/// returns  exit_fine, or what the verb has to return
int filter_tickets(session::Session& session, const TicketOptions& options);

}  // namespace wangge::app
