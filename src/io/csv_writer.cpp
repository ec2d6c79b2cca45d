#include "io/csv_writer.h"

#include <fmt/format.h>

#include <string_view>

#include "base/i18n.h"
#include "io/csv_reader.h"
#include "io/place_columns.h"

namespace wangge::io {
namespace {

constexpr std::size_t rows_between_looks = 1024;

void append_cell(std::string& out, std::string_view text, bool guard) {
  const bool guarded = guard && needs_formula_guard(text);
  if (text.find_first_of(",\"\r\n") == std::string::npos) {
    if (guarded) out += '\'';
    out += text;
    return;
  }
  out += guarded ? "\"'" : "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_place(std::string& out, const geo::PackedGeometry& geometry, const PlaceColumns& places,
                  std::size_t row) {
  if (!places.as_points()) return append_cell(out, well_known_text(geometry, row), false);
  if (!geometry.has_geometry(row)) {
    out += ',';
    return;
  }
  const geo::Point p = geometry.feature_points(row).front();
  fmt::format_to(std::back_inserter(out), "{},{}", p.x, p.y);
}

}  // namespace

Result<std::string> csv_text(const model::Layer& layer, const geo::Crs& crs, Progress& progress) {
  std::vector<std::string> names;
  for (const model::Column& column : layer.table.columns) names.push_back(column.name);
  const PlaceColumns places(layer.geometry, crs, names);
  const bool with_places = !places.names().empty();
  std::string out = "\xEF\xBB\xBF";
  names.insert(names.begin(), places.names().begin(), places.names().end());
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += ',';
    append_cell(out, names[i], true);
  }
  out += "\r\n";
  for (std::size_t row = 0; row < layer.size(); ++row) {
    if (with_places) append_place(out, layer.geometry, places, row);
    for (std::size_t i = 0; i < layer.table.columns.size(); ++i) {
      const model::Column& column = layer.table.columns[i];
      const auto* texts = std::get_if<model::Texts>(&column.values);
      if (with_places || i > 0) out += ',';
      if (texts != nullptr && !column.is_null(row)) {
        append_cell(out, (*texts)[row], true);
      } else {
        append_cell(out, column.text(row), false);
      }
    }
    if (names.size() == 1 && out.ends_with('\n')) out += "\"\"";  // else the line counts for none
    out += "\r\n";
    if (row % rows_between_looks != 0) continue;
    progress.report(static_cast<double>(row) / static_cast<double>(layer.size()));
    if (progress.cancelled()) {
      return Error{ErrorCode::cancelled, "", tr("Writing was cancelled."), ""};
    }
  }
  return out;
}

}  // namespace wangge::io
