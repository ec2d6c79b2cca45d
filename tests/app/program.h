#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

namespace wangge {

namespace fs = std::filesystem;

struct Answer {
  int code;  ///< exit code; 128 + signal when the shell saw a crash
  std::string out, err;
};

inline std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Runs the built program in a folder of its own, which goes away afterwards.
class Program : public testing::Test {
 protected:
  Program() {
    std::string pattern = (fs::temp_directory_path() / "wangge_app_XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~Program() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  /// `arguments` as typed into a shell.
  Answer run(const std::string& arguments) const {
    return shell("'" WANGGE_PROGRAM "' " + arguments);
  }

  /// What is kept of it (drafts, the log of exports) is kept in `.state` of the folder.
  Answer shell(const std::string& command) const {
    const std::string line = "cd '" + folder_.string() +
                             "' && LC_ALL=C.UTF-8 DISPLAY= XDG_STATE_HOME='" +
                             (folder_ / ".state").string() + "' " + command + " 2>.err";
    FILE* pipe = ::popen(line.c_str(), "r");
    Answer answer{-1, {}, {}};
    if (pipe == nullptr) return answer;
    char part[4096];
    for (std::size_t n = 0; (n = std::fread(part, 1, sizeof part, pipe)) > 0;)
      answer.out.append(part, n);
    const int status = ::pclose(pipe);
    answer.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    answer.err = text_of(folder_ / ".err");
    return answer;
  }

  fs::path put(const std::string& name, const std::string& content) const {
    std::ofstream(folder_ / name, std::ios::binary) << content;
    return folder_ / name;
  }

  std::string content(const std::string& name) const { return text_of(folder_ / name); }

  bool has(const std::string& name) const { return fs::exists(folder_ / name); }

  /// How many features GDAL finds in all layers of a file but the sheet that tells about a
  /// workbook; -1 where it opens none.
  long features_in(const std::string& name) const {
    // GDAL takes the heads of a sheet of nothing but texts for its first row, unless it is told.
    std::istringstream lines(
        shell("ogrinfo --config OGR_XLSX_HEADERS FORCE -ro -so -al '" + name + "'").out);
    const std::string before = "Feature Count: ";
    long sum = -1;
    bool about = false;
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("Layer name: ")) about = line == "Layer name: About";
      if (line.starts_with(before) && !about) {
        sum = std::max(sum, 0L) + std::atol(line.c_str() + before.size());
      }
    }
    return sum;
  }
  bool has_ogrinfo() const { return shell("ogrinfo --version").code == 0; }

  /// Width and height in the head of a PNG (RFC 2083, 11.2.1), or 0 x 0.
  std::pair<int, int> png_size(const std::string& name) const {
    const std::string bytes = text_of(folder_ / name);
    if (bytes.size() < 24 || bytes.compare(1, 3, "PNG") != 0) return {0, 0};
    const auto at = [&](std::size_t i) {
      int value = 0;
      for (std::size_t k = i; k < i + 4; ++k)
        value = value << 8 | static_cast<unsigned char>(bytes[k]);
      return value;
    };
    return {at(16), at(20)};
  }

  static std::string demo(const std::string& name) {
    return "'" WANGGE_SOURCE_DIR "/data/demo/" + name + "'";
  }
  const fs::path& folder() const { return folder_; }

 private:
  fs::path folder_;
};

}  // namespace wangge
