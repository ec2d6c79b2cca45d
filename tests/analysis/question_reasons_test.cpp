// Why a feature is in an answer or not.
#include <gtest/gtest.h>

#include <algorithm>

#include "asked_town.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

TEST_F(Ask, ReasonsAgreeWithTheAnswerForEveryRow) {
  selection = {workspace.layers[0].id, {1}};
  for (const char* text : many) {
    const Question question = *parse_question(text);
    const auto found = asked(text);
    ASSERT_TRUE(found);
    for (std::uint32_t row = 0; row < tickets().size(); row += 7) {
      const auto reasons = explain(question, {&workspace, &selection, now}, row, progress);
      ASSERT_TRUE(reasons) << to_text(reasons.error());
      ASSERT_EQ(reasons->size(), question.where.conditions.size());
      bool all = true, any = false;
      for (const Reason& reason : *reasons) {
        all = all && reason.met, any = any || reason.met;
        EXPECT_FALSE(reason.text.empty());
      }
      EXPECT_EQ(question.where.any ? any : all,
                std::binary_search(found->rows.begin(), found->rows.end(), row))
          << text << " row " << row;
    }
  }
}

/// A reason and, where it is not met, what was found and asked for.
TEST_F(Ask, ReasonsSayWhatWasFoundAndWhatWasAskedFor) {
  model::TextsBuilder classes;
  classes.push_back("违法停车");
  model::Times reported{{from_civil({2026, 3, 1, 10, 5})}};
  model::Layer layer =
      layer_of("ticket", model::Role::tickets,
               {{"class", std::move(classes).build(), {}},
                {"reported", std::move(reported), {}},
                {"floors", model::Integers{5}, {}}},
               {{Field::category, 0}, {Field::reported_at, 1}, {Field::floors, 2}});
  const geo::Point school = workspace.layers[1].layer->geometry.points()[0];
  layer.geometry.add_point_feature({school.x + 3, school.y + 4});
  open(layer);
  const auto said = [&](const std::string& condition) {
    const auto reasons = explain(*parse_question("tickets where " + condition),
                                 {&workspace, nullptr, now}, 0, progress);
    EXPECT_TRUE(reasons) << condition;
    return reasons ? std::string(reasons->front().met ? "+ " : "- ") + reasons->front().text : "";
  };
  EXPECT_EQ(said("class = 高空坠物"), "- class is “违法停车”; asked for: “高空坠物”");
  EXPECT_EQ(said("floors >= 7"), "- floors is “5”; asked for: ≥ 7");
  EXPECT_EQ(said("reported_at in last 30 days"),
            "+ reported at is “2026-03-01 10:05”; asked for: of the last 30 days");
  EXPECT_EQ(said("within 3 m of facilities"),
            "- 5.0 m from the nearest of facilities; asked for: within 3 m of facilities");
  EXPECT_EQ(said("not within 3 m of facilities").substr(0, 1), "+");
  EXPECT_EQ(said("not within (communities where name = x)"), "+ is not within x");
  set_language(Language::chinese, WANGGE_BUILD_DIR "/locale");
  EXPECT_EQ(said("class = 高空坠物"), "- 类别是“违法停车”，要求“高空坠物”");
  EXPECT_EQ(said("within 3 m of (facilities where kind = 学校)"),
            "- 距最近的学校 5.0 米，要求距学校 3 米以内");
  EXPECT_EQ(said("reported_at in last 7 days"), "- 上报时间是“2026-03-01 10:05”，要求近 7 天");
  EXPECT_EQ(said("floors = 7 or class = x").substr(0, 1), "-");
  set_language(Language::english);
}

}  // namespace
}  // namespace wangge::analysis
