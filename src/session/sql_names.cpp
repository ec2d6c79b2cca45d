#include "session/sql_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "model/role.h"

namespace wangge::session {
namespace {

/// SQLite's reserved words, and those that read as a value, as far as a column may well be called
/// so.
constexpr std::array<std::string_view, 40> reserved{
    "add",     "all",    "and",   "as",      "between", "by",     "case",   "check",
    "collate", "column", "cross", "current", "default", "desc",   "end",    "exists",
    "from",    "group",  "in",    "index",   "is",      "join",   "key",    "limit",
    "not",     "null",   "of",    "on",      "or",      "order",  "plan",   "references",
    "select",  "set",    "table", "to",      "type",    "unique", "values", "where"};

bool plain(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_';
}

}  // namespace

std::vector<io::SqlTable> sql_tables(const model::Workspace& workspace) {
  std::vector<io::SqlTable> tables;
  const auto taken = [&](const std::string& name) {
    return std::ranges::any_of(tables, [&](const io::SqlTable& one) { return one.name == name; });
  };
  for (auto entry = workspace.layers.rbegin(); entry != workspace.layers.rend(); ++entry) {
    const model::Role role = entry->layer->role;
    std::string name =
        role == model::Role::base ? entry->layer->name : std::string(model::role_key(role));
    if (taken(name)) name = entry->layer->name;
    for (int n = 2; taken(name); ++n) name = fmt::format("{}_{}", entry->layer->name, n);
    tables.push_back({std::move(name), entry->layer});
  }
  return tables;
}

std::string sql_name(const std::string& name) {
  const bool word = !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
                    std::ranges::all_of(name, plain) &&
                    std::ranges::find(reserved, std::string_view(name)) == reserved.end();
  if (word) return name;
  std::string quoted = "\"";
  for (const char letter : name) quoted.append(letter == '"' ? 2 : 1, letter);
  return quoted + "\"";
}

}  // namespace wangge::session
