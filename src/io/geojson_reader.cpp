#include "io/geojson_reader.h"

#include <cpl_vsi.h>
#include <simdjson.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "base/i18n.h"
#include "base/parallel.h"
#include "io/file_bytes.h"
#include "io/geojson_geometry.h"
#include "io/property_table.h"

namespace wangge::io {
namespace {

namespace json = simdjson::dom;
using simdjson::SUCCESS;

constexpr std::size_t rows_between_looks = 2048;
constexpr std::size_t most_bytes = 3'000'000'000;  // simdjson's own limit is 4 GiB

/// Features on their way to a layer.
struct Features {
  PropertyTable properties;
  GeometrySorter geometry;
};

/// Why a crs member (GeoJSON 2008, 3) does not tell the system; empty where it may. A link is not
/// followed: the file would have its reader's computer call whomever it names.
std::string why_untold(const json::element& member) {
  std::string_view type, text;
  if (member["type"].get(type) != SUCCESS) return "";
  if (type == "link") {
    const bool leads = member["properties"]["href"].get(text) == SUCCESS;
    return trf(
        "The file names its coordinate system by a link ({}), which is not followed: check "
        "where the layer lies.",
        leads ? text : "");
  }
  const bool named = type == "name" && member["properties"]["name"].get(text) == SUCCESS;
  const bool wgs84 =
      text.find("84") != std::string_view::npos || text.find("4326") != std::string_view::npos;
  if (!named || wgs84) return "";
  return trf(
      "The file names a coordinate system that is not known (“{}”): check where the layer "
      "lies.",
      text);
}

void take_crs_back(RawLayer& layer, std::string why) {
  layer.crs.reset();
  layer.crs_reason.clear();
  layer.crs_by_default = false;
  layer.warnings.push_back(std::move(why));
}

/// The object that follows "crs": in a piece of a file; empty where there is none or no whole one.
std::string crs_object_in(std::string_view text) {
  const auto key = text.find("\"crs\"");
  const auto begin =
      key == std::string_view::npos ? key : text.find_first_not_of(" \t\r\n:", key + 5);
  if (begin == std::string_view::npos || text[begin] != '{') return "";
  int depth = 0;
  bool quoted = false;
  for (std::size_t at = begin; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted && c == '\\') {
      ++at;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == '{' || c == '}')) {
      depth += c == '{' ? 1 : -1;
      if (depth == 0) return std::string(text.substr(begin, at + 1 - begin));
    }
  }
  return "";
}

// The old-style crs member, as GDAL writes it. False where it is anything else than a known name.
bool read_crs(const json::object& root, RawLayer& raw) {
  json::element member;
  raw.crs = geo::Crs::wgs84();
  raw.crs_reason = tr("declared by the file");
  raw.crs_by_default = true;
  if (root["crs"].get(member) != SUCCESS || member.is_null()) return true;
  std::string_view name, type;
  if (member["type"].get(type) == SUCCESS && type == "link") {
    take_crs_back(raw, why_untold(member));
    return true;
  }
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

// The root of the file: a feature collection and its CRS. False where it is anything else.
bool read_root(const json::object& root, RawLayer& raw, json::array& features) {
  std::string_view type;
  return root["type"].get(type) == SUCCESS && type == "FeatureCollection" &&
         root["features"].get(features) == SUCCESS && read_crs(root, raw);
}

/// go_on  asked now and then; false ends the reading
template <typename GoOn>
bool read_features(const json::array& array, Features& out, const GoOn& go_on) {
  Shape shape;
  for (const json::element feature : array) {
    json::element properties, geometry, id;
    if (feature["properties"].get(properties) != SUCCESS ||
        feature["geometry"].get(geometry) != SUCCESS) {
      return false;
    }
    // Anything but a whole number as id becomes a column in GDAL's reader.
    if (feature["id"].get(id) == SUCCESS && !id.is_int64()) return false;
    shape.clear();
    if (!out.properties.add_row(properties) || !add_geojson_geometry(geometry, shape)) return false;
    out.geometry.add(shape);
    if (out.geometry.rows() % rows_between_looks != 0) continue;
    if (out.geometry.full() || !go_on()) return false;
  }
  return !out.geometry.full();
}

// --- in pieces, side by side
// -----------------------------------------------------------------------

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// Where the next member begins that reads {"type": "Feature" from `from` on. Quotes within texts
// are escaped, so these letters can be nothing else than the beginning of an object.
std::size_t find_feature(std::string_view text, std::size_t from) {
  const auto skip = [&](std::size_t at) {
    while (at < text.size() && is_blank(text[at])) ++at;
    return at;
  };
  for (std::size_t at = text.find("\"type\"", from); at != std::string_view::npos;
       at = text.find("\"type\"", at + 1)) {
    std::size_t begin = at;
    while (begin > from && is_blank(text[begin - 1])) --begin;
    if (begin == from || text[begin - 1] != '{') continue;
    const std::size_t colon = skip(at + 6);
    if (colon >= text.size() || text[colon] != ':') continue;
    if (text.substr(skip(colon + 1)).starts_with("\"Feature\"")) return begin - 1;
  }
  return std::string_view::npos;
}

struct Pieces {
  std::string root;                      ///< the file with an empty array of features
  std::vector<std::string_view> pieces;  ///< features with commas between them
};

// Cuts a feature collection whose last member is "features". No pieces where it cannot be cut, or
// is too small to be worth it. Whether the pieces are what they seem, parsing them tells.
Pieces cut(std::string_view text, std::size_t piece_bytes) {
  Pieces out;
  if (text.size() < 2 * piece_bytes) return out;
  std::size_t end = text.size();
  for (const char last : {'}', ']'}) {
    while (end > 0 && is_blank(text[end - 1])) --end;
    if (end == 0 || text[end - 1] != last) return out;
    --end;
  }
  const std::size_t first = find_feature(text, 0);
  if (first >= end) return out;
  out.root = std::string(text.substr(0, first)) + "]}";
  for (std::size_t begin = first; begin < end;) {
    std::size_t next = begin + piece_bytes < end ? find_feature(text, begin + piece_bytes) : end;
    next = std::min(next, end);
    std::size_t stop = next;
    if (next < end) {
      while (stop > begin && is_blank(text[stop - 1])) --stop;
      if (stop == begin || text[stop - 1] != ',') return {};
      --stop;
    }
    out.pieces.push_back(text.substr(begin, stop - begin));
    begin = next;
  }
  return out;
}

bool read_piece(std::string_view piece, Features& out, const std::atomic<bool>& failed,
                Progress& progress) {
  simdjson::padded_string padded(piece.size() + 2);
  padded.data()[0] = '[';
  std::memcpy(padded.data() + 1, piece.data(), piece.size());
  padded.data()[piece.size() + 1] = ']';
  json::parser parser;
  json::array features;
  return parser.parse(padded).get(features) == SUCCESS && features.begin() != features.end() &&
         read_features(features, out, [&] { return !failed && !progress.cancelled(); });
}

// Nothing where the file cannot be read in pieces; all at once may still do.
std::optional<RawLayer> parse_in_pieces(std::string_view text, std::size_t piece_bytes,
                                        Progress& progress) {
  const auto [root_text, pieces] = cut(text, piece_bytes);
  if (pieces.empty()) return std::nullopt;
  json::parser parser;
  json::object root;
  json::array none;
  RawLayer raw;
  if (parser.parse(root_text).get(root) != SUCCESS || !read_root(root, raw, none) ||
      none.begin() != none.end()) {
    return std::nullopt;
  }
  std::vector<Features> parts(pieces.size());
  std::atomic<bool> failed = false;
  std::atomic<std::size_t> done = 0;
  parallel_ranges(pieces.size(), 1, [&, &pieces = pieces](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end && !failed; ++i) {
      if (!read_piece(pieces[i], parts[i], failed, progress)) failed = true;
      progress.report(static_cast<double>(++done) / static_cast<double>(pieces.size()));
    }
  });
  if (failed) return std::nullopt;
  Features& all = parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (!all.properties.append(std::move(parts[i].properties))) return std::nullopt;
    all.geometry.append(std::move(parts[i].geometry));
    if (all.geometry.full()) return std::nullopt;
  }
  raw.table = all.properties.take();
  raw.geometry = std::move(all.geometry);
  return raw;
}

