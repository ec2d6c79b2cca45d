// Known answers of real cities: what the city wrote into a column, and where the point lies.
#include <gtest/gtest.h>

#include <filesystem>

#include "analysis/assign.h"
#include "io/read.h"

namespace wangge::session {
namespace {

const std::string realdata = std::string(WANGGE_SOURCE_DIR) + "/../shared/realdata/";

model::LayerPtr read(const std::string& file, const io::ReadOptions& options = {}) {
  Progress progress;
  auto result = io::read_file(realdata + file, options, progress);
  EXPECT_TRUE(result) << to_text(result.error());
  return result ? result->layers.front() : nullptr;
}

std::string text(const model::Layer& layer, const char* column, std::size_t row) {
  const int index = layer.table.find(column);
  EXPECT_GE(index, 0) << column;
  return layer.table.columns[static_cast<std::size_t>(index)].text(row);
}

struct Agreement {
  std::size_t agree = 0, recorded = 0;
};

Agreement compare(const model::Layer& points, const char* recorded, const model::Layer& areas,
                  const char* name) {
  const auto assignment = analysis::assign_points(points.geometry, areas.geometry);
  EXPECT_TRUE(assignment.conserved());
  Agreement result;
  for (std::size_t row = 0; row < points.size(); ++row) {
    const std::string said = text(points, recorded, row);
    if (said.empty() || said == "NULL") continue;
    ++result.recorded;
    const std::uint32_t area = assignment.area_of[row];
    if (area < areas.size() && text(areas, name, area) == said) ++result.agree;
  }
  return result;
}

class WashingtonData : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(realdata + "dc"))
      GTEST_SKIP() << "no real data beside the project";
  }
};

TEST_F(WashingtonData, EveryCrimeLiesInTheNeighbourhoodItsRecordNames) {
  const auto crimes = read("dc/dc_crime_2016.geojson.gz");
  const auto areas = read("dc/dc_anc_2013.geojson.gz");
  const Agreement found = compare(*crimes, "ANC", *areas, "ANC_ID");
  EXPECT_EQ(found.recorded, 2898U);
  EXPECT_EQ(found.agree, 2898U);
}

TEST_F(WashingtonData, RequestsAgreeWithTheirWardAsOftenAsMeasured) {
  const auto requests = read("dc/dc_311_2016.geojson.gz");
  const auto wards = read("dc/dc_wards_2012.geojson.gz");
  const int ward = wards->table.find("WARD");
  ASSERT_GE(ward, 0);
  const auto assignment = analysis::assign_points(requests->geometry, wards->geometry);
  std::size_t agree = 0, recorded = 0;
  for (std::size_t row = 0; row < requests->size(); ++row) {
    const std::string said = text(*requests, "WARD", row);
    if (said.empty() || said == "NULL") continue;
    ++recorded;
    const auto area = assignment.area_of[row];
    if (area >= wards->size()) continue;
    // One column says "Ward 3" or "3", the other a number.
    const std::string name = wards->table.columns[static_cast<std::size_t>(ward)].text(area);
    agree += said.back() == name.back() ? 1 : 0;
  }
  EXPECT_EQ(recorded, 22'427U);
  EXPECT_EQ(agree, 22'391U);
}

}  // namespace
}  // namespace wangge::session
