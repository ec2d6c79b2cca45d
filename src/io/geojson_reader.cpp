#include "io/geojson_reader.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "base/i18n.h"
#include "io/column_builder.h"
#include "io/file_bytes.h"

namespace wangge::io {
namespace {

namespace json = simdjson::dom;
using simdjson::SUCCESS;
using simdjson::dom::element_type;

constexpr std::size_t rows_between_looks = 2048;
constexpr std::size_t most_bytes = 3'000'000'000;  // simdjson's own limit is 4 GiB

bool add_position(const json::element& element, Shape& shape) {
  json::array numbers;
  if (element.get(numbers) != SUCCESS) return false;
  auto at = numbers.begin();
  const auto end = numbers.end();
  geo::Point p;
  if (!(at != end) || (*at).get(p.x) != SUCCESS) return false;
  ++at;
  if (!(at != end) || (*at).get(p.y) != SUCCESS) return false;
  shape.add_point(p);
  return true;
}

// Too short a ring or line is for GDAL's reader, which has its own way with them.
bool add_positions(const json::element& element, std::size_t least, Shape& shape) {
  json::array positions;
  if (element.get(positions) != SUCCESS || positions.size() < least) return false;
  for (const json::element position : positions) {
    if (!add_position(position, shape)) return false;
  }
  shape.end_ring();
  return true;
}

bool add_part(geo::Kind kind, const json::element& coordinates, Shape& shape) {
  if (!shape.begin_part(kind)) return true;
  if (kind == geo::Kind::points) {
    if (!add_position(coordinates, shape)) return false;
    shape.end_ring();
  } else if (kind == geo::Kind::lines) {
    if (!add_positions(coordinates, 2, shape)) return false;
  } else {
    json::array rings;
    if (coordinates.get(rings) != SUCCESS || rings.begin() == rings.end()) return false;
    for (const json::element ring : rings) {
      if (!add_positions(ring, 4, shape)) return false;
    }
  }
  shape.end_part();
  return true;
}

struct GeometryType {
  std::string_view name;
  geo::Kind kind;
  bool many;
};
constexpr std::array geometry_types{
    GeometryType{"Polygon", geo::Kind::polygons, false},
    GeometryType{"Point", geo::Kind::points, false},
    GeometryType{"MultiPolygon", geo::Kind::polygons, true},
    GeometryType{"LineString", geo::Kind::lines, false},
    GeometryType{"MultiLineString", geo::Kind::lines, true},
    GeometryType{"MultiPoint", geo::Kind::points, true},
};

// False for anything but the six simple types; GDAL's reader knows what to make of the rest.
bool add_geometry(const json::element& element, Shape& shape) {
  json::object object;
  if (element.get(object) != SUCCESS) return element.is_null();
  std::string_view name;
  json::element coordinates;
  if (object["type"].get(name) != SUCCESS || object["coordinates"].get(coordinates) != SUCCESS) {
    return false;
  }
  for (const GeometryType& type : geometry_types) {
    if (type.name != name) continue;
    if (!type.many) return add_part(type.kind, coordinates, shape);
    json::array parts;
    if (coordinates.get(parts) != SUCCESS || parts.size() == 0) return false;
    for (const json::element part : parts) {
      if (!add_part(type.kind, part, shape)) return false;
    }
    return true;
  }
  return false;
}

// One property over all rows; its type is that of the first value that is not null.
class PropertyColumn {
 public:
  /// rows  how many there are already, all null
  PropertyColumn(std::string name, std::size_t rows) : name_(std::move(name)), rows_(rows) {}

  const std::string& name() const { return name_; }
  std::size_t rows() const { return rows_; }

  void fill_to(std::size_t rows) {
    while (rows_ < rows) add_null();
  }

  // False where the value has no place in a column of this type.
  bool add(const json::element& value) {
    switch (value.type()) {
      case element_type::NULL_VALUE:
        add_null();
        return true;
      case element_type::STRING: {
        std::string_view text;
        if (value.get(text) != SUCCESS || !is(ColumnType::texts)) return false;
        builder().add(text);
        break;
      }
      case element_type::BOOL: {
        bool truth = false;
        if (value.get(truth) != SUCCESS || !is(ColumnType::bools)) return false;
        builder().add_bool(truth);
        break;
      }
      case element_type::INT64: {
        std::int64_t number = 0;
        if (value.get(number) != SUCCESS) return false;
        if (!builder_.empty() && builder().type() == ColumnType::reals) {
          builder().add(static_cast<double>(number));
        } else if (is(ColumnType::integers)) {
          builder().add(number);
        } else {
          return false;
        }
        break;
      }
      case element_type::DOUBLE: {
        double number = 0;
        if (value.get(number) != SUCCESS) return false;
        if (!builder_.empty() && builder().type() == ColumnType::integers) become_real();
        if (!is(ColumnType::reals)) return false;
        builder().add(number);
        break;
      }
      default:
        return false;
    }
    ++rows_;
    return true;
  }

  model::Column build() && {
    if (builder_.empty()) is(ColumnType::texts);  // nulls alone
    return infer_type(std::move(builder()).build(), true);
  }

 private:
  ColumnBuilder& builder() { return builder_.front(); }

