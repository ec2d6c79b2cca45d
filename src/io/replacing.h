#pragma once

#include <string>

#include "base/result.h"

namespace wangge::io {

/// A folder beside the file to be written, in which it is made under its own name; whatever is left
/// in it goes when this does.
class Workshop {
 public:
  /// errors  not_found (no such folder), no_permission
  static Result<Workshop> beside(const std::string& path);
  Workshop(Workshop&& other) noexcept;
  Workshop& operator=(Workshop&& other) noexcept;
  ~Workshop();

  /// Where to write what shall become the file.
  std::string path() const;
  /// Whether the disk takes more of what was made here; asked after something went wrong, as not
  /// every library says why. What was made is of no use afterwards.
  /// errors  no_space and whatever else keeps bytes from being written
  Result<void> has_room() const;
  /// Waits until all is on the disk, then moves everything that was made over the old files of the
  /// same names; the old ones come back when a move fails.
  Result<void> deliver();

 private:
  Workshop(std::string folder, std::string target)
      : folder_(std::move(folder)), target_(std::move(target)) {}
  std::string folder_, target_;
};

/// Whether a file may be put in the place of an old one, if there is one.
/// errors  conflict: the old one is a workspace, or another program has it open
Result<void> may_replace(const std::string& path);

/// Waits until what was written to a file is on the disk.
Result<void> flush_file(const std::string& path);

/// Writes bytes and waits until they are on the disk.
Result<void> write_bytes(const std::string& path, const std::string& bytes);

}  // namespace wangge::io
