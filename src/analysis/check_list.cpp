#include "analysis/check_list.h"

#include <algorithm>

#include "base/i18n.h"

namespace wangge::analysis {

std::vector<CheckLine> check_list(std::span<const Finding> findings) {
  using enum FindingKind;
  std::vector<CheckLine> lines{
      {{unassigned}, tr("Every unit is in a grid")},
      {{overlap}, tr("No units overlap")},
      {{empty_grid}, tr("Every grid has units")},
      {{in_pieces}, tr("Every grid is in one piece")},
      {{other_community}, tr("Every grid stays in its community")},
      {{off_band}, tr("Households are within the norm")},
      {{bad_code}, tr("Every grid has a code of its own")},
      {{no_officers}, tr("Every grid names its officers")},
      {{neck, touching_itself}, tr("No grid has a thin neck or touches itself"), 0, false},
      {{enclave}, tr("No grid lies inside another"), 0, false},
  };
  for (CheckLine& line : lines) {
    line.found = static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(), [&](const Finding& finding) {
          return std::find(line.kinds.begin(), line.kinds.end(), finding.kind) != line.kinds.end();
        }));
  }
  return lines;
}

}  // namespace wangge::analysis
