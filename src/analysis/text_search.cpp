#include "analysis/text_search.h"

#include <algorithm>

#include "base/parallel.h"

namespace wangge::analysis {
namespace {

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_capital(c) || (c >= 'a' && c <= 'z'); }
char lower(char c) { return is_capital(c) ? static_cast<char>(c + ('a' - 'A')) : c; }

}  // namespace

TextSearch::TextSearch(std::string_view wanted) : wanted_(wanted) {
  has_letters_ = std::any_of(wanted.begin(), wanted.end(), is_letter);
  std::transform(wanted_.begin(), wanted_.end(), wanted_.begin(), lower);
}

bool TextSearch::found_in(std::string_view text) const {
  // Most searches are for Chinese words, which the library's search finds faster than a loop.
  if (!has_letters_) return text.find(wanted_) != std::string_view::npos;
  return std::search(text.begin(), text.end(), wanted_.begin(), wanted_.end(),
                     [](char a, char b) { return lower(a) == b; }) != text.end() ||
         wanted_.empty();
}

bool TextSearch::begins(std::string_view text) const {
  return text.size() >= wanted_.size() && std::equal(wanted_.begin(), wanted_.end(), text.begin(),
                                                     [](char a, char b) { return a == lower(b); });
}

std::vector<std::uint8_t> entries_with(const TextSearch& search,
                                       const model::PackedStrings& dictionary) {
  std::vector<std::uint8_t> found(dictionary.size());
  parallel_ranges(dictionary.size(), 2048, [&](std::size_t begin, std::size_t end) {
    for (std::size_t code = begin; code < end; ++code) {
      found[code] = search.found_in(dictionary[code]) ? 1 : 0;
    }
  });
  return found;
}

}  // namespace wangge::analysis
