#include "base/i18n.h"

#include <libintl.h>

#include <clocale>
#include <cstdlib>
#include <mutex>
#include <shared_mutex>
#include <string_view>

// Counter of the C library: a change makes gettext look at LANGUAGE again.
extern "C" int _nl_msg_cat_cntr;

namespace wangge {
namespace {

constexpr const char* domain = "wangge";
std::shared_mutex catalogue_mutex;  // guards the switch against look-ups from jobs
Language current = Language::english;

}  // namespace

void set_language(Language language) {
  const std::unique_lock lock(catalogue_mutex);
  current = language;
  // gettext ignores LANGUAGE in the plain C locale; C.UTF-8 is always there and changes nothing
  // else.
  std::setlocale(LC_CTYPE, "C.UTF-8");
  std::setlocale(LC_MESSAGES, "C.UTF-8");
  setenv("LANGUAGE", language == Language::chinese ? "zh_CN" : "en", 1);
  ++_nl_msg_cat_cntr;
}

void set_language(Language language, const std::string& locale_dir) {
  bindtextdomain(domain, locale_dir.c_str());
  bind_textdomain_codeset(domain, "UTF-8");
  set_language(language);
}

Language language() {
  const std::shared_lock lock(catalogue_mutex);
  return current;
}

Language language_from_environment() {
  if (const char* wish = std::getenv("WANGGE_LANG")) {
    return std::string_view(wish).starts_with("en") ? Language::english : Language::chinese;
  }
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).starts_with("en") ? Language::english : Language::chinese;
  }
  return Language::chinese;
}

const char* tr(const char* text) {
  const std::shared_lock lock(catalogue_mutex);
  return dgettext(domain, text);
}

std::string with_separators(long long number) {
  std::string digits = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

}  // namespace wangge
