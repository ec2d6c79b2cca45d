// Whole tables of separated values, from the bytes of the file to rows with places.
#include <cpl_vsi.h>

#include "fuzz/fuzz.h"
#include "io/csv_reader.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wangge;
  std::string bytes(text_of(data, size));
  constexpr const char* path = "/vsimem/fuzz.csv";
  VSILFILE* file =
      VSIFileFromMemBuffer(path, reinterpret_cast<GByte*>(bytes.data()), bytes.size(), FALSE);
  VSIFCloseL(file);
  Progress progress;
  auto read = io::read_csv({path, "fuzz"}, {}, "fuzz.csv", progress);
  VSIUnlink(path);
  if (!read) {
    must(!read.error().reason.empty(), "a refusal says why");
    return 0;
  }
  must(read->geometry.rows() == read->table.rows, "every row has a place or none");
  for (const model::Column& column : read->table.columns) {
    must(column.size() == read->table.rows, "every column has all rows");
  }
  return 0;
}
