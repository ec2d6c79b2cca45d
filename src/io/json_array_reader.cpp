#include "io/json_array_reader.h"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/i18n.h"
#include "io/column_builder.h"
#include "io/file_bytes.h"
#include "io/geojson_geometry.h"
#include "io/placing_rows.h"

namespace wangge::io {
namespace {

namespace json = simdjson::dom;
using simdjson::SUCCESS;
using simdjson::dom::element_type;

constexpr int most_levels = 4;  // of objects within objects; deeper ones stay text
constexpr std::size_t rows_between_looks = 2048;

/// Rows of texts under names that may come in any order and be missing; types are found at the end.
class TextRows {
 public:
  void add(const std::string& name, std::string_view text) {
    const auto [found, fresh] = places_.try_emplace(name, columns_.size());
    if (fresh) columns_.push_back({ColumnBuilder(name, ColumnType::texts), 0});
    Filled& column = columns_[found->second];
    if (column.rows > rows_) return;  // a name given twice: the first counts
    fill(column, rows_);
    column.builder.add(text);
    ++column.rows;
  }
  void end_row() { ++rows_; }
  std::size_t rows() const { return rows_; }

  model::Table take() {
    model::Table table;
    table.rows = rows_;
    for (Filled& column : columns_) {
      fill(column, rows_);
      table.columns.push_back(infer_type(std::move(column.builder).build(), false));
    }
    return table;
  }

