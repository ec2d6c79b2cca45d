// What address_match.h says in words.
#include "analysis/address_match.h"
#include "base/i18n.h"

namespace wangge::analysis {

std::string address_level_name(AddressLevel level) {
  switch (level) {
    case AddressLevel::none:
      return "";
    case AddressLevel::exact:
      return tr("the estate's name agrees");
    case AddressLevel::alias:
      return tr("by another name of the estate");
    case AddressLevel::variant:
      return tr("the estate's name agrees but for its ending");
    case AddressLevel::road:
      return tr("road and house number agree");
    case AddressLevel::contained:
      return tr("the estate's name stands inside the address");
    case AddressLevel::in_name:
      return tr("the estate's name is part of a longer one");
    case AddressLevel::similar:
      return tr("one character of the estate's name differs");
  }
  return "";
}

std::string address_fault_name(AddressFault fault) {
  switch (fault) {
    case AddressFault::none:
      return "";
    case AddressFault::no_address:
      return tr("there is no address");
    case AddressFault::unknown_estate:
      return tr("no estate and no road of that name is known");
    case AddressFault::no_building:
      return tr("the estate is known, but the address names no building");
    case AddressFault::unknown_building:
      return tr("the estate has no building of that number");
    case AddressFault::unknown_number:
      return tr("the road has no such house number");
    case AddressFault::several_buildings:
      return tr("the address names several buildings");
    case AddressFault::low_score:
      return tr("the score is too low");
  }
  return "";
}

std::string score_band_name(std::size_t band) {
  if (band == 0) return "1.0";
  return trf("{:.1f} to {:.1f}", score_bands[band], score_bands[band - 1]);
}

std::string address_sentence(const AddressMatch& match) {
  std::string text;
  const auto add = [&text](const std::string& part) {
    if (part.empty()) return;
    text += (text.empty() ? "" : tr("; ")) + part;
  };
  if (match.outcome == AddressOutcome::ambiguous) {
    add(trf("{} buildings fit", match.candidates.size()));
  }
  add(address_fault_name(match.fault));
  add(address_level_name(match.level));
  if (match.score > 0 && match.mark == BuildingMark::none && match.level != AddressLevel::road) {
    add(tr("the only building there"));
  }
  if (match.score > 0 && (match.mark == BuildingMark::number || match.mark == BuildingMark::dash)) {
    add(tr("the building is only a number"));
  }
  if (match.community_differs) add(tr("the community differs"));
  if (match.road_differs) add(tr("the road does not agree"));
  return text;
}

}  // namespace wangge::analysis
