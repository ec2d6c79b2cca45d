// The facts of the office's page and the stories of the demo, read back from its layers.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "geo/geos.h"
#include "geo/locate.h"
#include "model/coverage.h"
#include "synth/city.h"
#include "synth/incidents.h"

namespace wangge::synth {
namespace {

using model::Field;

class Demo : public testing::Test {
 protected:
  static void SetUpTestSuite() { city = new City(make_demo(20260101)); }
  static void TearDownTestSuite() { delete city; }

  static const model::Layer& layer(const std::string& name) {
    const auto found = std::find_if(city->layers.begin(), city->layers.end(),
                                    [&](const auto& one) { return one->name == name; });
    EXPECT_NE(found, city->layers.end()) << name;
    return **found;
  }
  static double sum(const model::Layer& of, Field field) {
    double total = 0;
    for (std::size_t row = 0; row < of.size(); ++row) total += of.field(field)->number(row);
    return total;
  }
  static double area(const model::Layer& of) {
    double total = 0;
    for (std::size_t row = 0; row < of.size(); ++row) total += geo::polygon_area(of.geometry, row);
    return total;
  }
  /// The row of the area that a place lies in, or -1.
  static int row_at(const model::Layer& areas, geo::Point p) {
    int found = -1;
    for (std::size_t row = 0; row < areas.size(); ++row) {
      if (!geo::owns(areas.geometry, row, p)) continue;
      EXPECT_EQ(found, -1) << "two areas own one place";
      found = static_cast<int>(row);
    }
    return found;
  }
  static int grid_with_theme(const std::string& theme) {
    const model::Layer& grids = layer("grids");
    for (std::size_t row = 0; row < grids.size(); ++row) {
      if (grids.field(Field::theme)->text(row) == theme) return static_cast<int>(row);
    }
    return -1;
  }

