#include "session/export_log.h"

#include <fcntl.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <filesystem>

#include "base/i18n.h"
#include "model/personal.h"

namespace wangge::session {
namespace {

std::string user_name() {
  const passwd* user = ::getpwuid(::geteuid());
  return user == nullptr ? std::to_string(::geteuid()) : user->pw_name;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

/// The columns of persons that are written, and are so as they are.
std::vector<std::string> personal_in(const model::Layer& layer, const io::WriteOptions& options) {
  std::vector<std::string> columns;
  const auto personal = model::personal_columns(layer);
  for (std::size_t i = 0; i < personal.size(); ++i) {
    const std::string& name = layer.table.columns[i].name;
    const bool written =
        options.fields.empty() ||
        std::ranges::find(options.fields, name, &io::WrittenField::column) != options.fields.end();
    if (personal[i] != model::Personal::no && written) columns.push_back(name);
  }
  return columns;
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace

Result<std::optional<UnmaskedExport>> unmasked_export(const model::Layer& layer,
                                                      const std::string& path,
                                                      const io::WriteOptions& options,
                                                      const std::string& reason) {
  if (options.mask_personal) return std::optional<UnmaskedExport>();
  std::vector<std::string> columns = personal_in(layer, options);
  if (columns.empty()) return std::optional<UnmaskedExport>();
  if (is_blank(reason)) {
    return Error{ErrorCode::invalid_argument, path,
                 trf("“{}” holds personal data ({}), and no reason is given to write them as they "
                     "are.",
                     layer.name, joined(columns)),
                 tr("Give the reason, which is logged, or leave them masked.")};
  }
  UnmaskedExport exported;
  exported.at = static_cast<Seconds>(std::time(nullptr)) + office_offset_s;
  exported.user = user_name();
  std::error_code ignored;  // then as it was given
  const std::string file = io::file_to_write(path, options.target_crs);
  exported.path = std::filesystem::absolute(file, ignored).lexically_normal().string();
  if (ignored) exported.path = file;
  exported.layer = layer.name;
  exported.columns = std::move(columns);
  exported.rows = layer.size();
  exported.reason = reason;
  return std::optional(std::move(exported));
}

std::string sentence_of(const UnmaskedExport& exported) {
  return trf("Holds personal data as they are ({}). Exported by {} at {}, because: {}",
             joined(exported.columns), exported.user, format_time(exported.at), exported.reason);
}

std::string line_of(const UnmaskedExport& exported) {
  std::string line;
  for (const std::string& text :
       {format_time(exported.at), exported.user, exported.path, exported.layer,
        joined(exported.columns), std::to_string(exported.rows), exported.reason}) {
    if (!line.empty()) line += '\t';
    for (const char c : text) line += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
  }
  return line;
}

Result<void> append_to_log(const std::string& log, const std::string& line) {
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(log).parent_path(), ignored);
  const auto failure = [&log] {
    return Error{errno == EACCES || errno == EROFS ? ErrorCode::no_permission : ErrorCode::failed,
                 log,
                 trf("The log of exports cannot be written ({}), so nothing was exported unmasked.",
                     std::strerror(errno)),
                 tr("Have the rights of this file put right.")};
  };
  const int file = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) return failure();
  // One write: lines of two windows do not mix.
  const std::string whole = line + "\n";
  const bool written =
      ::write(file, whole.data(), whole.size()) == static_cast<ssize_t>(whole.size()) &&
      ::fsync(file) == 0;
  const Error error = failure();
  ::close(file);
  return written ? Result<void>() : Result<void>(error);
}

}  // namespace wangge::session
