// The table in src/README.md is the law: who may include whom.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

namespace {

namespace fs = std::filesystem;
const fs::path source = fs::path(WANGGE_SOURCE_DIR) / "src";

using Words = std::set<std::string>;

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? ""
                                    : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Room -> rooms it may use, from the rows "| room | what | may use | libraries |".
std::map<std::string, Words> rooms_by_law() {
  std::map<std::string, Words> rooms;
  std::ifstream file(source / "README.md");
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("| ")) continue;
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, '|');) cells.push_back(trimmed(cell));
    if (cells.size() < 5 || cells[1] == "room" || !fs::is_directory(source / cells[1])) continue;
    std::istringstream uses(cells[3]);
    Words& allowed = rooms[cells[1]];
    for (std::string room; uses >> room;) allowed.insert(room);
  }
  return rooms;
}

struct Include {
  fs::path file;
  std::string header;
};

std::vector<Include> includes_of(const std::string& room) {
  static const std::regex include_line("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]");
  std::vector<Include> found;
  for (const auto& entry : fs::recursive_directory_iterator(source / room)) {
    if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp") continue;
    std::ifstream file(entry.path());
    std::smatch match;
    for (std::string line; std::getline(file, line);) {
      if (std::regex_search(line, match, include_line)) found.push_back({entry.path(), match[1]});
    }
  }
  return found;
}

TEST(Rooms, EveryFolderHasItsRowAndEveryRowItsFolder) {
  Words folders;
  for (const auto& entry : fs::directory_iterator(source)) {
    if (entry.is_directory()) folders.insert(entry.path().filename());
  }
  Words rows;
  for (const auto& [room, uses] : rooms_by_law()) rows.insert(room);
  EXPECT_EQ(folders, rows);
}

TEST(Rooms, IncludeOnlyWhatTheTableAllows) {
  const auto law = rooms_by_law();
  std::size_t seen = 0;
  for (const auto& [room, allowed] : law) {
    for (const Include& include : includes_of(room)) {
      const std::string used = include.header.substr(0, include.header.find('/'));
      if (used == room || !law.contains(used)) continue;
      ++seen;
      EXPECT_TRUE(allowed.contains(used)) << include.file << " includes " << include.header;
    }
  }
  EXPECT_GT(seen, 20U) << "the test no longer sees the include lines";
}

TEST(Rooms, OneDirectionOnly) {
  const auto law = rooms_by_law();
  for (const auto& [room, allowed] : law) {
    for (const auto& used : allowed) {
      ASSERT_TRUE(law.contains(used)) << room << " may use " << used << ", which is no room";
      EXPECT_FALSE(law.at(used).contains(room)) << room << " and " << used << " use each other";
    }
  }
}

TEST(Rooms, OutsideLibrariesStayInTheirRooms) {
  const std::map<std::string, Words> homes{{"gdal", {"io", "geo"}},
                                           {"ogr", {"io", "geo"}},
                                           {"cpl_", {"io", "geo"}},
                                           {"geos_c.h", {"geo"}},
                                           {"epoxy/", {"render", "ui"}},
                                           {"imgui", {"ui"}},
                                           {"GLFW/", {"ui"}},
                                           {"cairo", {"render"}},
                                           {"pango/", {"render"}},
                                           {"CLI/", {"app"}},
                                           {"nlohmann/", {"app", "model", "session"}}};
  for (const auto& [room, allowed] : rooms_by_law()) {
    for (const Include& include : includes_of(room)) {
      for (const auto& [prefix, rooms] : homes) {
        if (include.header.starts_with(prefix)) {
          EXPECT_TRUE(rooms.contains(room)) << include.file << " includes " << include.header;
        }
      }
    }
  }
}

}  // namespace
