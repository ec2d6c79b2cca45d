// The tables of cases that GEOS tests itself with: every shape in them opens, is looked at and
// mended; what is said of it is what the tables say.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "analysis/coverage_check.h"
#include "analysis/mend.h"
#include "analysis/spatial.h"
#include "analysis/tool.h"
#include "geo/face_map.h"
#include "io/csv_reader.h"
#include "io/read.h"
#include "support/test_folder.h"

namespace wangge::session {
namespace {

namespace fs = std::filesystem;

const std::string tables = std::string(WANGGE_SOURCE_DIR) + "/../shared/realdata/nasty/geos/";

struct Case {
  std::string name;  // "valid_cases.csv:17: A - spike"
  std::string operation, argument, expected, a, b;
};

std::vector<Case> cases_of(const std::string& table) {
  std::ifstream file(tables + table, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  std::vector<Case> cases;
  std::vector<std::string> cells;
  std::size_t line = 0;
  for (std::size_t position = 0; position < text.size();) {
    io::parse_csv_record(text, ',', position, cells);
    // file, case, precision_scale, desc, op, arg1, arg2, arg3, expected, a, b
    if (++line == 1 || cells.size() != 11) continue;
    cases.push_back({table + ":" + std::to_string(line) + ": " + cells[3], cells[4], cells[7],
                     cells[8], cells[9], cells[10]});
    if (cells[5] == "B" || cells[5] == "b") std::swap(cases.back().a, cases.back().b);
  }
  return cases;
}

const geo::Crs metres = *geo::Crs::from_text("EPSG:4547");

/// A shape as the only row of a table that a user opens.
Result<io::ReadResult> open(const std::string& wkt) {
  static const TestFolder folder;
  io::ReadOptions options;
  options.source_crs = options.target_crs = metres;
  options.role = model::Role::grids;
  Progress progress;
  return io::read_file(folder.put("case.csv", "WKT\n\"" + wkt + "\"\n"), options, progress);
}

/// The shape of a case; without features where it was refused.
geo::PackedGeometry shape(const std::string& wkt) {
  const auto read = open(wkt);
  return read ? read->layers.front()->geometry : geo::PackedGeometry();
}

bool is_polygon(const geo::PackedGeometry& geometry) {
  return geometry.kind() == geo::Kind::polygons && !geometry.empty() && geometry.has_geometry(0);
}

double length_of(const geo::PackedGeometry& geometry) {
  double sum = 0;
  for (std::size_t row = 0; row < geometry.size(); ++row) sum += geo::length(geometry, row);
  return sum;
}

class GeosTables : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(tables)) GTEST_SKIP() << "no real data beside the project";
  }
};

TEST_F(GeosTables, EveryShapeIsOpenedLookedAtAndMended) {
  std::set<std::string> seen;
  std::size_t opened = 0, refused = 0, mended = 0;
  for (const auto& table : fs::directory_iterator(tables)) {
    for (const Case& one : cases_of(table.path().filename().string())) {
      for (const std::string& wkt : {one.a, one.b, one.expected}) {
        if (wkt.find('(') == std::string::npos && wkt.find("EMPTY") == std::string::npos) continue;
        if (!seen.insert(wkt).second) continue;
        SCOPED_TRACE(one.name);
        const auto start = std::chrono::steady_clock::now();
        const auto read = open(wkt);
        if (!read) {
          ++refused;
          EXPECT_FALSE(read.error().reason.empty());
          continue;
        }
        ++opened;
        for (const model::LayerPtr& layer : read->layers) {
          Progress progress;
          ASSERT_EQ(layer->geometry.size(), layer->size());
          const auto result = analysis::mend_layer(*layer, {}, progress);
          if (!result) {
            EXPECT_EQ(result.error().code, ErrorCode::unsupported) << to_text(result.error());
            continue;
          }
          const analysis::MendReport& report = result->report;
          mended += report.mended.empty() ? 0 : 1;
          const double after = report.before_m2 + report.repaired_m2 - report.removed_m2 +
                               report.snapped_m2 - report.overlap_m2 + report.filled_m2;
          // Coordinates of some thousand kilometres have nanometres, along all of the border.
          const double rounding = 1e-9 * (report.before_m2 + length_of(layer->geometry));
          EXPECT_NEAR(report.after_m2, after, rounding);
          EXPECT_EQ(result->layer.size(), layer->size()) << "one row is never a double";
        }
        EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
      }
    }
  }
  EXPECT_GT(opened, 800U);
  EXPECT_GT(mended, 30U);
  RecordProperty("opened", static_cast<int>(opened));
  RecordProperty("refused", static_cast<int>(refused));
  RecordProperty("mended", static_cast<int>(mended));
}

