#include "analysis/finding.h"

#include <array>

#include "base/i18n.h"

namespace wangge::analysis {
namespace {

struct Name {
  const char* key;
  const char* title;
};
// In the order of FindingKind.
constexpr std::array<Name, finding_kinds> names{{
    {"no_geometry", tr_mark("Without geometry")},
    {"invalid", tr_mark("Invalid geometry")},
    {"unclosed", tr_mark("Rings not closed")},
    {"hole_outside", tr_mark("Holes outside their shell")},
    {"duplicate", tr_mark("Duplicates")},
    {"spike", tr_mark("Spikes")},
    {"sliver", tr_mark("Slivers")},
    {"mixed_units", tr_mark("Mixed units")},
    {"gap", tr_mark("Gaps")},
    {"overlap", tr_mark("Overlaps")},
    {"enclave", tr_mark("Enclaves")},
    {"crossed", tr_mark("Buildings on borders")},
}};

}  // namespace

std::string_view finding_key(FindingKind kind) { return names[static_cast<std::size_t>(kind)].key; }

std::string finding_title(FindingKind kind) {
  return tr(names[static_cast<std::size_t>(kind)].title);
}

std::string size_text(double size, SizeUnit unit) {
  if (unit == SizeUnit::none) return "";
  const char* const sign = unit == SizeUnit::metres ? "m" : "m²";
  if (size < 10) return fmt::format("{:.2f} {}", size, sign);
  if (size < 1e4) return fmt::format("{:.1f} {}", size, sign);
  return fmt::format("{} {}", with_separators(static_cast<long long>(size + 0.5)), sign);
}

}  // namespace wangge::analysis
