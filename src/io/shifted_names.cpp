#include "io/shifted_names.h"

#include <cctype>
#include <regex>

#include "io/write.h"

namespace wangge::io {
namespace {

/// The words with whatever stands between their letters and numbers, and what joins them to the
/// name.
const std::regex& pattern() {
  static const std::regex words(R"([ _.(-]*(gcj[ _.-]*02|bd[ _.-]*09(?:[ _.-]*mc)?)\)?)",
                                std::regex::icase);
  return words;
}

std::string letters_of(const std::string& text) {
  std::string out;
  for (const unsigned char c : text) {
    if (std::isalnum(c) != 0) out += static_cast<char>(std::tolower(c));
  }
  return out;
}

}  // namespace

std::string word_for(const geo::Crs& crs) {
  if (!crs.is_shifted()) return {};
  const std::string code = crs.code();
  if (code.starts_with("BD-09 MC")) return "bd09mc";
  return code.find("BD-09") != std::string::npos ? "bd09" : "gcj02";
}

std::string word_in(const std::string& name) {
  std::smatch found;
  return std::regex_search(name, found, pattern()) ? letters_of(found[1]) : std::string();
}

std::string name_in(const std::string& name, const geo::Crs& crs) {
  const std::string word = word_for(crs), said = word_in(name);
  if (word == said) return name;
  std::string out = std::regex_replace(name, pattern(), "");
  if (word.empty()) return out.empty() ? "layer" : out;
  return out.empty() ? word : out + "_" + word;
}

std::string file_to_write(const std::string& path, const geo::Crs& target_crs) {
  const auto slash = path.find_last_of('/');
  const std::size_t name_at = slash == std::string::npos ? 0 : slash + 1;
  const std::string word = word_for(target_crs);
  if (word.empty() || !word_in(path.substr(name_at)).empty()) return path;
  const auto dot = path.find_last_of('.');
  const std::size_t end = dot == std::string::npos || dot <= name_at ? path.size() : dot;
  return path.substr(0, end) + "_" + word + path.substr(end);
}

}  // namespace wangge::io
