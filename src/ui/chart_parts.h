#pragma once

#include <string>

#include "ui/chart_axis.h"
#include "ui/ui.h"

namespace wangge::ui {

// What bar charts and box charts share.

/// A line of a chart: a name, a stretch for marks, a number at the right end.
struct ChartRow {
  ImVec2 low, high;          ///< of the line
  float plot_from, plot_to;  ///< of the stretch
  bool hovered = false, clicked = false;
  float middle() const { return std::round((low.y + high.y) / 2); }
};

/// Where names end and numbers begin, the same for all lines of a chart.
struct ChartColumns {
  float width = 0, names = 0, numbers = 0;
};
ChartColumns chart_columns(const Ui& ui, float widest_name, float widest_number);

/// Draws name and number and leaves the marks to the caller. `id` notes the line for tests.
ChartRow chart_row(Ui& ui, const std::string& id, const ChartColumns& columns,
                   const std::string& name, const std::string& number, bool selected);

/// The name of a group as it is shown.
std::string shown_name(const std::string& name);
/// "12 tickets", or the number alone.
std::string with_unit(const std::string& number, const std::string& unit);

}  // namespace wangge::ui
