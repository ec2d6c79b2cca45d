// Units made of what cities publish: dirty coverages mended, areas cut by roads and buildings, and
// numbers carried as the examples of maup (realdata/reference/expected.csv) carry them.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <numeric>
#include <set>

#include "analysis/carry.h"
#include "analysis/unit_building.h"
#include "base/random.h"
#include "geo/face_map.h"
#include "io/read.h"
#include "support/subdivision.h"

namespace wangge::session {
namespace {

using analysis::BuiltUnits;
using analysis::UnitOptions;
using model::Role;
const std::string realdata = std::string(WANGGE_SOURCE_DIR) + "/../shared/realdata/";

struct Read {
  model::LayerPtr layer;
  geo::Crs crs = geo::Crs::wgs84();
};

Read read(const std::string& file, Role role, const geo::Crs* beside = nullptr,
          const char* source_crs = nullptr, const char* layer = nullptr) {
  io::ReadOptions options;
  options.role = role;
  if (beside != nullptr) options.target_crs = *beside;
  if (source_crs != nullptr) options.source_crs = *geo::Crs::from_text(source_crs);
  if (layer != nullptr) options.layers = {layer};
  Progress progress;
  auto result = io::read_file(realdata + file, options, progress);
  EXPECT_TRUE(result) << to_text(result.error());
  return result ? Read{result->layers.front(), result->crs} : Read{};
}

double number(const model::Layer& layer, const char* column, std::size_t row) {
  const int at = layer.table.find(column);
  EXPECT_GE(at, 0) << column;
  return layer.table.columns[static_cast<std::size_t>(at)].number(row);
}

std::vector<double> numbers(const model::Layer& layer, const char* column) {
  std::vector<double> all;
  for (std::size_t row = 0; row < layer.size(); ++row) all.push_back(number(layer, column, row));
  return all;
}

/// One owner a place, areas that balance, ids that differ.
void check_units(const BuiltUnits& built) {
  Progress progress;
  const auto faces = geo::FaceMap::build(built.units.geometry, progress);
  ASSERT_TRUE(faces);
  for (geo::FaceMap::Face face = 1; face < faces->face_count(); ++face) {
    ASSERT_LE(faces->owners(face).size(), 1U);
  }
  EXPECT_LE(analysis::imbalance_m2(built), 1e-9 * built.units_m2);
  std::set<std::string> ids;
  double m2 = 0;
  for (std::size_t row = 0; row < built.units.size(); ++row) {
    m2 += geo::polygon_area(built.units.geometry, row);
    ids.insert(built.units.field(model::Field::id)->text(row));
    EXPECT_TRUE(built.units.geometry.has_geometry(row));
  }
  EXPECT_NEAR(m2, built.units_m2, 1e-9 * m2);
  EXPECT_EQ(ids.size(), built.units.size());
  for (const analysis::Finding& finding : built.mending.mended) {
    EXPECT_TRUE(geo::is_finite(finding.place) || finding.kind == analysis::FindingKind::duplicate);
  }
}

BuiltUnits from_areas(const model::Layer& areas, const model::Layer* buildings = nullptr,
                      const UnitOptions& options = {}) {
  Progress progress;
  auto built = analysis::units_from_areas(areas, buildings, options, progress);
  EXPECT_TRUE(built) << to_text(built.error());
  if (!built) return BuiltUnits();
  return std::move(*built);
}

struct RealAreas {
  const char* name;
  const char* file;
  std::size_t features, units;
  std::size_t overlaps, gaps;  ///< that are found, at least
};
void PrintTo(const RealAreas& one, std::ostream* out) { *out << one.file; }

class UnitsOfRealAreas : public testing::TestWithParam<RealAreas> {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(realdata)) GTEST_SKIP() << "no real data beside the project";
  }
};

