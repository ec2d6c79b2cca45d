// Every system of the table of cities against every other, and the systems that are one's own.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "geo/baidu_mercator.h"
#include "geo/crs.h"

namespace wangge::geo {
namespace {

const std::string vectors =
    std::string(WANGGE_SOURCE_DIR) + "/../shared/realdata/china/coord_vectors_cities.csv";

struct City {
  std::string name;
  std::vector<Point> places;  // in the order of `systems`
};

struct System {
  const char* code;
  double tolerance;    // of the table, in the system's unit
  std::size_t column;  // of x
};
// The table's Mercator of GCJ-02 lies 140 m beside the projected degrees: left out.
constexpr std::array systems{System{"EPSG:4326", 8e-6, 5}, System{"GCJ-02", 8e-6, 7},
                             System{"BD-09", 8e-6, 9}, System{"BD-09 MC", 1.0, 11},
                             System{"EPSG:3857", 1.0, 15}};

std::vector<City> cities() {
  std::ifstream file(vectors);
  std::vector<City> all;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream row(line);
    std::vector<std::string> cells;
    for (std::string cell; std::getline(row, cell, ',');) cells.push_back(cell);
    City city{cells.at(4), {}};
    for (const System& system : systems) {
      city.places.push_back(
          {std::stod(cells.at(system.column)), std::stod(cells.at(system.column + 1))});
    }
    all.push_back(std::move(city));
  }
  return all;
}

TEST(ShiftedSystems, AgreeWithTheTableOfCitiesInBothDirections) {
  const auto all = cities();
  if (all.empty()) GTEST_SKIP() << "the table of cities is not at " << vectors;
  EXPECT_EQ(all.size(), 166U);
  for (std::size_t from = 0; from < systems.size(); ++from) {
    for (std::size_t to = 0; to < systems.size(); ++to) {
      const auto way = Transformer::make(Crs::from_text(systems[from].code).value(),
                                         Crs::from_text(systems[to].code).value());
      ASSERT_TRUE(way);
      for (const City& city : all) {
        const Point p = way->transform(city.places.at(from));
        SCOPED_TRACE(city.name + ": " + systems[from].code + " to " + systems[to].code);
        ASSERT_NEAR(p.x, city.places[to].x, systems[to].tolerance);
        ASSERT_NEAR(p.y, city.places[to].y, systems[to].tolerance);
      }
    }
  }
}

TEST(ShiftedSystems, ShiftedDegreesMayHaveBeenProjected) {
  const Point wgs{113.55, 22.27};
  const auto to_gcj = Transformer::make(Crs::wgs84(), Crs::gcj02());
  for (const char* plane : {"EPSG:4547", "EPSG:3857"}) {
    const Crs crs = *Crs::from_text(plane);
    // Somebody takes GCJ-02 for WGS 84 and projects it.
    const Point numbers = Transformer::make(Crs::wgs84(), crs)->transform(to_gcj->transform(wgs));
    const Crs shifted = crs.with_shift(Shift::gcj02);
    const Point back = Transformer::make(shifted, Crs::wgs84())->transform(numbers);
    EXPECT_NEAR(back.x, wgs.x, 1e-8) << plane;
    EXPECT_NEAR(back.y, wgs.y, 1e-8) << plane;
    const Point again = Transformer::make(Crs::wgs84(), shifted)->transform(wgs);
    EXPECT_NEAR(distance(again, numbers), 0, 1e-4) << plane;
  }
}

TEST(ShiftedSystems, BaiduMercatorReturnsToTheStart) {
  for (double lat = -74; lat <= 74; lat += 0.37) {
    const Point there{113.5, lat};
    const Point back = bd09_from_baidu_mercator(baidu_mercator_from_bd09(there));
    EXPECT_NEAR(back.x, there.x, 1e-9) << lat;
    EXPECT_NEAR(back.y, there.y, 1e-9) << lat;
  }
  EXPECT_FALSE(is_finite(baidu_mercator_from_bd09({113.5, 80})));
  EXPECT_FALSE(is_finite(bd09_from_baidu_mercator({1e7, 1e9})));
}

TEST(ShiftedSystems, CodesAreReadBack) {
  for (const char* code : {"EPSG:4547", "GCJ-02", "BD-09", "BD-09 MC", "GCJ-02 EPSG:4547",
                           "BD-09 EPSG:3857", "EPSG:4326 yx", "EPSG:4526 yx", "EPSG:26918 us-ft",
                           "EPSG:2263 m", "EPSG:2263 m yx", "GCJ-02 yx"}) {
    const auto crs = Crs::from_text(code);
    ASSERT_TRUE(crs) << code;
    EXPECT_EQ(crs->code(), code);
    EXPECT_TRUE(*crs == Crs::from_text(crs->code()).value()) << code;
  }
  EXPECT_TRUE(Crs::from_text("bd09mc").value() == Crs::baidu_mercator());
  EXPECT_FALSE(Crs::from_text("EPSG:4547").value() == Crs::from_text("EPSG:4547 yx").value());
  EXPECT_FALSE(Crs::from_text("GCJ-02 nonsense"));
  EXPECT_FALSE(Crs::from_text(" yx"));
}

TEST(ShiftedSystems, SwappedAxesAndOtherUnitsAreUndone) {
  const Crs metres = Crs::from_text("EPSG:4547").value();
  const auto swapped = Transformer::make(Crs::from_text("EPSG:4547 yx").value(), metres);
  EXPECT_EQ(swapped->transform({2463767.17, 453620.17}), (Point{453620.17, 2463767.17}));
  const auto feet = Transformer::make(Crs::from_text("EPSG:4547 us-ft").value(), metres);
  const Point p = feet->transform({3937, 1200});
  EXPECT_NEAR(p.x, 1200, 1e-9);
  EXPECT_NEAR(p.y, 1200 * 1200 / 3937.0, 1e-9);
  EXPECT_NEAR(Crs::from_text("EPSG:4547 us-ft")->metres_per_unit(), 1200 / 3937.0, 1e-12);
  EXPECT_NEAR(Crs::from_text("EPSG:2263 m")->metres_per_unit(), 1, 1e-12);
  const auto back = Transformer::make(metres, Crs::from_text("EPSG:4547 us-ft yx").value());
  const Point q = back->transform({1200, 2400});
  EXPECT_NEAR(q.x, 2 * 3937, 1e-6);
  EXPECT_NEAR(q.y, 3937, 1e-6);
}

}  // namespace
}  // namespace wangge::geo
