// Real addresses: the restaurants of Shanghai, every other one looked up among the rest. Their
// places, which the matching does not see, tell whether it was right.
//
// About 15 in 100 of those found lie more than 100 m from the place of the same address. Looked
// through one by one, the addresses agree: most stand in airports, universities and malls that are
// hundreds of metres wide under one house number, and the farthest have the very same text and
// places kilometres apart in the file (堡镇工农路232号: 23 km). So the test asks for the texts too.
#include <gtest/gtest.h>

#include <filesystem>

#include "analysis/address_match.h"
#include "io/read.h"

namespace wangge {
namespace {

model::Layer part(const model::Layer& layer, const model::Rows& rows) {
  model::Layer out = layer;
  out.table = model::subset(layer.table, rows);
  out.geometry = layer.geometry.subset(rows);
  return out;
}

TEST(RealAddresses, WhatIsFoundLiesWhereItsPlaceSays) {
  const std::string path = WANGGE_SOURCE_DIR "/../shared/realdata/china/shanghai_food_poi.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no real data here";
  Progress progress;
  const auto read = io::read_file(path, {}, progress);
  ASSERT_TRUE(read);
  const model::Layer& all = *read->layers.at(0);
  model::Rows even, odd;
  for (std::uint32_t row = 0; row < all.size(); ++row) (row % 2 == 0 ? even : odd).push_back(row);
  model::Layer tickets = part(all, odd), buildings = part(all, even);
  tickets.mapping = buildings.mapping = {};
  tickets.mapping.set(model::Field::address, all.table.find("address"));
  buildings.mapping.set(model::Field::address, all.table.find("address"));
  const auto matching =
      analysis::match_addresses(tickets, buildings, {}, analysis::usual_min_score, progress);
  ASSERT_TRUE(matching);
  EXPECT_EQ(matching->matched + matching->ambiguous + matching->rejected, tickets.size());
  std::size_t compared = 0;
  const auto far = analysis::check_addresses(tickets, buildings, *matching, 150, compared);
  EXPECT_GT(compared, 500U) << "restaurants share few houses";
  EXPECT_LT(static_cast<double>(far.size()), 0.15 * static_cast<double>(compared));
  // Far apart and yet found: road and house number, or the estate, have to be the same.
  std::size_t unexplained = 0;
  for (const analysis::AddressConflict& one : far) {
    const auto asked = analysis::address_key(tickets.field(model::Field::address)->text(one.row));
    const auto found =
        analysis::address_key(buildings.field(model::Field::address)->text(one.building));
    const bool same_house = asked.road == found.road && asked.number == found.number;
    unexplained += same_house || asked.estate == found.estate ? 0 : 1;
  }
  EXPECT_LE(unexplained, far.size() / 50);
  RecordProperty("unexplained", static_cast<int>(unexplained));
  RecordProperty("compared", static_cast<int>(compared));
  RecordProperty("far", static_cast<int>(far.size()));
}

}  // namespace
}  // namespace wangge
