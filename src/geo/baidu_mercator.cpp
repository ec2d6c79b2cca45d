#include "geo/baidu_mercator.h"

#include <array>
#include <cmath>

namespace wangge::geo {
namespace {

struct Band {
  double from_lat;              ///< the band reaches from here towards the pole
  double metres_per_degree;     ///< of longitude
  double offset_m;              ///< of the easting
  std::array<double, 7> north;  ///< northing = Σ north[i] (|latitude| / unit)^i
  double unit;
};

constexpr std::array<Band, 5> bands{{
    {60,
     111320.7020463578,
     0.0008277824516172526,
     {647795574.6671607, -4082003173.641316, 10774905663.51142, -15171875531.51559,
      12053065338.62167, -5124939663.577472, 913311935.9512032},
     67.5},
    {45,
     111320.7020202162,
     0.00337398766765,
     {4481351.045890365, -23393751.19931662, 79682215.47186455, -115964993.2797253,
      97236711.15602145, -43661946.33752821, 8477230.501135234},
     52.5},
    {30,
     111320.7020209128,
     0.00220636496208,
     {51751.86112841131, 3796837.749470245, 992013.7397791013, -1221952.21711287, 1340652.697009075,
      -620943.6990984312, 144416.9293806241},
     37.5},
    {15,
     111320.7020576856,
     -0.0003441963504368392,
     {278.2353980772752, 2485758.690035394, 6070.750963243378, 54821.18345352118, 9540.606633304236,
      -2710.55326746645, 1405.483844121726},
     22.5},
    {0,
     111320.7020701615,
     -0.0003218135878613132,
     {0.00369383431289, 823725.6402795718, 0.46104986909093, 2351.343141331292, 1.58060784298199,
      8.77738589078284, 0.37238884252424},
     7.45},
}};

const Band& band_of(double latitude) {
  for (const Band& band : bands) {
    if (latitude >= band.from_lat) return band;
  }
  return bands.back();
}

double northing(const Band& band, double latitude) {
  const double t = latitude / band.unit;
  double sum = 0;
  for (auto c = band.north.rbegin(); c != band.north.rend(); ++c) sum = sum * t + *c;
  return sum;
}

double slope(const Band& band, double latitude) {
  const double t = latitude / band.unit;
  double sum = 0;
  for (std::size_t i = band.north.size() - 1; i > 0; --i) {
    sum = sum * t + static_cast<double>(i) * band.north[i];
  }
  return sum / band.unit;
}

constexpr double most_latitude = 75;

}  // namespace

Point baidu_mercator_from_bd09(Point bd09) {
  const double latitude = std::abs(bd09.y);
  if (!(latitude <= most_latitude)) return nowhere;
  const Band& band = band_of(latitude);
  const double east = band.offset_m + band.metres_per_degree * std::abs(bd09.x);
  return {std::copysign(east, bd09.x), std::copysign(northing(band, latitude), bd09.y)};
}

Point bd09_from_baidu_mercator(Point metres) {
  const double target = std::abs(metres.y);
  const Band* band = &bands.back();
  for (const Band& candidate : bands) {
    if (target < northing(candidate, candidate.from_lat)) continue;
    band = &candidate;
    break;
  }
  // Newton's steps from the band's middle: the northing grows almost evenly inside a band.
  double latitude = band->unit;
  for (int step = 0; step < 20; ++step) {
    const double error = (northing(*band, latitude) - target) / slope(*band, latitude);
    latitude -= error;
    if (std::abs(error) < 1e-11) break;
  }
  if (!(latitude <= most_latitude)) return nowhere;
  const double longitude = (std::abs(metres.x) - band->offset_m) / band->metres_per_degree;
  return {std::copysign(longitude, metres.x), std::copysign(latitude, metres.y)};
}

}  // namespace wangge::geo
