#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analysis/finding.h"
#include "analysis/mend.h"

namespace wangge::app {

/// {"kind": "gap", "what": …, "row": 3, "place": [x, y], "area_m2": …, "fault": true}
nlohmann::ordered_json as_json(const analysis::Finding& finding);
nlohmann::ordered_json as_json(const std::vector<analysis::Finding>& findings);

/// "grids, row 3: a gap of 1.20 m² … at x, y"
std::string as_text(const std::string& layer, const analysis::Finding& finding);

/// What was mended, what is left, and the balance of areas.
nlohmann::ordered_json mending_as_json(const std::string& layer,
                                       const analysis::MendReport& report);
void print_mending(const std::string& layer, const analysis::MendReport& report);

}  // namespace wangge::app
