#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "app/drawing.h"
#include "app/inputs.h"
#include "app/verbs.h"
#include "base/i18n.h"

namespace wangge::app {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string output, from, until;
  std::vector<std::string> classes;
  std::string kernel = "gaussian";
  double sigma_m = 100;
  PictureOptions picture;
  InputOptions input;
  bool demo = false, edge_corrected = false;
};

Result<std::optional<Seconds>> moment(const std::string& text, const char* option) {
  if (text.empty()) return std::optional<Seconds>();
  if (const auto time = parse_time(text)) return std::optional(*time);
  return Error{ErrorCode::invalid_argument, option, trf("“{}” is no date.", text),
               tr("Write it like 2025-03-01.")};
}

/// Whether there are tickets of every class asked for.
Result<void> check_classes(const std::vector<std::string>& classes,
                           const session::TicketView& tickets) {
  constexpr std::size_t most_named = 12;
  for (const std::string& wanted : classes) {
    const auto& known = tickets.facts->classes;
    if (std::any_of(known.begin(), known.end(),
                    [&](const auto& one) { return one.category == wanted; }))
      continue;
    std::string names;
    for (std::size_t i = 0; i < std::min(known.size(), most_named); ++i) {
      names += (names.empty() ? "" : ", ") + known[i].category;
    }
    if (known.size() > most_named) names += " …";
    return Error{ErrorCode::not_found, "--class", trf("No ticket is of the class “{}”.", wanted),
                 names.empty() ? tr("The tickets have no column of classes.")
                               : trf("Choose among: {}.", names)};
  }
  return {};
}

int run(Options options, const Places& places) {
  const auto read = options.input.parse();
  if (!read) return fail(read.error());
  const auto from = moment(options.from, "--from"), until = moment(options.until, "--until");
  if (!from) return fail(from.error());
  if (!until) return fail(until.error());
  if (const auto named = check_picture_name(options.output); !named) return fail(named.error());
  if (options.demo) options.files = demo_files(places.demo);

  session::Session session;
  session.apply(session::SetTheme{options.picture.dark ? model::Theme::dark : model::Theme::light});
  const std::size_t failed = open_and_report(session, options.files, *read);
  // Somebody who asks for the heat of points means these points, whatever they look like.
  if (!session.snapshot().tickets) {
    for (const auto& entry : session.snapshot().workspace->layers) {
      if (entry.layer->geometry.kind() != geo::Kind::points) continue;
      session.apply(session::SetRole{entry.id, model::Role::tickets});
      session.wait();
      break;
    }
  }
  if (!session.snapshot().tickets) {
    if (failed > 0) return exit_input_error;  // why was said
    return fail({ErrorCode::empty, "", tr("There are no points to make a surface of."),
                 tr("Name a file of tickets.")});
  }
  if (const auto known = check_classes(options.classes, *session.snapshot().tickets); !known) {
    return fail(known.error());
  }
  const std::map<std::string, analysis::Kernel> kernels{
      {"gaussian", analysis::Kernel::gaussian},
      {"quartic", analysis::Kernel::quartic},
      {"epanechnikov", analysis::Kernel::epanechnikov},
      {"triangular", analysis::Kernel::triangular},
      {"uniform", analysis::Kernel::uniform}};
  session.apply(session::SetTicketFilter{{options.classes, {}, *from, *until}});
  session.apply(
      session::ShowHeat{options.sigma_m, kernels.at(options.kernel), options.edge_corrected});
  session.wait();
  if (report_notices(session) > 0) return exit_input_error;
  const auto& snapshot = session.snapshot();
  const session::HeatView& heat = *snapshot.heat;
  session.apply(session::ShowLayer{snapshot.tickets->layer, false});
  fmt::print("{}\n", trf("{} of {} tickets, radius {} m, {}: highest {:.3g}", heat.surface->points,
                         snapshot.workspace->find(snapshot.tickets->layer)->layer->size(),
                         heat.request.sigma_m, heat.legend_title, heat.surface->max));
  const auto drawn = draw_picture(session.snapshot(), options.picture, places, options.output);
  if (!drawn) return fail(drawn.error());
  return failed > 0 ? exit_input_error : exit_fine;
}

}  // namespace

void add_heat(CLI::App& app, const Places& places, Job& job) {
  CLI::App* verb =
      app.add_subcommand("heat", tr("draw the density of tickets in ground metres to a PNG"));
  auto options = std::make_shared<Options>();
  verb->add_option("FILE", options->files, tr("tickets, and what else is to be drawn"));
  verb->add_flag("--demo", options->demo, tr("draw the demo"));
  verb->add_option("-o,--output", options->output, tr("PNG file to write"))->required();
  verb->add_option("--radius", options->sigma_m,
                   tr("standard deviation of the kernel in metres: 100, 200, 400 …"));
  verb->add_option("--kernel", options->kernel,
                   tr("gaussian, quartic, epanechnikov, triangular or uniform"))
      ->check(CLI::IsMember({"gaussian", "quartic", "epanechnikov", "triangular", "uniform"}));
  verb->add_flag("--edge", options->edge_corrected,
                 tr("make up for what the edge of the communities or grids takes away"));
  verb->add_option("--class", options->classes, tr("only tickets of these classes"));
  verb->add_option("--from", options->from, tr("only tickets reported on that day or later"));
  verb->add_option("--until", options->until, tr("only tickets reported before that day"));
  options->picture.add_to(*verb);
  options->input.add_to(*verb);
  verb->callback(
      [options, &places, &job] { job = [options, &places] { return run(*options, places); }; });
}

}  // namespace wangge::app
