#include "io/comparing.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <type_traits>

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

bool near(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(a)); }

bool same_letters(const std::string& a, const std::string& b) {
  return std::ranges::equal(
      a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

/// A text may come back as what it reads like: a number, a time, a truth.
bool reads_alike(const model::Column& a, const model::Column& b, std::size_t row) {
  const std::string text_a = a.text(row), text_b = b.text(row);
  if (text_a == text_b) return true;
  if (std::holds_alternative<model::Bools>(b.values) && same_letters(text_a, text_b)) return true;
  if (const auto* times = std::get_if<model::Times>(&b.values); times != nullptr) {
    return !b.is_null(row) && parse_time(text_a) == times->seconds[row];
  }
  return near(a.number(row), b.number(row));
}

/// The first row in which two columns differ; how many there are, where they do not.
std::size_t first_difference(const model::Column& a, const model::Column& b, std::size_t rows) {
  const auto find = [&](auto same) {
    for (std::size_t row = 0; row < rows; ++row) {
      const bool both = !a.is_null(row) && !b.is_null(row);
      if (!(both && same(row)) && !reads_alike(a, b, row)) return row;
    }
    return rows;
  };
  // Columns of one type are compared without making texts of their values.
  return std::visit(
      [&]<typename Values>(const Values& in_a) {
        const auto* in_b = std::get_if<Values>(&b.values);
        if (in_b == nullptr) return find([](std::size_t) { return false; });
        if constexpr (std::is_same_v<Values, model::Times>) {
          return find([&](std::size_t row) { return in_a.seconds[row] == in_b->seconds[row]; });
        } else if constexpr (std::is_same_v<Values, model::Bools>) {
          return find([&](std::size_t row) { return in_a.values[row] == in_b->values[row]; });
        } else {
          return find([&](std::size_t row) { return in_a[row] == (*in_b)[row]; });
        }
      },
      a.values);
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
    const std::size_t row = first_difference(column, other, wanted.size());
    if (row < wanted.size()) {
      return differs(where,
                     trf("Reading the file again gave “{}” instead of “{}” in row {}, column “{}”.",
                         other.text(row), column.text(row), row + 1, column.name));
    }
  }
  return {};
}

}  // namespace wangge::io
