#define GLFW_INCLUDE_NONE
#include "ui/tools_page.h"

#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

#include "analysis/tool.h"
#include "desk.h"
#include "small_town.h"

namespace wangge::ui {
namespace {

/// A desk at the page of tools.
class ToolsPageTest : public testing::Test {
 protected:
  ToolsPageTest() {
    desk.state.mode = Mode::query;
    desk.state.query.page = QueryPage::tools;
    desk.frame();
  }

  void show(const std::string& tool) { desk.click("tools/list/" + tool); }
  ToolForm& form(const std::string& tool) { return desk.state.query.tools.forms[tool]; }
  void type(const std::string& tool, const std::string& key, const std::string& value) {
    form(tool).values[key] = value;
    desk.frame();
  }

  Desk desk{SmallTown().snapshot, {1600, 2000}};  // tall: the list is longer than a screen
};

TEST_F(ToolsPageTest, ListsEveryToolAndSqlLast) {
  float y = 0;
  for (const analysis::Tool& tool : analysis::tools()) {
    const std::string name = "tools/list/" + tool.key;
    ASSERT_TRUE(desk.drawn.contains(name)) << name;
    EXPECT_GT(desk.drawn[name].y, y);
    y = desk.drawn[name].y;
  }
  ASSERT_TRUE(desk.drawn.contains("tools/list/sql"));
  EXPECT_GT(desk.drawn["tools/list/sql"].y, y);
}

TEST_F(ToolsPageTest, AFormBeginsWithTheLayersThatAreMeant) {
  show("buffer");
  EXPECT_EQ(form("buffer").inputs[0], SmallTown::tickets);
  desk.click("tools/back");
  show("count");
  EXPECT_EQ(form("count").inputs[0], SmallTown::grids);
  EXPECT_EQ(form("count").inputs[1], SmallTown::tickets);
  desk.click("tools/back");
  show("union");
  EXPECT_EQ(form("union").inputs[0], SmallTown::grids);
  EXPECT_EQ(form("union").inputs[1], SmallTown::units) << "not the same once more";
}

TEST_F(ToolsPageTest, EveryFormDrawsAControlForEachParameter) {
  for (const analysis::Tool& tool : analysis::tools()) {
    show(tool.key);
    desk.frame();
    for (const analysis::ToolParameter& parameter : tool.parameters) {
      EXPECT_TRUE(desk.drawn.contains("tool/value/" + parameter.key))
          << tool.key << " " << parameter.key;
    }
    EXPECT_TRUE(desk.drawn.contains("tool/run")) << tool.key;
    desk.click("tools/back");
  }
}

TEST_F(ToolsPageTest, NothingRunsWhileANeededValueIsMissingOrWrong) {
  show("buffer");
  desk.click("tool/run");
  EXPECT_EQ(desk.only<session::RunTool>(), nullptr);
  type("buffer", "distance", "far");
  desk.click("tool/run");
  EXPECT_EQ(desk.only<session::RunTool>(), nullptr);
  std::string where;
  EXPECT_FALSE(
      reason_against(desk.snapshot, *analysis::tool("buffer"), form("buffer"), where).empty());
  EXPECT_EQ(where, "distance");
  type("buffer", "distance", "300");
  desk.click("tool/run");
  EXPECT_NE(desk.only<session::RunTool>(), nullptr);
}

TEST_F(ToolsPageTest, WhatIsFilledInGoesToTheSession) {
  show("buffer");
  type("buffer", "distance", "300");
  desk.click("tool/value/ends");
  desk.click("tool/value/ends/2");
  desk.click("tool/value/dissolve");
  desk.click("tool/run");
  const auto* run = desk.only<session::RunTool>();
  ASSERT_NE(run, nullptr);
  EXPECT_EQ(run->tool, "buffer");
  EXPECT_EQ(run->first, SmallTown::tickets);
  EXPECT_EQ(run->second, model::no_layer);
  EXPECT_FALSE(run->first_selected);
  const std::map<std::string, std::string> values(run->values.begin(), run->values.end());
  EXPECT_EQ(values.at("distance"), "300");
  EXPECT_EQ(values.at("ends"), "square");
  EXPECT_EQ(values.at("dissolve"), "yes");
  EXPECT_EQ(values.at("segments"), "16");
}

TEST_F(ToolsPageTest, CtrlEnterRunsTheForm) {
  show("buffer");
  desk.press(GLFW_KEY_ENTER, true);
  EXPECT_EQ(desk.only<session::RunTool>(), nullptr) << "the distance is missing";
  type("buffer", "distance", "300");
  desk.press(GLFW_KEY_ENTER, true);
  EXPECT_NE(desk.only<session::RunTool>(), nullptr);
}

TEST_F(ToolsPageTest, WhatIsSelectedCanBeTakenAlone) {
  show("buffer");
  EXPECT_FALSE(desk.drawn.contains("tool/selected/0"));
  desk.snapshot.selection =
      std::make_shared<const model::Selection>(model::Selection{SmallTown::tickets, {0, 2}});
  type("buffer", "distance", "300");
  desk.click("tool/selected/0");
  desk.click("tool/run");
  const auto* run = desk.only<session::RunTool>();
  ASSERT_NE(run, nullptr);
  EXPECT_TRUE(run->first_selected);

  desk.snapshot.selection = std::make_shared<const model::Selection>();
  desk.actions.clear();
  desk.click("tool/run");
  run = desk.only<session::RunTool>();
  ASSERT_NE(run, nullptr);
  EXPECT_FALSE(run->first_selected) << "nothing is selected any more";
}

TEST_F(ToolsPageTest, ALayerIsNotCutByItself) {
  show("clip");
  form("clip").inputs = {SmallTown::grids, SmallTown::grids};
  form("clip").touched = {true, true};
  desk.click("tool/run");
  EXPECT_EQ(desk.only<session::RunTool>(), nullptr);
  form("clip").inputs[1] = SmallTown::units;
  desk.click("tool/run");
  const auto* run = desk.only<session::RunTool>();
  ASSERT_NE(run, nullptr);
  EXPECT_EQ(run->second, SmallTown::units);
}

TEST_F(ToolsPageTest, ColumnsAreChosenAndForgottenWithTheirLayer) {
  show("count");
  desk.click("tool/value/classes");
  desk.click("tool/value/classes/1");  // behind "none"
  EXPECT_EQ(form("count").values["classes"], "class");
  form("count").inputs[1] = SmallTown::units;
  form("count").touched[1] = true;
  desk.frame();
  EXPECT_EQ(form("count").values["classes"], "");
}

TEST_F(ToolsPageTest, FormsRememberWhatWasFilledIn) {
  show("buffer");
  type("buffer", "distance", "120");
  desk.press(GLFW_KEY_ESCAPE);
  EXPECT_TRUE(desk.state.query.tools.shown.empty()) << "Esc goes back to the list";
  show("clip");
  desk.click("tools/back");
  show("buffer");
  EXPECT_EQ(form("buffer").values["distance"], "120");
}

TEST_F(ToolsPageTest, WithoutAFittingLayerTheFormSaysSo) {
  auto workspace = std::make_shared<model::Workspace>(*desk.snapshot.workspace);
  std::erase_if(workspace->layers, [](const auto& e) { return e.id != SmallTown::tickets; });
  desk.snapshot.workspace = workspace;
  desk.snapshot.plan.reset();
  desk.snapshot.grid_table.reset();
  show("union");
  EXPECT_FALSE(desk.drawn.contains("tool/input/0"));
  desk.click("tool/run");
  EXPECT_EQ(desk.only<session::RunTool>(), nullptr);
}

TEST_F(ToolsPageTest, ClicksOnTablesAndColumnsWriteTheStatement) {
  show("sql");
  desk.click("sql/run");
  EXPECT_EQ(desk.only<session::RunSql>(), nullptr) << "nothing is written";
  SqlPage& sql = desk.state.query.tools.sql;
  sql.text = "SELECT  FROM";
  sql.cursor = 7;
  desk.click("sql/column/tickets/class");
  EXPECT_EQ(sql.text, "SELECT class FROM");
  sql.cursor = static_cast<int>(sql.text.size());
  sql.goes_to = sql.cursor;  // where the field has the keys it leads
  desk.click("sql/table/tickets");
  EXPECT_EQ(sql.text, "SELECT class FROM tickets");
  desk.click("sql/run");
  const auto* run = desk.only<session::RunSql>();
  ASSERT_NE(run, nullptr);
  EXPECT_EQ(run->statement, "SELECT class FROM tickets");
}

TEST_F(ToolsPageTest, TheExampleAsksTheOpenLayers) {
  show("sql");
  desk.click("sql/example");
  EXPECT_EQ(desk.state.query.tools.sql.text,
            "SELECT class, count(*) AS n\nFROM tickets\nGROUP BY class\nORDER BY n DESC");
  desk.press(GLFW_KEY_ENTER, true);
  EXPECT_NE(desk.only<session::RunSql>(), nullptr);
}

TEST_F(ToolsPageTest, TablesUnfoldTheirColumns) {
  show("sql");
  EXPECT_FALSE(desk.drawn.contains("sql/column/grids/name"));
  desk.click("sql/open/grids");
  desk.frame();
  EXPECT_TRUE(desk.drawn.contains("sql/column/grids/name"));
  EXPECT_TRUE(desk.drawn.contains("sql/column/grids/geometry"));
}

}  // namespace
}  // namespace wangge::ui
