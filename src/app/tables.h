#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "geo/crs.h"
#include "io/read.h"
#include "io/write.h"

namespace wangge::app {

/// One layer of a file and the system of its coordinates.
struct ReadLayer {
  model::LayerPtr layer;
  geo::Crs crs;
};

/// Reads a file that has to hold one layer; what was found wrong with it goes to standard error.
/// errors  those of io::read_file; invalid_argument where there are several layers
Result<ReadLayer> read_one_layer(const std::string& path, const io::ReadOptions& options);

/// "estate=小区" for each; `where` names the option in the error.
Result<std::vector<std::pair<model::Field, std::string>>> parse_columns(
    const std::vector<std::string>& texts, const std::string& where);

/// "楼号=楼栋编号": the two column names that a join compares.
Result<std::pair<std::string, std::string>> parse_key_pair(const std::string& text);

struct OutputOptions {
  geo::Crs crs;
  std::string encoding = "UTF-8";  ///< of a shapefile
  bool unmasked = false;
  bool to_errors = false;  ///< standard output holds JSON alone
};

/// Writes a layer, says so and returns the exit code.
int write_and_report(const model::Layer& layer, const geo::Crs& crs, const std::string& path,
                     const OutputOptions& options);

}  // namespace wangge::app
