#include "session/column_memory.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include "session/session.h"
#include "support/test_folder.h"

namespace wangge::session {
namespace {

using model::Field;
using model::Role;

class ColumnMemoryTest : public testing::Test {
 protected:
  std::string put(const std::string& name, const std::string& text) const {
    return folder_.put(name, text);
  }
  std::string memory() const { return folder_ / "config/columns.tsv"; }
  /// What a session that remembers makes of a file.
  model::LayerPtr opened(const std::string& path) const {
    Session session;
    session.remember_columns_in(memory());
    session.apply(OpenFiles{{path}, {}});
    session.wait();
    return session.snapshot().workspace->layers.at(0).layer;
  }

 private:
  TestFolder folder_;
};

TEST_F(ColumnMemoryTest, TheNextMonthsFileIsUnderstoodAsTheLastWasSetRight) {
  const char* table = "lon,lat,甲,乙\n113.5,22.2,树倒,x\n";
  {
    Session session;
    session.remember_columns_in(memory());
    session.apply(OpenFiles{{put("calls_202405.csv", table)}, {}});
    session.wait();
    const auto id = session.snapshot().workspace->layers.at(0).id;
    session.apply(SetRole{id, Role::tickets});
    const auto& columns = session.snapshot().workspace->find(id)->layer->table;
    session.apply(SetColumn{id, Field::category, columns.find("甲")});
    session.wait();
  }
  const auto next = opened(put("calls_202406.csv", table));
  EXPECT_EQ(next->role, Role::tickets);
  ASSERT_NE(next->field(Field::category), nullptr);
  EXPECT_EQ(next->field(Field::category)->name, "甲");

  EXPECT_EQ(opened(put("other.csv", table))->role, Role::base) << "another source";
  EXPECT_EQ(opened(put("calls_202407.csv", "lon,lat,甲\n113.5,22.2,x\n"))->role, Role::base)
      << "other columns";
}

TEST_F(ColumnMemoryTest, TheNextFilesCodesHaveTheTextsOfTheLast) {
  const char* table = "lon,lat,编号,状态\n113.5,22.2,a,1\n113.5,22.3,b,2\n113.5,22.4,c,3\n";
  const model::CodeTable codes{{"1", "受|理%7C"}, {"2", "结\t案"}};
  {
    Session session;
    session.remember_columns_in(memory());
    session.apply(OpenFiles{{put("calls_1.csv", table)}, {}});
    session.wait();
    const auto layer = [&session] { return session.snapshot().workspace->layers.at(0).layer; };
    const auto id = session.snapshot().workspace->layers.at(0).id;
    const int column = layer()->table.find("状态");
    session.apply(SetCodeTable{id, column, codes});
    session.wait();
    EXPECT_EQ(layer()->table.columns[static_cast<std::size_t>(column)].text(0), "受|理%7C");
    // A newer file has codes again: they are compared with codes.
    session.apply(
        UpdateLayer{id,
                    put("newer.csv", "lon,lat,编号,状态\n113.5,22.2,a,1\n113.5,22.3,b,1\n"),
                    {},
                    "编号",
                    false});
    session.wait();
    EXPECT_NE(session.snapshot().notices.back().text.find("0 new, 1 changed, 1 unchanged, 1 gone"),
              std::string::npos)
        << session.snapshot().notices.back().text;
    EXPECT_EQ(layer()->table.columns[static_cast<std::size_t>(column)].text(1), "受|理%7C");
  }
  const auto next = opened(put("calls_2.csv", table));
  const model::Column& states =
      next->table.columns[static_cast<std::size_t>(next->table.find("状态"))];
  EXPECT_EQ(states.text(0), "受|理%7C");
  EXPECT_EQ(states.text(1), "结\t案");
  EXPECT_EQ(states.text(2), "3");
}

TEST_F(ColumnMemoryTest, UndoneCodesAreForgotten) {
  const char* table = "lon,lat,状态\n113.5,22.2,1\n";
  Session session;
  session.remember_columns_in(memory());
  session.apply(OpenFiles{{put("a1.csv", table)}, {}});
  session.wait();
  const auto& entry = session.snapshot().workspace->layers.at(0);
  session.apply(SetCodeTable{entry.id, entry.layer->table.find("状态"), {{"1", "受理"}}});
  session.wait();
  session.apply(Undo{});
  session.wait();
  EXPECT_EQ(opened(put("a2.csv", table))->table.columns.back().text(0), "1");
}

TEST_F(ColumnMemoryTest, CodesComeFromAFile) {
  Session session;
  session.apply(OpenFiles{{put("a.csv", "lon,lat,状态\n113.5,22.2,1\n113.5,22.2,2\n")}, {}});
  session.wait();
  const auto id = session.snapshot().workspace->layers.at(0).id;
  const auto state = [&session](std::size_t row) {
    const model::Table& shown = session.snapshot().workspace->layers.at(0).layer->table;
    return shown.columns[static_cast<std::size_t>(shown.find("状态"))].text(row);
  };
  const int column = session.snapshot().workspace->layers.at(0).layer->table.find("状态");
  session.apply(ReadCodeTable{id, column, put("codes.csv", "代码,含义\n1,受理\n2,结案\n"), {}});
  session.wait();
  EXPECT_EQ(state(1), "结案");
  session.apply(ReadCodeTable{id, column, put("none.csv", "代码\n1\n"), {}});
  session.wait();
  EXPECT_EQ(session.snapshot().notices.back().kind, NoticeKind::failure);
  EXPECT_EQ(state(1), "结案");
  session.apply(SetCodeTable{id, 99, {}});  // there is no such column
  session.wait();
}

TEST_F(ColumnMemoryTest, WithoutAFileNothingIsKept) {
  Session session;
  session.apply(OpenFiles{{put("a.csv", "lon,lat,甲\n113.5,22.2,x\n")}, {}});
  session.wait();
  session.apply(SetRole{session.snapshot().workspace->layers.at(0).id, Role::tickets});
  session.wait();
  EXPECT_TRUE(session.snapshot().notices.empty());
}

TEST_F(ColumnMemoryTest, ADamagedFileIsAsIfNothingHadBeenSaid) {
  const std::string path = put("a.csv", "lon,lat,甲\n113.5,22.2,x\n");
  const std::string broken = put("columns.tsv", "\n\t\t\nx\tno role\ta=b\nx\ttickets\t=\t\xff\n");
  const ColumnMemory memory = ColumnMemory::load(broken);
  EXPECT_FALSE(memory.recall(*opened(path)));
}

}  // namespace
}  // namespace wangge::session
