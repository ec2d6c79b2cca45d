#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/coverage.h"
#include "model/layer.h"

namespace wangge::model {

struct Colour {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  bool operator==(const Colour&) const = default;
};

/// 0xRRGGBB, as UI.md writes colours.
constexpr Colour rgb(std::uint32_t hex, std::uint8_t alpha = 255) {
  return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8),
          static_cast<std::uint8_t>(hex), alpha};
}

enum class Marker : std::uint8_t { circle, triangle, square, diamond };
enum class LinePattern : std::uint8_t { solid, dash, dash_dot };

/// How one class of a layer's features looks. Sizes in logical pixels.
struct Symbol {
  Colour fill = rgb(0x888888);  ///< alpha 0: no fill
  Colour outline = rgb(0x444444);
  float outline_px = 1;  ///< 0: no outline
  Colour casing = rgb(0xFFFFFF, 0);
  float casing_px = 0;  ///< full width of the line drawn below the outline; 0: none
  LinePattern pattern = LinePattern::solid;
  Marker marker = Marker::circle;
  float marker_px = 8;
  bool operator==(const Symbol&) const = default;
};

/// A named class: the rows whose class number is its place in LayerStyle::classes.
struct StyleClass {
  std::string label;  ///< as the legend shows it
  Symbol symbol;
  bool operator==(const StyleClass&) const = default;
};

/// The class of rows that are not drawn at all: what a filter leaves out.
constexpr std::uint16_t hidden_class = 0xFFFF;

/// One look for each class of a layer. `class_of_row` is empty while there is one class only; a row
/// of hidden_class is not drawn, labelled or counted in clusters.
struct LayerStyle {
  std::vector<StyleClass> classes;
  std::vector<std::uint16_t> class_of_row;
  std::string legend_title;  ///< what the classes mean, with the unit: "层数 (层)"; may be empty
  int label_column = -1;     ///< -1: no labels
  double label_max_mpp = 0;  ///< labels are drawn up to that many metres a pixel; 0: always
  double visible_max_mpp = 0;  ///< the layer is drawn up to that many metres a pixel; 0: always

  std::size_t class_of(std::size_t row) const {
    return class_of_row.empty() ? 0 : class_of_row[row];
  }
  bool is_hidden(std::size_t row) const {
    return !class_of_row.empty() && class_of_row[row] == hidden_class;
  }
};

/// Whether the window and its map are light or dark.
enum class Theme : std::uint8_t { light, dark };

/// What UI.md prescribes for a layer of its role: grids coloured so that neighbours differ,
/// buildings by floors, tickets by class (open solid, closed hollow), roads, water and green by
/// kind.
LayerStyle default_style(const Layer& layer, Theme theme);

/// Where a role stands in the drawing order: smaller is drawn first. Base areas, units, buildings,
/// roads … points on top.
int drawing_rank(const Layer& layer);

/// Colours 0 … n-1 for polygons so that those which share a border (or overlap) differ, by greedy
/// colouring on the neighbour lists; stable: depends on the polygons alone.
std::vector<std::uint16_t> colour_neighbours(const geo::PackedGeometry& polygons);
/// The same for the grids of a plan, by the borders they share. A grid keeps the colour it has
/// while no neighbour has it too; where two have the same, the one with the shorter outline
/// changes.
std::vector<std::uint16_t> colour_grids(const Coverage& coverage, const Plan& plan);

}  // namespace wangge::model
