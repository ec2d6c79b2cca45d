#pragma once

#include <string>

#include "base/result.h"

namespace wangge::io {

/// Marks a file as the one that this program works on, for other windows of the program to see. The
/// mark goes when this does, and when the program ends in whatever way. Nobody is kept from reading
/// or writing.
class FileClaim {
 public:
  /// errors  conflict: another window has it; no_permission: it may not be written
  static Result<FileClaim> take(const std::string& path);
  FileClaim(FileClaim&& other) noexcept;
  FileClaim& operator=(FileClaim&& other) noexcept;
  ~FileClaim();

 private:
  explicit FileClaim(int file) : file_(file) {}
  int file_ = -1;
};

}  // namespace wangge::io
