// Broken, foreign, locked and read-only files of workspaces, full disks.
#include <signal.h>
#include <sys/resource.h>

#include <filesystem>
#include <fstream>

#include "workspace_sample.h"

namespace wangge::io {
namespace {

namespace fs = std::filesystem;

TEST_F(WorkspaceFileTest, ForeignAndBrokenFilesAreNamed) {
  const auto code_of = [&](const std::string& name) {
    const auto opened = open(name);
    EXPECT_FALSE(opened) << name;
    return opened ? ErrorCode::failed : opened.error().code;
  };
  EXPECT_EQ(code_of("missing.gpkg"), ErrorCode::not_found);
  folder.put("text.gpkg", "This is no database, whatever its name says.");
  EXPECT_EQ(code_of("text.gpkg"), ErrorCode::not_a_map_file);
  folder.put("empty.gpkg", "");
  EXPECT_EQ(code_of("empty.gpkg"), ErrorCode::not_a_map_file);
  make(sample_state(random));
  {
    auto database = Database::open(folder / "w.gpkg", Database::Mode::write);
    database->run("UPDATE wangge_meta SET value = 2 WHERE key = 'format'");
  }
  EXPECT_EQ(code_of("w.gpkg"), ErrorCode::unsupported);
}

TEST_F(WorkspaceFileTest, ATruncatedFileIsBrokenWhereverItEnds) {
  make(sample_state(random, 12));
  const auto whole = fs::file_size(folder / "w.gpkg");
  for (int tenth = 1; tenth < 10; ++tenth) {
    fs::copy_file(folder / "w.gpkg", folder / "cut.gpkg", fs::copy_options::overwrite_existing);
    fs::resize_file(folder / "cut.gpkg", whole * static_cast<std::uintmax_t>(tenth) / 10);
    const auto opened = open("cut.gpkg");
    ASSERT_FALSE(opened) << tenth;
    EXPECT_TRUE(opened.error().code == ErrorCode::broken ||
                opened.error().code == ErrorCode::not_a_map_file)
        << to_text(opened.error());
  }
}

TEST_F(WorkspaceFileTest, NoDamageToABodyDoesMoreThanBreakTheFile) {
  make(sample_state(random, 4, 12));
  std::string bytes;
  {
    std::ifstream in(folder / "w.gpkg", std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  std::uniform_int_distribution<std::size_t> place(100, bytes.size() - 1);
  for (int round = 0; round < 300; ++round) {
    std::string damaged = bytes;
    for (int i = 0; i < 4; ++i) damaged[place(random)] = static_cast<char>(random());
    folder.put("d.gpkg", damaged);
    const auto opened = open("d.gpkg");  // must come back, whatever it says
    if (!opened) {
      EXPECT_FALSE(to_text(opened.error()).empty());
    }
  }
}

TEST_F(WorkspaceFileTest, AFullDiskLeavesTheOldFile) {
  const WorkspaceState small = sample_state(random, 3, 4);
  auto file = make(small);
  ASSERT_TRUE(file.save(small, nullptr, false, progress));
  WorkspaceState large = sample_state(random, 60, 4);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  signal(SIGXFSZ, SIG_IGN);
  rlimit tight = before;
  tight.rlim_cur = fs::file_size(folder / "w.gpkg") + 20'000;
  setrlimit(RLIMIT_FSIZE, &tight);
  const auto saved = file.save(large, nullptr, false, progress);
  const auto made = WorkspaceFile::make(folder / "w.gpkg", large, nullptr, progress);
  setrlimit(RLIMIT_FSIZE, &before);
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.error().code, ErrorCode::no_space) << to_text(saved.error());
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::no_space) << to_text(made.error());
  auto opened = open();
  ASSERT_TRUE(opened) << to_text(opened.error());
  expect_same(small, opened->saved);
  // With space again the same file takes the save.
  ASSERT_TRUE(file.save(large, nullptr, false, progress));
}

TEST_F(WorkspaceFileTest, WhatMayNotBeWrittenIsNotWritten) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  const WorkspaceState state = sample_state(random, 3, 4);
  make(state);
  fs::permissions(folder / "w.gpkg", fs::perms::owner_read);
  {
    auto opened = open();
    ASSERT_TRUE(opened) << to_text(opened.error());
    EXPECT_TRUE(opened->file.read_only());
    const auto saved = opened->file.save(state, nullptr, false, progress);
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().code, ErrorCode::no_permission);
  }
  fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
  const auto made = WorkspaceFile::make(folder / "n.gpkg", state, nullptr, progress);
  fs::permissions(folder.path(), fs::perms::owner_all);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::no_permission);
}

TEST_F(WorkspaceFileTest, TwoWindowsNeverOverwriteEachOther) {
  WorkspaceState state = sample_state(random, 3, 4);
  make(state);
  auto one = open(), two = open();
  ASSERT_TRUE(one && two);
  state = one->saved;
  state.settings["balance.tolerance"] = {0.2};
  ASSERT_TRUE(one->file.save(state, nullptr, false, progress));
  WorkspaceState other = two->saved;
  other.settings["balance.tolerance"] = {0.3};
  for (const auto& refused :
       {two->file.save(other, nullptr, false, progress), two->file.keep_draft(other, 1, 1)}) {
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  }
  auto opened = open();
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->saved.settings.at("balance.tolerance"), std::vector<double>{0.2});
}

TEST_F(WorkspaceFileTest, ALockedFileIsAConflict) {
  WorkspaceState state = sample_state(random, 3, 4);
  auto file = make(state);
  auto other = Database::open(folder / "w.gpkg", Database::Mode::write);
  ASSERT_TRUE(other);
  Transaction held(*other);
  state.settings["a"] = {1};
  const auto saved = file.save(state, nullptr, false, progress);
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.error().code, ErrorCode::conflict);
}

}  // namespace
}  // namespace wangge::io
