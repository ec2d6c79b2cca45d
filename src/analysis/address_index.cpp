#include "analysis/address_index.h"

#include <algorithm>

namespace wangge::analysis {
namespace {

constexpr std::size_t shortest_similar = 4;  // characters: of shorter names too many are alike
constexpr std::string_view estate_word = "小区";

double level_score(AddressLevel level) {
  switch (level) {
    case AddressLevel::exact:
      return 1;
    case AddressLevel::alias:
      return 0.97;
    case AddressLevel::variant:
      return 0.92;
    case AddressLevel::road:
      return 0.95;
    case AddressLevel::contained:
      return 0.85;
    case AddressLevel::similar:
      return 0.65;
    case AddressLevel::none:
      return 0;
  }
  return 0;
}

double mark_score(BuildingMark mark) {
  switch (mark) {
    case BuildingMark::word:
      return 1;
    case BuildingMark::dash:
      return 0.9;
    case BuildingMark::number:
      return 0.85;
    default:
      return 0.8;  // the only building there
  }
}
constexpr double other_community_score = 0.8, other_road_score = 0.6, unknown_road_score = 0.9;

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

/// Where the characters of a UTF-8 text begin, and its end.
std::vector<std::size_t> character_starts(std::string_view text) {
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (begins_character(text[i])) starts.push_back(i);
  }
  starts.push_back(text.size());
  return starts;
}

std::string without_character(std::string_view text, std::size_t begin, std::size_t end) {
  return std::string(text.substr(0, begin)) + std::string(text.substr(end));
}

std::string road_and_number(const AddressKey& key) { return key.road + key.number; }

std::string text_of(const model::Column* column, std::size_t row) {
  return column == nullptr ? std::string() : column->text(row);
}

/// "南坑社区" and "南坑" are one.
std::string community_key(std::string_view name) {
  std::string key = estate_key(name);
  for (const std::string_view word : {"社区居委会", "居委会", "社区"}) {
    if (key.size() > word.size() && key.ends_with(word)) key.resize(key.size() - word.size());
  }
  return key;
}

/// The only differing character between two names of at least `shortest_similar` characters, or a
/// character more or less.
bool one_character_off(std::string_view a, std::string_view b) {
  const auto at_a = character_starts(a), at_b = character_starts(b);
  const std::size_t na = at_a.size() - 1, nb = at_b.size() - 1;
  const auto same = [&](std::size_t i, std::size_t j) {
    return a.substr(at_a[i], at_a[i + 1] - at_a[i]) == b.substr(at_b[j], at_b[j + 1] - at_b[j]);
  };
  std::size_t head = 0;
  while (head < std::min(na, nb) && same(head, head)) ++head;
  std::size_t tail = 0;
  while (tail < std::min(na, nb) - head && same(na - 1 - tail, nb - 1 - tail)) ++tail;
  return std::max(na, nb) - head - tail == 1;
}

}  // namespace

std::string_view address_level_key(AddressLevel level) {
  switch (level) {
    case AddressLevel::none:
      return "none";
    case AddressLevel::exact:
      return "exact";
    case AddressLevel::alias:
      return "alias";
    case AddressLevel::variant:
      return "variant";
    case AddressLevel::road:
      return "road";
    case AddressLevel::contained:
      return "contained";
    case AddressLevel::similar:
      return "similar";
  }
  return "";
}

std::string_view address_fault_key(AddressFault fault) {
  switch (fault) {
    case AddressFault::none:
      return "none";
    case AddressFault::no_address:
      return "no_address";
    case AddressFault::unknown_estate:
      return "unknown_estate";
    case AddressFault::no_building:
      return "no_building";
    case AddressFault::unknown_building:
      return "unknown_building";
    case AddressFault::unknown_number:
      return "unknown_number";
    case AddressFault::several_buildings:
      return "several_buildings";
    case AddressFault::low_score:
      return "low_score";
  }
  return "";
}

AddressIndex::AddressIndex(const model::Layer& buildings,
                           const std::vector<AddressAlias>& aliases) {
  using model::Field;
  const model::Column* estates = buildings.field(Field::estate);
  const model::Column* names = buildings.field(Field::name);
  const model::Column* addresses = buildings.field(Field::address);
  const model::Column* communities = buildings.field(Field::community);
  for (std::uint32_t row = 0; row < buildings.size(); ++row) {
    const std::string name = text_of(names, row);
    AddressKey key = address_key(text_of(addresses, row));
    // "锦安苑2栋" as a name says as much as an address.
    if (key.estate.empty() && key.road.empty()) {
      const AddressKey named = address_key(name);
      if (named.mark == BuildingMark::word) key = named;
    }
    if (key.building.empty() || key.mark != BuildingMark::word) {
      if (const std::string number = building_key(name); !number.empty()) key.building = number;
    }
    if (key.community.empty()) key.community = community_key(text_of(communities, row));
    add_building(key, estate_key(text_of(estates, row)), row);
  }
  add_other_names(aliases);
}

