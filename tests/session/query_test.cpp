// What an analyst asks the session on the demo: questions, layers made of others, statistics, and
// what leaves the house.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "analysis/question_text.h"
#include "session/session.h"

namespace wangge::session {
namespace {

namespace fs = std::filesystem;
using model::Role;
const std::string demo = std::string(WANGGE_SOURCE_DIR) + "/data/demo/";

class Query : public testing::Test {
 protected:
  Query() {
    std::string pattern = (fs::temp_directory_path() / "wangge_query_XXXXXX").string();
    folder = ::mkdtemp(pattern.data());
    session.log_exports_in((folder / "log" / "exports.log").string());
    for (const char* file : {"communities.geojson", "grids.geojson", "facilities.geojson",
                             "buildings.shp", "tickets.csv"}) {
      act(OpenFiles{{demo + file}, {}, false});
    }
  }
  ~Query() override { fs::remove_all(folder); }
  template <typename A>
  void act(A action) {
    session.apply(std::move(action));
    session.wait();
  }
  void ask(const std::string& text) {
    const auto question = analysis::parse_question(text);
    ASSERT_TRUE(question) << to_text(question.error());
    act(Ask{*question});
  }
  const Snapshot& now() const { return session.snapshot(); }
  LayerId id_of(Role role) const { return now().workspace->find(role)->id; }
  std::string last_notice() const {
    return now().notices.empty() ? std::string() : now().notices.back().text;
  }
  static std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  fs::path folder;
  Session session;
};

TEST_F(Query, AnAnswerIsSelectedAndExplained) {
  ask("tickets where class = 高空坠物 and within 100 m of (facilities where kind = 学校)");
  const auto view = now().answer;
  ASSERT_TRUE(view && !view->error);
  EXPECT_FALSE(view->answer.rows.empty());
  EXPECT_EQ(now().selection->layer, id_of(Role::tickets));
  EXPECT_EQ(now().selection->rows, view->answer.rows);
  const model::Column& category = *view->of->field(model::Field::category);
  for (const std::uint32_t row : view->answer.rows) EXPECT_EQ(category.text(row), "高空坠物");
  act(AskWhy{view->answer.rows.front()});
  ASSERT_TRUE(now().answer->why);
  for (const analysis::Reason& reason : now().answer->why->reasons) EXPECT_TRUE(reason.met);
  act(EndQuestion{});
  EXPECT_FALSE(now().answer);
  EXPECT_FALSE(now().selection->empty()) << "what was found stays selected";
}

TEST_F(Query, TheLastDaysEndWithTheNewestDay) {
  ask("tickets where reported_at in last 1 days");
  const auto view = now().answer;
  ASSERT_TRUE(view && !view->error);
  const model::Column& reported = *view->of->field(model::Field::reported_at);
  const auto& seconds = std::get<model::Times>(reported.values).seconds;
  const Seconds newest = *std::max_element(seconds.begin(), seconds.end());
  EXPECT_EQ(format_date(view->asked_at), format_date(newest));
  EXPECT_FALSE(view->answer.rows.empty());
  for (const std::uint32_t row : view->answer.rows) {
    EXPECT_EQ(format_date(seconds[row]), format_date(newest));
  }
}

TEST_F(Query, AQuestionAboutTheSelectionMeansWhatWasSelectedAtFirst) {
  const LayerId grids = id_of(Role::grids);
  act(Select{grids, {3}});
  ask("tickets where within selection");
  const model::Rows first = now().answer->answer.rows;
  ASSERT_FALSE(first.empty());
  EXPECT_EQ(now().selection->layer, id_of(Role::tickets));
  ask("tickets where within selection and class = 高空坠物");
  ASSERT_FALSE(now().answer->error) << to_text(*now().answer->error);
  EXPECT_TRUE(std::includes(first.begin(), first.end(), now().answer->answer.rows.begin(),
                            now().answer->answer.rows.end()));
}

TEST_F(Query, WhatCannotBeAnsweredSaysWhyAndSelectsNothing) {
  ask("tickets where colour = red");
  ASSERT_TRUE(now().answer && now().answer->error);
  EXPECT_EQ(now().answer->error->code, ErrorCode::not_found);
  EXPECT_TRUE(now().selection->empty());
}

TEST_F(Query, AToolsLayerCarriesItsRecipeIntoTheWorkspaceAndBack) {
  act(Select{id_of(Role::facilities), {0, 1, 2}});
  act(RunTool{
      "buffer", id_of(Role::facilities), model::no_layer, true, false, {{"distance", "50"}}});
  const std::size_t layers = now().workspace->layers.size();
  ASSERT_EQ(layers, 6U) << last_notice();
  const auto made =
      std::find_if(now().workspace->layers.begin(), now().workspace->layers.end(),
                   [](const model::LayerEntry& entry) { return entry.layer->recipe != nullptr; });
  ASSERT_NE(made, now().workspace->layers.end());
  EXPECT_EQ(made->layer->size(), 3U);
  const model::Recipe recipe = *made->layer->recipe;
  EXPECT_EQ(recipe.tool, "buffer");
  ASSERT_EQ(recipe.inputs.size(), 1U);
  EXPECT_EQ(recipe.inputs[0].rows, 3U);
  act(Undo{});
  EXPECT_EQ(now().workspace->layers.size(), layers - 1);
  act(Redo{});
  act(KeepQuestion{{"near schools", "tickets where class = $kind", {{"kind", "高空坠物"}}}});
  const std::string path = (folder / "street.gpkg").string();
  act(SaveWorkspace{path});

  Session other;
  other.apply(OpenWorkspace{path});
  other.wait();
  const Snapshot& opened = other.snapshot();
  ASSERT_EQ(opened.workspace->layers.size(), layers);
  ASSERT_EQ(opened.questions.size(), 1U);
  EXPECT_EQ(opened.questions[0].parameters[0].second, "高空坠物");
  const auto again =
      std::find_if(opened.workspace->layers.begin(), opened.workspace->layers.end(),
                   [](const model::LayerEntry& entry) { return entry.layer->recipe != nullptr; });
  ASSERT_NE(again, opened.workspace->layers.end());
  EXPECT_EQ(*again->layer->recipe, recipe);
}

TEST_F(Query, SqlMakesALayerAndCannotWrite) {
  act(RunSql{"SELECT \"大类\", count(*) AS n FROM tickets GROUP BY \"大类\""});
  const auto counted =
      std::find_if(now().workspace->layers.begin(), now().workspace->layers.end(),
                   [](const model::LayerEntry& entry) { return entry.layer->recipe != nullptr; });
  ASSERT_NE(counted, now().workspace->layers.end()) << last_notice();
  const model::Column& n = counted->layer->table.columns[1];
  double sum = 0;
  for (std::size_t row = 0; row < counted->layer->size(); ++row) sum += n.number(row);
  EXPECT_EQ(sum, 12'000);
  const std::size_t before = now().workspace->layers.size();
  act(RunSql{"DELETE FROM tickets"});
  EXPECT_EQ(now().workspace->layers.size(), before);
  EXPECT_EQ(now().workspace->find(Role::tickets)->layer->size(), 12'000U);
  EXPECT_EQ(now().notices.back().kind, NoticeKind::failure);
}

TEST_F(Query, GroupsAddUpAndALineSelectsItsRows) {
  ShowStatistics wish;
  wish.layer = id_of(Role::tickets);
  wish.keys = {{GroupBy::By::communities}, {GroupBy::By::column, "class"}};
  wish.measures = {{analysis::Aggregate::count}};
  act(wish);
  const auto view = now().statistics;
  ASSERT_TRUE(view && !view->error);
  ASSERT_TRUE(view->pivot);
  EXPECT_EQ(view->pivot->total, 12'000);
  const auto& lines = view->table.lines;
  std::size_t groups = 0, subtotals = 0;
  for (const analysis::GroupLine& line : lines) {
    if (line.depth == 2) groups += line.rows;
    if (line.depth == 1) subtotals += line.rows;
  }
  EXPECT_EQ(groups, 12'000U);
  EXPECT_EQ(subtotals, 12'000U);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    act(SelectGroup{i});
    ASSERT_EQ(now().selection->rows.size(), lines[i].rows) << i;
    if (lines[i].depth < 2) continue;
    const model::Column& category = *view->of->field(model::Field::category);
    for (const std::uint32_t row : now().selection->rows) {
      ASSERT_EQ(category.text(row), lines[i].keys[1]);
    }
  }
}

TEST_F(Query, PersonalDataLeaveUnmaskedForAReasonAloneAndAreLogged) {
  const std::string path = (folder / "open.csv").string(), log = folder / "log" / "exports.log";
  ExportLayer wish{id_of(Role::tickets), false, path, {}};
  wish.options.mask_personal = false;
  act(wish);
  EXPECT_FALSE(fs::exists(path));
  EXPECT_FALSE(fs::exists(log));
  EXPECT_EQ(now().notices.back().kind, NoticeKind::failure);
  wish.reason = "回访\t核实";
  act(wish);
  ASSERT_TRUE(fs::exists(path)) << last_notice();
  const std::string line = text_of(log);
  EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
  EXPECT_EQ(std::count(line.begin(), line.end(), '\t'), 6) << "a reason holds no tab";
  EXPECT_NE(line.find("12000"), std::string::npos);
  EXPECT_NE(line.find("回访 核实"), std::string::npos);
  EXPECT_NE(text_of(folder / "open.about.txt").find("回访"), std::string::npos);
  wish.options.fields = {{"工单编号", "id"}};  // none of a person
  wish.reason.clear();
  wish.path = (folder / "ids.csv").string();
  act(wish);
  EXPECT_TRUE(fs::exists(wish.path)) << last_notice();
}

TEST_F(Query, AnExportedAnswerTellsItsQuestion) {
  ask("buildings where floors >= 18");
  const std::string path = (folder / "high.shp").string();
  act(ExportLayer{id_of(Role::buildings), true, path, {}});
  const std::string about = text_of(folder / "high.about.txt");
  EXPECT_NE(about.find("buildings where floors >= 18"), std::string::npos) << about;
  act(Select{id_of(Role::buildings), {0}});
  act(ExportLayer{id_of(Role::buildings), true, (folder / "one.shp").string(), {}});
  EXPECT_EQ(text_of(folder / "one.about.txt").find("floors >= 18"), std::string::npos)
      << "another selection is no answer";
}

}  // namespace
}  // namespace wangge::session
