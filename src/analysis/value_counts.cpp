// Values and how often they occur; see ticket_filter.h.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "analysis/ticket_filter.h"

namespace wangge::analysis {
namespace {

using model::Column;
using model::Field;

constexpr std::size_t most_numbers = 1000;  // distinct ones: beyond, a column is no list of choices

template <typename Count, typename Name>
void sort_by_count(std::vector<Count>& counts, Name name) {
  std::sort(counts.begin(), counts.end(), [name](const Count& a, const Count& b) {
    return a.count != b.count ? a.count > b.count : a.*name < b.*name;
  });
}

std::vector<ValueCount> counts_of(const Column& column, const model::Integers& integers) {
  std::map<std::int64_t, std::size_t> counts;
  for (std::size_t row = 0; row < integers.size(); ++row) {
    if (column.is_null(row)) continue;
    ++counts[integers[row]];
    if (counts.size() > most_numbers) return {};
  }
  std::vector<ValueCount> values;
  for (const auto& [number, count] : counts) values.push_back({std::to_string(number), count});
  return values;
}

std::vector<ValueCount> counts_of(const Column& column, const model::Texts& texts) {
  std::vector<std::size_t> counts(texts.dictionary.size());
  for (std::size_t row = 0; row < texts.codes.size(); ++row) {
    if (!column.is_null(row)) ++counts[texts.codes[row]];
  }
  std::vector<ValueCount> values;
  for (std::size_t code = 0; code < counts.size(); ++code) {
    const auto text = texts.dictionary[code];
    if (counts[code] > 0 && !text.empty()) values.push_back({std::string(text), counts[code]});
  }
  return values;
}

/// The codes of a column of texts, or nothing.
const std::uint32_t* codes_of(const Column* column) {
  const auto* texts = column == nullptr ? nullptr : std::get_if<model::Texts>(&column->values);
  return texts == nullptr ? nullptr : texts->codes.data();
}

}  // namespace

std::vector<ValueCount> value_counts(const Column& column) {
  std::vector<ValueCount> values;
  if (const auto* texts = std::get_if<model::Texts>(&column.values)) {
    values = counts_of(column, *texts);
  } else if (const auto* integers = std::get_if<model::Integers>(&column.values)) {
    values = counts_of(column, *integers);
  }
  sort_by_count(values, &ValueCount::text);
  return values;
}

std::vector<ClassCount> class_tree(const model::Layer& tickets) {
  const Column *classes = tickets.field(Field::category),
               *leaves = tickets.field(Field::subcategory);
  const std::uint32_t *upper = codes_of(classes), *lower = codes_of(leaves);
  if (upper == nullptr) return {};
  std::unordered_map<std::uint64_t, std::size_t> counts;  // by both codes
  const auto codes_of_row = [&](std::size_t row) {
    return std::uint64_t{upper[row]} << 32U | (lower == nullptr ? 0U : lower[row]);
  };
  for (std::size_t row = 0; row < tickets.size();) {
    const std::uint64_t codes = codes_of_row(row);
    std::size_t& count = counts[codes];
    do ++count;
    while (++row < tickets.size() && codes_of_row(row) == codes);
  }
  const auto& names = std::get<model::Texts>(classes->values).dictionary;
  std::map<std::string, std::map<std::string, std::size_t>> tree;
  for (const auto& [codes, count] : counts) {
    const std::string category(names[codes >> 32U]);
    if (category.empty()) continue;
    const std::string leaf(
        lower == nullptr ? std::string_view()
                         : std::get<model::Texts>(leaves->values).dictionary[codes & 0xFFFFFFFFU]);
    tree[category][leaf] += count;
  }
  std::vector<ClassCount> result;
  for (const auto& [category, below] : tree) {
    ClassCount& one = result.emplace_back();
    one.category = category;
    for (const auto& [leaf, count] : below) {
      one.subcategories.push_back({leaf, count});
      one.count += count;
    }
    sort_by_count(one.subcategories, &ValueCount::text);
  }
  sort_by_count(result, &ClassCount::category);
  return result;
}

}  // namespace wangge::analysis
