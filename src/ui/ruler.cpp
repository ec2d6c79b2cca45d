#include "ui/ruler.h"

#include <cmath>

#include "base/i18n.h"
#include "geo/locate.h"
#include "geo/packed.h"

namespace wangge::ui {
namespace {

/// Whether two legs pass through each other; a shared end is no crossing.
bool cross(geo::Point a, geo::Point b, geo::Point c, geo::Point d) {
  return geo::orientation(a, b, c) * geo::orientation(a, b, d) < 0 &&
         geo::orientation(c, d, a) * geo::orientation(c, d, b) < 0;
}

bool crosses_itself(std::span<const geo::Point> ring) {
  for (std::size_t i = 1; i < ring.size(); ++i) {
    for (std::size_t k = i + 1; k < ring.size(); ++k) {
      if (cross(ring[i - 1], ring[i], ring[k - 1], ring[k])) return true;
    }
  }
  return false;
}

}  // namespace

void add_point(Ruler& ruler, geo::Point place) {
  if (ruler.ended) ruler = {};
  if (ruler.points.empty() || ruler.points.back() != place) ruler.points.push_back(place);
}

void end_line(Ruler& ruler) { ruler.ended = ruler.points.size() >= 2; }

void drop_point(Ruler& ruler) {
  if (!ruler.points.empty()) ruler.points.pop_back();
  ruler.ended = false;
}

bool step_ruler_back(Ruler& ruler) {
  if (ruler.points.empty()) return false;
  if (ruler.ended) {
    ruler = {};
  } else {
    ruler.points.pop_back();
  }
  return true;
}

RulerFigures measured(std::span<const geo::Point> line) {
  RulerFigures figures;
  if (line.size() < 2) return figures;
  geo::PackedGeometry packed(geo::Kind::lines);
  packed.add_ring_feature(line);
  figures.length_m = geo::length(packed, 0);
  figures.last_leg_m = geo::distance(line[line.size() - 2], line.back());
  if (line.size() < 3) return figures;
  std::vector<geo::Point> ring(line.begin(), line.end());
  ring.push_back(line.front());
  figures.crosses_itself = crosses_itself(ring);
  if (!figures.crosses_itself) figures.area_m2 = std::abs(geo::signed_ring_area(ring));
  return figures;
}

std::string distance_text(double metres) {
  if (metres < 999.95) return trf("{:.1f} m", metres);
  return trf("{:.3f} km", metres / 1000);
}

std::string ground_text(double square_metres) {
  if (square_metres < 9'999.5) {
    return trf("{} m²", with_separators(std::llround(square_metres)));
  }
  if (square_metres < 999'950) return trf("{:.2f} ha", square_metres / 1e4);
  return trf("{:.3f} km²", square_metres / 1e6);
}

}  // namespace wangge::ui
