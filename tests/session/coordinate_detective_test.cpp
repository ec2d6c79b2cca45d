// The detective on the demo pushed through every hypothesis, on real data with known answers, and
// through the session.
#include "analysis/coordinate_detective.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "analysis/placement_measures.h"
#include "io/read.h"
#include "session/session.h"

namespace wangge::session {
namespace {

namespace fs = std::filesystem;
using analysis::CrsRanking;
using analysis::CrsVerdict;
using analysis::rank_crs;
using analysis::Reference;

const std::string demo = std::string(WANGGE_SOURCE_DIR) + "/data/demo/";
const std::string china = std::string(WANGGE_SOURCE_DIR) + "/../shared/realdata/china/";
const geo::Crs map = *geo::Crs::from_text("EPSG:4547");

model::LayerPtr read(const std::string& path, const std::string& crs = "",
                     const geo::Crs& target = map) {
  Progress progress;
  io::ReadOptions options;
  options.target_crs = target;
  if (!crs.empty()) options.source_crs = *geo::Crs::from_text(crs);
  const auto result = io::read_file(path, options, progress);
  EXPECT_TRUE(result) << to_text(result.error());
  return result ? result->layers.front() : std::make_shared<const model::Layer>();
}

/// The layer with the numbers that a file in `crs` would hold.
model::Layer numbers_of(const model::Layer& layer, const geo::Crs& crs) {
  model::Layer numbers = layer;
  EXPECT_EQ(geo::transform_all(numbers.geometry.mutable_points(), map, crs), 0U);
  numbers.extent = numbers.geometry.box();
  return numbers;
}

CrsRanking rank_numbers(const model::Layer& numbers, const std::vector<Reference>& references) {
  return rank_crs({numbers, map, std::nullopt, false}, references, map);
}

class DetectiveOnDemo : public testing::TestWithParam<const char*> {
 protected:
  static const std::vector<Reference>& references() {
    static const std::vector<Reference> all{{read(demo + "buildings.shp"), nullptr},
                                            {read(demo + "roads.geojson"), nullptr},
                                            {read(demo + "communities.geojson"), nullptr}};
    return all;
  }
  /// Without the layer itself, as nobody has it twice.
  static std::vector<Reference> others(const std::string& file) {
    std::vector<Reference> some = references();
    std::erase_if(some, [&](const Reference& r) { return r.layer->source.path == demo + file; });
    return some;
  }
};

TEST_P(DetectiveOnDemo, FindsTheSystemAgain) {
  const geo::Crs truth = *geo::Crs::from_text(GetParam());
  for (const char* file : {"tickets.csv", "buildings.shp", "grids.geojson", "hazards.geojson"}) {
    SCOPED_TRACE(file);
    const model::Layer numbers = numbers_of(*read(demo + file), truth);
    const CrsRanking ranking = rank_numbers(numbers, others(file));
    ASSERT_FALSE(ranking.ranked.empty());
    EXPECT_EQ(ranking.verdict, CrsVerdict::other);
    EXPECT_GE(ranking.margin, 10);
    // Two systems may be the same by another name; what counts is the place.
    const geo::Point p = numbers.geometry.points().front();
    const geo::Point found = geo::Transformer::make(ranking.ranked.front().crs, map)->transform(p);
    const geo::Point wanted = geo::Transformer::make(truth, map)->transform(p);
    EXPECT_LT(geo::distance(found, wanted), 2) << ranking.ranked.front().crs.code();
  }
}

INSTANTIATE_TEST_SUITE_P(EveryHypothesis, DetectiveOnDemo,
                         testing::Values("EPSG:4326", "EPSG:4326 yx", "EPSG:4490", "GCJ-02",
                                         "GCJ-02 yx", "BD-09", "BD-09 MC", "EPSG:3857",
                                         "GCJ-02 EPSG:3857", "EPSG:4547", "EPSG:4547 yx",
                                         "EPSG:4526", "EPSG:4526 yx", "EPSG:4508", "EPSG:4497",
                                         "EPSG:32649", "EPSG:4547 us-ft", "GCJ-02 EPSG:4547"));

class Detective : public DetectiveOnDemo {};

TEST_F(Detective, LeavesWhatFitsInPeace) {
  for (const char* file : {"tickets.csv", "buildings.shp", "grids.geojson", "facilities.geojson"}) {
    const auto layer = read(demo + file);
    const CrsRanking ranking =
        rank_crs({*layer, map, layer->source.numbers_in, false}, others(file), map);
    EXPECT_EQ(ranking.verdict, CrsVerdict::as_read) << file;
    ASSERT_FALSE(ranking.ranked.empty());
    EXPECT_TRUE(ranking.ranked.front().as_read);
  }
}

TEST_F(Detective, WithoutOverlapThereIsNoEvidence) {
  model::Layer far = *read(demo + "tickets.csv");
  for (geo::Point& p : far.geometry.mutable_points()) p.y += 700'000;
  far.extent = far.geometry.box();
  const CrsRanking ranking = rank_crs({far, map, geo::Crs::wgs84(), true}, references(), map);
  EXPECT_EQ(ranking.verdict, CrsVerdict::no_evidence);
  EXPECT_FALSE(analysis::verdict_in_words(ranking).empty());
  EXPECT_EQ(rank_crs({far, map, geo::Crs::wgs84(), true}, {}, map).verdict, CrsVerdict::no_evidence)
      << "nothing is open";
  EXPECT_EQ(rank_numbers(model::Layer(), references()).verdict, CrsVerdict::no_evidence)
      << "nothing in it";
}

TEST_F(Detective, FewPointsAreNoEvidence) {
  model::Layer few;
  few.geometry = geo::PackedGeometry(geo::Kind::points);
  const auto tickets = read(demo + "tickets.csv");
  for (std::size_t i = 0; i < 5; ++i) {
    few.geometry.add_point_feature(tickets->geometry.points()[i * 100]);
  }
  few.table.rows = few.geometry.size();
  few.extent = few.geometry.box();
  EXPECT_EQ(rank_crs({few, map, geo::Crs::wgs84(), true}, references(), map).verdict,
            CrsVerdict::no_evidence);
}

class DetectiveOnRealData : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(china)) GTEST_SKIP() << "the real data of China are not at " << china;
  }
  static CrsRanking rank(const model::LayerPtr& layer, const std::vector<Reference>& references,
                         const geo::Crs& target = map) {
    return rank_crs({*layer, target, layer->source.numbers_in, true}, references, target);
  }
};

