#pragma once

#include <fmt/format.h>

#include <string>

namespace wangge {

/// The two languages of the interface. Source texts are English; Chinese comes from
/// data/locale/zh_CN/<room>.po.
enum class Language { chinese, english };

/// Loads the catalogues below `locale_dir` and switches to `language`. Until it is called every
/// text is English. Call it from the thread that draws; other threads may translate meanwhile.
void set_language(Language language, const std::string& locale_dir);
void set_language(Language language);
Language language();

/// The language the environment asks for: WANGGE_LANG (zh or en), else English where LC_ALL,
/// LC_MESSAGES or LANG begins with "en", else Chinese.
Language language_from_environment();

/// The translation of `text`, which must be a literal so that the catalogues can be made from it.
const char* tr(const char* text);

/// Marks a literal for translation that is looked up later with tr().
constexpr const char* tr_mark(const char* text) { return text; }

/// Translates a format and fills its {}: trf("{} features", n). A translation may reorder with {0}.
template <typename... Args>
std::string trf(const char* format, const Args&... args) {
  return fmt::format(fmt::runtime(tr(format)), args...);
}

/// 1234567 -> "1,234,567".
std::string with_separators(long long number);

}  // namespace wangge