  bool is(ColumnType type) {
    if (!builder_.empty()) return builder().type() == type;
    builder_.emplace_back(name_, type);
    for (std::size_t row = 0; row < rows_; ++row) builder().add_null();
    return true;
  }

  void add_null() {
    if (!builder_.empty()) builder().add_null();
    ++rows_;
  }

  void become_real() {
    const model::Column integers = std::move(builder()).build();
    builder_.front() = ColumnBuilder(name_, ColumnType::reals);
    for (std::size_t row = 0; row < integers.size(); ++row) {
      integers.is_null(row) ? builder().add_null() : builder().add(integers.number(row));
    }
  }

  std::string name_;
  std::size_t rows_;
  std::vector<ColumnBuilder> builder_;  // none before the type is known
};

// The properties in the order of their first appearance, a new one behind its predecessor.
class PropertyTable {
 public:
  // False where the properties are not plain.
  bool add_row(const json::element& properties) {
    json::object object;
    if (properties.get(object) == SUCCESS) {
      std::size_t guess = 0;  // features mostly name their properties in the same order
      for (const auto [key, value] : object) {
        const std::size_t at = find(key, guess);
        if (columns_[at].rows() > rows_) return false;  // a name given twice
        columns_[at].fill_to(rows_);
        if (!columns_[at].add(value)) return false;
        guess = at + 1;
      }
    } else if (!properties.is_null()) {
      return false;
    }
    ++rows_;
    return true;
  }

  model::Table take() {
    model::Table table;
    table.rows = rows_;
    for (PropertyColumn& column : columns_) {
      column.fill_to(rows_);
      table.columns.push_back(std::move(column).build());
    }
    return table;
  }

 private:
  std::size_t find(std::string_view key, std::size_t guess) {
    if (guess < columns_.size() && columns_[guess].name() == key) return guess;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].name() == key) return i;
    }
    columns_.emplace(columns_.begin() + static_cast<std::ptrdiff_t>(guess), std::string(key),
                     rows_);
    return guess;
  }

  std::vector<PropertyColumn> columns_;
  std::size_t rows_ = 0;
};

// The old-style crs member, as GDAL writes it. False where it is anything else than a known name.
bool read_crs(const json::object& root, RawLayer& raw) {
  json::element member;
  raw.crs = geo::Crs::wgs84();
  raw.crs_reason = tr("declared by the file");
  raw.crs_by_default = true;
  if (root["crs"].get(member) != SUCCESS || member.is_null()) return true;
  std::string_view name;
  if (member["properties"]["name"].get(name) != SUCCESS) return false;
  if (name.ends_with(":CRS84")) return true;
  const auto colon = name.find_last_of(':');
  if (name.find("EPSG") == std::string_view::npos || colon == std::string_view::npos) return false;
  auto crs = geo::Crs::from_text("EPSG:" + std::string(name.substr(colon + 1)));
  if (!crs) return false;
  raw.crs = std::move(*crs);
  raw.crs_by_default = raw.crs->code() == "EPSG:4326";
  return true;
}

}  // namespace

std::optional<RawLayer> parse_plain_geojson(const std::string& text, Progress& progress) {
  if (text.size() > most_bytes) return std::nullopt;
  const bool padded = text.capacity() >= text.size() + simdjson::SIMDJSON_PADDING;
  json::parser parser;
  json::object root;
  if (parser.parse(text.data(), text.size(), !padded).get(root) != SUCCESS) return std::nullopt;
  std::string_view type;
  json::array features;
  if (root["type"].get(type) != SUCCESS || type != "FeatureCollection" ||
      root["features"].get(features) != SUCCESS) {
    return std::nullopt;
  }
  RawLayer raw;
  raw.format = "GeoJSON";
  raw.encoding_reason = tr("the format's own");
  if (!read_crs(root, raw)) return std::nullopt;
  PropertyTable properties;
  Shape shape;
  const double count = static_cast<double>(std::max<std::size_t>(1, features.size()));
  for (const json::element feature : features) {
    json::element properties_member, geometry, id;
    if (feature["properties"].get(properties_member) != SUCCESS ||
        feature["geometry"].get(geometry) != SUCCESS) {
      return std::nullopt;
    }
    // Anything but a whole number as id becomes a column in GDAL's reader.
    if (feature["id"].get(id) == SUCCESS && !id.is_int64()) return std::nullopt;
    shape.clear();
    if (!properties.add_row(properties_member) || !add_geometry(geometry, shape))
      return std::nullopt;
    raw.geometry.add(shape);
    if (raw.geometry.rows() % rows_between_looks != 0) continue;
    progress.report(static_cast<double>(raw.geometry.rows()) / count);
    if (progress.cancelled() || raw.geometry.full()) return std::nullopt;
  }
  if (raw.geometry.rows() == 0) return std::nullopt;
  raw.table = properties.take();
  return raw;
}

Result<std::optional<RawLayer>> read_plain_geojson(const Input& input, const std::string& where,
                                                   Progress& progress) {
  const auto text = read_bytes(input.gdal_path, simdjson::SIMDJSON_PADDING, where, progress);
  if (!text) return text.error();
  std::optional<RawLayer> raw = parse_plain_geojson(*text, progress);
  if (progress.cancelled())
    return Error{ErrorCode::cancelled, where, tr("Reading was cancelled."), ""};
  if (raw) raw->name = input.stem;
  return raw;
}

}  // namespace wangge::io