/// Pairs of a building and a road that crosses it.
std::size_t crossings(const model::Layer& buildings, const model::Layer& roads) {
  const auto& b = buildings.geometry;
  geo::PackedGeometry parts(geo::Kind::polygons);
  for (std::uint32_t part = 0; part < b.parts().size(); ++part) {
    for (auto r = b.parts().begin(part); r < b.parts().end(part); ++r) {
      for (const geo::Point p : b.ring(r)) parts.add_point(p);
      parts.end_ring();
    }
    parts.end_part(), parts.end_feature();
  }
  const geo::BoxTree index(roads.geometry);
  std::size_t pairs = 0;
  for (std::size_t part = 0; part < parts.size(); ++part) {
    index.query(parts.box(part), [&](std::uint32_t road) {
      pairs += analysis::crosses(parts, part, roads.geometry, road) ? 1 : 0;
    });
  }
  return pairs;
}

TEST_F(DetectiveOnRealData, RoadsCrossTheBuildingsOfNanshanAsOftenAsMeasured) {
  const auto roads = read(china + "shenzhen_nanshan_roads_wgs84.geojson");
  const std::string file = china + "shenzhen_nanshan_buildings_gcj02.geojson";
  EXPECT_EQ(crossings(*read(file, "EPSG:4326"), *roads), 391U);
  EXPECT_EQ(crossings(*read(file, "GCJ-02"), *roads), 9U);
  EXPECT_EQ(crossings(*read(file, "BD-09"), *roads), 177U);
}

TEST_F(DetectiveOnRealData, NanshansBuildingsAreInGcj02) {
  const auto buildings = read(china + "shenzhen_nanshan_buildings_gcj02.geojson", "EPSG:4326");
  const CrsRanking ranking =
      rank(buildings, {{read(china + "shenzhen_nanshan_roads_wgs84.geojson"), nullptr}});
  EXPECT_EQ(ranking.verdict, CrsVerdict::other);
  ASSERT_FALSE(ranking.ranked.empty());
  EXPECT_EQ(ranking.ranked.front().crs.code(), "GCJ-02");
  EXPECT_GT(ranking.ranked.front().score, 85);
}

TEST_F(DetectiveOnRealData, CompoundsAreInBd09) {
  const auto buildings = read(china + "shenzhen_nanshan_buildings_gcj02.geojson", "GCJ-02");
  const CrsRanking ranking =
      rank(read(china + "shenzhen_compounds_bd09.geojson", "EPSG:4326"), {{buildings, nullptr}});
  EXPECT_EQ(ranking.verdict, CrsVerdict::other);
  ASSERT_FALSE(ranking.ranked.empty());
  EXPECT_EQ(ranking.ranked.front().crs.code(), "BD-09");
}

