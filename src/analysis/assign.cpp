#include "analysis/assign.h"

#include "analysis/area_index.h"
#include "base/parallel.h"
#include "geo/label_point.h"

namespace wangge::analysis {

Assignment assign_points(const geo::PackedGeometry& points, const geo::PackedGeometry& areas) {
  const AreaIndex index(areas, points.size());
  Assignment result;
  result.area_of.resize(points.size());
  parallel_ranges(points.size(), 1 << 14, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      const auto all = points.feature_points(row);
      if (all.empty() || !geo::is_finite(all.front())) {
        result.area_of[row] = Assignment::without_coordinates;
        continue;
      }
      const std::uint32_t owner = index.owner(all.front());
      result.area_of[row] = owner == AreaIndex::none ? Assignment::outside : owner;
    }
  });
  result.counts.assign(areas.size(), 0);
  for (const std::uint32_t area : result.area_of) {
    if (area == Assignment::outside) {
      ++result.outside_count;
    } else if (area == Assignment::without_coordinates) {
      ++result.without_count;
    } else {
      ++result.counts[area];
      ++result.inside;
    }
  }
  return result;
}

Assignment assign_by_label_point(const geo::PackedGeometry& polygons,
                                 const geo::PackedGeometry& areas) {
  geo::PackedGeometry places;
  for (const geo::LabelPoint& label : geo::label_points(polygons)) {
    geo::is_finite(label.place) ? places.add_point_feature(label.place) : places.end_feature();
  }
  return assign_points(places, areas);
}

}  // namespace wangge::analysis
