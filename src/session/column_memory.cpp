#include "session/column_memory.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "io/open.h"
#include "io/write.h"

namespace wangge::session {
namespace {

/// The same on every machine and in every version of the program (FNV-1a, 64 bits).
std::uint64_t stable_hash(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const unsigned char c : text) hash = (hash ^ c) * 0x100000001b3ULL;
  return hash;
}

/// Tabs and line ends part the file's cells.
bool fits_a_cell(std::string_view text) {
  return text.find_first_of("\t\r\n") == std::string_view::npos;
}

constexpr std::string_view codes_mark = "codes=";
/// What parts cells, and how it is written.
constexpr std::array parting{std::pair{'%', "%25"}, std::pair{'|', "%7C"}, std::pair{'\t', "%09"},
                             std::pair{'\n', "%0A"}, std::pair{'\r', "%0D"}};

std::string written(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto* found = std::find_if(parting.begin(), parting.end(),
                                     [c](const auto& one) { return one.first == c; });
    found == parting.end() ? out += c : out += found->second;
  }
  return out;
}

std::string read_back(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto* found = std::find_if(parting.begin(), parting.end(), [&](const auto& one) {
      return text.substr(i).starts_with(one.second);
    });
    out += found == parting.end() ? text[i] : found->first;
    if (found != parting.end()) i += 2;
  }
  return out;
}

/// "codes=状态|1|受理|2|结案"
std::string written_codes(const std::string& column, const model::CodeTable& codes) {
  std::string cell = std::string(codes_mark) + written(column);
  for (const auto& [code, text] : codes) cell += '|' + written(code) + '|' + written(text);
  return cell;
}

void read_codes(const std::string& cell, model::CodeTables& into) {
  std::istringstream parts(cell);
  std::string column, code, text;
  std::getline(parts, column, '|');
  model::CodeTable codes;
  while (std::getline(parts, code, '|')) {
    text.clear();
    std::getline(parts, text, '|');
    codes.emplace_back(read_back(code), read_back(text));
  }
  if (!column.empty() && !codes.empty()) into[read_back(column)] = std::move(codes);
}

std::string source_of(const model::Layer& layer) {
  std::string name =
      std::filesystem::path(io::shown_address(layer.source.path)).filename().string();
  if (name.empty() || !fits_a_cell(name)) return {};
  std::erase_if(name, [](char c) { return c >= '0' && c <= '9'; });
  std::string columns = layer.source.layer;
  std::erase_if(columns, [](char c) { return c >= '0' && c <= '9'; });
  for (const model::Column& column : layer.table.columns) columns += '\n' + column.name;
  return fmt::format("{}#{:016x}", name, stable_hash(columns));
}

}  // namespace

ColumnMemory ColumnMemory::load(const std::string& path) {
  ColumnMemory memory;
  memory.path_ = path;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream cells(line);
    std::string source, role, cell;
    if (!std::getline(cells, source, '\t') || !std::getline(cells, role, '\t')) continue;
    const auto known = model::role_from_key(role);
    if (!known) continue;
    Meaning meaning{*known, {}, {}};
    while (std::getline(cells, cell, '\t')) {
      if (cell.starts_with(codes_mark)) {
        read_codes(cell.substr(codes_mark.size()), meaning.codes);
        continue;
      }
      const auto equals = cell.find('=');
      const auto field = model::field_from_key(cell.substr(0, equals));
      if (equals != std::string::npos && field) {
        meaning.columns.emplace_back(*field, cell.substr(equals + 1));
      }
    }
    memory.by_source_[source] = std::move(meaning);
  }
  return memory;
}

void ColumnMemory::remember(const model::Layer& layer) {
  const std::string source = source_of(layer);
  if (path_.empty() || source.empty()) return;
  Meaning meaning{layer.role, {}, model::code_tables(layer.table)};
  for (const auto& entry : layer.mapping.entries()) {
    const std::string& name = layer.table.columns[static_cast<std::size_t>(entry.column)].name;
    if (fits_a_cell(name)) meaning.columns.emplace_back(entry.field, name);
  }
  by_source_[source] = std::move(meaning);
}

std::optional<ColumnMemory::Said> ColumnMemory::recall(const model::Layer& layer) const {
  if (by_source_.empty()) return std::nullopt;
  const auto found = by_source_.find(source_of(layer));
  if (found == by_source_.end()) return std::nullopt;
  Said said{{found->second.role, {}}, found->second.codes};
  for (const auto& [field, name] : found->second.columns) {
    const int column = layer.table.find(name);
    if (column >= 0) said.meaning.mapping.set(field, column);
  }
  return said;
}

Result<void> ColumnMemory::save() const {
  if (path_.empty()) return {};
  std::error_code ignored;  // writing tells when the folder is not there
  std::filesystem::create_directories(std::filesystem::path(path_).parent_path(), ignored);
  std::string text;
  for (const auto& [source, meaning] : by_source_) {
    text += source + '\t' + std::string(model::role_key(meaning.role));
    for (const auto& [field, name] : meaning.columns) {
      text += '\t' + std::string(model::field_key(field)) + '=' + name;
    }
    for (const auto& [column, codes] : meaning.codes) text += '\t' + written_codes(column, codes);
    text += '\n';
  }
  return io::write_text_file(path_, text);
}

}  // namespace wangge::session
