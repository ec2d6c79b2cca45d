#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "analysis/tool.h"
#include "app/inputs.h"
#include "app/tables.h"
#include "app/verbs.h"
#include "base/i18n.h"
#include "base/version.h"

namespace wangge::app {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string output;
  std::map<std::string, std::string> values;              ///< of parameters, by key
  std::map<std::string, std::vector<std::string>> lists;  ///< of columns
  std::map<std::string, bool> flags;
  InputOptions input;
  WritingOptions writing;
};

using analysis::Tool;
using analysis::ToolParameter;

std::vector<std::pair<std::string, std::string>> values_of(const Options& options) {
  std::vector<std::pair<std::string, std::string>> values;
  for (const auto& [key, value] : options.values) {
    if (!value.empty()) values.emplace_back(key, value);
  }
  for (const auto& [key, columns] : options.lists) {
    std::string joined;
    for (const std::string& column : columns) joined += (joined.empty() ? "" : ",") + column;
    if (!joined.empty()) values.emplace_back(key, joined);
  }
  for (const auto& [key, on] : options.flags) values.emplace_back(key, on ? "yes" : "no");
  return values;
}

/// The layers of the files, all in one projected system so that metres are metres.
Result<analysis::ToolWish> wish_of(const Tool& tool, const Options& options,
                                   const io::ReadOptions& read, session::Session& session) {
  analysis::ToolWish wish;
  wish.tool = tool.key;
  wish.values = values_of(options);
  wish.version = program_version();
  io::ReadOptions how = read;
  for (const std::string& file : options.files) {
    if (open_and_report(session, {file}, how) > 0) {
      return Error{ErrorCode::failed, file, tr("The file could not be opened."), ""};
    }
    const auto& layers = session.snapshot().workspace->layers;
    if (layers.size() != wish.inputs.size() + 1) {
      return Error{ErrorCode::invalid_argument, file,
                   trf("There are {} layers in it.", layers.size() - wish.inputs.size()),
                   tr("Give a file of one layer, or name one with --layer.")};
    }
    for (const auto& entry : layers) {
      if (std::ranges::find(wish.inputs, entry.layer) == wish.inputs.end()) {
        wish.inputs.push_back(entry.layer);
        break;
      }
    }
    how = io::ReadOptions{};  // the other file speaks for itself
    how.allow_network = read.allow_network;
  }
  wish.crs = session.snapshot().workspace->crs;
  return wish;
}

int run(const std::string& key, const Options& options) {
  const Tool& tool = *analysis::tool(key);
  const auto read = options.input.parse();
  if (!read) return fail(read.error());
  const auto writing = options.writing.parse();
  if (!writing) return fail(writing.error());
  session::Session session;
  auto wish = wish_of(tool, options, *read, session);
  if (!wish) return fail(wish.error());
  Progress progress;
  const auto made = analysis::run_tool(*wish, progress);
  if (!made) return fail(made.error());
  for (const std::string& warning : made->source.warnings) {
    fmt::print(stderr, "{}{}\n", tr("Note: "), warning);
  }
  return write_and_report(*made, wish->crs, options.output, *writing, stdout);
}

std::string means_of(const ToolParameter& parameter) {
  std::string text = tr(parameter.means);
  if (!parameter.unit.empty()) text += " (" + parameter.unit + ")";
  std::string choices;
  for (const auto& [key, name] : parameter.choices) choices += (choices.empty() ? "" : ", ") + key;
  if (!choices.empty()) text += ": " + choices;
  if (!parameter.usual.empty()) text += trf(" [{}]", parameter.usual);
  return text;
}

void add_parameter(CLI::App& verb, const ToolParameter& parameter, Options& options) {
  const std::string name = "--" + parameter.key;
  switch (parameter.kind) {
    case ToolParameter::Kind::flag:
      options.flags[parameter.key] = parameter.usual == "yes";
      verb.add_flag(parameter.usual == "yes" ? name + ",!--no-" + parameter.key : name,
                    options.flags[parameter.key], means_of(parameter));
      return;
    case ToolParameter::Kind::columns:
      verb.add_option(name, options.lists[parameter.key], means_of(parameter))
          ->delimiter(',')
          ->allow_extra_args(false);
      return;
    default:
      verb.add_option(name, options.values[parameter.key], means_of(parameter))
          ->required(parameter.needed);
  }
}

}  // namespace

void add_tool(CLI::App& app, Job& job) {
  CLI::App* verb = app.add_subcommand(
      "tool", tr("make a layer of one or two others: buffer, overlay, join by location …"));
  verb->require_subcommand(1);
  verb->footer(tr("`wangge tool NAME --help` tells what a tool takes."));
  for (const Tool& tool : analysis::tools()) {
    CLI::App* one = verb->add_subcommand(tool.key, tr(tool.means));
    auto options = std::make_shared<Options>();
    std::string inputs;
    std::size_t least = 0;
    for (const analysis::ToolInput& input : tool.inputs) {
      inputs += (inputs.empty() ? "" : "; ") + std::string(tr(input.name));
      if (!input.optional) ++least;
    }
    one->add_option("FILE", options->files, inputs)
        ->required()
        ->expected(static_cast<int>(least), static_cast<int>(tool.inputs.size()));
    for (const ToolParameter& parameter : tool.parameters) {
      add_parameter(*one, parameter, *options);
    }
    one->add_option("-o,--output", options->output, tr("file to write"))->required();
    options->writing.add_to(*one);
    options->input.add_to(*one);
    one->footer(trf("Example: {}", tool.example));
    one->set_help_flag("-h,--help", tr("show this help"));
    one->callback(
        [options, key = tool.key, &job] { job = [options, key] { return run(key, *options); }; });
  }
}

}  // namespace wangge::app
