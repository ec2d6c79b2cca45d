#include "analysis/address_key.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace wangge::analysis {
namespace {

TEST(AddressKey, AllWaysToWriteABuildingAreOne) {
  for (const char* address : {"锦安苑2栋",
                              "锦安苑二栋",
                              "锦安苑2幢",
                              "锦安苑第2座",
                              "锦安苑２号楼",
                              "锦安苑贰号楼",
                              "锦安苑02栋",
                              "锦安苑 2 栋",
                              "锦安苑2#",
                              "锦安苑2＃楼",
                              "锦安苑#2",
                              "锦安苑②栋",
                              "锦安苑2號樓",
                              "锦安苑2棟",
                              "锦安苑（2栋）",
                              "【锦安苑】2栋",
                              "锦安苑2栋楼",
                              "锦安苑\xE2\x80\x8B"
                              "2栋",
                              "锦安苑2栋，301室",
                              "锦安苑2栋1单元301室"}) {
    const AddressKey key = address_key(address);
    EXPECT_EQ(key.estate, "锦安苑") << address;
    EXPECT_EQ(key.building, "2") << address;
    EXPECT_EQ(key.mark, BuildingMark::word) << address;
  }
  EXPECT_EQ(address_key("锦安苑二十一栋").building, "21");
  EXPECT_EQ(address_key("锦安苑一百零二栋").building, "102");
  EXPECT_EQ(address_key("锦安苑十栋").building, "10");
  EXPECT_EQ(address_key("锦安苑Ｂ座").building, "b");
  EXPECT_EQ(address_key("锦安苑A2栋").building, "a2");
  EXPECT_EQ(address_key("锦安苑东座").building, "东");
  EXPECT_EQ(address_key("锦安苑2栋三单元").unit, "3");
}

TEST(AddressKey, TheAdministrationIsTakenOffAndTheCommunityKept) {
  const AddressKey key = address_key("广东省珠海市香洲区狮山街道南坑社区锦安苑2栋");
  EXPECT_EQ(key.community, "南坑");
  EXPECT_EQ(key.text, "锦安苑2栋");
  EXPECT_EQ(address_key("珠海市香洲区锦安苑2栋").text, "锦安苑2栋");
  EXPECT_EQ(address_key("海湾（虚构）社区兴安苑1栋").community, "海湾");
}

TEST(AddressKey, NamesThatLookLikeAnAdministrationStay) {
  EXPECT_EQ(address_key("锦安小区5栋").estate, "锦安小区");
  EXPECT_EQ(address_key("万科社区3栋").estate, "万科社区");
  EXPECT_EQ(address_key("康福新村2栋").estate, "康福新村");
  EXPECT_EQ(address_key("锦安苑A区3栋").estate, "锦安苑a区");
  EXPECT_EQ(address_key("香洲区区府路3号").road, "区府路");
  EXPECT_EQ(address_key("南坑市场2栋").estate, "南坑市场");
}

TEST(AddressKey, NumeralsInNamesStayNumerals) {
  EXPECT_EQ(address_key("五一路三十号").road, "五一路");
  EXPECT_EQ(address_key("五一路三十号").number, "30");
  EXPECT_EQ(address_key("三和苑2栋").estate, "三和苑");
  EXPECT_EQ(address_key("锦绣花园（二期）3栋").estate, address_key("锦绣花园2期3栋").estate);
  EXPECT_EQ(address_key("银座大厦5楼").estate, "银座大厦");
}

TEST(AddressKey, RoadsAndLanes) {
  const AddressKey plain = address_key("浙江中路70号A座(近广东路)");
  EXPECT_EQ(plain.road, "浙江中路");
  EXPECT_EQ(plain.number, "70");
  EXPECT_EQ(plain.building, "a");
  EXPECT_EQ(plain.estate, "");
  EXPECT_EQ(address_key("太仓路181弄22号").number, "181弄22");
  EXPECT_EQ(address_key("吴中路259附近").number, "259");
  EXPECT_EQ(address_key("吴中路200米").number, "");
  EXPECT_EQ(address_key("五角场街道上海市杨浦区国权路93号").road, "国权路");
  const AddressKey both = address_key("狮山路12号锦安苑2栋");
  EXPECT_EQ(both.road + both.number + both.estate + both.building, "狮山路12锦安苑2");
}

TEST(AddressKey, ABuildingWithoutItsWordIsMarkedAsSuch) {
  const AddressKey dash = address_key("锦安苑2-301");
  EXPECT_EQ(dash.building, "2");
  EXPECT_EQ(dash.mark, BuildingMark::dash);
  EXPECT_EQ(address_key("锦安苑2号").mark, BuildingMark::number);
  EXPECT_EQ(address_key("锦安苑301室").mark, BuildingMark::unit_run);
  EXPECT_EQ(address_key("锦安苑301室").building, "");
  EXPECT_EQ(address_key("锦安苑1、2栋").mark, BuildingMark::several);
  EXPECT_EQ(address_key("锦安苑3栋和5栋").mark, BuildingMark::several);
}

TEST(AddressKey, AnyBytesAreTakenApart) {
  const std::string letters = "0129-#,（）栋号路苑第十a 区";
  for (std::uint64_t seed = 0; seed < 20'000; ++seed) {
    Random random(seed);
    std::string text;
    for (std::uint32_t i = random.below(24); i > 0; --i) {
      text += random.chance(0.2)
                  ? static_cast<char>(random.below(256))
                  : letters[random.below(static_cast<std::uint32_t>(letters.size()))];
    }
    const AddressKey key = address_key(text);
    // What is normalised is normalised once.
    EXPECT_EQ(estate_key(key.estate), key.estate) << text;
  }
}

TEST(AddressKey, ARailwayLineIsNoBuilding) {
  const AddressKey key = address_key("地铁3号线虹口足球场站内");
  EXPECT_EQ(key.building, "");
  EXPECT_EQ(key.mark, BuildingMark::none);
}

}  // namespace
}  // namespace wangge::analysis