TEST_P(UnitsOfRealAreas, HaveOneOwnerEverywhereAndBalance) {
  const Read areas = read(GetParam().file, Role::units);
  ASSERT_EQ(areas.layer->size(), GetParam().features);
  const BuiltUnits built = from_areas(*areas.layer);
  check_units(built);
  EXPECT_EQ(built.units.size(), GetParam().units);
  std::size_t overlaps = 0, gaps = 0;
  for (const analysis::Finding& finding : built.mending.before) {
    overlaps += finding.kind == analysis::FindingKind::overlap ? 1 : 0;
    gaps += finding.kind == analysis::FindingKind::gap ? 1 : 0;
  }
  EXPECT_GE(overlaps, GetParam().overlaps);
  EXPECT_GE(gaps, GetParam().gaps);
  for (const analysis::Finding& finding : built.mending.left) {
    EXPECT_NE(finding.kind, analysis::FindingKind::overlap) << finding.what;
  }
  // Made once more of themselves they stay as they are.
  const BuiltUnits again = from_areas(built.units);
  EXPECT_EQ(again.units.geometry, built.units.geometry);
}

TEST_P(UnitsOfRealAreas, ShakenByAFingersBreadthComeBack) {
  const Read areas = read(GetParam().file, Role::units);
  const BuiltUnits clean = from_areas(*areas.layer);
  model::Layer dirty = clean.units;
  Random random(29);
  dirty.geometry = geo::PackedGeometry(geo::Kind::polygons);
  for (std::size_t row = 0; row < clean.units.size(); ++row) {
    // Only features of one ring are shaken: the others keep their holes and parts.
    const auto& from = clean.units.geometry;
    if (from.feature_points(row).size() !=
        from.ring(from.parts().begin(from.features().begin(row))).size()) {
      dirty.geometry.append_feature(from, row);
      continue;
    }
    geo::PackedGeometry one(geo::Kind::polygons);
    one.append_feature(from, row);
    one = test::shaken(one, random, {.by_m = 0.05, .vertices = 0.1});
    dirty.geometry.append_feature(one, 0);
  }
  const BuiltUnits built = from_areas(dirty);
  check_units(built);
  ASSERT_EQ(built.units.size(), clean.units.size());
  double off = 0;
  for (std::size_t row = 0; row < built.units.size(); ++row) {
    off += std::abs(geo::polygon_area(built.units.geometry, row) -
                    geo::polygon_area(clean.units.geometry, row));
  }
  double border_m = 0;
  for (std::size_t row = 0; row < clean.units.size(); ++row) {
    border_m += geo::length(clean.units.geometry, row);
  }
  EXPECT_LT(off, 0.05 * border_m) << "no more than all borders moved to one side";
}

INSTANTIATE_TEST_SUITE_P(
    Of, UnitsOfRealAreas,
    testing::Values(
        RealAreas{"Providence", "providence/precincts.zip", 59, 59, 2, 3},
        RealAreas{"Washington", "dc/dc_neighborhood_clusters.geojson.gz", 39, 39, 13, 26},
        RealAreas{"WashingtonDistricts", "dc/dc_smd_2013.geojson.gz", 296, 296, 0, 0},
        RealAreas{"Vancouver", "vancouver/vancouver_neighbourhoods.geojson", 22, 22, 1, 1},
        RealAreas{"Shenzhen", "china/derived/grid_4547.zip", 9005, 9005, 0, 0}),
    [](const auto& one) { return std::string(one.param.name); });

class RealUnits : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(realdata)) GTEST_SKIP() << "no real data beside the project";
  }
};

