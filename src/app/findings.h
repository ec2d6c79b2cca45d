#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analysis/finding.h"

namespace wangge::app {

/// {"kind": "gap", "what": …, "row": 3, "place": [x, y], "area_m2": …, "fault": true}
nlohmann::ordered_json as_json(const analysis::Finding& finding);
nlohmann::ordered_json as_json(const std::vector<analysis::Finding>& findings);

/// "grids, row 3: a gap of 1.20 m² … at x, y"
std::string as_text(const std::string& layer, const analysis::Finding& finding);

}  // namespace wangge::app
