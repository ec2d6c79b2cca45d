// A GeoJSON file read in pieces, side by side, gives what it gives in one go.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "io/geojson_reader.h"

namespace wangge::io {
namespace {

constexpr std::size_t one_go = 1 << 30;

struct Read {
  model::Table table;
  std::vector<GeometrySorter::Sorted> geometry;
  std::string crs;
};

std::optional<Read> read(const std::string& text, std::size_t piece_bytes) {
  Progress progress;
  auto raw = parse_plain_geojson(text, progress, piece_bytes);
  if (!raw) return std::nullopt;
  return Read{std::move(raw->table), raw->geometry.take(), raw->crs->code()};
}

void expect_the_same_in_pieces(const std::string& text) {
  const auto whole = read(text, one_go);
  for (const std::size_t bytes : {1U, 64U, 300U, 4000U}) {
    const auto pieces = read(text, bytes);
    ASSERT_EQ(pieces.has_value(), whole.has_value()) << bytes << " bytes a piece\n" << text;
    if (!whole) continue;
    EXPECT_EQ(pieces->table, whole->table) << bytes << " bytes a piece";
    EXPECT_EQ(pieces->crs, whole->crs);
    ASSERT_EQ(pieces->geometry.size(), whole->geometry.size());
    for (std::size_t i = 0; i < whole->geometry.size(); ++i) {
      EXPECT_EQ(pieces->geometry[i].geometry, whole->geometry[i].geometry);
      EXPECT_EQ(pieces->geometry[i].rows, whole->geometry[i].rows);
    }
  }
}

std::string collection(const std::vector<std::string>& features, const std::string& before = "",
                       const std::string& after = "") {
  return fmt::format("{{\"type\":\"FeatureCollection\",{}\"features\":[\n{}\n]{}}}\n", before,
                     fmt::join(features, ",\n"), after);
}

std::string point(int i, const std::string& properties) {
  return fmt::format(
      R"({{ "type": "Feature", "properties": {{ {} }}, "geometry": {{ "type": "Point", "coordinates": [ 113.{:04}, 22.5 ] }} }})",
      properties, i);
}

TEST(GeoJsonPieces, AreWorthItOnlyWhenCut) {
  std::vector<std::string> features;
  for (int i = 0; i < 500; ++i) features.push_back(point(i, fmt::format("\"n\": {}", i)));
  const auto read_back = read(collection(features), 300);
  ASSERT_TRUE(read_back);
  EXPECT_EQ(read_back->table.rows, 500U);
  EXPECT_EQ(read_back->table.columns[0].number(499), 499);
}

TEST(GeoJsonPieces, HoldEveryKindOfValueAndGeometry) {
  Random random(7);
  for (int round = 0; round < 20; ++round) {
    std::vector<std::string> features;
    for (int i = 0; i < 60; ++i) {
      const int kind = static_cast<int>(random.below(4));
      const std::string value = kind == 0   ? "null"
                                : kind == 1 ? std::to_string(i)
                                : kind == 2 ? fmt::format("{}.5", i)
                                            : std::to_string(-i);
      features.push_back(
          point(i, fmt::format(R"("name": "网格 {}", "value": {}, "open": {})", i % 7, value,
                               random.below(2) == 0 ? "true" : "null")));
      if (random.below(9) == 0) {
        features.push_back(
            R"({"type":"Feature","properties":{"name":null,"value":null,"open":null},)"
            R"("geometry":{"type":"LineString","coordinates":[[113,22],[114,23]]}})");
      }
      if (random.below(11) == 0) {
        features.push_back(
            R"({"type":"Feature","properties":{"name":"none","value":1,"open":false},"geometry":null})");
      }
    }
    expect_the_same_in_pieces(collection(features));
  }
}

TEST(GeoJsonPieces, WhoseColumnsDifferAreReadInOneGo) {
  std::vector<std::string> features;
  for (int i = 0; i < 40; ++i) {
    features.push_back(point(i, i % 3 == 0 ? R"("a": 1, "c": 2)" : R"("a": 1, "b": "x")"));
  }
  expect_the_same_in_pieces(collection(features));
}

TEST(GeoJsonPieces, WhoseTypesDoNotGoTogetherAreLeftToGdal) {
  std::vector<std::string> features;
  for (int i = 0; i < 40; ++i) features.push_back(point(i, i < 30 ? R"("a": 1)" : R"("a": "x")"));
  expect_the_same_in_pieces(collection(features));
  EXPECT_FALSE(read(collection(features), 300));
}

TEST(GeoJsonPieces, ARootWithMembersBeforeAndBehind) {
  std::vector<std::string> features;
  for (int i = 0; i < 30; ++i) features.push_back(point(i, "\"a\": 1"));
  const std::string crs =
      R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},)";
  expect_the_same_in_pieces(collection(features, R"("name":"\"features\":[",)" + crs));
  EXPECT_EQ(read(collection(features, crs), 300)->crs, "EPSG:4490");
  expect_the_same_in_pieces(collection(features, "", R"(,"bbox":[113,22,114,23])"));
  expect_the_same_in_pieces(collection(features, "", "," + crs.substr(0, crs.size() - 1)));
  EXPECT_EQ(read(collection(features, "", "," + crs.substr(0, crs.size() - 1)), 300)->crs,
            "EPSG:4490");
}

TEST(GeoJsonPieces, WhatOnlyLooksLikeAFeatureIsNotCutAt) {
  std::vector<std::string> features;
  for (int i = 0; i < 30; ++i) {
    features.push_back(
        point(i, R"("a": "},{\"type\":\"Feature\",{ \\\"type\\\": \\\"Feature\\\"")"));
  }
  expect_the_same_in_pieces(collection(features));
  // A feature within a property is no plain value: the file is GDAL's.
  for (std::string& feature : features) {
    feature = point(1, R"("a": {"x": 1, "inner": [{"type":"Feature"},{"type":"Feature"}]})");
  }
  expect_the_same_in_pieces(collection(features));
}

TEST(GeoJsonPieces, DamageIsFoundInWhicheverPieceItIs) {
  std::vector<std::string> features;
  for (int i = 0; i < 40; ++i) features.push_back(point(i, R"("a": "x")"));
  const std::string text = collection(features);
  Random random(3);
  for (int round = 0; round < 300; ++round) {
    std::string damaged = text;
    damaged[random.below(damaged.size())] = "{}[],:\"x"[random.below(8)];
    expect_the_same_in_pieces(damaged);
  }
}

TEST(GeoJsonPieces, NothingAndCloseToNothing) {
  expect_the_same_in_pieces(collection({}));
  expect_the_same_in_pieces(collection({point(1, "")}));
  expect_the_same_in_pieces(std::string(1000, ' '));
  expect_the_same_in_pieces(std::string(500, '[') + std::string(500, ']'));
}

}  // namespace
}  // namespace wangge::io
