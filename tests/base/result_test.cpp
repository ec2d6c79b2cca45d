#include "base/result.h"

#include <gtest/gtest.h>

#include "base/i18n.h"

namespace wangge {
namespace {

TEST(Result, HoldsAValueOrAnError) {
  const Result<int> good = 7;
  ASSERT_TRUE(good);
  EXPECT_EQ(*good, 7);
  const Result<int> bad = Error{ErrorCode::not_found, "a.shp", "It is missing.", ""};
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().code, ErrorCode::not_found);
  EXPECT_TRUE(Result<void>());
  EXPECT_FALSE(Result<void>(bad.error()));
}

TEST(ErrorText, SaysWhereWhyAndWhatToDo) {
  EXPECT_EQ(to_text({ErrorCode::broken, "calls.csv:17", "Latitude 241.3 is outside [-90, 90].",
                     "Check it."}),
            "calls.csv:17: Latitude 241.3 is outside [-90, 90]. Check it.");
  EXPECT_EQ(to_text({ErrorCode::empty, "", "Nothing.", ""}), "Nothing.");
}

TEST(Numbers, HaveSeparatorsInThousands) {
  EXPECT_EQ(with_separators(0), "0");
  EXPECT_EQ(with_separators(999), "999");
  EXPECT_EQ(with_separators(1000), "1,000");
  EXPECT_EQ(with_separators(-1234567), "-1,234,567");
}

}  // namespace
}  // namespace wangge
