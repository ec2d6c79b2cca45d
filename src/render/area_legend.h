#pragma once

#include <string>
#include <vector>

#include "render/area_drawing.h"

namespace wangge::render {

/// The colours of `count` classes from low to high, opaque: by lightness alone they can be told
/// apart too. One class has the middle of the ramp.
///
/// count  1 … 9; of more classes neighbours look alike
std::vector<model::Colour> class_colours(std::size_t count, model::Theme theme);
/// The same for a measure: the strongest colour is the bad end, which of shares is the low one.
std::vector<model::Colour> class_colours(const AreaDrawing& drawing, model::Theme theme);

/// Three digits, or all of a whole number: "0.0123", "12.3", "12,345".
std::string short_number(double value);
/// "12", "85 %", "3.2 days": a value of a measure. What rates are divided by is in the measure's
/// name.
std::string measure_number(analysis::AreaMeasure measure, double value);
/// "1.2–3.4 days"
std::string measure_span(analysis::AreaMeasure measure, double low, double high);

/// What each class holds: "≤ 12", "12–30", "> 30"; of counts "≤ 12", "13–30", "> 30". The last is
/// open, since later months may have more. As few digits as tell the ends apart.
std::vector<std::string> class_texts(const analysis::ClassBreaks& breaks,
                                     analysis::AreaMeasure measure);

/// The legend of areas, line by line.
struct AreaLegend {
  struct Row {
    model::Colour fill;  ///< as on the map, with its opacity; alpha 0: not filled
    bool hatched = false;
    std::string text;
    std::size_t areas = 0;
  };
  std::string title, note;
  std::vector<Row> rows;  ///< classes from low to high, then a small base, then no value
};

/// cost  O(areas)
AreaLegend area_legend(const AreaDrawing& drawing, model::Theme theme);

}  // namespace wangge::render
