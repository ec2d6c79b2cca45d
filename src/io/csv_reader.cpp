#include "io/csv_reader.h"

#include <ogr_geometry.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <set>

#include "base/i18n.h"
#include "io/column_builder.h"
#include "io/encoding.h"
#include "io/file_bytes.h"
#include "io/gdal_library.h"
#include "io/ogr_reader.h"
#include "io/placing_rows.h"

namespace wangge::io {
namespace {

constexpr std::size_t rows_between_looks = 4096;

// The text in UTF-8 without a byte-order mark, and what it was.
Result<Encoding> decode_text(std::string& text, const std::string& chosen) {
  EncodingHints hints{chosen, "", ""};
  const std::string_view bytes = text;
  const bool utf16_le = bytes.starts_with("\xFF\xFE"), utf16_be = bytes.starts_with("\xFE\xFF");
  if (chosen.empty() && (utf16_le || utf16_be)) {
    const std::string name = utf16_le ? "UTF-16LE" : "UTF-16BE";
    text = to_utf8(bytes.substr(2), name);
    return Encoding{name, tr("byte-order mark")};
  }
  const bool marked = bytes.starts_with("\xEF\xBB\xBF");
  if (marked) text.erase(0, 3);
  // Line by line, so that a character cut off never hides in the middle of a sample.
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin < text.size() && lines.size() < 20'000;) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(std::string_view(text).substr(begin, end - begin));
    begin = end + 1;
  }
  if (marked) hints.cpg = "UTF-8";
  auto encoding = detect_encoding(lines, hints);
  if (encoding && marked && encoding->name == "UTF-8") encoding->reason = tr("byte-order mark");
  if (encoding && encoding->name != "UTF-8") text = to_utf8(text, encoding->name);
  return encoding;
}

char find_separator(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  constexpr std::string_view candidates = ",;\t|";
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char candidate : candidates) {
    bool quoted = false;
    std::ptrdiff_t count = 0;
    for (const char c : line) {
      quoted ^= c == '"';
      count += !quoted && c == candidate ? 1 : 0;
    }
    if (count > most) best = candidate, most = count;
  }
  return best;
}

// Letters and digits only, lower case, so that "Point X" and "POINT_X" are the same name.
std::string key_of(std::string_view name) {
  std::string key;
  for (const unsigned char c : name) {
    if (c >= 0x80 || std::isalnum(c) != 0) key += static_cast<char>(std::tolower(c));
  }
  return key;
}

// A spreadsheet's guard before a text that looks like a formula (see write.h) is no part of it.
std::string_view without_guard(std::string_view text) {
  const bool guarded = text.starts_with('\'') && needs_formula_guard(text.substr(1));
  return guarded ? text.substr(1) : text;
}

std::vector<std::string> unique_names(const std::vector<std::string>& header, std::size_t width) {
  std::vector<std::string> names;
  std::set<std::string> used;
  for (std::size_t i = 0; i < width; ++i) {
    std::string name(without_guard(i < header.size() ? header[i] : ""));
    const auto first = name.find_first_not_of(" \t\r\n");
    name = first == std::string::npos
               ? "column_" + std::to_string(i + 1)
               : name.substr(first, name.find_last_not_of(" \t\r\n") - first + 1);
    const std::string base = name;
    for (int n = 2; !used.insert(name).second; ++n) name = base + "_" + std::to_string(n);
    names.push_back(std::move(name));
  }
  return names;
}

void add_place(RawLayer& raw, const std::vector<std::string>& fields, const CoordinateColumns& at,
               Shape& shape) {
  shape.clear();
  const auto field = [&fields](int i) {
    const auto index = static_cast<std::size_t>(i);
    return index < fields.size() ? std::string_view(fields[index]) : std::string_view();
  };
  GeometryFaults& faults = raw.geometry.faults();
  if (at.wkt >= 0 && !field(at.wkt).empty()) {
    OGRGeometry* made = nullptr;
    const bool good = OGRGeometryFactory::createFromWkt(std::string(field(at.wkt)).c_str(), nullptr,
                                                        &made) == OGRERR_NONE;
    const std::unique_ptr<OGRGeometry> geometry(made);
    if (!good || !geometry || !shape_from_ogr(*geometry, shape)) ++faults.unreadable;
  } else if (at.x >= 0 && (!field(at.x).empty() || !field(at.y).empty())) {
    const geo::Point p{model::parse_number(field(at.x)), model::parse_number(field(at.y))};
    if (p == geo::Point{0, 0}) {
      ++faults.no_place;
    } else {
      shape.add_point_part(p);
    }
  }
  raw.geometry.add(shape);
}

}  // namespace

bool needs_formula_guard(std::string_view text) {
  const auto first = text.find_first_not_of('\'');
  return first != std::string_view::npos &&
         std::string_view("=+-@\t\r").find(text[first]) != std::string_view::npos;
}

void parse_csv_record(std::string_view text, char separator, std::size_t& position,
                      std::vector<std::string>& fields) {
  std::size_t count = 0;
  const auto next_field = [&]() -> std::string& {
    if (count == fields.size()) fields.emplace_back();
    fields[count].clear();
    return fields[count++];
  };
  std::string* field = &next_field();
  while (position < text.size()) {
    if (text[position] == '"' && field->empty()) {
      ++position;
      while (position < text.size()) {
        const std::size_t quote = std::min(text.find('"', position), text.size());
        field->append(text.substr(position, quote - position));
        position = std::min(quote + 1, text.size());
        if (position >= text.size() || text[position] != '"') break;
        field->push_back('"'), ++position;
      }
    }
    const std::size_t start = position;
    while (position < text.size() && text[position] != separator && text[position] != '\n' &&
           text[position] != '\r') {
      ++position;
    }
    field->append(text.substr(start, position - start));
    if (position >= text.size()) break;
    const char c = text[position++];
    if (c == separator) {
      field = &next_field();
      continue;
    }
    if (c == '\r' && position < text.size() && text[position] == '\n') ++position;
    break;
  }
  fields.resize(count);
}

