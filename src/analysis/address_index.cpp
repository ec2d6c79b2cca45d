#include "analysis/address_index.h"

#include <algorithm>
#include <array>

namespace wangge::analysis {
namespace {

constexpr std::size_t shortest_similar = 4;   // characters: of shorter names too many are alike
constexpr std::size_t longest_quarter = 7;    // characters
constexpr std::size_t shortest_name = 2 * 3;  // bytes: a single character is no name
/// What ends the names of estates, the longer before those they end in.
constexpr std::array<std::string_view, 20> estate_words{
    "小区", "花园", "新村", "大院", "雅居", "公寓", "家园", "花苑", "山庄", "大厦",
    "名苑", "豪庭", "新苑", "新城", "苑",   "园",   "居",   "府",   "城",   "阁"};

/// What may stand before the name of an estate and behind it without being part of it, normalised.
constexpr std::array<std::string_view, 13> words_before{"路", "街", "道", "巷", "弄", "号",  "胡同",
                                                        "村", "镇", "区", "市", "县", "社区"};
constexpr std::array<std::string_view, 35> words_behind{
    "栋",   "单元", "门",   "楼",   "旁",   "边",   "附近", "对面", "内",   "里面", "院内", "停车",
    "东门", "南门", "西门", "北门", "北侧", "正门", "后门", "大门", "侧门", "东侧", "南侧", "西侧",
    "出",   "入口", "路口", "地下", "底",   "前",   "后",   "物业", "居民", "甲",   "保安"};
constexpr std::array<std::string_view, 3> words_of_phases{"期", "区", "组"};

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
    case AddressLevel::in_name:
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
constexpr double shared_stem_score = 0.9;
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

/// 锦安 of 锦安苑; the name itself where nothing ends it, or too little would be left.
std::string stem_of(const std::string& name) {
  for (const std::string_view word : estate_words) {
    if (name.size() >= word.size() + shortest_name && name.ends_with(word)) {
      return name.substr(0, name.size() - word.size());
    }
  }
  return name;
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
    case AddressLevel::in_name:
      return "in_name";
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
  for (const auto& [name, number] : communities_) quarters_.insert(name);
  for (const auto& [name, number] : roads_) {
    for (const std::string_view word : {"大道", "路", "街"}) {
      if (name.size() > word.size() + 3 && name.ends_with(word)) {
        quarters_.insert(name.substr(0, name.size() - word.size()));
        break;
      }
    }
  }
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
    const std::string stem = stem_of(name);
    if (stem != name) stems_[stem].push_back(place);
    // 锦安小区 for an estate that is called 锦安.
    if (stem == name) stems_[name + std::string(estate_words[0])].push_back(place);
    const auto starts = character_starts(name);
    if (starts.size() <= shortest_similar) continue;
    one_missing_[name].push_back(place);
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
      one_missing_[without_character(name, starts[i], starts[i + 1])].push_back(place);
    }
  }
  for (const AddressAlias& alias : aliases) {
    const auto place = estates_.find(estate_key(alias.name));
    if (place == estates_.end()) continue;
    const std::string other = estate_key(alias.alias);
    aliases_.insert_or_assign(other, place->second);
    longest_name_ = std::max(longest_name_, other.size());
  }
}

bool AddressIndex::stands_alone(std::string_view before, std::string_view behind) const {
  const auto ends = [&](std::string_view word) { return before.ends_with(word); };
  const auto begins = [&](std::string_view word) { return behind.starts_with(word); };
  const auto starts = character_starts(before);
  bool free_before = before.empty() || static_cast<unsigned char>(before.back()) < 0x80 ||
                     std::any_of(words_before.begin(), words_before.end(), ends);
  for (std::size_t n = 2; !free_before && n < std::min(starts.size(), longest_quarter); ++n) {
    free_before = quarters_.contains(std::string(before.substr(starts[starts.size() - 1 - n])));
  }
  if (!free_before) return false;
  const std::size_t digits = behind.find_first_not_of("0123456789");
  if (digits != 0 && digits != std::string_view::npos) {
    // A phase is part of the name, a building is not.
    const std::string_view counter = behind.substr(digits);
    return std::none_of(words_of_phases.begin(), words_of_phases.end(),
                        [&](std::string_view word) { return counter.starts_with(word); });
  }
  return behind.empty() || static_cast<unsigned char>(behind.front()) < 0x80 ||
         std::any_of(words_behind.begin(), words_behind.end(), begins);
}

AddressIndex::Hit AddressIndex::find_inside(std::string_view text) const {
  const auto starts = character_starts(text);
  // One that stands by itself before one that does not; then the longest name; of two as long the
  // later one, which stands nearer to the building's number.
  const Place* best = nullptr;
  bool best_alone = false;
  std::size_t length = 0;
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
    for (std::size_t j = i + 1; j < starts.size(); ++j) {
      const std::size_t bytes = starts[j] - starts[i];
      if (bytes > longest_name_) break;
      if (bytes < shortest_name) continue;
      const auto part = text.substr(starts[i], bytes);
      const Place* place = nullptr;
      if (const auto found = estates_.find(part); found != estates_.end()) {
        place = &places_[found->second];
      } else if (const auto other = aliases_.find(part); other != aliases_.end()) {
        place = &places_[other->second];
      }
      if (place == nullptr) continue;
      const bool alone = stands_alone(text.substr(0, starts[i]), text.substr(starts[j]));
      if (best_alone && !alone) continue;
      if (alone == best_alone && best != nullptr && bytes < length) continue;
      best = place, best_alone = alone, length = bytes;
    }
  }
  if (best == nullptr) return {};
  return {best_alone ? AddressLevel::contained : AddressLevel::in_name, {best}};
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
    if (const auto at = aliases_.find(key.estate); at != aliases_.end()) {
      return {AddressLevel::alias, {&places_[at->second]}};
    }
    if (const auto at = estates_.find(key.estate); at != estates_.end()) {
      return {AddressLevel::exact, {&places_[at->second]}};
    }
  }
  if (const auto at = stems_.find(key.estate); at != stems_.end()) {
    Hit hit{AddressLevel::variant, {}};
    for (const std::uint32_t place : at->second) hit.places.push_back(&places_[place]);
    return hit;
  }
  if (Hit inside = find_inside(key.text); !inside.places.empty()) return inside;
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
  if (hit.level == AddressLevel::variant && hit.places.size() > 1) match.score *= shared_stem_score;
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