void AddressIndex::add_building(const AddressKey& key, const std::string& estate,
                                std::uint32_t row) {
  bool findable = false;
  const auto number_of = [](ByText<std::uint32_t>& names, const std::string& name) {
    if (name.empty()) return 0U;
    return names.try_emplace(name, static_cast<std::uint32_t>(names.size() + 1)).first->second;
  };
  const std::uint32_t community = number_of(communities_, key.community);
  const std::uint32_t road = number_of(roads_, key.road);
  const auto add = [&](ByText<std::uint32_t>& places, const std::string& name) {
    if (name.empty()) return;
    const auto [at, fresh] = places.try_emplace(name, static_cast<std::uint32_t>(places_.size()));
    if (fresh) places_.emplace_back(), place_names_.push_back(&places == &estates_ ? name : "");
    places_[at->second].push_back({key.building, key.unit, community, road, row});
    findable = true;
  };
  add(estates_, estate);
  // One character behind a house number is no estate: 70号东.
  if (key.estate != estate && character_starts(key.estate).size() > 2) add(estates_, key.estate);
  if (!key.road.empty()) add(numbers_, road_and_number(key));
  findable_ += findable ? 1 : 0;
}

void AddressIndex::add_other_names(const std::vector<AddressAlias>& aliases) {
  for (const auto& [name, place] : estates_) {
    longest_name_ = std::max(longest_name_, name.size());
    if (name.size() > estate_word.size() + 3 && name.ends_with(estate_word)) {
      other_names_.try_emplace(name.substr(0, name.size() - estate_word.size()), place,
                               AddressLevel::variant);
    } else {
      other_names_.try_emplace(name + std::string(estate_word), place, AddressLevel::variant);
    }
    const auto starts = character_starts(name);
    if (starts.size() <= shortest_similar) continue;
    one_missing_[name].push_back(place);
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
      one_missing_[without_character(name, starts[i], starts[i + 1])].push_back(place);
    }
  }
  // What somebody wrote down goes before what the program makes up.
  for (const AddressAlias& alias : aliases) {
    const auto place = estates_.find(estate_key(alias.name));
    if (place == estates_.end()) continue;
    const std::string other = estate_key(alias.alias);
    other_names_.insert_or_assign(other, std::pair(place->second, AddressLevel::alias));
    longest_name_ = std::max(longest_name_, other.size());
  }
}

const AddressIndex::Place* AddressIndex::find_inside(std::string_view text) const {
  const auto starts = character_starts(text);
  // The longest name; of two as long the later one, which stands nearer to the building's number.
  const Place* best = nullptr;
  std::size_t length = 2 * 3;  // a single character is no name
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
    for (std::size_t j = i + 1; j < starts.size(); ++j) {
      const std::size_t bytes = starts[j] - starts[i];
      if (bytes > longest_name_) break;
      if (bytes < length) continue;
      const auto part = text.substr(starts[i], bytes);
      if (const auto found = estates_.find(part); found != estates_.end()) {
        best = &places_[found->second], length = bytes;
      } else if (const auto other = other_names_.find(part);
                 other != other_names_.end() && other->second.second == AddressLevel::alias) {
        best = &places_[other->second.first], length = bytes;
      }
    }
  }
  return best;
}

std::vector<const AddressIndex::Place*> AddressIndex::find_similar(std::string_view name) const {
  std::vector<std::uint32_t> found;
  const auto look = [&](std::string_view text) {
    if (const auto at = one_missing_.find(text); at != one_missing_.end()) {
      found.insert(found.end(), at->second.begin(), at->second.end());
    }
  };
  const auto starts = character_starts(name);
  if (starts.size() <= shortest_similar) return {};
  look(name);
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
    look(without_character(name, starts[i], starts[i + 1]));
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<const Place*> places;
  for (const std::uint32_t place : found) {
    // Names that lose a character each and are the same then may differ in two: abcd, acxd.
    if (one_character_off(place_names_[place], name)) places.push_back(&places_[place]);
  }
  return places;
}

AddressIndex::Hit AddressIndex::find_estate(const AddressKey& key) const {
  if (!key.estate.empty()) {
    if (const auto at = other_names_.find(key.estate);
        at != other_names_.end() && at->second.second == AddressLevel::alias) {
      return {AddressLevel::alias, {&places_[at->second.first]}};
    }
    if (const auto at = estates_.find(key.estate); at != estates_.end()) {
      return {AddressLevel::exact, {&places_[at->second]}};
    }
  }
  if (!key.estate.empty()) {
    if (const auto at = other_names_.find(key.estate); at != other_names_.end()) {
      return {at->second.second, {&places_[at->second.first]}};
    }
  }
  if (const Place* place = find_inside(key.text)) return {AddressLevel::contained, {place}};
  if (auto places = find_similar(key.estate); !places.empty()) {
    return {AddressLevel::similar, std::move(places)};
  }
  return {};
}

