#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wangge::model {

/// How a layer was made of others, so that it can be made again and checked.
struct Recipe {
  struct Input {
    std::string name;      ///< of the layer
    std::string path;      ///< its file; empty where it has none
    std::size_t rows = 0;  ///< that were taken
    bool operator==(const Input&) const = default;
  };
  struct Parameter {
    std::string key;    ///< as on the command line: "distance"
    std::string value;  ///< with its unit where it has one: "100 m"
    bool operator==(const Parameter&) const = default;
  };

  std::string tool;  ///< its key: "buffer"; "query" and "sql" for answers
  std::vector<Input> inputs;
  std::vector<Parameter> parameters;
  std::optional<std::uint64_t> seed;  ///< where chance had a part in it
  std::string version;                ///< of the program
  bool operator==(const Recipe&) const = default;
};

/// One line, the same in every language: `buffer(tickets.csv: 4,000 rows; distance = 100 m) by
/// wangge 0.1.0`.
std::string to_text(const Recipe& recipe);

}  // namespace wangge::model
