#include "analysis/weekday_text.h"

#include <array>

#include "base/i18n.h"

namespace wangge::analysis {

std::string weekday_text(int day) {
  const std::array names{tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"),
                         tr("Fri"), tr("Sat"), tr("Sun")};
  return names.at(static_cast<std::size_t>(day));
}

}  // namespace wangge::analysis
