#include "analysis/address_match.h"

#include <gtest/gtest.h>

#include <numeric>

#include "geo/locate.h"

namespace wangge::analysis {
namespace {

using model::Field;

void add_column(model::Layer& layer, const char* name, Field field,
                const std::vector<std::string>& texts) {
  model::TextsBuilder builder;
  model::NullMask nulls;
  for (std::size_t row = 0; row < texts.size(); ++row) {
    builder.push_back(texts[row]);
    if (texts[row].empty()) nulls.set_null(row);
  }
  layer.mapping.set(field, static_cast<int>(layer.table.columns.size()));
  layer.table.columns.push_back({name, std::move(builder).build(), nulls});
  layer.table.rows = texts.size();
}

/// Squares of 20 m, 100 m apart, in a row.
model::Layer buildings_at(const std::vector<std::string>& addresses) {
  model::Layer layer;
  layer.role = model::Role::buildings;
  layer.geometry = geo::PackedGeometry(geo::Kind::polygons);
  add_column(layer, "地址", Field::address, addresses);
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    const double x = 100.0 * static_cast<double>(i);
    layer.geometry.add_ring_feature(
        std::vector<geo::Point>{{x, 0}, {x + 20, 0}, {x + 20, 20}, {x, 20}, {x, 0}});
  }
  return layer;
}

model::Layer tickets_at(const std::vector<std::string>& addresses) {
  model::Layer layer;
  layer.role = model::Role::tickets;
  add_column(layer, "地址", Field::address, addresses);
  for (std::size_t i = 0; i < addresses.size(); ++i) layer.geometry.end_feature();
  return layer;
}

const std::vector<std::string> town{
    "南坑社区锦安苑1栋",   "南坑社区锦安苑2栋",   "南美社区翠景雅居1栋", "南美社区翠景雅居2栋",
    "南坑社区康福新村2栋", "南美社区康福新村2栋", "桃园社区丽华小区3栋", "桃园社区独栋大厦",
    "狮山路12号",          "狮山路14号"};

AddressMatch find(std::string_view address, std::string_view community = "") {
  static const model::Layer buildings = buildings_at(town);
  static const AddressIndex index(buildings, {{"狮山大院", "锦安苑"}});
  return index.find(address, community, usual_min_score);
}

TEST(AddressIndex, FindsTheEstateThenTheBuilding) {
  const AddressMatch plain = find("珠海市香洲区锦安苑二号楼301室");
  EXPECT_EQ(plain.outcome, AddressOutcome::matched);
  EXPECT_EQ(plain.building, 1U);
  EXPECT_EQ(plain.level, AddressLevel::exact);
  EXPECT_DOUBLE_EQ(plain.score, 1);
  EXPECT_EQ(find("狮山大院1幢").building, 0U);
  EXPECT_EQ(find("狮山大院1幢").level, AddressLevel::alias);
  EXPECT_EQ(find("丽华3栋").level, AddressLevel::variant);
  EXPECT_EQ(find("丽华3栋").building, 6U);
  EXPECT_EQ(find("狮山路14号门前").building, 9U);
  EXPECT_EQ(find("香洲狮山锦安苑2栋楼下").building, 1U);
  EXPECT_EQ(find("香洲狮山锦安苑2栋楼下").level, AddressLevel::contained);
  EXPECT_EQ(find("独栋大厦").building, 7U) << "there is only one";
}

TEST(AddressIndex, AnEstateInsideALongerNameIsAnother) {
  for (const char* address :
       {"新锦安苑2栋", "锦安苑东区2栋", "锦安苑二期2栋", "阳光锦安苑2栋", "锦安苑北苑2栋"}) {
    const AddressMatch match = find(address);
    EXPECT_EQ(match.outcome, AddressOutcome::rejected) << address;
    EXPECT_EQ(match.level, AddressLevel::in_name) << address;
    EXPECT_EQ(match.candidates, std::vector<std::uint32_t>{1}) << "it may be meant: " << address;
  }
  // A road, a community or a sign before it, a gate behind it: it stands by itself.
  for (const char* address :
       {"狮山锦安苑2栋", "狮山路旁南坑锦安苑2栋", "朝阳路锦安苑2栋东侧", "某某街锦安苑附近2栋"}) {
    EXPECT_EQ(find(address).outcome, AddressOutcome::matched) << address;
  }
}

TEST(AddressIndex, AnEndingLeftOutIsNoWeaknessWhereOneEstateIsMeant) {
  EXPECT_EQ(find("翠景2栋").building, 3U);
  EXPECT_EQ(find("翠景2栋").level, AddressLevel::variant);
  const model::Layer two = buildings_at({"锦安苑1栋", "锦安小区1栋", "锦安小区7栋"});
  const AddressIndex index(two);
  EXPECT_EQ(index.find("锦安1栋", "", usual_min_score).outcome, AddressOutcome::ambiguous);
  const AddressMatch only = index.find("锦安7栋", "", usual_min_score);
  EXPECT_EQ(only.building, 2U) << "only one of them has that building";
  EXPECT_LT(only.score, index.find("锦安小区7栋", "", usual_min_score).score);
}

TEST(AddressIndex, SaysWhyItFindsNothing) {
  EXPECT_EQ(find("").fault, AddressFault::no_address);
  EXPECT_EQ(find("……").fault, AddressFault::no_address);
  EXPECT_EQ(find("锦安苑9栋").fault, AddressFault::unknown_building);
  EXPECT_EQ(find("锦安苑门口").fault, AddressFault::no_building);
  EXPECT_EQ(find("锦安苑").fault, AddressFault::no_building);
  EXPECT_EQ(find("锦安苑1、2栋").fault, AddressFault::several_buildings);
  EXPECT_EQ(find("狮山路99号").fault, AddressFault::unknown_number);
  EXPECT_EQ(find("月球1栋").fault, AddressFault::unknown_estate);
}

TEST(AddressIndex, TheCommunityDecidesBetweenEstatesOfOneName) {
  const AddressMatch open = find("康福新村2栋");
  EXPECT_EQ(open.outcome, AddressOutcome::ambiguous);
  EXPECT_EQ(open.candidates, (std::vector<std::uint32_t>{4, 5}));
  EXPECT_EQ(find("南美社区康福新村2栋").building, 5U);
  EXPECT_EQ(find("康福新村2栋", "南坑社区").building, 4U);
  const AddressMatch other = find("桃园社区锦安苑2栋");
  EXPECT_TRUE(other.community_differs);
  EXPECT_LT(other.score, 1);
}

TEST(AddressIndex, ANameOneCharacterOffIsAProposalOnly) {
  const AddressMatch match = find("翠景雅苑2栋");
  EXPECT_EQ(match.outcome, AddressOutcome::rejected);
  EXPECT_EQ(match.fault, AddressFault::low_score);
  EXPECT_EQ(match.candidates, std::vector<std::uint32_t>{3});
  EXPECT_EQ(find("锦宁苑2栋").fault, AddressFault::unknown_estate)
      << "of three characters too many names are alike";
}

TEST(AddressIndex, ARoadThatContradictsTheEstateStopsTheMatch) {
  const AddressIndex index(buildings_at({"国权路93号兰州拉面", "狮山路12号锦安苑2栋"}));
  const AddressMatch elsewhere = index.find("育秀路5号兰州拉面", "", usual_min_score);
  EXPECT_EQ(elsewhere.fault, AddressFault::low_score) << "many houses have such a shop";
  EXPECT_TRUE(elsewhere.road_differs);
  EXPECT_EQ(index.find("国权路93号兰州拉面", "", usual_min_score).building, 0U);
  EXPECT_EQ(index.find("国权路93号后门", "", usual_min_score).building, 0U);
  EXPECT_EQ(index.find("锦安苑2栋", "", usual_min_score).building, 1U);
}

TEST(MatchAddresses, NoRowIsLost) {
  const model::Layer buildings = buildings_at(town);
  const model::Layer tickets =
      tickets_at({"锦安苑2栋", "", "康福新村2栋", "狮山路12号", "月球1栋", "锦安苑2幢"});
  Progress progress;
  const auto matching = match_addresses(tickets, buildings, {}, usual_min_score, progress);
  ASSERT_TRUE(matching);
  EXPECT_EQ(matching->matched + matching->ambiguous + matching->rejected, tickets.size());
  EXPECT_EQ(std::accumulate(matching->by_level.begin(), matching->by_level.end(), std::size_t{0}),
            matching->matched);
  EXPECT_EQ(std::accumulate(matching->by_fault.begin(), matching->by_fault.end(), std::size_t{0}),
            matching->rejected);
  const model::Layer good = matched_layer(tickets, buildings, *matching);
  const model::Layer bad = reject_layer(tickets, buildings, *matching);
  EXPECT_EQ(good.size() + bad.size(), tickets.size());
  ASSERT_EQ(good.size(), 3U);
  ASSERT_TRUE(good.geometry.has_geometry(0));
  EXPECT_EQ(geo::distance_to(buildings.geometry, 1, good.geometry.points()[0]), 0)
      << "on its building";
  EXPECT_EQ(bad.table.columns[0].text(0), "2") << "the row in the file, from 1";
  EXPECT_EQ(bad.field(Field::address)->text(1), "康福新村2栋");
}

TEST(MatchAddresses, PlacesFarFromTheirAddressAreListedTheFarthestFirst) {
  const model::Layer buildings = buildings_at(town);
  model::Layer tickets = tickets_at({"锦安苑1栋", "锦安苑1栋", "锦安苑1栋", "锦安苑1栋"});
  tickets.geometry = geo::PackedGeometry(geo::Kind::points);
  tickets.geometry.add_point_feature({10, 10});
  tickets.geometry.add_point_feature({121, 10});  // 101 m from the wall
  tickets.geometry.add_point_feature({900, 10});
  tickets.geometry.end_feature();
  Progress progress;
  const auto matching = match_addresses(tickets, buildings, {}, usual_min_score, progress);
  ASSERT_TRUE(matching);
  std::size_t compared = 0;
  const auto conflicts = check_addresses(tickets, buildings, *matching, 100, compared);
  EXPECT_EQ(compared, 3U);
  ASSERT_EQ(conflicts.size(), 2U);
  EXPECT_EQ(conflicts[0].row, 2U);
  EXPECT_DOUBLE_EQ(conflicts[1].distance_m, 101);
}

TEST(MatchAddresses, SaysWhenThereIsNothingToMatch) {
  Progress progress;
  model::Layer bare = tickets_at({"x"});
  bare.mapping = {};
  EXPECT_EQ(match_addresses(bare, buildings_at(town), {}, 0.5, progress).error().code,
            ErrorCode::invalid_argument);
  EXPECT_EQ(
      match_addresses(tickets_at({"x"}), buildings_at({"", ""}), {}, 0.5, progress).error().code,
      ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace wangge::analysis
