#include "app/ticket_options.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/verbs.h"
#include "base/i18n.h"

namespace wangge::app {
namespace {

constexpr std::size_t most_named = 12;

/// Whether tickets hold every value that an option asks for.
Result<void> check_known(const std::vector<std::string>& wanted,
                         const std::vector<std::string>& known, const char* option) {
  for (const std::string& value : wanted) {
    if (std::ranges::find(known, value) != known.end()) continue;
    std::string names = fmt::format(
        "{}",
        fmt::join(known.begin(),
                  known.begin() + static_cast<std::ptrdiff_t>(std::min(known.size(), most_named)),
                  ", "));
    if (known.size() > most_named) names += " …";
    return Error{
        ErrorCode::not_found, option, trf("No ticket has “{}”.", value),
        names.empty() ? tr("The tickets have no such column.") : trf("Choose among: {}.", names)};
  }
  return {};
}

std::vector<std::string> texts_of(const std::vector<analysis::ValueCount>& values) {
  std::vector<std::string> texts;
  for (const analysis::ValueCount& value : values) texts.push_back(value.text);
  return texts;
}

Result<void> check_values(const TicketOptions& options, const session::Snapshot& snapshot) {
  const session::TicketFacts& facts = *snapshot.tickets->facts;
  std::vector<std::string> classes, subclasses;
  for (const analysis::ClassCount& one : facts.classes) {
    classes.push_back(one.category);
    for (const analysis::ValueCount& leaf : one.subcategories) {
      subclasses.push_back(one.category + "/" + leaf.text);
    }
  }
  std::vector<std::string> communities, grids;
  if (snapshot.plan) {
    for (const model::GridRecord& grid : snapshot.plan->plan->grids) {
      grids.push_back(grid.code);
      std::string community(analysis::bare_community_name(grid.community));
      if (std::ranges::find(communities, community) == communities.end()) {
        communities.push_back(std::move(community));
      }
    }
  }
  const struct {
    const std::vector<std::string>& wanted;
    std::vector<std::string> known;
    const char* option;
  } checks[] = {{options.classes, classes, "--class"},
                {options.subclasses, subclasses, "--subclass"},
                {options.statuses, texts_of(facts.statuses), "--status"},
                {options.levels, texts_of(facts.levels), "--level"},
                {options.severities, texts_of(facts.severities), "--severity"},
                {options.sources, texts_of(facts.sources), "--source"}};
  for (const auto& [wanted, known, option] : checks) {
    if (auto good = check_known(wanted, known, option); !good) return good;
  }
  if (!snapshot.plan) return {};  // grids of a layer alone are looked for as they are written
  std::vector<std::string> bare;
  for (const std::string& one : options.communities) {
    bare.emplace_back(analysis::bare_community_name(one));
  }
  if (auto good = check_known(bare, communities, "--community"); !good) return good;
  return check_known(options.grids, grids, "--grid");
}

}  // namespace

void TicketOptions::add_to(CLI::App& verb) {
  verb.add_option("--class", classes, tr("only tickets of these classes"));
  verb.add_option("--subclass", subclasses, tr("CLASS/SUBCLASS: only such tickets"));
  verb.add_option("--status", statuses, tr("only tickets of these states"));
  verb.add_option("--level", levels, tr("only tickets handled at these levels"));
  verb.add_option("--severity", severities, tr("only tickets of these severities"));
  verb.add_option("--source", sources, tr("only tickets that came in by these ways"));
  verb.add_option("--community", communities, tr("only tickets in these communities"));
  verb.add_option("--grid", grids, tr("only tickets in the grids of these codes"));
  verb.add_option("--text", text,
                  tr("only tickets whose description, address or id has this text"));
  verb.add_option("--from", from, tr("only tickets reported on that day or later"));
  verb.add_option("--until", until, tr("only tickets reported before that day"));
  verb.add_flag("--open", open, tr("tickets that were open in that time, whenever reported"));
}

Result<std::optional<Seconds>> parse_moment(const std::string& text, const char* option) {
  if (text.empty()) return std::optional<Seconds>();
  if (const auto time = parse_time(text)) return std::optional(*time);
  return Error{ErrorCode::invalid_argument, option, trf("“{}” is no date.", text),
               tr("Write it like 2025-03-01.")};
}

Result<session::SetTicketFilter> TicketOptions::parse() const {
  session::SetTicketFilter wish;
  const auto first = parse_moment(from, "--from"), last = parse_moment(until, "--until");
  if (!first) return first.error();
  if (!last) return last.error();
  wish.filter.categories = classes;
  for (const std::string& one : subclasses) {
    const auto slash = one.find('/');
    if (slash == std::string::npos) {
      return Error{ErrorCode::invalid_argument, "--subclass",
                   trf("“{}” does not name a class and a subclass.", one),
                   tr("Write it like 高空坠物/高空抛物.")};
    }
    wish.filter.subcategories.push_back({one.substr(0, slash), one.substr(slash + 1)});
  }
  wish.filter.statuses = statuses;
  wish.filter.levels = levels;
  wish.filter.severities = severities;
  wish.filter.sources = sources;
  wish.filter.text = text;
  wish.filter.from = *first;
  wish.filter.until = *last;
  if (open) wish.filter.time_mode = analysis::TimeMode::open;
  wish.communities = communities;
  wish.grids = grids;
  return wish;
}

int open_tickets(session::Session& session, const std::vector<std::string>& files,
                 const io::ReadOptions& read) {
  const std::size_t failed = open_and_report(session, files, read);
  // Somebody who asks about points means these points, whatever they look like.
  if (!session.snapshot().tickets) {
    for (const auto& entry : session.snapshot().workspace->layers) {
      if (entry.layer->geometry.kind() != geo::Kind::points) continue;
      session.apply(session::SetRole{entry.id, model::Role::tickets});
      session.wait();
      break;
    }
  }
  if (!session.snapshot().tickets && failed == 0) {
    return fail({ErrorCode::empty, "", tr("There are no tickets among these files."),
                 tr("Name a file of tickets.")});
  }
  return failed > 0 ? exit_input_error : exit_fine;  // why was said
}

std::string conservation_text(const session::Conservation& conservation) {
  const auto counted = [](std::size_t n) { return with_separators(static_cast<long long>(n)); };
  return trf("in grids {} + outside {} + without coordinates {} = {}", counted(conservation.inside),
             counted(conservation.outside), counted(conservation.without_coordinates),
             counted(conservation.all));
}

int filter_tickets(session::Session& session, const TicketOptions& options) {
  const auto wish = options.parse();
  if (!wish) return fail(wish.error());
  if (const auto known = check_values(options, session.snapshot()); !known) {
    return fail(known.error());
  }
  session.apply(*wish);
  session.wait();
  return report_notices(session) > 0 ? exit_input_error : exit_fine;
}

}  // namespace wangge::app