TEST_F(DetectiveOnRealData, RestaurantsOfShanghaiAreInWgs84WhateverTheyAreTakenFor) {
  const geo::Crs target = *geo::Crs::from_text("EPSG:4549");
  const std::vector<Reference> districts{
      {read(china + "shanghai_districts_gbk/区县界_area.shp", "", target), nullptr}};
  const auto right =
      rank(read(china + "shanghai_food_poi.csv", "EPSG:4326", target), districts, target);
  EXPECT_EQ(right.verdict, CrsVerdict::as_read);
  const auto wrong =
      rank(read(china + "shanghai_food_poi.csv", "GCJ-02", target), districts, target);
  EXPECT_EQ(wrong.verdict, CrsVerdict::other);
  ASSERT_FALSE(wrong.ranked.empty());
  EXPECT_EQ(wrong.ranked.front().crs.code(), "EPSG:4326");
}

TEST_F(DetectiveOnRealData, IncidentsOfVancouverAreInMetresOfTheirZone) {
  const std::string folder = china + "../vancouver/";
  const geo::Crs target = *geo::Crs::from_text("EPSG:32610");
  Progress progress;
  const auto numbers = io::read_numbers(folder + "vancouver_crimes_2020.zip", {}, progress);
  ASSERT_TRUE(numbers) << to_text(numbers.error());
  const CrsRanking ranking =
      rank_crs({*numbers->layers.front(), target, std::nullopt, false},
               {{read(folder + "vancouver_neighbourhoods.geojson", "", target), nullptr}}, target);
  EXPECT_EQ(ranking.verdict, CrsVerdict::other);
  ASSERT_FALSE(ranking.ranked.empty());
  const geo::Point there{491'000, 5'457'000};
  const auto found = geo::Transformer::make(ranking.ranked.front().crs, target);
  const auto known = geo::Transformer::make(*geo::Crs::from_text("EPSG:26910"), target);
  EXPECT_LT(geo::distance(found->transform(there), known->transform(there)), 2);
}

TEST_F(DetectiveOnRealData, AGridWithoutPrjLiesInOneZoneOnly) {
  Progress progress;
  const auto numbers = io::read_numbers(china + "derived/grid_noprj.zip", {}, progress);
  ASSERT_TRUE(numbers) << to_text(numbers.error());
  const CrsRanking ranking = rank_numbers(
      *numbers->layers.front(), {{read(china + "shenzhen_districts_utf8/sz.shp"), nullptr}});
  EXPECT_EQ(ranking.verdict, CrsVerdict::other);
  ASSERT_FALSE(ranking.ranked.empty());
  EXPECT_EQ(ranking.ranked.front().crs.code(), "EPSG:4547");
}

class SessionWithDoubts : public testing::Test {
 protected:
  SessionWithDoubts()
      : folder(fs::temp_directory_path() / ("wangge_doubts_" + std::to_string(::getpid()))) {
    fs::create_directories(folder);
    session.apply(OpenFiles{{demo + "buildings.shp", demo + "communities.geojson"}, {}});
    session.wait();
  }
  ~SessionWithDoubts() override { fs::remove_all(folder); }

  /// Tickets of the demo as a table with numbers in `crs`.
  std::string tickets_in(const char* crs, const char* x, const char* y) {
    const model::Layer numbers = numbers_of(*read(demo + "tickets.csv"), *geo::Crs::from_text(crs));
    const std::string path = (folder / "calls.csv").string();
    std::ofstream file(path);
    file.precision(12);
    file << x << ',' << y << ",what\n";
    for (std::size_t i = 0; i < numbers.geometry.points().size(); i += 10) {
      const geo::Point p = numbers.geometry.points()[i];
      file << p.x << ',' << p.y << ",noise\n";
    }
    return path;
  }
  const Snapshot& now() const { return session.snapshot(); }
  const model::LayerEntry* layer(const std::string& path) const {
    for (const auto& entry : now().workspace->layers) {
      if (entry.layer->source.path == path) return &entry;
    }
    return nullptr;
  }

  fs::path folder;
  Session session;
};

TEST_F(SessionWithDoubts, SaysNothingAboutLayersThatFit) {
  session.apply(OpenFiles{{demo + "tickets.csv", demo + "grids.geojson"}, {}});
  session.wait();
  EXPECT_TRUE(now().crs_findings.empty());
}

TEST_F(SessionWithDoubts, ALayerThatWasOpenBeforeMayBeTheWrongOne) {
  if (!fs::exists(china)) GTEST_SKIP() << "the real data of China are not at " << china;
  // Under a name that does not give it away.
  const fs::path buildings = folder / "houses.geojson";
  fs::copy_file(china + "shenzhen_nanshan_buildings_gcj02.geojson", buildings);
  Session other;
  other.apply(OpenFiles{{buildings.string()}, {}});
  other.wait();
  EXPECT_TRUE(other.snapshot().crs_findings.empty()) << "nothing to hold it against";
  other.apply(OpenFiles{{china + "shenzhen_nanshan_roads_wgs84.geojson"}, {}});
  other.wait();
  ASSERT_EQ(other.snapshot().crs_findings.size(), 1U);
  EXPECT_EQ(other.snapshot().crs_findings.front().path, buildings.string());
  other.apply(DismissCrsFinding{other.snapshot().crs_findings.front().number});
  other.apply(OpenFiles{{china + "shenzhen_districts_utf8/sz.shp"}, {}});
  other.wait();
  EXPECT_TRUE(other.snapshot().crs_findings.empty()) << "decided is decided";
}

TEST_F(SessionWithDoubts, AppliesAHypothesisAndPutsItBack) {
  const std::string path = tickets_in("GCJ-02", "lon", "lat");
  session.apply(OpenFiles{{path}, {}});
  session.wait();
  ASSERT_EQ(now().crs_findings.size(), 1U);
  const CrsFinding finding = now().crs_findings.front();
  ASSERT_NE(layer(path), nullptr);
  EXPECT_EQ(finding.layer, layer(path)->id);
  EXPECT_EQ(finding.ranking->ranked.front().crs.code(), "GCJ-02");
  EXPECT_FALSE(finding.before);

  const model::LayerPtr as_opened = layer(path)->layer;
  session.apply(ApplyCrs{finding.number, geo::Crs::gcj02()});
  session.wait();
  const model::LayerPtr placed = layer(path)->layer;
  const geo::Point true_place = read(demo + "tickets.csv")->geometry.points().front();
  EXPECT_LT(geo::distance(placed->geometry.points().front(), true_place), 0.01);
  EXPECT_EQ(placed->source.crs, "GCJ-02");
  ASSERT_EQ(now().crs_findings.size(), 1U);
  ASSERT_TRUE(now().crs_findings.front().before);

  session.apply(ApplyCrs{finding.number, *now().crs_findings.front().before});
  session.wait();
  EXPECT_TRUE(layer(path)->layer->geometry == as_opened->geometry) << "exactly as it was";
  EXPECT_EQ(layer(path)->layer->source.crs, as_opened->source.crs);
  EXPECT_FALSE(now().crs_findings.front().before) << "the question is open again";

  session.apply(DismissCrsFinding{finding.number});
  EXPECT_TRUE(now().crs_findings.empty());
}

TEST_F(SessionWithDoubts, OpensAFileThatDoesNotSayItsZone) {
  const std::string path = tickets_in("EPSG:4547", "x", "y");
  session.apply(OpenFiles{{path}, {}});
  session.wait();
  EXPECT_EQ(layer(path), nullptr);
  ASSERT_EQ(now().crs_findings.size(), 1U);
  const CrsFinding& finding = now().crs_findings.front();
  EXPECT_EQ(finding.layer, model::no_layer);
  session.apply(ApplyCrs{finding.number, finding.ranking->ranked.front().crs});
  session.wait();
  EXPECT_TRUE(now().crs_findings.empty());
  ASSERT_NE(layer(path), nullptr);
  const geo::Point true_place = read(demo + "tickets.csv")->geometry.points().front();
  EXPECT_LT(geo::distance(layer(path)->layer->geometry.points().front(), true_place), 0.01);
}

TEST_F(SessionWithDoubts, AClosedLayerTakesItsFindingAlong) {
  const std::string path = tickets_in("BD-09", "lon", "lat");
  session.apply(OpenFiles{{path}, {}});
  session.wait();
  ASSERT_EQ(now().crs_findings.size(), 1U);
  session.apply(CloseLayer{layer(path)->id});
  EXPECT_TRUE(now().crs_findings.empty());
  session.apply(ApplyCrs{1, geo::Crs::bd09()});  // too late: nothing happens
  session.wait();
  EXPECT_EQ(now().workspace->layers.size(), 2U);
}

}  // namespace
}  // namespace wangge::session
