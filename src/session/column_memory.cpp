#include "session/column_memory.h"

#include <fmt/format.h>

#include <algorithm>
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
    Meaning meaning{*known, {}};
    while (std::getline(cells, cell, '\t')) {
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
  Meaning meaning{layer.role, {}};
  for (const auto& entry : layer.mapping.entries()) {
    const std::string& name = layer.table.columns[static_cast<std::size_t>(entry.column)].name;
    if (fits_a_cell(name)) meaning.columns.emplace_back(entry.field, name);
  }
  by_source_[source] = std::move(meaning);
}

std::optional<model::RoleGuess> ColumnMemory::recall(const model::Layer& layer) const {
  if (by_source_.empty()) return std::nullopt;
  const auto found = by_source_.find(source_of(layer));
  if (found == by_source_.end()) return std::nullopt;
  model::RoleGuess meaning{found->second.role, {}};
  for (const auto& [field, name] : found->second.columns) {
    const int column = layer.table.find(name);
    if (column >= 0) meaning.mapping.set(field, column);
  }
  return meaning;
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
    text += '\n';
  }
  return io::write_text_file(path_, text);
}

}  // namespace wangge::session