CoordinateColumns find_coordinates(const std::vector<std::string>& names) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> pairs{{
      {"longitude", "latitude"},
      {"lon", "lat"},
      {"lng", "lat"},
      {"long", "lat"},
      {"经度", "纬度"},
      {"东经", "北纬"},
      {"x", "y"},
      {"pointx", "pointy"},
      {"xcoord", "ycoord"},
      {"coordx", "coordy"},
      {"x坐标", "y坐标"},
      {"easting", "northing"},
      {"xcoordinate", "ycoordinate"},
  }};
  std::vector<std::string> keys;
  std::transform(names.begin(), names.end(), std::back_inserter(keys), key_of);
  const auto find = [&keys](const std::string& key) {
    const auto at = std::find(keys.begin(), keys.end(), key);
    return at == keys.end() ? -1 : static_cast<int>(at - keys.begin());
  };
  CoordinateColumns result;
  for (const char* wkt : {"wkt", "thegeom", "geom", "geometry", "geometrywkt", "wktgeom", "几何"}) {
    if (result.wkt < 0) result.wkt = find(wkt);
  }
  for (const auto& [x, y] : pairs) {
    const int at_x = find(std::string(x)), at_y = find(std::string(y));
    if (at_x >= 0 && at_y >= 0) return {at_x, at_y, result.wkt};
  }
  // With something before it: "gcj02_lng" and "gcj02_lat".
  for (const auto& [x, y] : pairs) {
    if (x.size() < 3) continue;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (!keys[i].ends_with(x)) continue;
      const int at_y = find(keys[i].substr(0, keys[i].size() - x.size()) + std::string(y));
      if (at_y >= 0) return {static_cast<int>(i), at_y, result.wkt};
    }
  }
  return result;
}

Result<RawLayer> read_csv(const Input& input, const ReadOptions& options, const std::string& where,
                          Progress& progress) {
  auto whole = read_bytes(input.gdal_path, 0, where, progress);
  if (!whole) return whole.error();
  std::string text = std::move(*whole);
  auto encoding = decode_text(text, options.encoding);
  if (!encoding) return encoding.error();
  const auto head = std::string_view(text).substr(0, 1000);
  const auto first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) {
    return Error{ErrorCode::empty, where, tr("The file holds nothing but blanks."),
                 tr("Ask for the file again.")};
  }
  if (head[first] == '<' || head.find('\0') != std::string_view::npos) {
    return Error{
        ErrorCode::not_a_map_file, where,
        tr("This is no table: it is a web page or a file of another kind under this name."),
        tr("Download the table itself, or save it as CSV.")};
  }

  const char separator = find_separator(std::string_view(text).substr(first));
  std::size_t position = first;
  std::vector<std::string> fields;
  parse_csv_record(text, separator, position, fields);
  const std::vector<std::string> names = unique_names(fields, fields.size());
  const CoordinateColumns at = find_coordinates(names);

  RawLayer raw;
  raw.name = input.stem;
  raw.format = "CSV";
  raw.encoding = encoding->name;
  raw.encoding_reason = encoding->reason;
  raw.encodings = encoding->candidates;
  std::vector<ColumnBuilder> columns;
  for (const std::string& name : names) columns.emplace_back(name, ColumnType::texts);
  Shape shape;
  std::size_t ragged = 0, first_ragged = 0, rows = 0;
  GdalMessages messages;  // about WKT that cannot be read: counted, not printed
  while (position < text.size()) {
    const bool blank = text[position] == '\n' || text[position] == '\r';
    parse_csv_record(text, separator, position, fields);
    if (blank) continue;
    ++rows;
    if (fields.size() != names.size() && ragged++ == 0) first_ragged = rows;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const bool has_value = i < fields.size() && !fields[i].empty();
      has_value ? columns[i].add(without_guard(fields[i])) : columns[i].add_null();
    }
    add_place(raw, fields, at, shape);
    if (rows % rows_between_looks != 0) continue;
    progress.report(static_cast<double>(position) / static_cast<double>(text.size()));
    if (progress.cancelled())
      return Error{ErrorCode::cancelled, where, tr("Reading was cancelled."), ""};
  }
  if (rows == 0) {
    return Error{ErrorCode::empty, where, tr("The table has no rows."),
                 tr("Ask for the file again.")};
  }
  if (ragged > 0) {
    raw.warnings.push_back(
        trf("{} rows have more or fewer values than the header, the first is row {}.",
            with_separators(static_cast<long long>(ragged)), first_ragged));
  }
  if (at.x < 0 && at.wkt < 0) {
    raw.warnings.push_back(tr("No column holds coordinates: the rows have no place on the map."));
  }
  raw.table.rows = rows;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (static_cast<int>(i) == at.wkt) continue;  // it is the geometry now
    raw.table.columns.push_back(infer_type(std::move(columns[i]).build(), false));
  }
  // "gcj02_lng" says which system its numbers are in.
  if (at.x >= 0) raw.crs = crs_by_name(names[static_cast<std::size_t>(at.x)]);
  if (raw.crs) raw.crs_reason = tr("the column's name says so");
  return raw;
}

}  // namespace wangge::io
