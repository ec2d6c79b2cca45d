#include <fmt/format.h>

#include <cstdio>

#include "app/drawing.h"
#include "app/inputs.h"
#include "app/verbs.h"
#include "base/i18n.h"

namespace wangge::app {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string output;
  PictureOptions picture;
  InputOptions input;
  bool demo = false;
};

int run(Options options, const Places& places) {
  const auto read = options.input.parse();
  if (!read) return fail(read.error());
  if (const auto named = check_picture_name(options.output); !named) return fail(named.error());
  if (options.demo) options.files = demo_files(places.demo);
  if (options.files.empty()) {
    return fail({ErrorCode::invalid_argument, "", tr("There is nothing to draw."),
                 tr("Name a file, or say --demo.")});
  }
  session::Session session;
  session.apply(session::SetTheme{options.picture.dark ? model::Theme::dark : model::Theme::light});
  const std::size_t failed = open_and_report(session, options.files, *read);
  if (session.snapshot().workspace->empty()) return exit_input_error;
  const auto drawn = draw_picture(session.snapshot(), options.picture, places, options.output);
  if (!drawn) return fail(drawn.error());
  return failed > 0 ? exit_input_error : exit_fine;
}

}  // namespace

void add_render(CLI::App& app, const Places& places, Job& job) {
  CLI::App* verb = app.add_subcommand("render", tr("draw a map to a PNG, without a display"));
  auto options = std::make_shared<Options>();
  verb->add_option("FILE", options->files, tr("files to draw"));
  verb->add_flag("--demo", options->demo, tr("draw the demo"));
  verb->add_option("-o,--output", options->output, tr("PNG file to write"))->required();
  options->picture.add_to(*verb);
  options->input.add_to(*verb);
  verb->callback(
      [options, &places, &job] { job = [options, &places] { return run(*options, places); }; });
}

}  // namespace wangge::app
