#include "render/check_list_pdf.h"

#include <gtest/gtest.h>

#include "support/plan_world.h"

namespace wangge::render {
namespace {

using test::PlanWorld;

struct Numbers {
  std::vector<analysis::GridFigures> figures;
  analysis::PlanBalance balance;
};

Numbers numbers_of(const PlanWorld& world) {
  Numbers made{analysis::plan_figures(world.shared(), world.plan), {}};
  made.balance = analysis::plan_balance(*world.ground, world.plan, made.figures, {});
  return made;
}

std::vector<analysis::Finding> findings_of(const PlanWorld& world, const Numbers& numbers) {
  Progress progress;
  auto found = analysis::plan_findings(*world.ground, world.plan, numbers.figures, numbers.balance,
                                       {}, progress);
  return found ? *found : std::vector<analysis::Finding>{};
}

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}
std::size_t pages_of(const std::string& pdf) {
  return times(pdf, "/Type /Page\n") + times(pdf, "/Type /Page ");
}

std::string pdf_of(const PlanWorld& world, const PlanWorld* before = nullptr) {
  const Numbers now = numbers_of(world);
  const auto findings = findings_of(world, now);
  CheckListSheet sheet{
      *world.ground, {world.plan, now.figures, now.balance}, {}, findings, "王小明", 1'800'000'000};
  if (before == nullptr) return *check_list_pdf(sheet);
  const Numbers old = numbers_of(*before);
  const auto changes = analysis::compare_plans(*world.ground, before->plan, world.plan);
  sheet.before.emplace(
      CheckListSheet::Before{"现行方案", {before->plan, old.figures, old.balance}, changes});
  return *check_list_pdf(sheet);
}

TEST(CheckListPdf, IsAPdfWithRealChineseLetters) {
  PlanWorld world = test::random_world(8, 1, 1, 4);
  world.plan.name = "南坑街道网格方案";
  const std::string pdf = pdf_of(world);
  EXPECT_TRUE(pdf.starts_with("%PDF-"));
  EXPECT_NE(pdf.find("%%EOF"), std::string::npos);
  EXPECT_NE(pdf.find("/FontFile"), std::string::npos) << "fonts are embedded";
  EXPECT_NE(pdf.find("/ToUnicode"), std::string::npos) << "the text can be searched";
  EXPECT_EQ(pdf.find("/Type3"), std::string::npos) << "letters are no pictures";
}

TEST(CheckListPdf, IsTheSameToTheLastByte) {
  const PlanWorld world = test::random_world(8, 1, 2, 4);
  EXPECT_EQ(pdf_of(world), pdf_of(world));
}

TEST(CheckListPdf, GrowsByPagesWithTheGrids) {
  const std::size_t few = pages_of(pdf_of(test::random_world(8, 0, 3, 4)));
  const std::size_t many = pages_of(pdf_of(test::random_world(20, 0, 3, 200)));
  EXPECT_GE(few, 2U);
  EXPECT_GT(many, few + 4);
}

TEST(CheckListPdf, TellsWhatChanges) {
  const PlanWorld before = test::random_world(10, 0, 4, 9);
  PlanWorld now = before;
  for (std::uint32_t unit = 0; unit < 60; ++unit) {
    now.plan.grid_of_unit[unit] = model::GridIndex{unit % 9};
  }
  EXPECT_GT(pdf_of(now, &before).size(), pdf_of(now).size());
}

TEST(CheckListPdf, OfAPlanWithoutGridsIsMadeAsWell) {
  PlanWorld world = test::random_world(4, 0, 5, 1);
  world.plan.grids.clear();
  world.plan.grid_of_unit.assign(world.ground->size(), model::unassigned);
  EXPECT_GE(pages_of(pdf_of(world)), 1U);
}

}  // namespace
}  // namespace wangge::render
