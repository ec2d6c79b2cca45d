#include "io/plan_file.h"

#include <fstream>
#include <sstream>

#include "base/i18n.h"

namespace wangge::io {

Result<model::Plan> read_plan_file(const std::string& path, const model::Plan& base,
                                   model::OtherGrids others) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) {
    return Error{ErrorCode::not_found, path, tr("The plan file cannot be read."),
                 tr("Check that it exists and that you may read it.")};
  }
  return model::plan_from_text(text.str(), base, path, others);
}

}  // namespace wangge::io
