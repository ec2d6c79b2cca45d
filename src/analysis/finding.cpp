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
    {"unassigned", tr_mark("Unassigned units")},
    {"empty_grid", tr_mark("Empty grids")},
    {"in_pieces", tr_mark("Grids in pieces")},
    {"touching_itself", tr_mark("Touching at a point")},
    {"neck", tr_mark("Thin necks")},
    {"off_band", tr_mark("Outside the norm")},
    {"other_community", tr_mark("Across communities")},
    {"bad_code", tr_mark("Codes")},
    {"no_officers", tr_mark("Without officers")},
}};

}  // namespace

std::string_view finding_key(FindingKind kind) { return names[static_cast<std::size_t>(kind)].key; }

std::string finding_title(FindingKind kind) {
  return tr(names[static_cast<std::size_t>(kind)].title);
}

std::string finding_advice(FindingKind kind) {
  switch (kind) {
    case FindingKind::unassigned:
      return tr("Give them to a grid, or fill up all unassigned units.");
    case FindingKind::empty_grid:
      return tr("Give it units, or give it up.");
    case FindingKind::in_pieces:
      return tr("Give the smaller piece to a neighbour, or join the pieces.");
    case FindingKind::touching_itself:
      return tr("Give one of the units at the point to the other grid.");
    case FindingKind::neck:
      return tr("Widen it, or give the smaller end to a neighbour.");
    case FindingKind::off_band:
      return tr("Give units to a neighbour or take some; or merge or split the grid.");
    case FindingKind::other_community:
      return tr("Give the units to a grid of their community.");
    case FindingKind::bad_code:
      return tr("Give every grid a code of its own, or number all grids anew.");
    case FindingKind::no_officers:
      return tr("Name its officers in the description of the grid.");
    default:
      return "";
  }
}

bool is_fault(const Finding& finding) {
  const FindingKind kind = finding.kind;
  return kind != FindingKind::enclave && kind != FindingKind::crossed &&
         kind != FindingKind::neck && kind != FindingKind::touching_itself;
}

std::string size_text(double size, SizeUnit unit) {
  if (unit == SizeUnit::none) return "";
  const char* const sign = unit == SizeUnit::metres ? "m" : "m²";
  if (size < 10) return fmt::format("{:.2f} {}", size, sign);
  if (size < 1e4) return fmt::format("{:.1f} {}", size, sign);
  return fmt::format("{} {}", with_separators(static_cast<long long>(size + 0.5)), sign);
}

}  // namespace wangge::analysis
