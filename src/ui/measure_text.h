#pragma once

#include <string>
#include <vector>

#include "analysis/area_measures.h"

namespace wangge::ui {

/// A value of a measure as a person reads it: "83 %", "3.2 d", "1,234"; "—" where there is none.
std::string measure_text(analysis::AreaMeasure measure, double value);
/// "between 2.1 d and 4.0 d with 95 % confidence"; empty where nothing is certain.
std::string interval_text(analysis::AreaMeasure measure, const analysis::Interval& interval);
/// All measures, in the order in which they are offered, and their names.
const std::vector<analysis::AreaMeasure>& all_measures();
std::vector<std::string> measure_names();

/// "+12 %", of a number against the one before; empty where there was none before.
std::string change_text(double now, double before);

}  // namespace wangge::ui
