#include "analysis/tool_values.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "analysis/column_named.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

using Kind = ToolParameter::Kind;

Error bad_value(const ToolParameter& parameter, std::string reason, std::string advice = "") {
  return {ErrorCode::invalid_argument, parameter.key, std::move(reason), std::move(advice)};
}

/// 100 for "100 m" of a parameter in metres.
double read_number(const ToolParameter& parameter, std::string_view text) {
  if (!parameter.unit.empty() && text.ends_with(parameter.unit)) {
    text.remove_suffix(parameter.unit.size());
  }
  return model::parse_number(text);
}

std::optional<bool> read_flag(std::string_view text) {
  for (const char* yes : {"yes", "true", "on", "1"}) {
    if (text == yes) return true;
  }
  for (const char* no : {"no", "false", "off", "0"}) {
    if (text == no) return false;
  }
  return std::nullopt;
}

template <typename List, typename Name>
std::string joined(const List& list, const Name& name) {
  std::string text;
  for (const auto& one : list) text += (text.empty() ? "" : ", ") + std::string(name(one));
  return text;
}

Result<std::vector<int>> read_columns(const ToolParameter& parameter, const std::string& text,
                                      const model::Layer& layer) {
  // A name may hold a comma itself.
  if (const int whole = layer.table.find(text); whole >= 0) return std::vector{whole};
  std::vector<int> columns;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::string name =
        parameter.kind == Kind::column ? text : text.substr(begin, end - begin);
    const int column = column_named(layer, name);
    if (column < 0) {
      return bad_value(parameter, trf("“{}” has no column “{}”.", layer.name, name),
                       trf("Its columns are: {}.",
                           joined(layer.table.columns, [](const auto& c) { return c.name; })));
    }
    if (std::ranges::find(columns, column) == columns.end()) columns.push_back(column);
    begin = end + 1;
  }
  return columns;
}

}  // namespace

Result<ToolValues::Value> ToolValues::read(const ToolParameter& parameter, const std::string& text,
                                           const model::Layer* layer) {
  Value value{text, 0, {}};
  switch (parameter.kind) {
    case Kind::number:
    case Kind::whole:
      value.number = read_number(parameter, text);
      if (!std::isfinite(value.number)) {
        return bad_value(parameter, trf("“{}” is not a number.", text), tr(parameter.means));
      }
      if (parameter.kind == Kind::whole && value.number != std::floor(value.number)) {
        return bad_value(parameter, trf("“{}” is not a whole number.", text), tr(parameter.means));
      }
      if (value.number < parameter.least || value.number > parameter.most) {
        return bad_value(
            parameter, trf("{} is not between {} and {}.", text, parameter.least, parameter.most));
      }
      value.text = fmt::format("{}", value.number);
      if (!parameter.unit.empty()) value.text += " " + parameter.unit;
      return value;
    case Kind::flag: {
      const auto flag = read_flag(text);
      if (!flag) return bad_value(parameter, trf("“{}” is neither yes nor no.", text));
      value.number = *flag ? 1 : 0;
      value.text = *flag ? "yes" : "no";
      return value;
    }
    case Kind::choice: {
      const auto& choices = parameter.choices;
      if (std::ranges::none_of(choices, [&](const auto& c) { return c.first == text; })) {
        return bad_value(
            parameter, trf("“{}” is none of the choices.", text),
            trf("Choose one of: {}.", joined(choices, [](const auto& c) { return c.first; })));
      }
      return value;
    }
    case Kind::column:
    case Kind::columns: {
      if (layer == nullptr) {
        return bad_value(parameter, tr("There is no layer to take the columns of."),
                         tr("Give the second layer too, or leave the columns out."));
      }
      auto columns = read_columns(parameter, text, *layer);
      if (!columns) return columns.error();
      value.columns = std::move(*columns);
      return value;
    }
  }
  return value;
}

Result<ToolValues> ToolValues::check(const Tool& tool, const ToolWish& wish) {
  ToolValues checked;
  for (const auto& [key, text] : wish.values) {
    const auto parameter = std::ranges::find(tool.parameters, key, &ToolParameter::key);
    if (parameter == tool.parameters.end()) {
      return Error{ErrorCode::invalid_argument, key,
                   trf("“{}” has no parameter “{}”.", tr(tool.name), key),
                   trf("Its parameters are: {}.",
                       joined(tool.parameters, [](const auto& p) { return p.key; }))};
    }
    if (text.empty()) continue;  // left open
    const auto place = static_cast<std::size_t>(parameter->of_input);
    const model::Layer* layer = place < wish.inputs.size() ? wish.inputs[place].get() : nullptr;
    auto value = read(*parameter, text, layer);
    if (!value) return value.error();
    checked.values_[key] = std::move(*value);
  }
  for (const ToolParameter& parameter : tool.parameters) {
    if (checked.has(parameter.key)) continue;
    if (parameter.needed) {
      return bad_value(parameter,
                       trf("“{}” needs a value for “{}”.", tr(tool.name), tr(parameter.name)),
                       trf("For example: {}", tool.example));
    }
    if (parameter.usual.empty()) continue;
    auto value = read(parameter, parameter.usual, nullptr);
    if (!value) return value.error();
    checked.values_[parameter.key] = std::move(*value);
  }
  return checked;
}

std::vector<int> ToolValues::columns(const std::string& key) const {
  const auto found = values_.find(key);
  return found == values_.end() ? std::vector<int>() : found->second.columns;
}

std::optional<int> ToolValues::column(const std::string& key) const {
  const auto found = values_.find(key);
  if (found == values_.end()) return std::nullopt;
  return found->second.columns.front();
}

std::vector<model::Recipe::Parameter> ToolValues::for_recipe(const Tool& tool) const {
  std::vector<model::Recipe::Parameter> list;
  for (const ToolParameter& parameter : tool.parameters) {
    const auto found = values_.find(parameter.key);
    if (found != values_.end()) list.push_back({parameter.key, found->second.text});
  }
  return list;
}

}  // namespace wangge::analysis
