#include "io/file_claim.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "base/i18n.h"

namespace wangge::io {
namespace {

/// Far behind the end of every file, where SQLite sets no locks of its own.
constexpr off_t place_of_mark = off_t{1} << 50;

}  // namespace

Result<FileClaim> FileClaim::take(const std::string& path) {
  FileClaim claim(::open(path.c_str(), O_RDWR | O_CLOEXEC));
  if (claim.file_ < 0) {
    return Error{ErrorCode::no_permission, path, tr("Nothing may be written there."),
                 tr("Choose another folder.")};
  }
  struct flock mark {};
  mark.l_type = F_WRLCK;
  mark.l_whence = SEEK_SET;
  mark.l_start = place_of_mark;
  mark.l_len = 1;
  // A lock of the open file, not of the program: others that open and close the file here leave it
  // alone. A file system without locks cannot tell; then nobody else is seen.
  const bool taken = ::fcntl(claim.file_, F_OFD_SETLK, &mark) == 0;
  if (!taken && (errno == EAGAIN || errno == EACCES)) {
    return Error{ErrorCode::conflict, path, tr("The workspace is open in another window."),
                 tr("Close it there, or save under another name.")};
  }
  return claim;
}

FileClaim::FileClaim(FileClaim&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FileClaim& FileClaim::operator=(FileClaim&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

FileClaim::~FileClaim() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace wangge::io
