#pragma once

#include <optional>
#include <string>

#include "base/progress.h"
#include "base/result.h"
#include "io/open.h"
#include "io/raw_layer.h"

namespace wangge::io {

/// The fast path for plain GeoJSON: one FeatureCollection whose properties are numbers, texts,
/// truths and nulls of one type a name. Nothing where the file is anything else, or damaged: GDAL's
/// reader decides then. Ten times as fast as GDAL's; both give the same tables and geometry.
///
/// errors  cancelled, broken (an archive that ends in the middle)
Result<std::optional<RawLayer>> read_plain_geojson(const Input& input, const std::string& where,
                                                   Progress& progress);

/// What one thread reads at a time of a large file, in bytes.
constexpr std::size_t geojson_piece_bytes = 8 << 20;

/// The same from text in memory. `text` has room for simdjson's padding or is copied. A large file
/// is cut between features and its pieces are read side by side; the result is the same.
std::optional<RawLayer> parse_plain_geojson(const std::string& text, Progress& progress,
                                            std::size_t piece_bytes = geojson_piece_bytes);

/// GDAL takes WGS 84 where the crs member of a GeoJSON is a link, which is not followed, or a name
/// that it does not know, and says nothing. Then the layer's CRS is taken back, to be found from
/// its numbers, and a warning says why. cost  reads the beginning and the end of the file
void doubt_crs(RawLayer& layer, const Input& input);

}  // namespace wangge::io
