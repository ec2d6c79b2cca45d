#include "session/column_memory.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "session/session.h"

namespace wangge::session {
namespace {

namespace fs = std::filesystem;
using model::Field;
using model::Role;

class ColumnMemoryTest : public testing::Test {
 protected:
  ColumnMemoryTest() {
    std::string pattern = (fs::temp_directory_path() / "wangge_memory_XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~ColumnMemoryTest() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  std::string put(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
    return (folder_ / name).string();
  }
  std::string memory() const { return (folder_ / "config" / "columns.tsv").string(); }
  /// What a session that remembers makes of a file.
  model::LayerPtr opened(const std::string& path) const {
    Session session;
    session.remember_columns_in(memory());
    session.apply(OpenFiles{{path}, {}});
    session.wait();
    return session.snapshot().workspace->layers.at(0).layer;
  }

 private:
  fs::path folder_;
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