  static inline City* city = nullptr;
};

TEST_F(Demo, HoldsTheNumbersOfTheOfficesPage) {
  const model::Layer& buildings = layer("buildings");
  EXPECT_EQ(buildings.size(), 347U);
  std::size_t chiefs = 0;
  for (std::size_t row = 0; row < buildings.size(); ++row) {
    chiefs += buildings.field(Field::chief)->is_null(row) ? 0 : 1;
  }
  EXPECT_EQ(chiefs, 289U);
  double chat_groups = 0;
  const int column = buildings.table.find("微信群");
  ASSERT_GE(column, 0);
  for (std::size_t row = 0; row < buildings.size(); ++row) {
    chat_groups += buildings.table.columns[static_cast<std::size_t>(column)].number(row);
  }
  EXPECT_EQ(chat_groups, 545);
  EXPECT_EQ(sum(buildings, Field::ropes), 2553);
}

TEST_F(Demo, AllRopesHangInTheFirstGridOfNankengWithItsTheme) {
  const model::Layer& buildings = layer("buildings");
  const model::Layer& grids = layer("grids");
  const int safe = grid_with_theme("平安创建");
  ASSERT_GE(safe, 0);
  EXPECT_EQ(grids.field(Field::name)->text(static_cast<std::size_t>(safe)), "南坑第1网格");
  for (std::size_t row = 0; row < buildings.size(); ++row) {
    if (buildings.field(Field::ropes)->number(row) > 0) {
      EXPECT_EQ(row_at(grids, buildings.geometry.box(row).centre()), safe);
    }
  }
}

TEST_F(Demo, TaoyuanHasItsFourThemesAndTheOldAgeGridItsResidentsAndStools) {
  const model::Layer& grids = layer("grids");
  std::multiset<std::string> themes;
  for (std::size_t row = 0; row < grids.size(); ++row) {
    if (grids.field(Field::community)->text(row) == "桃园")
      themes.insert(grids.field(Field::theme)->text(row));
  }
  EXPECT_EQ(themes, (std::multiset<std::string>{"红色联盟", "老街活化", "平安家园", "银龄安康"}));

  const model::Layer& buildings = layer("buildings");
  const int old_age = grid_with_theme("银龄安康");
  double residents = 0;
  for (std::size_t row = 0; row < buildings.size(); ++row) {
    if (row_at(grids, buildings.geometry.box(row).centre()) != old_age) continue;
    residents += buildings.field(Field::population)->number(row);
    EXPECT_EQ(buildings.field(Field::has_lift)->text(row), "无");
  }
  EXPECT_GT(residents, 7500);
  EXPECT_LT(residents, 8000);
  const model::Layer& facilities = layer("facilities");
  std::size_t stools = 0;
  for (std::size_t row = 0; row < facilities.size(); ++row) {
    stools += facilities.field(Field::kind)->text(row) == "便民凳" ? 1 : 0;
  }
  EXPECT_EQ(stools, 50U);
}

TEST_F(Demo, UnitsGridsAndCommunitiesCoverTheSameGround) {
  const double units = area(layer("units"));
  EXPECT_NEAR(area(layer("grids")) / units, 1, 1e-9);
  EXPECT_NEAR(area(layer("communities")) / units, 1, 1e-9);
  EXPECT_EQ(sum(layer("units"), Field::households), sum(layer("buildings"), Field::households));
  EXPECT_EQ(sum(layer("units"), Field::population), sum(layer("buildings"), Field::population));
}

TEST_F(Demo, UnitsDoNotOverlapAndAreValid) {
  const auto& units = layer("units").geometry;
  const auto context = geo::geos_context();
  std::vector<geo::GeosGeometry> shapes;
  for (std::size_t row = 0; row < units.size(); ++row) {
    shapes.push_back(geo::to_geos(units, row));
    EXPECT_EQ(GEOSisValid_r(context, shapes.back().get()), 1) << row;
  }
  for (std::size_t a = 0; a < shapes.size(); ++a) {
    for (std::size_t b = a + 1; b < shapes.size(); ++b) {
      if (!units.box(a).intersects(units.box(b))) continue;
      const geo::GeosGeometry common(GEOSIntersection_r(context, shapes[a].get(), shapes[b].get()));
      double overlap = 0;
      GEOSArea_r(context, common.get(), &overlap);
      EXPECT_LT(overlap, 1e-6) << a << " and " << b;
    }
  }
}

TEST_F(Demo, GridsAreInOnePieceAndInsideTheirCommunity) {
  const model::Layer& grids = layer("grids");
  for (std::size_t row = 0; row < grids.size(); ++row) {
    EXPECT_EQ(grids.geometry.features().end(row) - grids.geometry.features().begin(row), 1U);
    const geo::GeosGeometry shape = geo::to_geos(grids.geometry, row);
    EXPECT_EQ(GEOSisValid_r(geo::geos_context(), shape.get()), 1) << grids.label(row);
  }
}

TEST_F(Demo, BuildingsStandInOneUnitClearOfStreetsAndWater) {
  const auto& buildings = layer("buildings").geometry;
  const auto& roads = layer("roads").geometry;
  const auto& water = layer("water").geometry;
  const auto context = geo::geos_context();
  for (std::size_t row = 0; row < buildings.size(); ++row) {
    EXPECT_GE(row_at(layer("units"), buildings.box(row).centre()), 0) << row;
    const geo::GeosGeometry house = geo::to_geos(buildings, row);
    for (std::size_t road = 0; road < roads.size(); ++road) {
      if (!roads.box(road).intersects(buildings.box(row))) continue;
      EXPECT_EQ(GEOSIntersects_r(context, house.get(), geo::to_geos(roads, road).get()), 0) << row;
    }
    EXPECT_EQ(GEOSIntersects_r(context, house.get(), geo::to_geos(water, 0).get()), 0) << row;
  }
}

/// Falling objects in and outside 南坑 grid 1 in a span of time.
struct Falling {
  double inside = 0, elsewhere = 0;
};

TEST_F(Demo, RopesLowerFallingObjectsWhereTheyHangAndNowhereElse) {
  const model::Layer& tickets = layer("tickets");
  const model::Layer& grids = layer("grids");
  const int safe = grid_with_theme("平安创建");
  const DemoDays days = demo_days();
  Falling before, after;
  const auto& times = std::get<model::Times>(tickets.field(Field::reported_at)->values).seconds;
  for (std::size_t row = 0; row < tickets.size(); ++row) {
    if (tickets.field(Field::category)->text(row) != "高空坠物" ||
        !tickets.geometry.has_geometry(row))
      continue;
    const bool here = geo::owns(grids.geometry, static_cast<std::size_t>(safe),
                                tickets.geometry.feature_points(row)[0]);
    Falling& span = times[row] < days.ropes ? before : after;
    (here ? span.inside : span.elsewhere) += 1;
  }
  ASSERT_GT(before.inside, 60);
  EXPECT_LT(after.inside / before.inside, 0.5);
  EXPECT_GT(after.elsewhere / before.elsewhere, 0.85);
  EXPECT_LT(after.elsewhere / before.elsewhere, 1.25);
}

TEST_F(Demo, TheTyphoonDayIsTheBusiestByFar) {
  const model::Layer& tickets = layer("tickets");
  std::map<Seconds, std::size_t> per_day;
  for (const Seconds t :
       std::get<model::Times>(tickets.field(Field::reported_at)->values).seconds) {
    ++per_day[t / day_s * day_s];
  }
  const auto busiest =
      std::max_element(per_day.begin(), per_day.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  EXPECT_EQ(busiest->first, demo_days().typhoon);
  EXPECT_GT(busiest->second, 10 * tickets.size() / per_day.size());
}

TEST_F(Demo, SomeTicketsHaveNoCoordinatesAndAllLayersSayTheyAreMadeUp) {
  const model::Layer& tickets = layer("tickets");
  EXPECT_EQ(tickets.size(), 12'000U);
  EXPECT_GT(tickets.source.features_without_geometry, 150U);
  EXPECT_LT(tickets.source.features_without_geometry, 330U);
  for (const auto& one : city->layers) {
    const bool marked = std::any_of(one->table.columns.begin(), one->table.columns.end(),
                                    [](const model::Column& c) { return c.text(0) == "演示数据"; });
    EXPECT_TRUE(marked) << one->name;
  }
}

TEST_F(Demo, TheSameSeedMakesTheSameTown) {
  const City again = make_demo(20260101), other = make_demo(7);
  for (std::size_t i = 0; i < city->layers.size(); ++i) {
    EXPECT_EQ(city->layers[i]->table, again.layers[i]->table);
    EXPECT_EQ(city->layers[i]->geometry, again.layers[i]->geometry);
  }
  EXPECT_FALSE(city->layers.back()->geometry == other.layers.back()->geometry);
}

}  // namespace
}  // namespace wangge::synth
