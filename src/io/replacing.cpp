#include "io/replacing.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "base/i18n.h"
#include "io/sqlite.h"
#include "io/write.h"

namespace wangge::io {
namespace fs = std::filesystem;
namespace {

Error refused(const std::string& path, int error) {
  if (error == EFBIG) {
    return {ErrorCode::no_space, path, tr("The disk takes no file as large as this."),
            tr("Choose a folder on another disk.")};
  }
  if (error == ENOSPC || error == EDQUOT) {
    return {ErrorCode::no_space, path, tr("There is no space left on the disk."),
            tr("Free some space or choose another folder.")};
  }
  if (error == EACCES || error == EPERM || error == EROFS) {
    return {ErrorCode::no_permission, path, tr("Nothing may be written there."),
            tr("Choose another folder.")};
  }
  if (error == ENOENT || error == ENOTDIR) {
    return {ErrorCode::not_found, path, tr("There is no such folder."),
            tr("Choose another folder.")};
  }
  return {ErrorCode::failed, path,
          trf("The file cannot be written: {}", std::generic_category().message(error)),
          tr("Choose another folder.")};
}

struct Descriptor {
  int number;
  explicit Descriptor(int n) : number(n) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

/// Writes bytes and waits until they are on the disk; what went wrong is in errno.
bool write_all(const Descriptor& file, const std::string& bytes) {
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t n = ::write(file.number, bytes.data() + done, bytes.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    done += static_cast<std::size_t>(n);
  }
  return ::fsync(file.number) == 0;
}

}  // namespace

Result<Workshop> Workshop::beside(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    return Error{ErrorCode::conflict, path, tr("There is a folder of this name."),
                 tr("Choose another name.")};
  }
  const fs::path target = fs::absolute(path);
  std::string folder = (target.parent_path() / ".wangge-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) return refused(path, errno);
  return Workshop(std::move(folder), target.string());
}

Workshop::Workshop(Workshop&& other) noexcept
    : folder_(std::exchange(other.folder_, {})), target_(std::move(other.target_)) {}

Workshop& Workshop::operator=(Workshop&& other) noexcept {
  std::swap(folder_, other.folder_);
  std::swap(target_, other.target_);
  return *this;
}

Workshop::~Workshop() {
  std::error_code ignored;  // nothing can be done about a folder that will not go
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

std::string Workshop::path() const {
  return (fs::path(folder_) / fs::path(target_).filename()).string();
}

Result<void> Workshop::deliver() {
  std::error_code error;
  const fs::path goal = fs::path(target_).parent_path(), old = fs::path(folder_) / "replaced";
  std::vector<fs::path> names;
  for (const auto& entry : fs::directory_iterator(folder_, error))
    names.push_back(entry.path().filename());
  // One file is replaced in one step. Of several, the one the user named comes last.
  std::sort(names.begin(), names.end(), [this](const fs::path& a, const fs::path& b) {
    const fs::path main = fs::path(target_).filename();
    return std::pair(a == main, a) < std::pair(b == main, b);
  });
  for (const fs::path& name : names) {
    const auto flushed = flush_file((fs::path(folder_) / name).string());
    if (!flushed) return flushed;
  }
  if (names.size() == 1) {
    fs::rename(fs::path(folder_) / names[0], goal / names[0], error);
    return error ? Result<void>(refused(target_, error.value())) : Result<void>();
  }
  fs::create_directory(old, error);
  std::size_t moved = 0;
  for (; moved < names.size() && !error; ++moved) {
    if (fs::exists(goal / names[moved])) fs::rename(goal / names[moved], old / names[moved], error);
    if (!error) fs::rename(fs::path(folder_) / names[moved], goal / names[moved], error);
  }
  if (!error) return {};
  std::error_code ignored;
  for (std::size_t i = 0; i < moved; ++i) {
    if (fs::exists(old / names[i])) fs::rename(old / names[i], goal / names[i], ignored);
  }
  return refused(target_, error.value());
}

Result<void> Workshop::has_room() const {
  const std::string more(std::size_t{64} * 1024, ' ');
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder_, error)) {
    const Descriptor file(::open(entry.path().c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
    if (!write_all(file, more)) return refused(target_, errno);
  }
  return {};
}

Result<void> may_replace(const std::string& path) {
  std::error_code error;
  if (!path.ends_with(".gpkg") || !fs::is_regular_file(path, error)) return {};
  auto database = Database::open(path, Database::Mode::write);
  if (!database) return {};  // no SQLite file, so nobody has it open as one
  // Programs that keep it open let nobody lock it, also while they do nothing.
  database->run("PRAGMA locking_mode = EXCLUSIVE");
  database->run("BEGIN EXCLUSIVE");
  const auto locked = database->take_failure();
  if (!locked && locked.error().code == ErrorCode::conflict) {
    return Error{ErrorCode::conflict, path, tr("Another program has the file open."),
                 tr("Close it there and try again, or choose another name.")};
  }
  if (locked && database->has_table("wangge_state")) {
    return Error{ErrorCode::conflict, path, tr("There is a workspace of this name."),
                 tr("Choose another name: an export must not take its place.")};
  }
  database->run("ROLLBACK");
  return {};
}

Result<void> flush_file(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number < 0) return refused(path, errno);
  return ::fsync(file.number) == 0 ? Result<void>() : Result<void>(refused(path, errno));
}

Result<void> write_bytes(const std::string& path, const std::string& bytes) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (file.number < 0) return refused(path, errno);
  return write_all(file, bytes) ? Result<void>() : Result<void>(refused(path, errno));
}

Result<void> write_text_file(const std::string& path, const std::string& text) {
  auto workshop = Workshop::beside(path);
  if (!workshop) return workshop.error();
  auto written = write_bytes(workshop->path(), text);
  return written ? workshop->deliver() : written;
}

}  // namespace wangge::io