TEST_F(RealUnits, OfProvidenceAreCarriedAsMaupCarriesThem) {
  const Read blocks = read("providence/blocks.zip", Role::units);
  const Read precincts = read("providence/precincts.zip", Role::grids, &blocks.crs);
  const Read fresh = read("providence/new_precincts.zip", Role::grids, &blocks.crs);
  const Read wards = read("providence/districts.zip", Role::communities, &blocks.crs);
  Progress progress;
  const auto assigned = [&](const Read& from, const Read& to) {
    const auto overlaps = analysis::overlaps_of(from.layer->geometry, to.layer->geometry, progress);
    EXPECT_TRUE(overlaps);
    return analysis::largest_overlaps(*overlaps, from.layer->size());
  };
  // maup_assign
  const auto ward_of = assigned(precincts, wards);
  EXPECT_EQ((std::vector<std::uint32_t>(ward_of.begin(), ward_of.begin() + 5)),
            (std::vector<std::uint32_t>{7, 5, 13, 6, 1}));
  // maup_aggregate
  const auto precinct_of = assigned(blocks, precincts);
  std::vector<double> people(precincts.layer->size());
  double all = 0, in_precincts = 0;
  for (std::size_t block = 0; block < blocks.layer->size(); ++block) {
    const double here = number(*blocks.layer, "TOTPOP", block);
    all += here;
    if (precinct_of[block] >= people.size()) continue;
    people[precinct_of[block]] += here;
    in_precincts += here;
  }
  EXPECT_EQ((std::vector<double>(people.begin(), people.begin() + 5)),
            (std::vector<double>{5907, 5636, 6549, 6009, 4962}));
  EXPECT_EQ(in_precincts, 140332);
  EXPECT_EQ(all, 178040);
  // maup_unassigned
  const auto fresh_of = assigned(blocks, fresh);
  EXPECT_EQ(std::ranges::count(precinct_of, analysis::Assignment::outside), 884);
  EXPECT_EQ(std::ranges::count(fresh_of, analysis::Assignment::outside), 1227);
  // maup_prorate: the votes of a precinct over its blocks by their people, and from there to the
  // new precincts. What falls to blocks outside these is in none.
  const auto nowhere = static_cast<std::uint32_t>(fresh.layer->size());
  std::vector<analysis::Overlap> ways;
  std::vector<double> weights;
  for (std::uint32_t block = 0; block < blocks.layer->size(); ++block) {
    if (precinct_of[block] == analysis::Assignment::outside) continue;
    ways.push_back({precinct_of[block], std::min(fresh_of[block], nowhere), 0});
    weights.push_back(number(*blocks.layer, "TOTPOP", block));
  }
  const analysis::Prorated votes =
      analysis::prorate(numbers(*precincts.layer, "SEN18D"), ways, weights, nowhere + 1);
  constexpr double expected[] = {728.17, 370, 97, 91.16, 246};
  for (std::size_t i = 0; i < std::size(expected); ++i) {
    EXPECT_NEAR(votes.of_target[i], expected[i], 0.01) << i;
  }
  const double in_new = std::accumulate(votes.of_target.begin(), votes.of_target.end() - 1, 0.0);
  EXPECT_NEAR(in_new, 20565.656675, 0.01);
  EXPECT_NEAR(in_new + votes.of_target.back() + votes.left_over, 23401, 1e-6);
}

TEST_F(RealUnits, OfWashingtonTakePopulationOverFromBlockGroups) {
  const Read districts = read("dc/dc_smd_2013.geojson.gz", Role::units);
  const Read groups =
      read("dc/dc_census_block_groups_2010.geojson.gz", Role::buildings, &districts.crs);
  UnitOptions options;
  for (const model::Column& column : groups.layer->table.columns) {
    if (std::holds_alternative<model::Integers>(column.values))
      options.carry.push_back(column.name);
  }
  ASSERT_FALSE(options.carry.empty());
  const BuiltUnits built = from_areas(*districts.layer, groups.layer.get(), options);
  ASSERT_EQ(built.carried.columns.size(), options.carry.size());
  for (const analysis::CarriedColumn& column : built.carried.columns) {
    double sum = column.outside;
    for (std::size_t unit = 0; unit < built.units.size(); ++unit) {
      sum += column.of_area.number(unit);
    }
    EXPECT_EQ(sum, column.total) << column.of_area.name;
  }
  EXPECT_EQ(built.carried.assignment.total(), 450U);
  EXPECT_TRUE(built.carried.assignment.conserved());
}

