#include "model/code_table.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "model/name_key.h"

namespace wangge::model {
namespace {

constexpr std::size_t rows_looked_at = 100'000;

const Column& in_file(const Column& column) {
  return column.coding ? *column.coding->in_file : column;
}

}  // namespace

Column with_texts(const Column& column, const CodeTable& codes) {
  const Column& from = in_file(column);
  if (codes.empty()) return from;
  std::unordered_map<std::string, std::string> meaning;
  for (const auto& [code, text] : codes) meaning.try_emplace(value_key(code), text);
  TextsBuilder texts;
  texts.reserve(from.size());
  for (std::size_t row = 0; row < from.size(); ++row) {
    const std::string code = from.text(row);
    const auto found = meaning.find(value_key(code));
    texts.push_back(found == meaning.end() || from.is_null(row) ? code : found->second);
  }
  Column out{from.name, std::move(texts).build(), from.nulls};
  out.coding = std::make_shared<const Coding>(Coding{codes, std::make_shared<const Column>(from)});
  return out;
}

Table without_texts(const Table& table) {
  Table out = table;
  for (Column& column : out.columns) {
    if (!column.coding) continue;
    Column codes = *column.coding->in_file;
    column = std::move(codes);
  }
  return out;
}

Table with_texts(const Table& table, const CodeTables& codes) {
  Table out = table;
  for (Column& column : out.columns) {
    if (const auto found = codes.find(column.name); found != codes.end()) {
      column = with_texts(column, found->second);
    }
  }
  return out;
}

CodeTables code_tables(const Table& table) {
  CodeTables tables;
  for (const Column& column : table.columns) {
    if (column.coding) tables[column.name] = column.coding->table;
  }
  return tables;
}

CodeTable code_table_of(const Table& table) {
  CodeTable codes;
  if (table.columns.size() < 2) return codes;
  std::unordered_set<std::string> seen;
  for (std::size_t row = 0; row < table.rows; ++row) {
    std::string code = value_key(table.columns[0].text(row));
    if (code.empty() || !seen.insert(code).second) continue;
    codes.emplace_back(std::move(code), table.columns[1].text(row));
  }
  return codes;
}

std::vector<std::string> codes_in(const Column& column, std::size_t most) {
  const Column& from = in_file(column);
  std::vector<std::string> codes;
  std::unordered_set<std::string> seen;
  for (std::size_t row = 0; row < std::min(from.size(), rows_looked_at); ++row) {
    std::string code = value_key(from.text(row));
    if (code.empty() || !seen.insert(code).second) continue;
    codes.push_back(std::move(code));
    if (codes.size() == most) break;
  }
  return codes;
}

}  // namespace wangge::model