std::optional<RawLayer> parse_at_once(const std::string& text, Progress& progress) {
  const bool padded = text.capacity() >= text.size() + simdjson::SIMDJSON_PADDING;
  json::parser parser;
  json::object root;
  json::array array;
  RawLayer raw;
  if (parser.parse(text.data(), text.size(), !padded).get(root) != SUCCESS ||
      !read_root(root, raw, array)) {
    return std::nullopt;
  }
  Features features;
  const auto count = static_cast<double>(std::max<std::size_t>(1, array.size()));
  const bool read = read_features(array, features, [&] {
    progress.report(static_cast<double>(features.geometry.rows()) / count);
    return !progress.cancelled();
  });
  if (!read || features.geometry.rows() == 0) return std::nullopt;
  raw.table = features.properties.take();
  raw.geometry = std::move(features.geometry);
  return raw;
}

}  // namespace

std::optional<RawLayer> parse_plain_geojson(const std::string& text, Progress& progress,
                                            std::size_t piece_bytes) {
  if (text.size() > most_bytes) return std::nullopt;
  auto raw = parse_in_pieces(text, piece_bytes, progress);
  if (!raw && !progress.cancelled()) raw = parse_at_once(text, progress);
  if (!raw) return std::nullopt;
  raw->format = "GeoJSON";
  raw->encoding_reason = tr("the format's own");
  return raw;
}

void doubt_crs(RawLayer& layer, const Input& input) {
  if (!layer.crs_by_default) return;
  constexpr std::size_t enough = 64 << 10;
  struct Close {
    void operator()(VSILFILE* file) const { VSIFCloseL(file); }
  };
  const std::unique_ptr<VSILFILE, Close> file(VSIFOpenL(input.gdal_path.c_str(), "rb"));
  if (!file) return;
  std::string object;
  for (const bool at_end : {false, true}) {
    if (at_end && input.gdal_path.rfind("/vsi", 0) == 0) break;  // would unpack it all again
    std::string piece(enough, '\0');
    if (at_end) {
      VSIFSeekL(file.get(), 0, SEEK_END);
      const auto bytes = VSIFTellL(file.get());
      VSIFSeekL(file.get(), bytes > enough ? bytes - enough : 0, SEEK_SET);
    }
    piece.resize(VSIFReadL(piece.data(), 1, enough, file.get()));
    if (object.empty()) object = crs_object_in(piece);
  }
  json::parser parser;
  json::element member;
  if (object.empty() || parser.parse(object).get(member) != SUCCESS) return;
  if (std::string why = why_untold(member); !why.empty()) take_crs_back(layer, std::move(why));
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
