#include "analysis/text_order.h"

#include <unicode/coll.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <string>

namespace wangge::analysis {
namespace {

std::unique_ptr<icu::Collator> pinyin_collator() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Collator> collator(
      icu::Collator::createInstance(icu::Locale("zh@collation=pinyin"), status));
  if (U_FAILURE(status)) return nullptr;
  collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
  return collator;
}

/// Bytes that compare as the collator does: each text is looked at once and not at every
/// comparison.
std::string sort_key(const icu::Collator& collator, std::string_view text) {
  const auto wide = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  std::string key(text.size() * 3 + 8, '\0');
  const auto get = [&] {
    return static_cast<std::size_t>(collator.getSortKey(
        wide, reinterpret_cast<std::uint8_t*>(key.data()), static_cast<std::int32_t>(key.size())));
  };
  if (const std::size_t need = get(); need > key.size()) {
    key.resize(need);
    get();
  } else {
    key.resize(need);
  }
  return key;
}

}  // namespace

std::vector<std::uint32_t> people_order(const std::vector<std::string_view>& texts) {
  std::vector<std::uint32_t> order(texts.size());
  std::iota(order.begin(), order.end(), 0U);
  // Without ICU's data everything is equal to it, and bytes decide.
  std::vector<std::string> keys(texts.size());
  if (const auto collator = pinyin_collator()) {
    std::transform(texts.begin(), texts.end(), keys.begin(),
                   [&](std::string_view text) { return sort_key(*collator, text); });
  }
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const int way = keys[a].compare(keys[b]);
    if (way != 0) return way < 0;
    return texts[a] != texts[b] ? texts[a] < texts[b] : a < b;
  });
  return order;
}

}  // namespace wangge::analysis
