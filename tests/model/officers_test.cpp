#include "model/officers.h"

#include <gtest/gtest.h>

#include <cmath>

namespace wangge::model {
namespace {

TEST(Officers, AreCountedByTheirNames) {
  EXPECT_EQ(officers_in("网格长 甲；网格员 乙、丙、丁"), 4);
  EXPECT_EQ(officers_in("甲"), 1);
  EXPECT_EQ(officers_in("甲, 乙 ;丙/丁"), 4);
  EXPECT_EQ(officers_in("、甲、、乙；\n"), 2) << "marks alone name nobody";
  EXPECT_TRUE(std::isnan(officers_in("")));
  EXPECT_TRUE(std::isnan(officers_in(" ；、")));
}

}  // namespace
}  // namespace wangge::model
