#include "synth/footprints.h"

namespace wangge::synth {

using geo::Point;

std::vector<Point> box_footprint(double width, double depth) {
  const double w = width / 2, d = depth / 2;
  return {{-w, -d}, {w, -d}, {w, d}, {-w, d}, {-w, -d}};
}

std::vector<Point> l_footprint(double width, double depth, double wing) {
  const double w = width / 2, d = depth / 2;
  return {{-w, -d},       {w, -d}, {w, -d + wing}, {-w + wing, -d + wing},
          {-w + wing, d}, {-w, d}, {-w, -d}};
}

std::vector<Point> u_footprint(double width, double depth, double wing) {
  const double w = width / 2, d = depth / 2;
  return {{-w, -d},
          {w, -d},
          {w, d},
          {w - wing, d},
          {w - wing, -d + wing},
          {-w + wing, -d + wing},
          {-w + wing, d},
          {-w, d},
          {-w, -d}};
}

std::vector<Point> cross_footprint(double width, double depth, double notch) {
  const double w = width / 2, d = depth / 2, a = w - notch, b = d - notch;
  return {{-a, -d}, {a, -d}, {a, -b}, {w, -b},  {w, b},   {a, b},  {a, d},
          {-a, d},  {-a, b}, {-w, b}, {-w, -b}, {-a, -b}, {-a, -d}};
}

std::vector<Point> placed(const std::vector<Point>& footprint, Point place, Point along) {
  std::vector<Point> out;
  out.reserve(footprint.size());
  for (const Point p : footprint) {
    out.push_back(
        {place.x + p.x * along.x - p.y * along.y, place.y + p.x * along.y + p.y * along.x});
  }
  return out;
}

}  // namespace wangge::synth
