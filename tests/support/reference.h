#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace wangge::test {

/// Published results and their data lie beside the project; where they do not, tests skip.
inline const std::string reference =
    std::string(WANGGE_SOURCE_DIR) + "/../shared/realdata/reference/";

/// The cells of a CSV file, quotes taken off; empty where there is no such file.
inline std::vector<std::vector<std::string>> reference_table(const std::string& file) {
  std::ifstream in(reference + file);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

/// The numbers of one published result, by its id, up to " / " (0) or behind it (1).
inline std::vector<double> published(const std::string& id, std::size_t part = 0) {
  std::vector<double> numbers;
  for (const auto& row : reference_table("expected.csv")) {
    if (row.front() != id) continue;
    std::string text = row[5];
    const auto cut = text.find(" / ");
    if (cut != std::string::npos) text = part == 0 ? text.substr(0, cut) : text.substr(cut + 3);
    std::istringstream words(text);
    for (std::string word; std::getline(words, word, ';');) numbers.push_back(std::stod(word));
  }
  return numbers;
}

}  // namespace wangge::test
