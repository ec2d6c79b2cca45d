#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "io/write.h"
#include "model/layer.h"

namespace wangge::session {

/// Personal data that leave the program as they are: who took what out, and why.
struct UnmaskedExport {
  Seconds at = 0;
  std::string user, path, layer;  ///< the path from the root on
  std::vector<std::string> columns;
  std::size_t rows = 0;
  std::string reason;
  bool operator==(const UnmaskedExport&) const = default;
};

/// What has to be logged of an export before it is written; nothing where no personal data leave.
/// errors  invalid_argument where they do and no reason is given
Result<std::optional<UnmaskedExport>> unmasked_export(const model::Layer& layer,
                                                      const std::string& path,
                                                      const io::WriteOptions& options,
                                                      const std::string& reason);

/// For WriteOptions::about: "Holds personal data (上报人, 电话) as they are. Exported by … on …,
/// because: …"
std::string sentence_of(const UnmaskedExport& exported);

/// One line: moment, user, file, layer, columns, rows and reason between tabs.
std::string line_of(const UnmaskedExport& exported);

/// Appends a line to a file that only grows, and waits until it is on the disk; its folder is made
/// where it is missing.
/// errors  no_permission, failed
Result<void> append_to_log(const std::string& log, const std::string& line);

}  // namespace wangge::session
