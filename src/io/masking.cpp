#include "io/masking.h"

#include <algorithm>
#include <cctype>

#include "io/column_builder.h"

namespace wangge::io {
namespace {

std::size_t first_character_bytes(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(bytes, text.size());
}

}  // namespace

std::string masked(std::string_view text) {
  if (text.empty()) return {};
  const bool phone = std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isdigit(c) != 0 || c == '-' || c == ' ' || c == '+' || c == '(' || c == ')';
  });
  if (phone) return std::string(text.substr(0, std::min<std::size_t>(3, text.size() / 2))) + "****";
  return std::string(text.substr(0, first_character_bytes(text))) + "**";
}

std::vector<std::string> mask_personal(model::Table& table, const model::Mapping& mapping) {
  std::vector<std::string> names;
  for (const auto& [field, index] : mapping.entries()) {
    if (!model::is_personal(field)) continue;
    model::Column& column = table.columns[static_cast<std::size_t>(index)];
    if (std::find(names.begin(), names.end(), column.name) != names.end()) continue;
    ColumnBuilder texts(column.name, ColumnType::texts);
    texts.reserve(table.rows);
    for (std::size_t row = 0; row < table.rows; ++row) {
      column.is_null(row) ? texts.add_null()
                          : texts.add(std::string_view(masked(column.text(row))));
    }
    column = std::move(texts).build();
    names.push_back(column.name);
  }
  return names;
}

}  // namespace wangge::io
