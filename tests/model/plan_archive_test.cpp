#include "model/plan_archive.h"

#include <gtest/gtest.h>

namespace wangge::model {
namespace {

Seconds day(int year, int month, int date, int hour = 0) {
  return from_civil({year, month, date, hour});
}

Plan named(const char* name) {
  Plan plan;
  plan.name = name;
  return plan;
}

PlanArchive archive_of_three() {
  PlanArchive archive{std::make_shared<const Plan>(named("old"))};
  archive = put_in_force(archive, named("first"), day(2025, 1, 1)).value();
  return put_in_force(archive, named("second"), day(2026, 3, 1, 9)).value();
}

std::string name_on(const PlanArchive& archive, Seconds date) {
  const auto place = plan_on(archive, date);
  return place ? archive[*place]->name : "";
}

TEST(PlanArchive, OnEveryDayOnePlanIsInForce) {
  const PlanArchive archive = archive_of_three();
  EXPECT_EQ(name_on(archive, day(2010, 6, 1)), "old");
  EXPECT_EQ(name_on(archive, day(2024, 12, 31, 23)), "old");
  EXPECT_EQ(name_on(archive, day(2025, 1, 1)), "first");
  EXPECT_EQ(name_on(archive, day(2026, 2, 28, 23)), "first");
  EXPECT_EQ(name_on(archive, day(2026, 3, 1)), "second") << "for the whole day";
  EXPECT_EQ(name_on(archive, day(2050, 1, 1)), "second");
  for (Seconds date = day(2024, 1, 1); date < day(2027, 1, 1); date += day_s) {
    int in_force = 0;
    for (const PlanPtr& plan : archive) in_force += holds_on(*plan, date) ? 1 : 0;
    ASSERT_EQ(in_force, 1) << format_date(date);
  }
}

TEST(PlanArchive, APlanThatWasPutInForceStaysAsItWasButForItsLastDay) {
  const PlanArchive archive = archive_of_three();
  Plan first = *archive[1];
  EXPECT_EQ(first.valid_to, day(2026, 2, 28));
  const PlanArchive before = {archive[0], archive[1], archive[2]};
  const auto refused = put_in_force(archive, named("third"), day(2026, 3, 1));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_EQ(archive, before);
  const auto more = put_in_force(archive, named("third"), day(2026, 3, 2));
  ASSERT_TRUE(more);
  EXPECT_EQ((*more)[0], archive[0]) << "what had ended is the same";
  EXPECT_EQ((*more)[1], archive[1]);
  EXPECT_EQ((*more)[2]->valid_to, day(2026, 3, 1)) << "in force for one day";
}

TEST(PlanArchive, WithoutOneNothingIsInForce) { EXPECT_FALSE(plan_on({}, day(2026, 1, 1))); }

}  // namespace
}  // namespace wangge::model
