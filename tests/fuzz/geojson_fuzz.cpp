// GeoJSON by the fast path: read in pieces it is what it is in one go.
#include "fuzz/fuzz.h"
#include "io/geojson_reader.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wangge;
  if (size == 0) return 0;
  const std::string text(text_of(data + 1, size - 1));
  Progress progress;
  const auto whole = io::parse_plain_geojson(text, progress);
  const auto pieces = io::parse_plain_geojson(text, progress, 1 + 4 * std::size_t{data[0]});
  must(whole.has_value() == pieces.has_value(), "pieces are read if the whole is");
  if (!whole) return 0;
  must(whole->table.rows == whole->geometry.rows(), "every row has a place or none");
  must(whole->table == pieces->table, "pieces give the same table");
  return 0;
}
