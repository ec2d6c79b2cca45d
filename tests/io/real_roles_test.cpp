// What real files of real cities are taken for.
#include <gtest/gtest.h>

#include <filesystem>

#include "io/read.h"

namespace wangge::io {
namespace {

using model::Field;
using model::Role;

const std::string realdata = std::string(WANGGE_SOURCE_DIR) + "/../shared/realdata/";

struct RealFile {
  const char* path;
  Role role;
  std::vector<std::pair<Field, const char*>> columns;  ///< that must be found
};

const std::vector<RealFile> real_files = {
    {"nyc/nyc311_2018.csv",
     Role::tickets,
     {{Field::id, "Unique Key"},
      {Field::category, "Complaint Type"},
      {Field::subcategory, "Descriptor"},
      {Field::status, "Status"},
      {Field::reported_at, "Created Date"},
      {Field::closed_at, "Closed Date"},
      {Field::due_at, "Due Date"},
      {Field::address, "Incident Address"}}},
    {"nyc/nyc311_2023.csv",
     Role::tickets,
     {{Field::id, "unique_key"},
      {Field::category, "complaint_type"},
      {Field::reported_at, "created_date"}}},
    {"nyc/nyc_shootings.csv", Role::tickets, {{Field::reported_at, "occur_date"}}},
    {"china/shenzhen_nanshan_buildings_gcj02.geojson",
     Role::buildings,
     {{Field::id, "id"}, {Field::height_m, "height"}}},
    {"china/shenzhen_nanshan_roads_wgs84.geojson", Role::base, {{Field::name, "name"}}},
    {"china/shenzhen_grid/grid.shp", Role::grids, {}},
    {"china/shanghai_districts_gbk/区县界_area.shp",
     Role::communities,
     {{Field::code, "ADMINCODE"}, {Field::name, "NAME"}}},
    {"china/shanghai_food_poi.csv",
     Role::facilities,
     {{Field::name, "name"}, {Field::address, "address"}}},
    {"providence/blocks.zip", Role::units, {{Field::id, "GEOID10"}, {Field::population, "TOTPOP"}}},
    {"vancouver/vancouver_blocks.geojson", Role::units, {}},
    {"vancouver/vancouver_neighbourhoods.geojson", Role::communities, {{Field::name, "name"}}},
};

class RealFiles : public testing::TestWithParam<std::size_t> {};

TEST_P(RealFiles, AreTakenForWhatTheyAre) {
  const RealFile& file = real_files[GetParam()];
  if (!std::filesystem::exists(realdata + file.path)) {
    GTEST_SKIP() << "no real data beside the project";
  }
  Progress progress;
  const auto read = read_file(realdata + file.path, {}, progress);
  ASSERT_TRUE(read) << to_text(read.error());
  const model::Layer& layer = *read->layers.front();
  EXPECT_EQ(role_key(layer.role), role_key(file.role));
  for (const auto& [field, column] : file.columns) {
    const model::Column* found = layer.field(field);
    ASSERT_NE(found, nullptr) << field_key(field);
    EXPECT_EQ(found->name, column) << field_key(field);
  }
}

INSTANTIATE_TEST_SUITE_P(Cities, RealFiles, testing::Range(std::size_t{0}, real_files.size()));

TEST(DemoFiles, AreTakenForWhatTheyAre) {
  for (const auto& [name, role] :
       {std::pair("grids.geojson", Role::grids), std::pair("units.geojson", Role::units),
        std::pair("communities.geojson", Role::communities),
        std::pair("buildings.shp", Role::buildings), std::pair("tickets.csv", Role::tickets),
        std::pair("hazards.geojson", Role::hazards),
        std::pair("facilities.geojson", Role::facilities), std::pair("roads.geojson", Role::base),
        std::pair("water.geojson", Role::base), std::pair("green.geojson", Role::base)}) {
    Progress progress;
    const auto read =
        read_file(std::string(WANGGE_SOURCE_DIR) + "/data/demo/" + name, {}, progress);
    ASSERT_TRUE(read) << to_text(read.error());
    EXPECT_EQ(role_key(read->layers.front()->role), role_key(role)) << name;
  }
}

}  // namespace
}  // namespace wangge::io
