#pragma once

#include <CLI/CLI.hpp>
#include <cstdio>
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

/// How a file is to be written, and why personal data may be in it.
struct Writing {
  io::WriteOptions options;
  std::string reason;
};

/// The options that say so, shared by all verbs that write a layer.
struct WritingOptions {
  std::string crs = "EPSG:4326", encoding = "UTF-8", reason;
  std::vector<std::string> fields;  ///< "工单编号" or "工单编号=id"
  bool unmasked = false, rfc7946 = false;

  void add_to(CLI::App& verb);
  /// errors  unknown_crs; invalid_argument: unmasked without a reason, or without a place for the
  ///         log of it
  Result<Writing> parse() const;
};

/// Writes a layer, says so and returns the exit code. Personal data that are written as they are
/// are logged first.
/// done  where it goes what was done: standard error where standard output holds JSON alone
int write_and_report(const model::Layer& layer, const geo::Crs& crs, const std::string& path,
                     const Writing& writing, std::FILE* done);

}  // namespace wangge::app