/// Where a building lies inside one area, no border may run through it.
void check_buildings(const BuiltUnits& built, const model::Layer& buildings) {
  Progress progress;
  geo::PackedGeometry both = built.units.geometry;
  both.append(buildings.geometry);
  const auto faces = geo::FaceMap::build(both, progress);
  ASSERT_TRUE(faces);
  const auto units = static_cast<std::uint32_t>(built.units.size());
  std::vector<double> stray_m2(buildings.size());
  for (geo::FaceMap::Face face = 1; face < faces->face_count(); ++face) {
    std::uint32_t unit = units;
    for (const std::uint32_t owner : faces->owners(face)) {
      if (owner < units) {
        unit = owner;
      } else if (unit < units && built.carried.assignment.area_of[owner - units] != unit) {
        stray_m2[owner - units] += faces->area_m2(face);
      }
    }
  }
  std::set<std::size_t> crossed;
  for (const analysis::Finding& finding : built.crossed) crossed.insert(finding.row);
  for (std::size_t row = 0; row < buildings.size(); ++row) {
    if (crossed.contains(row)) continue;
    EXPECT_LE(stray_m2[row], 1e-6 * (1 + geo::polygon_area(buildings.geometry, row))) << row;
  }
}

TEST_F(RealUnits, OfLiechtensteinRunThroughNoBuilding) {
  const Read all = read("osm/liechtenstein_admin.geojson", Role::communities);
  model::Rows rows;
  for (std::uint32_t row = 0; row < all.layer->size(); ++row) {
    const int level = all.layer->table.find("admin_level");
    if (all.layer->table.columns[static_cast<std::size_t>(level)].text(row) == "8") {
      rows.push_back(row);
    }
  }
  ASSERT_EQ(rows.size(), 11U);
  const model::Layer communities = subset(*all.layer, rows);
  const Read buildings = read("osm/liechtenstein_buildings.geojson.gz", Role::buildings, &all.crs);
  const Read roads = read("osm/liechtenstein.osm.pbf", Role::base, &all.crs, nullptr, "lines");
  const std::vector<model::LayerPtr> lines{roads.layer};
  for (const UnitOptions& options :
       {UnitOptions{{}, {}, analysis::UnitMeasure::buildings, 20, 10, {}},
        UnitOptions{{},
                    {},
                    analysis::UnitMeasure::buildings,
                    std::numeric_limits<double>::infinity(),
                    0,
                    {}}}) {
    Progress progress;
    const auto built =
        analysis::build_units(communities, lines, buildings.layer.get(), options, progress);
    ASSERT_TRUE(built) << to_text(built.error());
    check_units(*built);
    check_buildings(*built, *buildings.layer);
    EXPECT_GT(built->units.size(), 500U);
    EXPECT_EQ(built->carried.assignment.total(), 8994U);
    EXPECT_TRUE(built->carried.assignment.conserved());
  }
}

TEST_F(RealUnits, OfCompoundsInShenzhenAreCutByRoads) {
  const Read compounds =
      read("china/shenzhen_compounds_bd09.geojson", Role::communities, nullptr, "BD-09");
  const Read roads =
      read("china/shenzhen_nanshan_roads_wgs84.geojson", Role::base, &compounds.crs, "EPSG:4326");
  const std::vector<model::LayerPtr> lines{roads.layer};
  Progress progress;
  const auto built = analysis::build_units(*compounds.layer, lines, nullptr, {}, progress);
  ASSERT_TRUE(built) << to_text(built.error());
  check_units(*built);
  EXPECT_GE(built->units.size(), 1548U) << "four have no ground";
}

}  // namespace
}  // namespace wangge::session
