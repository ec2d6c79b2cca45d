#include "analysis/study_area.h"

#include <vector>

#include "geo/geos.h"

namespace wangge::analysis {

geo::PackedGeometry study_outline(const geo::PackedGeometry& areas) {
  const auto context = geo::geos_context();
  std::vector<GEOSGeometry*> shapes;
  for (std::size_t row = 0; row < areas.size(); ++row) {
    if (geo::GeosGeometry shape = geo::to_valid_geos(areas, row)) shapes.push_back(shape.release());
  }
  const geo::GeosGeometry all(GEOSGeom_createCollection_r(
      context, GEOS_GEOMETRYCOLLECTION, shapes.data(), static_cast<unsigned>(shapes.size())));
  const geo::GeosGeometry joined(all ? GEOSUnaryUnion_r(context, all.get()) : nullptr);
  geo::PackedGeometry outline(geo::Kind::polygons);
  double area = 0;
  if (joined && GEOSArea_r(context, joined.get(), &area) == 1 && area > 0) {
    geo::append_from_geos(outline, joined.get());
  }
  return outline;
}

}  // namespace wangge::analysis
