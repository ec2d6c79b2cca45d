#include "analysis/join_guess.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <unordered_set>

#include "analysis/table_join.h"

namespace wangge::analysis {
namespace {

constexpr std::size_t most_rows = 20'000, trial_rows = 500, longest_key = 40;
constexpr double least_share = 0.05;
/// Of the values of a key most are there once; of a class few are.
constexpr double least_different = 0.5;

using Keys = std::unordered_set<std::string>;

/// The different values of the first rows; none where they do not look like keys.
Keys keys_of(const model::Column& column, std::size_t rows, std::size_t& filled) {
  Keys keys;
  filled = 0;
  if (std::holds_alternative<model::Times>(column.values) ||
      std::holds_alternative<model::Bools>(column.values)) {
    return keys;
  }
  for (std::size_t row = 0; row < std::min(rows, column.size()); ++row) {
    std::string key = join_key(column, row);
    if (key.empty()) continue;
    ++filled;
    const bool fraction =
        std::holds_alternative<model::Reals>(column.values) && key.find('.') != std::string::npos;
    if (fraction || key.size() > longest_key) return {};
    keys.insert(std::move(key));
  }
  if (static_cast<double>(keys.size()) < least_different * static_cast<double>(filled)) return {};
  return keys;
}

struct KeyColumn {
  int column;
  Keys keys;
};

std::vector<KeyColumn> key_columns(const model::Layer& layer) {
  std::vector<KeyColumn> found;
  for (std::size_t i = 0; i < layer.table.columns.size(); ++i) {
    const model::Column& column = layer.table.columns[i];
    std::size_t filled = 0;
    // A look at the beginning spares most columns the whole way.
    if (keys_of(column, trial_rows, filled).empty()) continue;
    Keys keys = keys_of(column, most_rows, filled);
    if (!keys.empty()) found.push_back({static_cast<int>(i), std::move(keys)});
  }
  return found;
}

bool called_alike(std::string a, std::string b) {
  for (std::string* text : {&a, &b}) {
    std::erase_if(*text, [](unsigned char c) { return c < 0x80 && std::isalnum(c) == 0; });
    std::transform(text->begin(), text->end(), text->begin(), [](unsigned char c) {
      return static_cast<char>(c < 0x80 ? std::tolower(c) : c);
    });
  }
  return a == b;
}

}  // namespace

std::optional<JoinGuess> guess_join(const model::Layer& layer, const model::Layer& table) {
  const auto own = key_columns(layer), other = key_columns(table);
  std::optional<JoinGuess> best;
  double best_rank = 0;
  for (const KeyColumn& a : own) {
    for (const KeyColumn& b : other) {
      const auto common = std::count_if(b.keys.begin(), b.keys.end(), [&](const std::string& key) {
        return a.keys.contains(key);
      });
      const double share = static_cast<double>(common) / static_cast<double>(b.keys.size());
      if (share < least_share) continue;
      // The name decides between shares that are much alike.
      const bool alike = called_alike(layer.table.columns[static_cast<std::size_t>(a.column)].name,
                                      table.table.columns[static_cast<std::size_t>(b.column)].name);
      const double rank = share + (alike ? 0.2 : 0);
      if (best && rank <= best_rank) continue;
      best = JoinGuess{a.column, b.column, share};
      best_rank = rank;
    }
  }
  return best;
}

}  // namespace wangge::analysis
