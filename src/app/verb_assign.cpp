#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/ticket_options.h"
#include "app/verbs.h"
#include "base/i18n.h"

namespace wangge::app {
namespace {

struct Options {
  std::string tickets, grids;
  InputOptions input;
  bool json = false;
};

int run(const Options& options) {
  auto read = options.input.parse();
  if (!read) return fail(read.error());
  session::Session session;
  read->role = model::Role::grids;
  if (open_and_report(session, {options.grids}, *read) > 0) return exit_input_error;
  read->role = model::Role::tickets;
  if (open_and_report(session, {options.tickets}, *read) > 0) return exit_input_error;
  const auto& snapshot = session.snapshot();
  if (!snapshot.conservation) {
    return fail({ErrorCode::empty, options.tickets,
                 tr("There are no tickets or no grids to count in."),
                 tr("Check that the first file holds points and the second polygons.")});
  }
  const session::Conservation& c = *snapshot.conservation;
  if (snapshot.workspace->find(c.grids)->layer->geometry.kind() != geo::Kind::polygons) {
    return fail({ErrorCode::invalid_argument, options.grids,
                 tr("There are no areas in this file to count in."),
                 tr("Name a file of polygons after --grids.")});
  }
  const model::Layer& grids = *snapshot.workspace->find(c.grids)->layer;
  if (options.json) {
    nlohmann::ordered_json json{{"all", c.all},
                                {"in_grids", c.inside},
                                {"outside", c.outside},
                                {"without_coordinates", c.without_coordinates}};
    for (std::size_t row = 0; row < grids.size(); ++row) {
      json["grids"].push_back({{"grid", grids.label(row)}, {"count", (*c.counts)[row]}});
    }
    fmt::print("{}\n", json.dump(2));
    return exit_fine;
  }
  for (std::size_t row = 0; row < grids.size(); ++row) {
    fmt::print("{}\t{}\n", grids.label(row), (*c.counts)[row]);
  }
  fmt::print("{}\n", conservation_text(c));
  return exit_fine;
}

}  // namespace

void add_assign(CLI::App& app, Job& job) {
  CLI::App* verb = app.add_subcommand("assign", tr("count tickets per grid; none is lost"));
  auto options = std::make_shared<Options>();
  verb->add_option("TICKETS", options->tickets, tr("points to count"))->required();
  verb->add_option("--grids", options->grids, tr("polygons to count in"))->required();
  verb->add_flag("--json", options->json, tr("answer as JSON"));
  options->input.add_to(*verb);
  verb->callback([options, &job] { job = [options] { return run(*options); }; });
}

}  // namespace wangge::app
