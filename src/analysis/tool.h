#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "geo/crs.h"
#include "model/layer.h"

namespace wangge::analysis {

// Tools make a layer of one or two others. They describe themselves, so that the command line and
// the window can offer all of them with one piece of code each, and every result carries a recipe.

/// A choice that a tool leaves to the user.
struct ToolParameter {
  enum class Kind : std::uint8_t { number, whole, flag, choice, column, columns };
  std::string key;  ///< on the command line: "--distance"
  Kind kind = Kind::number;
  const char* name;   ///< marked for translation, as is all that follows
  const char* means;  ///< a sentence for hover and --help
  std::string unit;   ///< "m"; empty: none
  std::string usual;  ///< the value where nothing is said; empty with `needed`: there is none
  bool needed = false;
  std::vector<std::pair<std::string, const char*>> choices = {};  ///< key and name, of Kind::choice
  int of_input = 0;                                               ///< whose columns, 0 or 1
  double least = 0, most = 1e9;                                   ///< of numbers
};

struct ToolInput {
  const char* name;              ///< "What is cut", "What it is cut by"
  std::vector<geo::Kind> kinds;  ///< that it takes
  bool optional = false;
};

struct Tool {
  std::string key;    ///< "buffer"
  const char* name;   ///< "Buffer"
  const char* means;  ///< what the result is, in a sentence
  std::vector<ToolInput> inputs;
  std::vector<ToolParameter> parameters;
  const char* example;  ///< a command line, not translated
};

/// All of them, in the order in which they are offered.
const std::vector<Tool>& tools();
const Tool* tool(const std::string& key);
/// "points or polygons": what an input takes, in words.
std::string kinds_text(const std::vector<geo::Kind>& kinds);

struct ToolWish {
  std::string tool;
  std::vector<model::LayerPtr> inputs;  ///< the second null or missing where it is optional
  std::vector<std::pair<std::string, std::string>> values;  ///< of parameters, by key
  geo::Crs crs = geo::Crs::wgs84();                         ///< projected: what all inputs are in
  std::string version;                                      ///< of the program, for the recipe
};

/// The layer that the tool makes, with its recipe; in the CRS of its inputs. It is called after the
/// tool and its first input ("缓冲区 tickets"), columns that it makes are in the current language.
/// Invalid polygons are mended first, and how many were is among the layer's source.warnings, as is
/// what could not be used.
///
/// errors  invalid_argument (`where` is the parameter's key or the input's name), empty (nothing
///         is left), cancelled
Result<model::Layer> run_tool(const ToolWish& wish, Progress& progress);

}  // namespace wangge::analysis
