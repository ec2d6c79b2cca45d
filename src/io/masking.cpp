#include "io/masking.h"

#include <algorithm>
#include <cctype>

#include "io/column_builder.h"
#include "model/personal.h"

namespace wangge::io {
namespace {

std::size_t first_character_bytes(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(bytes, text.size());
}

constexpr std::string_view preview_separator = " · ";
constexpr std::size_t rows_looked_at = 2000, long_number = 7;

std::vector<std::string> preview_parts(const std::string& preview) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= preview.size();) {
    const std::size_t end = std::min(preview.find(preview_separator, at), preview.size());
    parts.push_back(preview.substr(at, end - at));
    at = end + preview_separator.size();
  }
  return parts;
}

bool has_long_number(std::string_view text) {
  std::size_t run = 0;
  return std::any_of(text.begin(), text.end(), [&run](unsigned char c) {
    run = std::isdigit(c) != 0 ? run + 1 : 0;
    return run >= long_number;
  });
}

/// Whether a value of a personal column stands in the text, or begins with it.
bool names_a_person(const model::Layer& layer, const std::vector<model::Personal>& personal,
                    const std::string& text) {
  std::string begun = text;  // a long text was cut
  if (begun.ends_with("…")) begun.resize(begun.size() - std::string_view("…").size());
  for (std::size_t i = 0; i < personal.size(); ++i) {
    if (personal[i] == model::Personal::no) continue;
    const model::Column& column = layer.table.columns[i];
    for (std::size_t row = 0; row < std::min(column.size(), rows_looked_at); ++row) {
      const std::string value = column.text(row);
      if (value.size() > 1 && (text.find(value) != std::string::npos || value.starts_with(begun))) {
        return true;
      }
    }
  }
  return false;
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

std::vector<bool> columns_to_mask(const model::Layer& layer,
                                  const std::vector<std::string>& besides) {
  std::vector<bool> mask;
  const auto personal = model::personal_columns(layer);
  for (std::size_t i = 0; i < personal.size(); ++i) {
    const std::string& name = layer.table.columns[i].name;
    const bool named = std::find(besides.begin(), besides.end(), name) != besides.end();
    mask.push_back(named || personal[i] != model::Personal::no);
  }
  return mask;
}

model::Column masked_column(const model::Column& column) {
  ColumnBuilder texts(column.name, ColumnType::texts);
  texts.reserve(column.size());
  for (std::size_t row = 0; row < column.size(); ++row) {
    column.is_null(row) ? texts.add_null() : texts.add(std::string_view(masked(column.text(row))));
  }
  return std::move(texts).build();
}

void mask_previews(model::Layer& layer) {
  const auto personal = model::personal_columns(layer);
  std::vector<bool> hidden;  // the texts of the preview that name a person
  for (const model::EncodingCandidate& one : layer.source.encodings) {
    if (one.name != layer.source.encoding) continue;
    for (const std::string& text : preview_parts(one.preview)) {
      hidden.push_back(has_long_number(text) || names_a_person(layer, personal, text));
    }
  }
  for (model::EncodingCandidate& one : layer.source.encodings) {
    std::string preview;
    const auto parts = preview_parts(one.preview);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      // What is masked in one reading is the same bytes in the others.
      const bool hide = has_long_number(parts[i]) || (i < hidden.size() && hidden[i]);
      if (!preview.empty()) preview += preview_separator;
      preview += hide ? masked(parts[i]) : parts[i];
    }
    one.preview = std::move(preview);
  }
}

}  // namespace wangge::io
