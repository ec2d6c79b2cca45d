// Faults that real coverages are known to have, and their mending.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "analysis/coverage_check.h"
#include "analysis/mend.h"
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

class WashingtonData : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(realdata + "dc"))
      GTEST_SKIP() << "no real data beside the project";
  }
};

/// Gaps and overlaps of a layer of areas, borders closer together than `resolution_m` being one.
std::pair<std::size_t, std::size_t> gaps_and_overlaps(const model::Layer& layer,
                                                      double resolution_m) {
  Progress progress;
  const auto findings = analysis::check_layer(layer, progress, geo::Lattice{1 / resolution_m});
  EXPECT_TRUE(findings);
  const auto count = [&](analysis::FindingKind kind) {
    return static_cast<std::size_t>(std::ranges::count(*findings, kind, &analysis::Finding::kind));
  };
  return {count(analysis::FindingKind::gap), count(analysis::FindingKind::overlap)};
}

// The published counts were made of coordinates as they are, in doubles: there ground far below a
// millimetre counts, too. The finer the lattice, the nearer ours come to them.
TEST_F(WashingtonData, DirtyCoveragesHaveTheFaultsPublishedOfThem) {
  const auto police = read("dc/dc_police_districts.geojson.gz");
  EXPECT_EQ(gaps_and_overlaps(*police, 1e-3), (std::pair<std::size_t, std::size_t>(0, 0)));
  EXPECT_EQ(gaps_and_overlaps(*police, 1e-5), (std::pair<std::size_t, std::size_t>(1, 1)))
      << "as published";
  const auto clusters = read("dc/dc_neighborhood_clusters.geojson.gz");
  EXPECT_EQ(gaps_and_overlaps(*clusters, 1e-3), (std::pair<std::size_t, std::size_t>(26, 13)));
  const auto [gaps, overlaps] = gaps_and_overlaps(*clusters, 1e-7);
  EXPECT_NEAR(static_cast<double>(gaps), 172, 5);
  EXPECT_NEAR(static_cast<double>(overlaps), 34, 2);
  const auto wards = read("dc/dc_wards_2012.geojson.gz");
  EXPECT_EQ(gaps_and_overlaps(*wards, 1e-5), (std::pair<std::size_t, std::size_t>(0, 0)))
      << "published as clean";
}

TEST_F(WashingtonData, MendingTheClustersLeavesTheWideGapsAlone) {
  const auto clusters = read("dc/dc_neighborhood_clusters.geojson.gz");
  Progress progress;
  const auto mended = analysis::mend_layer(*clusters, {1}, progress);
  ASSERT_TRUE(mended);
  const analysis::MendReport& report = mended->report;
  EXPECT_EQ(report.before.size(), 41U);
  ASSERT_EQ(report.left.size(), 2U);
  for (const auto& left : report.left) {
    EXPECT_EQ(left.kind, analysis::FindingKind::gap);
    EXPECT_GT(left.size, 20) << left.what;
  }
  EXPECT_NEAR(report.after_m2,
              report.before_m2 + report.repaired_m2 + report.snapped_m2 - report.overlap_m2 +
                  report.filled_m2,
              1e-9 * report.after_m2);
  EXPECT_NEAR(report.snapped_m2, 0, 1) << "of 133 km²";
}

}  // namespace
}  // namespace wangge::session