 private:
  struct Filled {
    ColumnBuilder builder;
    std::size_t rows;
  };
  static void fill(Filled& column, std::size_t rows) {
    for (; column.rows < rows; ++column.rows) column.builder.add_null();
  }
  std::vector<Filled> columns_;
  std::unordered_map<std::string, std::size_t> places_;
  std::size_t rows_ = 0;
};

/// {"type": "Point", "coordinates": [x, y]}, as some servers wrap a place.
bool add_wrapped_point(TextRows& rows, const std::string& name, const json::object& object) {
  std::string_view type;
  json::array coordinates;
  if (object["type"].get(type) != SUCCESS || type != "Point" ||
      object["coordinates"].get(coordinates) != SUCCESS || coordinates.size() < 2) {
    return false;
  }
  rows.add(name + ".lon", simdjson::minify(coordinates.at(0).value()));
  rows.add(name + ".lat", simdjson::minify(coordinates.at(1).value()));
  return true;
}

void add_value(TextRows& rows, const std::string& name, const json::element& value, int level) {
  std::string_view text;
  json::object object;
  if (value.is_null()) return;
  if (value.get(text) == SUCCESS) {
    rows.add(name, text);
  } else if (value.get(object) == SUCCESS && level < most_levels) {
    if (add_wrapped_point(rows, name, object)) return;
    for (const auto [key, inner] : object) {
      add_value(rows, name + "." + std::string(key), inner, level + 1);
    }
  } else {
    rows.add(name, simdjson::minify(value));
  }
}

/// What the numbers of [x, y, value …] are called: places where all of them may be degrees.
std::vector<std::string> names_of_numbers(const json::array& array) {
  std::size_t width = 0;
  bool degrees = true;
  for (const json::element row : array) {
    json::array numbers;
    if (row.get(numbers) != SUCCESS) continue;
    width = std::max(width, numbers.size());
    double x = 0, y = 0;
    degrees = degrees && numbers.size() >= 2 && numbers.at(0).get(x) == SUCCESS &&
              numbers.at(1).get(y) == SUCCESS && std::abs(x) <= 180 && std::abs(y) <= 90;
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < width; ++i) names.push_back("value_" + std::to_string(i + 1));
  if (width >= 2) names[0] = degrees ? "lon" : "x", names[1] = degrees ? "lat" : "y";
  if (width == 3) names[2] = "value";
  return names;
}

Result<RawLayer> read_rows(const json::array& array, const std::string& where, Progress& progress) {
  const auto count = static_cast<double>(std::max<std::size_t>(1, array.size()));
  const std::vector<std::string> names = names_of_numbers(array);
  TextRows rows;
  for (const json::element row : array) {
    json::object object;
    json::array numbers;
    if (row.get(object) == SUCCESS) {
      for (const auto [key, value] : object) add_value(rows, std::string(key), value, 1);
    } else if (row.get(numbers) == SUCCESS) {
      std::size_t i = 0;
      for (const json::element value : numbers) add_value(rows, names[i++], value, 1);
    } else {
      return Error{ErrorCode::not_a_map_file, trf("{}, row {}", where, rows.rows() + 1),
                   tr("This JSON is a list of single values, not of rows."),
                   tr("A table is a list of objects, or of [x, y, value].")};
    }
    rows.end_row();
    if (rows.rows() % rows_between_looks != 0) continue;
    progress.report(static_cast<double>(rows.rows()) / count);
    if (progress.cancelled()) {
      return Error{ErrorCode::cancelled, where, tr("Reading was cancelled."), ""};
    }
  }
  RawLayer raw;
  raw.format = "JSON";
  raw.encoding_reason = tr("the format's own");
  raw.table = rows.take();
  for (std::size_t i = 0; i < raw.table.rows; ++i) raw.geometry.add_none();
  place_by_columns(raw);
  return raw;
}

/// Features whose properties are not plain or not all of one type: texts that are typed at the end.
Result<RawLayer> read_loose_features(const json::array& array, const std::string& where,
                                     Progress& progress) {
  RawLayer raw;
  raw.format = "GeoJSON";
  raw.encoding_reason = tr("the format's own");
  raw.crs = geo::Crs::wgs84();
  raw.crs_reason = tr("declared by the file");
  raw.crs_by_default = true;
  TextRows rows;
  Shape shape;
  for (const json::element feature : array) {
    json::object properties;
    json::element geometry;
    if (feature["properties"].get(properties) == SUCCESS) {
      for (const auto [key, value] : properties) add_value(rows, std::string(key), value, 1);
    }
    shape.clear();
    if (feature["geometry"].get(geometry) == SUCCESS && !add_geojson_geometry(geometry, shape)) {
      shape.clear();
      ++raw.geometry.faults().unreadable;
    }
    raw.geometry.add(shape);
    rows.end_row();
    if (rows.rows() % rows_between_looks == 0 && progress.cancelled()) {
      return Error{ErrorCode::cancelled, where, tr("Reading was cancelled."), ""};
    }
  }
  raw.table = rows.take();
  return raw;
}

bool is_feature(const json::element& element) {
  std::string_view type;
  return element["type"].get(type) == SUCCESS && type == "Feature";
}

}  // namespace

Result<std::optional<RawLayer>> read_json_array(const Input& input, const std::string& where,
                                                Progress& progress) {
  const auto text = read_bytes(input.gdal_path, simdjson::SIMDJSON_PADDING, where, progress);
  if (!text) return text.error();
  const auto first = text->find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string::npos || (*text)[first] != '[') return std::optional<RawLayer>();
  json::parser parser;
  json::array array;
  if (const auto problem = parser.parse(text->data() + first, text->size() - first).get(array)) {
    return Error{ErrorCode::broken, where,
                 trf("The file is damaged: {}", simdjson::error_message(problem)),
                 tr("Ask for the file again, or open it in the program that wrote it.")};
  }
  if (array.begin() == array.end()) {
    return Error{ErrorCode::empty, where, tr("The file holds no features."),
                 tr("Check that the right file was exported.")};
  }
  std::optional<RawLayer> raw;
  if (is_feature(*array.begin())) {
    raw = parse_plain_geojson(
        R"({"type":"FeatureCollection","features":)" + text->substr(first) + "}", progress);
  }
  if (!raw) {
    if (progress.cancelled()) {
      return Error{ErrorCode::cancelled, where, tr("Reading was cancelled."), ""};
    }
    auto rows = is_feature(*array.begin()) ? read_loose_features(array, where, progress)
                                           : read_rows(array, where, progress);
    if (!rows) return rows.error();
    raw = std::move(*rows);
  }
  raw->name = input.stem;
  return raw;
}

}  // namespace wangge::io
