#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/tool.h"

namespace wangge::analysis {

/// The values of a tool's parameters, checked and read: those given, and what is usual for the
/// others.
class ToolValues {
 public:
  /// Numbers may carry their unit ("100 m"), flags are yes or no, columns names with commas
  /// between; where no column has a name, it may be the key of a field ("class").
  ///
  /// errors  invalid_argument, `where` is the parameter's key
  static Result<ToolValues> check(const Tool& tool, const ToolWish& wish);

  /// What has a usual value or is needed always has one; of others ask has() first.
  bool has(const std::string& key) const { return values_.contains(key); }
  double number(const std::string& key) const { return values_.at(key).number; }
  int whole(const std::string& key) const { return static_cast<int>(number(key)); }
  bool flag(const std::string& key) const { return number(key) != 0; }
  const std::string& choice(const std::string& key) const { return values_.at(key).text; }
  /// Places in the table of its input; none: nothing was chosen.
  std::vector<int> columns(const std::string& key) const;
  std::optional<int> column(const std::string& key) const;

  /// All of them, in the tool's order.
  std::vector<model::Recipe::Parameter> for_recipe(const Tool& tool) const;

 private:
  struct Value {
    std::string text;
    double number = 0;
    std::vector<int> columns;
  };
  static Result<Value> read(const ToolParameter& parameter, const std::string& text,
                            const model::Layer* layer);
  std::map<std::string, Value> values_;
};

}  // namespace wangge::analysis
