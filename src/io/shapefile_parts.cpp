#include "io/shapefile_parts.h"

#include <cpl_vsi.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include "base/i18n.h"

namespace wangge::io {
namespace {

bool exists(const std::string& path) {
  VSIStatBufL status;
  return VSIStatExL(path.c_str(), &status, VSI_STAT_EXISTS_FLAG) == 0;
}

struct CloseFile {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};
using File = std::unique_ptr<VSILFILE, CloseFile>;

/// The file of that ending beside the .shp, whichever way it is written.
File open_beside(const std::string& stem, const std::string& ending) {
  std::string upper = ending;
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c); });
  File file(VSIFOpenL((stem + ending).c_str(), "rb"));
  if (!file) file.reset(VSIFOpenL((stem + upper).c_str(), "rb"));
  return file;
}

std::uint64_t size_of(VSILFILE* file) {
  VSIFSeekL(file, 0, SEEK_END);
  const std::uint64_t bytes = VSIFTellL(file);
  VSIFSeekL(file, 0, SEEK_SET);
  return bytes;
}

std::uint32_t big_endian(const std::uint8_t* at) {
  return std::uint32_t{at[0]} << 24 | std::uint32_t{at[1]} << 16 | std::uint32_t{at[2]} << 8 |
         at[3];
}

std::uint32_t little_endian(const std::uint8_t* at) {
  return std::uint32_t{at[3]} << 24 | std::uint32_t{at[2]} << 16 | std::uint32_t{at[1]} << 8 |
         at[0];
}

/// Reads a file's bytes in places that mostly follow each other.
class Window {
 public:
  explicit Window(VSILFILE* file) : file_(file) {}
  /// nullptr beyond the end
  const std::uint8_t* at(std::uint64_t place, std::size_t bytes) {
    if (place < begin_ || place + bytes > begin_ + held_) {
      VSIFSeekL(file_, place, SEEK_SET);
      begin_ = place;
      held_ = VSIFReadL(block_.data(), 1, block_.size(), file_);
    }
    return place + bytes <= begin_ + held_ ? block_.data() + (place - begin_) : nullptr;
  }

 private:
  VSILFILE* file_;
  std::uint64_t begin_ = 0;
  std::size_t held_ = 0;
  std::vector<std::uint8_t> block_ = std::vector<std::uint8_t>(256 << 10);
};

/// How many rows a .dbf says that it has, and how many there is room for in it (dBASE III).
struct DbfRows {
  std::uint64_t claimed = 0, there = 0;
};
DbfRows count_rows(VSILFILE* file) {
  std::array<std::uint8_t, 32> head{};
  const std::uint64_t bytes = size_of(file);
  if (VSIFReadL(head.data(), head.size(), 1, file) != 1) return {};
  const std::uint64_t head_bytes = head[8] | head[9] << 8, row_bytes = head[10] | head[11] << 8;
  const std::uint64_t rows =
      row_bytes == 0 || bytes < head_bytes ? 0 : (bytes - head_bytes) / row_bytes;
  return {little_endian(head.data() + 4), rows};
}

}  // namespace

Result<void> check_dbf_rows(const std::string& gdal_path, const std::string& where) {
  const File file(VSIFOpenL(gdal_path.c_str(), "rb"));
  if (!file) return {};  // the driver will say why
  const DbfRows rows = count_rows(file.get());
  if (rows.claimed <= rows.there) return {};
  return Error{ErrorCode::broken, where,
               trf("The file breaks off: it holds {} of {} rows.", rows.there, rows.claimed),
               tr("Ask for the file again.")};
}

std::vector<std::string> shapefile_doubts(const std::string& gdal_path) {
  const std::string stem = gdal_path.substr(0, gdal_path.size() - 4);
  std::vector<std::string> doubts;
  if (const File dbf = open_beside(stem, ".dbf")) {
    const DbfRows rows = count_rows(dbf.get());
    if (rows.claimed > rows.there) {
      doubts.push_back(trf(
          "The .dbf breaks off: it holds {} of {} rows; values may be missing, ask for the file "
          "again.",
          rows.there, rows.claimed));
    }
  }
  const File shp(VSIFOpenL(gdal_path.c_str(), "rb")), shx = open_beside(stem, ".shx");
  const bool packed = gdal_path.rfind("/vsi", 0) == 0;  // reading back and forth costs too much
  if (!shp || !shx || packed) return doubts;
  constexpr std::uint64_t file_head = 100, index_entry = 8, record_head = 8;
  const std::uint64_t bytes = size_of(shp.get());
  Window records(shp.get()), index(shx.get());
  std::uint64_t wrong = 0, first = 0, row = 0;
  while (const std::uint8_t* entry = index.at(file_head + row * index_entry, index_entry)) {
    ++row;
    const std::uint64_t place = std::uint64_t{2} * big_endian(entry), words = big_endian(entry + 4);
    const std::uint8_t* record = records.at(place, record_head);
    const bool agree = record != nullptr && big_endian(record + 4) == words &&
                       place + record_head + 2 * words <= bytes;
    if (!agree && wrong++ == 0) first = row;
  }
  if (wrong > 0) {
    doubts.push_back(trf(
        "{} features have another length in the .shp than in the .shx, the first is feature {}: "
        "they may be wrong, ask for the file again.",
        wrong, first));
  }
  return doubts;
}

Result<void> check_shapefile_parts(const std::string& gdal_path, const std::string& where) {
  const std::string stem = gdal_path.substr(0, gdal_path.size() - 4);
  if (!exists(stem + ".shx") && !exists(stem + ".SHX")) {
    return Error{ErrorCode::broken, where,
                 tr("The .shx file that belongs to this shapefile is missing."),
                 tr("Copy the .shx and the .dbf of the same name into the same folder.")};
  }
  std::array<std::uint8_t, 28> head{};
  VSILFILE* file = VSIFOpenL(gdal_path.c_str(), "rb");
  if (file == nullptr) return {};  // the driver will say why
  const bool whole_head = VSIFReadL(head.data(), head.size(), 1, file) == 1;
  VSIFSeekL(file, 0, SEEK_END);
  const std::uint64_t bytes = VSIFTellL(file);
  VSIFCloseL(file);
  const std::uint64_t words = std::uint64_t{head[24]} << 24 | std::uint64_t{head[25]} << 16 |
                              std::uint64_t{head[26]} << 8 | head[27];
  if (whole_head && bytes >= 2 * words) return {};
  return Error{ErrorCode::broken, where,
               trf("The file breaks off: it has {} of {} bytes.", bytes, 2 * words),
               tr("Ask for the file again.")};
}

}  // namespace wangge::io
