#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "app/places.h"
#include "app/verbs.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "base/version.h"

namespace {

using namespace wangge;

/// The texts of the command line are made when it is set up, so --lang has to be known before.
Language language_of(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string_view value;
    if (arguments[i] == "--lang" && i + 1 < arguments.size()) value = arguments[i + 1];
    if (arguments[i].starts_with("--lang=")) value = std::string_view(arguments[i]).substr(7);
    if (!value.empty()) return value.starts_with("en") ? Language::english : Language::chinese;
  }
  return language_from_environment();
}

/// `wangge a.shp b.csv` opens the window, as `wangge view` does. Returns whether a verb stood
/// there.
bool put_default_verb(std::vector<std::string>& arguments, const CLI::App& app) {
  constexpr std::array own{"--help", "-h", "--version", "--lang"};
  if (!arguments.empty()) {
    const std::string& first = arguments.front();
    if (std::find(own.begin(), own.end(), first) != own.end() || first.starts_with("--lang="))
      return true;
    for (const CLI::App* verb : app.get_subcommands({})) {
      if (verb->get_name() == first) return true;
    }
  }
  arguments.insert(arguments.begin(), "view");
  return false;
}

/// A plain word where no file of that name is: nobody wants an empty window for a slip of the keys.
bool looks_like_a_mistyped_verb(const std::vector<std::string>& arguments) {
  return arguments.size() > 1 && arguments[1].find_first_of("./\\:") == std::string::npos &&
         !arguments[1].starts_with("-") && !std::filesystem::exists(arguments[1]);
}

void label_help(CLI::App& app) {
  const auto formatter = app.get_formatter();
  formatter->label("Usage", tr("Usage"));
  formatter->label("OPTIONS", tr("OPTIONS"));
  formatter->label("SUBCOMMAND", tr("VERB"));
  formatter->label("SUBCOMMANDS", tr("VERBS"));
  formatter->label("Options", tr("Options"));
  formatter->label("Positionals", tr("Arguments"));
  formatter->label("REQUIRED", tr("(required)"));
  formatter->column_width(34);
}

}  // namespace

// Nothing here throws but for want of memory.  NOLINTNEXTLINE(bugprone-exception-escape)
int main(int argc, char** argv) {
  give_large_arrays_back();
  std::vector<std::string> arguments(argv + 1, argv + argc);
  const app::Places places = app::find_places();
  set_language(language_of(arguments), places.locale);

  CLI::App cli(tr("Wangge: a map workbench for community grids"), "wangge");
  label_help(cli);
  cli.option_defaults()->group(tr("Options"));
  cli.set_help_flag("-h,--help", tr("show this help"));
  cli.set_version_flag("--version", std::string("wangge ") + program_version(),
                       tr("show the version"));
  std::string ignored;
  cli.add_option("--lang", ignored, tr("language of all texts: zh or en"));
  cli.require_subcommand(0, 1);
  cli.fallthrough();

  app::Job job;
  app::add_view(cli, places, job);
  app::add_info(cli, job);
  app::add_check(cli, job);
  app::add_convert(cli, job);
  app::add_render(cli, places, job);
  app::add_select(cli, job);
  app::add_query(cli, places, job);
  app::add_tool(cli, job);
  app::add_stats(cli, places, job);
  app::add_export(cli, places, job);
  app::add_heat(cli, places, job);
  app::add_assign(cli, job);
  app::add_rank(cli, places, job);
  app::add_match(cli, job);
  app::add_join(cli, job);
  app::add_households(cli, job);
  app::add_update(cli, job);
  app::add_plan(cli, job);
  app::add_save(cli, job);
  app::add_synth(cli, job);
  for (CLI::App* verb : cli.get_subcommands({})) {
    verb->set_help_flag("-h,--help", tr("show this help"));
    verb->group(tr("Verbs"));
    for (CLI::App* part : verb->get_subcommands({})) part->group(tr("Verbs"));
  }

  const bool named_verb = put_default_verb(arguments, cli);
  if (!named_verb && looks_like_a_mistyped_verb(arguments)) {
    fmt::print(stderr, "{}{}\n{}\n", tr("Error: "),
               trf("“{}” is neither a verb nor a file.", arguments[1]),
               tr("`wangge --help` lists the verbs, `wangge VERB --help` their options."));
    return app::exit_usage;
  }
  std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
  try {
    cli.parse(arguments);
  } catch (const CLI::Success& done) {  // --help, --version
    return cli.exit(done);
  } catch (const CLI::ParseError& error) {
    fmt::print(stderr, "{}{}\n{}\n", tr("Error: "), error.what(),
               tr("`wangge --help` lists the verbs, `wangge VERB --help` their options."));
    return app::exit_usage;
  }
  return job ? job() : app::exit_usage;
}