AddressIndex::Hit AddressIndex::find_number(const AddressKey& key) const {
  if (key.road.empty()) return {};
  const auto at = numbers_.find(road_and_number(key));
  if (at == numbers_.end()) return {};
  return {AddressLevel::road, {&places_[at->second]}};
}

AddressMatch AddressIndex::choose(const AddressKey& key, const Hit& hit, double min_score) const {
  AddressMatch match;
  match.level = hit.level;
  match.mark = key.mark;
  // A house number of a road is a building by itself, unless a building is named besides.
  const bool by_road = hit.level == AddressLevel::road;
  std::vector<const Entry*> fitting;
  for (const Place* place : hit.places) {
    for (const Entry& entry : *place) {
      if (key.building.empty() || entry.building == key.building) fitting.push_back(&entry);
    }
    // One house at that number, which has no buildings told apart: 70号A座 is in it.
    if (fitting.empty() && by_road && place->size() == 1 && place->front().building.empty()) {
      fitting.push_back(&place->front());
    }
  }
  if (fitting.empty()) {
    match.fault = hit.level == AddressLevel::similar ? AddressFault::unknown_estate
                                                     : AddressFault::unknown_building;
    return match;
  }
  if (const auto named = communities_.find(key.community);
      !key.community.empty() && named != communities_.end()) {
    const auto other = [&](const Entry* entry) {
      return entry->community != 0 && entry->community != named->second;
    };
    if (!std::all_of(fitting.begin(), fitting.end(), other)) {
      std::erase_if(fitting, other);
    } else {
      match.community_differs = true;
    }
  }
  if (fitting.size() > 1 && !key.unit.empty()) {
    const auto same_unit = [&](const Entry* entry) { return entry->unit == key.unit; };
    if (std::any_of(fitting.begin(), fitting.end(), same_unit)) {
      std::erase_if(fitting, [&](const Entry* entry) { return !same_unit(entry); });
    }
  }
  std::vector<std::uint32_t> rows;
  for (const Entry* entry : fitting) rows.push_back(entry->row);
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());

  if (key.building.empty() && !by_road && rows.size() > 1) {
    match.fault = AddressFault::no_building;
    return match;
  }
  match.score = level_score(hit.level);
  if (match.community_differs) match.score *= other_community_score;
  if (key.building.empty()) match.mark = BuildingMark::none;
  if (!key.building.empty() || !by_road) match.score *= mark_score(match.mark);
  if (const auto road = roads_.find(key.road); !key.road.empty() && !by_road) {
    const auto elsewhere = [&](const Entry* entry) {
      return entry->road != 0 && (road == roads_.end() || entry->road != road->second);
    };
    const bool differs = std::all_of(fitting.begin(), fitting.end(), elsewhere);
    const bool alone =
        key.building.empty() && std::all_of(fitting.begin(), fitting.end(),
                                            [](const Entry* entry) { return entry->road == 0; });
    match.road_differs = differs || alone;
    match.score *= differs ? other_road_score : alone ? unknown_road_score : 1;
  }
  match.candidates.assign(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(
                                                           std::min(rows.size(), most_candidates)));
  if (rows.size() > 1) {
    match.outcome = AddressOutcome::ambiguous;
  } else if (match.score < min_score) {
    match.fault = AddressFault::low_score;
  } else {
    match.outcome = AddressOutcome::matched;
    match.building = rows.front();
    match.candidates.clear();
  }
  return match;
}

AddressMatch AddressIndex::find(std::string_view address, std::string_view community,
                                double min_score) const {
  AddressMatch match;
  AddressKey key = address_key(address);
  if (key.text.empty()) {
    match.fault = AddressFault::no_address;
    return match;
  }
  if (key.mark == BuildingMark::several) {
    match.fault = AddressFault::several_buildings;
    return match;
  }
  if (key.community.empty() && !community.empty()) key.community = community_key(community);
  match.fault =
      roads_.contains(key.road) ? AddressFault::unknown_number : AddressFault::unknown_estate;
  // The estate first; its road and house number where the estate says less.
  for (const Hit& hit : {find_estate(key), find_number(key)}) {
    if (hit.places.empty()) continue;
    AddressMatch found = choose(key, hit, min_score);
    if (found.outcome == AddressOutcome::matched) return found;
    if (found.score >= match.score) match = std::move(found);
  }
  return match;
}

}  // namespace wangge::analysis
