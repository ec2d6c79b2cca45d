#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "io/zip_directory.h"

namespace wangge::io {

/// How much an archive of so many bytes may unpack to before it is taken for one that was made to
/// fill memory: 200 times its size, and always 256 MB. Tables of an office pack to a tenth, the
/// emptiest to a hundredth; DEFLATE can pack to a thousandth.
std::uint64_t most_unpacked_bytes(std::uint64_t packed);

/// errors  broken: the files of a zip (.zip, .kmz, .xlsx, .ods) say that they unpack to more
Result<void> check_zip_size(const std::vector<ZipEntry>& entries, const std::string& path);

/// errors  broken: a .gz unpacks to more
/// cost    unpacks it once
Result<void> check_gzip_size(const std::string& path);

/// The sentence for both.
Error unpacks_to_too_much(const std::string& where, std::uint64_t packed);

}  // namespace wangge::io
