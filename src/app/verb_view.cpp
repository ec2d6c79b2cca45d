#include "app/inputs.h"
#include "app/verbs.h"
#include "base/i18n.h"
#include "ui/viewer.h"

namespace wangge::app {

void add_view(CLI::App& app, const Places& places, Job& job) {
  struct Options {
    std::vector<std::string> files;
    InputOptions input;
    bool demo = false, dark = false;
    float scale = 0;
  };
  CLI::App* verb = app.add_subcommand("view", tr("open the window (what happens without a verb)"));
  auto options = std::make_shared<Options>();
  verb->add_option("FILE", options->files, tr("files to open"));
  verb->add_flag("--demo", options->demo, tr("open the demo: a made-up street office"));
  verb->add_flag("--dark", options->dark, tr("dark colours"));
  verb->add_option("--scale", options->scale, tr("size of the interface: 1, 1.5, 2 …"))
      ->check(CLI::Range(0.75, 4.0));
  options->input.add_to(*verb);
  verb->callback([options, &places, &job] {
    job = [options, &places] {
      const auto read = options->input.parse();
      if (!read) return fail(read.error());
      ui::ViewerOptions viewer;
      viewer.paths = options->files;
      viewer.read = *read;
      viewer.demo_files = demo_files(places.demo);
      if (options->demo) viewer.paths = viewer.demo_files;
      viewer.shader_dir = places.shaders;
      viewer.locale_dir = places.locale;
      viewer.columns_file = places.columns;
      viewer.journal_folder = places.journals;
      viewer.export_log = places.export_log;
      viewer.language = language();
      viewer.theme = options->dark ? model::Theme::dark : model::Theme::light;
      viewer.scale = options->scale;
      return ui::run_viewer(viewer);
    };
  });
}

}  // namespace wangge::app
