#include "geo/transverse_mercator.h"

#include <gtest/gtest.h>
#include <ogr_spatialref.h>

#include <memory>
#include <random>

#include "geo/crs.h"

namespace wangge::geo {
namespace {

TEST(TransverseMercator, AgreesWithProj) {
  for (const char* code : {"EPSG:4547", "EPSG:4526", "EPSG:32618", "EPSG:32755"}) {
    const Crs target = Crs::from_text(code).value();
    const std::unique_ptr<OGRCoordinateTransformation> proj(
        OGRCreateCoordinateTransformation(&Crs::wgs84().ogr(), &target.ogr()));
    const auto transformer = Transformer::make(Crs::wgs84(), target);
    ASSERT_TRUE(transformer);
    const double meridian = target.ogr().GetNormProjParm(SRS_PP_CENTRAL_MERIDIAN, 0.0);
    std::mt19937 random(7);
    std::uniform_real_distribution<double> lon(meridian - 6, meridian + 6), lat(-80, 84);
    for (int i = 0; i < 2000; ++i) {
      const Point place{lon(random), lat(random)};
      double x = place.x, y = place.y;
      ASSERT_TRUE(proj->Transform(1, &x, &y));
      EXPECT_LT(distance(transformer->transform(place), {x, y}), 1e-6)
          << code << " " << place.x << " " << place.y;
    }
  }
}

}  // namespace
}  // namespace wangge::geo