TEST_F(GeosTables, WhatIsNotValidIsFoundAndMended) {
  std::size_t valid = 0, invalid = 0;
  for (const Case& one : cases_of("valid_cases.csv")) {
    const auto read = open(one.a);
    if (!read || !is_polygon(read->layers.front()->geometry)) continue;
    SCOPED_TRACE(one.name + "\n" + one.a);
    const model::Layer& layer = *read->layers.front();
    // What has to be left out to have a polygon at all the reader says itself.
    if (!layer.source.warnings.empty()) {
      const bool has_more =
          one.a.find("EMPTY") != std::string::npos || one.a.find("COLLECTION") != std::string::npos;
      EXPECT_TRUE(one.expected == "false" || has_more);
      continue;
    }
    const auto wrong = [](const analysis::Finding& finding) {
      return finding.kind == analysis::FindingKind::invalid ||
             finding.kind == analysis::FindingKind::hole_outside ||
             finding.kind == analysis::FindingKind::spike;
    };
    Progress progress;
    const auto findings = analysis::check_layer(layer, progress);
    ASSERT_TRUE(findings);
    EXPECT_EQ(std::ranges::none_of(*findings, wrong), one.expected == "true");
    ++(one.expected == "true" ? valid : invalid);
    const auto result = analysis::mend_layer(layer, {}, progress);
    ASSERT_TRUE(result);
    if (is_polygon(result->layer.geometry) && geo::polygon_area(result->layer.geometry, 0) > 0) {
      EXPECT_TRUE(std::ranges::none_of(result->report.left, wrong));
    }
  }
  EXPECT_GT(valid, 100U);
  EXPECT_GT(invalid, 15U);
}

TEST_F(GeosTables, RelationsAreAsTheTablesSay) {
  std::map<std::string, std::size_t> asked;
  for (const Case& one : cases_of("predicate_cases.csv")) {
    const std::string key = one.operation == "equalstopo" ? "equals" : one.operation;
    const auto predicate = analysis::predicate_from_key(key);
    if (!predicate) continue;
    SCOPED_TRACE(one.name + ": " + key + "\n" + one.a + "\n" + one.b);
    const geo::PackedGeometry a = shape(one.a), b = shape(one.b);
    if (a.empty() || b.empty() || !a.has_geometry(0) || !b.has_geometry(0)) continue;
    Progress progress;
    const auto rows = analysis::select_by(a, b, *predicate, 0, progress);
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->size() == 1, one.expected == "true");
    ++asked[key];
  }
  EXPECT_EQ(asked.size(), 8U);
  for (const auto& [key, times] : asked) EXPECT_GT(times, 60U) << key;
}

TEST_F(GeosTables, DistancesAreAsTheTablesSay) {
  std::size_t asked = 0;
  for (const Case& one : cases_of("measure_cases.csv")) {
    if (one.operation != "distance") continue;
    const geo::PackedGeometry a = shape(one.a), b = shape(one.b);
    if (a.empty() || b.empty() || !a.has_geometry(0) || !b.has_geometry(0)) continue;
    SCOPED_TRACE(one.name);
    const double distance = std::strtod(one.expected.c_str(), nullptr);
    Progress progress;
    const auto within = [&](double most) {
      return analysis::select_by(a, b, analysis::Predicate::within_distance, most, progress)
                 ->size() == 1;
    };
    EXPECT_TRUE(within(distance * (1 + 1e-9)));
    if (distance > 0) {
      EXPECT_FALSE(within(distance * (1 - 1e-9)));
    }
    ++asked;
  }
  EXPECT_GT(asked, 5U);
}

/// The ground of two polygons, by who owns it.
struct Ground {
  double first = 0, second = 0, both = 0;
};

Result<Ground> ground_of(const geo::PackedGeometry& a, const geo::PackedGeometry& b,
                         geo::Lattice lattice) {
  geo::PackedGeometry both = a;
  both.append(b);
  Progress progress;
  const auto faces = geo::FaceMap::build(both, progress, lattice);
  if (!faces) return faces.error();
  Ground ground;
  for (geo::FaceMap::Face face = 1; face < faces->face_count(); ++face) {
    const auto& owners = faces->owners(face);
    if (owners.empty()) continue;
    (owners.size() == 2    ? ground.both
     : owners.front() == 0 ? ground.first
                           : ground.second) += faces->area_m2(face);
  }
  return ground;
}

