#include "io/comparing.h"

#include <algorithm>
#include <cmath>

#include "base/i18n.h"

namespace wangge::io {
namespace {

Error differs(const std::string& where, std::string what) {
  return {ErrorCode::broken, where, std::move(what),
          tr("The old file was left as it was. Try another format.")};
}

bool same_place(const geo::PackedGeometry& a, const geo::PackedGeometry& b, std::size_t row,
                double tolerance) {
  if (a.has_geometry(row) != b.has_geometry(row)) return false;
  if (a.feature_points(row).size() != b.feature_points(row).size()) return false;
  if (!a.has_geometry(row)) return true;
  const geo::Box box_a = a.box(row), box_b = b.box(row);
  const double off =
      std::max({std::abs(box_a.min_x - box_b.min_x), std::abs(box_a.min_y - box_b.min_y),
                std::abs(box_a.max_x - box_b.max_x), std::abs(box_a.max_y - box_b.max_y)});
  if (off > tolerance) return false;
  if (a.kind() != geo::Kind::polygons) return true;
  const double perimeter =
      2 * (box_a.width() + box_a.height()) * static_cast<double>(a.feature_points(row).size());
  return std::abs(geo::polygon_area(a, row) - geo::polygon_area(b, row)) <=
         tolerance * (perimeter + tolerance);
}

bool same_value(const model::Column& a, const model::Column& b, std::size_t row) {
  const std::string text_a = a.text(row), text_b = b.text(row);
  if (text_a == text_b) return true;
  const double x = a.number(row), y = b.number(row);
  return std::abs(x - y) <= 1e-9 * std::max(1.0, std::abs(x));
}

}  // namespace

Result<void> compare_layers(const model::Layer& wanted, const model::Layer& found, double tolerance,
                            const std::string& where) {
  if (wanted.size() != found.size()) {
    return differs(where, trf("Reading the file again gave {} features instead of {}.",
                              found.size(), wanted.size()));
  }
  const bool any_place = !wanted.geometry.points().empty();
  if (any_place && wanted.geometry.kind() != found.geometry.kind()) {
    return differs(where, tr("Reading the file again gave another kind of geometry."));
  }
  for (std::size_t row = 0; any_place && row < wanted.size(); ++row) {
    if (!same_place(wanted.geometry, found.geometry, row, tolerance)) {
      return differs(where,
                     trf("Reading the file again gave another geometry in row {}.", row + 1));
    }
  }
  for (const model::Column& column : wanted.table.columns) {
    const int index = found.table.find(column.name);
    if (index < 0) {
      return differs(where,
                     trf("Reading the file again did not find the column “{}”.", column.name));
    }
    const model::Column& other = found.table.columns[static_cast<std::size_t>(index)];
    for (std::size_t row = 0; row < wanted.size(); ++row) {
      if (!same_value(column, other, row)) {
        return differs(
            where, trf("Reading the file again gave “{}” instead of “{}” in row {}, column “{}”.",
                       other.text(row), column.text(row), row + 1, column.name));
      }
    }
  }
  return {};
}

}  // namespace wangge::io
