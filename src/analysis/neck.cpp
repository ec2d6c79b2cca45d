#include "analysis/neck.h"

#include <algorithm>
#include <numeric>

#include "geo/geos.h"

namespace wangge::analysis {
namespace {

constexpr int corners_of_quarter = 4;  // rounder corners cost much and move a neck by little
constexpr double least_end = 0.02;     // of the area

geo::GeosGeometry grown(const GEOSGeometry* shape, double by_m) {
  return geo::GeosGeometry(GEOSBuffer_r(geo::geos_context(), shape, by_m, corners_of_quarter));
}

double area_of(const GEOSGeometry* shape) {
  double area = 0;
  GEOSArea_r(geo::geos_context(), shape, &area);
  return area;
}

/// The ends that are left of a shape when `width_m` / 2 is taken away all around, the largest
/// first. They are parts of `left`.
std::vector<const GEOSGeometry*> ends_of(const GEOSGeometry* shape, double width_m,
                                         geo::GeosGeometry& left) {
  left = grown(shape, -width_m / 2);
  std::vector<std::pair<double, const GEOSGeometry*>> ends;
  if (!left) return {};
  const auto context = geo::geos_context();
  const double least_m2 = least_end * area_of(shape);
  const int parts = GEOSGetNumGeometries_r(context, left.get());
  for (int i = 0; parts > 1 && i < parts; ++i) {
    const GEOSGeometry* part = GEOSGetGeometryN_r(context, left.get(), i);
    const auto whole = grown(part, width_m / 2);
    const double area_m2 = whole ? area_of(whole.get()) : 0;
    if (area_m2 >= least_m2) ends.emplace_back(area_m2, part);
  }
  std::stable_sort(ends.begin(), ends.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<const GEOSGeometry*> parts_by_size;
  for (const auto& [area, part] : ends) parts_by_size.push_back(part);
  return parts_by_size;
}

geo::Point middle_between(const GEOSGeometry* a, const GEOSGeometry* b) {
  const auto context = geo::geos_context();
  GEOSCoordSequence* nearest = GEOSNearestPoints_r(context, a, b);
  if (nearest == nullptr) return geo::nowhere;
  geo::Point from, to;
  GEOSCoordSeq_getXY_r(context, nearest, 0, &from.x, &from.y);
  GEOSCoordSeq_getXY_r(context, nearest, 1, &to.x, &to.y);
  GEOSCoordSeq_destroy_r(context, nearest);
  return {(from.x + to.x) / 2, (from.y + to.y) / 2};
}

geo::Box box_of(const GEOSGeometry* shape) {
  geo::Box box;
  const auto context = geo::geos_context();
  GEOSGeom_getXMin_r(context, shape, &box.min_x);
  GEOSGeom_getYMin_r(context, shape, &box.min_y);
  GEOSGeom_getXMax_r(context, shape, &box.max_x);
  GEOSGeom_getYMax_r(context, shape, &box.max_y);
  return box;
}

/// The least width at which the shape falls into as many ends, to a sixteenth of `width_m`.
double width_of(const GEOSGeometry* shape, double width_m, std::size_t ends) {
  double holds = 0, breaks = width_m;
  for (int step = 0; step < 4; ++step) {
    const double middle = (holds + breaks) / 2;
    geo::GeosGeometry left;
    (ends_of(shape, middle, left).size() >= ends ? breaks : holds) = middle;
  }
  return breaks;
}

void find_in(const GEOSGeometry* shape, double narrower_m, std::vector<Neck>& found) {
  geo::GeosGeometry left;
  const auto ends = ends_of(shape, narrower_m, left);
  for (std::size_t end = 1; end < ends.size(); ++end) {
    // To the nearest of the larger ends.
    geo::Point place = geo::nowhere;
    double nearest_m = 0;
    for (std::size_t larger = 0; larger < end; ++larger) {
      double distance_m = 0;
      GEOSDistance_r(geo::geos_context(), ends[larger], ends[end], &distance_m);
      if (larger > 0 && distance_m >= nearest_m) continue;
      nearest_m = distance_m;
      place = middle_between(ends[larger], ends[end]);
    }
    found.push_back(
        {place, width_of(shape, narrower_m, end + 1), box_of(ends[end]).padded(narrower_m / 2)});
  }
}

}  // namespace

std::vector<Neck> necks(const geo::PackedGeometry& polygons, std::size_t feature,
                        double narrower_m) {
  std::vector<Neck> found;
  const auto shape = geo::to_valid_geos(polygons, feature);
  if (!shape || !(narrower_m > 0)) return found;
  const auto context = geo::geos_context();
  for (int i = 0; i < GEOSGetNumGeometries_r(context, shape.get()); ++i) {
    find_in(GEOSGetGeometryN_r(context, shape.get(), i), narrower_m, found);
  }
  return found;
}

}  // namespace wangge::analysis