TEST_F(GeosTables, GroundSharedAndOwnedAloneIsAsTheTablesSay) {
  std::size_t asked = 0;
  for (const char* table : {"overlay_cases.csv", "robust_overlay_cases.csv"}) {
    for (const Case& one : cases_of(table)) {
      const geo::PackedGeometry a = shape(one.a), b = shape(one.b);
      if (!is_polygon(a) || !is_polygon(b)) continue;
      SCOPED_TRACE(one.name + ": " + one.operation + "\n" + one.a + "\n" + one.b);
      const geo::Lattice lattice{1e7};
      const auto ground = ground_of(a, b, lattice);
      ASSERT_TRUE(ground) << to_text(ground.error());
      // Every border may move by half a step.
      const double moved = (geo::length(a, 0) + geo::length(b, 0)) / lattice.per_metre;
      EXPECT_NEAR(ground->first + ground->both, geo::polygon_area(a, 0), moved);
      EXPECT_NEAR(ground->second + ground->both, geo::polygon_area(b, 0), moved);
      const auto asks = [&one](const char* operation) {
        const bool whole_metres = one.operation.ends_with("sr");  // coordinates rounded to them
        return one.operation.starts_with(operation) && !whole_metres;
      };
      double area = 0;
      if (asks("intersection")) {
        area = ground->both;
      } else if (asks("union")) {
        area = ground->first + ground->second + ground->both;
      } else if (asks("difference")) {
        area = ground->first;
      } else if (asks("symdifference")) {
        area = ground->first + ground->second;
      } else {
        continue;
      }
      const geo::PackedGeometry expected = shape(one.expected);
      EXPECT_NEAR(area, is_polygon(expected) ? geo::polygon_area(expected, 0) : 0, moved);
      ++asked;
    }
  }
  EXPECT_GT(asked, 60U);
}

double area_of(const geo::PackedGeometry& geometry) {
  double sum = 0;
  for (std::size_t row = 0; row < geometry.size(); ++row) sum += geo::polygon_area(geometry, row);
  return sum;
}

/// The ground that a tool makes of two polygons; 0 where it says that nothing is left.
double ground_by_tool(const char* tool, const geo::PackedGeometry& a,
                      const geo::PackedGeometry& b) {
  const auto layer = [](const geo::PackedGeometry& geometry) {
    model::Layer made;
    made.geometry = geometry;
    made.table.rows = geometry.size();
    return std::make_shared<const model::Layer>(std::move(made));
  };
  Progress progress;
  const auto made = analysis::run_tool({tool, {layer(a), layer(b)}, {}, metres, "test"}, progress);
  if (!made) EXPECT_EQ(made.error().code, ErrorCode::empty) << to_text(made.error());
  return made ? area_of(made->geometry) : 0;
}

TEST_F(GeosTables, ToolsCutAsTheTablesSay) {
  std::size_t asked = 0, balanced = 0;
  for (const char* table : {"overlay_cases.csv", "robust_overlay_cases.csv"}) {
    for (const Case& one : cases_of(table)) {
      const geo::PackedGeometry a = shape(one.a), b = shape(one.b);
      if (!is_polygon(a) || !is_polygon(b)) continue;
      SCOPED_TRACE(one.name + ": " + one.operation + "\n" + one.a + "\n" + one.b);
      const double common = ground_by_tool("intersection", a, b),
                   only_a = ground_by_tool("difference", a, b),
                   only_b = ground_by_tool("difference", b, a);
      // Borders that are all but the same may be snapped together; mended ones have other areas.
      const double all = ground_by_tool("union", a, b);
      const double snapped = 1e-9 * (geo::polygon_area(a, 0) + geo::polygon_area(b, 0) + 1);
      EXPECT_NEAR(all, common + only_a + only_b, snapped);
      EXPECT_NEAR(ground_by_tool("clip", a, b), common, snapped);
      ++balanced;
      const auto asks = [&one](const char* operation) { return one.operation == operation; };
      double area = 0;
      if (asks("intersection") || asks("intersectionng")) {
        area = common;
      } else if (asks("union") || asks("unionng")) {
        area = all;
      } else if (asks("difference") || asks("differenceng")) {
        area = only_a;
      } else {
        continue;
      }
      const geo::PackedGeometry expected = shape(one.expected);
      const double length = geo::length(a, 0) + geo::length(b, 0);
      EXPECT_NEAR(area, is_polygon(expected) ? geo::polygon_area(expected, 0) : 0, 1e-7 * length);
      ++asked;
    }
  }
  EXPECT_GT(asked, 40U);
  EXPECT_GT(balanced, 60U);
}

}  // namespace
}  // namespace wangge::session
