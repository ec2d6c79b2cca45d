#include "analysis/question_words.h"

#include <gtest/gtest.h>

#include "analysis/question_text.h"
#include "base/i18n.h"
#include "support/random_question.h"

namespace wangge::analysis {
namespace {

model::Workspace workspace_of(model::Layer layer) {
  model::Workspace workspace;
  workspace.layers.push_back(
      {model::LayerId{1}, std::make_shared<const model::Layer>(std::move(layer)), nullptr});
  return workspace;
}

struct Said {
  const char* question;
  const char* chinese;
  const char* english;
};

class Sentence : public testing::Test {
 protected:
  void TearDown() override { set_language(Language::english); }
  static void chinese() { set_language(Language::chinese, WANGGE_BUILD_DIR "/locale"); }
};

TEST_F(Sentence, IsWhatAPersonSays) {
  const Said said[] = {
      {"tickets where class = 高空坠物 and closed_at is empty and reported_at in last 30 days and "
       "within (communities where name = 南坑社区) and within 100 m of (facilities where kind = "
       "学校)",
       "南坑社区内、距学校 100 米以内、近 30 天未结的高空坠物工单",
       "tickets of class 高空坠物 that are not closed, of the last 30 days, within 南坑社区, "
       "within "
       "100 m of facilities (kind 学校)"},
      {"buildings where floors >= 7", "层数 ≥ 7 的建筑", "buildings where floors ≥ 7"},
      {"tickets", "工单", "tickets"},
      {"tickets where status = 处置中", "状态为处置中的工单", "tickets where status is 处置中"},
      {"tickets where reported_at in last 1 days", "今天的工单", "tickets, of today"},
      {"tickets where class in (噪声扰民, 违法停车) and level != street",
       "类别为噪声扰民或违法停车、层级不是 street 的工单",
       "tickets where (class is 噪声扰民 or 违法停车) and level is not street"},
      {"tickets where not within (communities where name = 南坑社区)", "不在南坑社区内的工单",
       "tickets, not within 南坑社区"},
      {"tickets where status = 待派 or class = 噪声扰民 and address contains 狮山路",
       "状态为待派或（类别为噪声扰民且地址含“狮山路”）的工单",
       "tickets where status is 待派 or (class is 噪声扰民 and address contains “狮山路”)"},
      {"tickets where not (status = 待派 and level = grid)", "非（状态为待派且层级为 grid）的工单",
       "tickets where not (status is 待派 and level is grid)"},
      {"tickets where within 50 m of (buildings where floors >= 7)",
       "距层数 ≥ 7 的建筑 50 米以内的工单", "tickets, within 50 m of buildings where floors ≥ 7"},
      {"tickets where within 50 m of (buildings where floors >= 7 and has_lift = false)",
       "距（层数 ≥ 7、电梯为 false 的建筑）50 米以内的工单",
       "tickets, within 50 m of (buildings where floors ≥ 7 and lift is false)"},
      {"tickets where reported_at from 2026-03-01 until 2026-04-01 and closed_at is not empty",
       "2026-03-01 至 2026-04-01 前上报已结的工单",
       "tickets that are closed, reported from 2026-03-01 to before 2026-04-01"},
      {"tickets where closed_at in last 7 days and due_at until 2026-03-01",
       "近 7 天结案、2026-03-01 前到期的工单",
       "tickets, closed within the last 7 days, due before 2026-03-01"},
      {"buildings where nearest 3 to selection", "在离所选要素最近的 3 个之中的建筑",
       "buildings, among the 3 nearest to the selection"},
      {"小学 where within shape 'POLYGON ((0 0, 1 0, 1 1, 0 0))'", "所绘范围内的小学",
       "小学, within the drawn area"},
      {"tickets where reported_at in last $天数 days", "近 $天数 天的工单",
       "tickets, of the last $天数 days"},
  };
  const model::Workspace nothing_open;
  for (const Said& one : said) {
    const auto question = parse_question(one.question);
    ASSERT_TRUE(question) << one.question << to_text(question.error());
    EXPECT_EQ(sentence(*question, nothing_open), one.english);
    chinese();
    EXPECT_EQ(sentence(*question, nothing_open), one.chinese);
    set_language(Language::english);
  }
}

TEST_F(Sentence, NamesColumnsByWhatTheyMeanInTheOpenLayer) {
  model::Layer layer;
  layer.name = "2026年工单";
  layer.role = model::Role::tickets;
  layer.table.rows = 0;
  layer.table.columns = {{"GDLB", model::Texts(), {}}, {"备注", model::Texts(), {}}};
  layer.mapping.set(model::Field::category, 0);
  const model::Workspace workspace = workspace_of(std::move(layer));
  chinese();
  const auto said = [&](const char* text) { return sentence(*parse_question(text), workspace); };
  EXPECT_EQ(said("2026年工单 where GDLB = 高空坠物"), "高空坠物 2026年工单");
  EXPECT_EQ(said("tickets where 备注 contains A座"), "备注含“A座”的工单");
}

TEST_F(Sentence, PhrasesOfChips) {
  const auto phrases = [](const char* text) {
    std::vector<std::string> all;
    const Question question = *parse_question(text);
    for (const Condition& condition : question.where.conditions) {
      all.push_back(phrase(condition, "tickets", {}));
    }
    return all;
  };
  chinese();
  EXPECT_EQ(phrases("tickets where class = 高空坠物 and closed_at is empty and within 100 m of "
                    "(facilities where kind = 学校) and not within selection and area_m2 > 500"),
            (std::vector<std::string>{"类别为高空坠物", "未结", "距学校 100 米以内",
                                      "不在所选要素内", "面积（平方米）> 500"}));
}

TEST_F(Sentence, EveryQuestionHasOneThatHoldsEveryParameter) {
  test::RandomQuestions random(5);
  for (int i = 0; i < 2000; ++i) {
    const Question question = random.question();
    chinese();
    sentence(question, {});
    for (const Condition& condition : question.where.conditions) phrase(condition, "tickets", {});
    set_language(Language::english);
    const std::string text = sentence(question, {});
    for (const std::string& parameter : parameters_of(question)) {
      EXPECT_NE(text.find("$" + parameter), std::string::npos) << text;
    }
  }
}

}  // namespace
}  // namespace wangge::analysis
