#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/grouping.h"
#include "ui/chart_axis.h"
#include "ui/ui.h"

namespace wangge::ui {

// Pictures of statistics. They take names and numbers and answer with what was clicked, by its
// place in what they were given, so that whoever draws them can select the rows behind it. Every
// mark tells its numbers on hover; names that have no room end in “…” and are whole on hover. NaN:
// no number. `name` is the ImGui id, under which tests find the picture and "name/3" its third bar.

struct ChartBar {
  std::string name;  ///< empty: “none”
  double value = 0;
};

/// Horizontal bars with their names before and their numbers behind them.
struct BarChart {
  std::vector<ChartBar> bars;
  std::string unit = {};  ///< of the numbers, for hover texts: "tickets"
  bool sorted = true;     ///< the longest first, without a number last; else as given
  std::size_t most_bars = 20;
  /// Whether the numbers add up: those beyond the most bars are then one more line, “other”, with
  /// their sum but no bar, which would dwarf all others; else they are only counted.
  bool adds_up = true;
  std::optional<std::size_t> selected = std::nullopt;  ///< a place in `bars`
};
/// Takes the width that is left and as much height as it needs.
std::optional<std::size_t> draw_bar_chart(Ui& ui, const char* name, const BarChart& chart);

/// Lines over the same steps, each with its name at its end.
struct LineChart {
  struct Series {
    std::string name;
    std::vector<double> values;  ///< one a step
  };
  std::vector<std::string> steps;  ///< "2026-03": from left to right
  std::vector<Series> series;      ///< those beyond the sixth are grey
  std::string unit = {};           ///< above the axis and in hover texts
};
struct LineChartPoint {
  std::size_t series = 0, step = 0;
  bool operator==(const LineChartPoint&) const = default;
};
std::optional<LineChartPoint> draw_line_chart(Ui& ui, const char* name, const LineChart& chart,
                                              ImVec2 size);

/// Boxes with whiskers side by side over one axis; numbers beyond the whiskers are dots.
struct BoxChart {
  struct Group {
    std::string name;  ///< empty: “none”
    analysis::Box box;
  };
  std::vector<Group> groups;
  std::string unit = {};  ///< below the axis and in hover texts
  std::optional<std::size_t> selected = std::nullopt;
};
std::optional<std::size_t> draw_box_chart(Ui& ui, const char* name, const BoxChart& chart);

/// The bars of a chart in the order in which they are drawn, as places in it; those that become
/// “other” are left out.
std::vector<std::size_t> bars_shown(const BarChart& chart);
/// What the bars that are shown are drawn by, from 0 to the largest of them.
ChartAxis bar_axis(const BarChart& chart);

}  // namespace wangge::ui
