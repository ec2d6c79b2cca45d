#include "session/sql_names.h"

#include <gtest/gtest.h>

namespace wangge::session {
namespace {

model::LayerEntry entry(std::uint32_t id, const std::string& name, model::Role role) {
  model::Layer layer;
  layer.name = name;
  layer.role = role;
  return {model::LayerId{id}, std::make_shared<const model::Layer>(std::move(layer)), nullptr};
}

TEST(SqlTables, AreCalledAfterTheirRoleOrTheirNameAndNeverAlike) {
  model::Workspace workspace;
  workspace.layers = {entry(1, "roads", model::Role::base), entry(2, "old", model::Role::grids),
                      entry(3, "roads", model::Role::base), entry(4, "new", model::Role::grids)};
  std::vector<std::string> names;
  for (const io::SqlTable& table : sql_tables(workspace)) names.push_back(table.name);
  EXPECT_EQ(names, (std::vector<std::string>{"grids", "roads", "old", "roads_2"}));
}

TEST(SqlName, IsQuotedWhereSqlWouldReadItOtherwise) {
  EXPECT_EQ(sql_name("reported_at"), "reported_at");
  EXPECT_EQ(sql_name("group"), "\"group\"");
  EXPECT_EQ(sql_name("类别"), "\"类别\"");
  EXPECT_EQ(sql_name("2nd class"), "\"2nd class\"");
  EXPECT_EQ(sql_name("2nd"), "\"2nd\"");
  EXPECT_EQ(sql_name("say \"so\""), "\"say \"\"so\"\"\"");
  EXPECT_EQ(sql_name(""), "\"\"");
}

}  // namespace
}  // namespace wangge::session
