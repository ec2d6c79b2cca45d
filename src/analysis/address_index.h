#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analysis/address_key.h"
#include "model/layer.h"

namespace wangge::analysis {

/// How the estate or the road of an address was found.
enum class AddressLevel : std::uint8_t {
  none,
  exact,      ///< the estate's name agrees
  alias,      ///< by the table of other names
  variant,    ///< but for its ending, which the address leaves out: 锦安 for 锦安苑
  road,       ///< road and house number agree
  contained,  ///< the name stands by itself inside a longer text: 锦安苑门口, 狮山锦安苑
  in_name,    ///< the name is part of a longer one: 新锦安苑, 锦安苑东区
  similar,    ///< one character differs
};
inline constexpr std::array all_address_levels{
    AddressLevel::exact,     AddressLevel::alias,   AddressLevel::variant, AddressLevel::road,
    AddressLevel::contained, AddressLevel::in_name, AddressLevel::similar};
std::string_view address_level_key(AddressLevel level);  ///< "exact"

enum class AddressOutcome : std::uint8_t { matched, ambiguous, rejected };

/// Why an address has no building.
enum class AddressFault : std::uint8_t {
  none,
  no_address,        ///< the row has none
  unknown_estate,    ///< no estate and no road of that name
  no_building,       ///< an estate, but not which of its buildings
  unknown_building,  ///< the estate has no such building
  unknown_number,    ///< the road has no such number
  several_buildings,
  low_score,
};
inline constexpr std::array all_address_faults{
    AddressFault::no_address,       AddressFault::unknown_estate, AddressFault::no_building,
    AddressFault::unknown_building, AddressFault::unknown_number, AddressFault::several_buildings,
    AddressFault::low_score};
std::string_view address_fault_key(AddressFault fault);  ///< "unknown_estate"

constexpr std::uint32_t no_building = std::numeric_limits<std::uint32_t>::max();

/// What became of one address.
struct AddressMatch {
  AddressOutcome outcome = AddressOutcome::rejected;
  AddressLevel level = AddressLevel::none;
  BuildingMark mark = BuildingMark::none;  ///< none: the only building there
  AddressFault fault = AddressFault::none;
  bool community_differs = false;
  bool road_differs = false;             ///< or is named by the address alone, where no building is
  std::uint32_t building = no_building;  ///< row of the building, of a matched one
  double score = 0;                      ///< in [0, 1]
  std::vector<std::uint32_t> candidates;  ///< rows that may be meant, ascending; at most
                                          ///< most_candidates; of ambiguous and low_score
  bool operator==(const AddressMatch&) const = default;
};
constexpr std::size_t most_candidates = 5;

/// Another name of an estate: 狮山大院 for 锦安苑.
struct AddressAlias {
  std::string alias, name;
};

/// The estates, roads and numbers of a layer of buildings, for finding addresses in.
///
/// The estate comes first (by name, alias, without its ending, inside a longer text, one character
/// off), then the building; road and house number where they say more. The score is the product of
///
///   estate     exact 1, alias 0.97, variant 0.92 (0.83 where several estates are called so),
///              road 0.95, contained 0.85, in_name and similar 0.65
///   building   named 1, before a dash 0.9, bare number 0.85, the only one there 0.8
///   community  0.8 where the address and the building name different ones
///   road       0.6 where they name different ones; 0.9 where the address alone names one and no
///              building besides
///
/// The figures are the program's own: they put the kinds of evidence in order, and with the
/// threshold of match_addresses() leave one weakness through, not two. Measured on the 347
/// buildings of the demo with drawn damage (other words for 栋, no community, endings left out,
/// numbers and estates that there are not; tests/session/damaged_addresses_test.cpp), precision and
/// recall are
///
///   least score  0.60   0.70   0.75   0.80   0.90
///   precision    0.727  1.000  1.000  1.000  1.000
///   recall       0.986  0.986  0.986  0.986  0.829
///
/// What no score can see is a wrong number of a building that there is.
class AddressIndex {
 public:
  /// Uses the fields estate, name, address and community, as far as the layer has them.
  explicit AddressIndex(const model::Layer& buildings,
                        const std::vector<AddressAlias>& aliases = {});

  /// community  of the ticket, where a column of its own names it; may be empty
  /// cost       some microseconds; any thread
  AddressMatch find(std::string_view address, std::string_view community, double min_score) const;

  /// How many buildings an address can be found of.
  std::size_t buildings() const { return findable_; }

 private:
  struct Entry {
    std::string building, unit;
    std::uint32_t community, road;  ///< 0: none named
    std::uint32_t row;
  };
  using Place = std::vector<Entry>;  ///< an estate, or a house number of a road

  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  template <typename Value>
  using ByText = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

  struct Hit {
    AddressLevel level = AddressLevel::none;
    std::vector<const Place*> places;
  };

  void add_building(const AddressKey& key, const std::string& estate, std::uint32_t row);
  void add_other_names(const std::vector<AddressAlias>& aliases);
  Hit find_estate(const AddressKey& key) const;
  Hit find_number(const AddressKey& key) const;
  Hit find_inside(std::string_view text) const;
  bool stands_alone(std::string_view before, std::string_view behind) const;
  std::vector<const Place*> find_similar(std::string_view name) const;
  AddressMatch choose(const AddressKey& key, const Hit& hit, double min_score) const;

  std::vector<Place> places_;
  std::vector<std::string> place_names_;            ///< as in estates_; empty for a house number
  ByText<std::uint32_t> estates_;                   ///< name -> place
  ByText<std::uint32_t> aliases_;                   ///< other name -> place
  ByText<std::vector<std::uint32_t>> stems_;        ///< name without its ending -> places
  ByText<std::vector<std::uint32_t>> one_missing_;  ///< name less one character -> places
  ByText<std::uint32_t> numbers_;                   ///< road and number -> place
  ByText<std::uint32_t> roads_, communities_;       ///< name -> number from 1
  std::unordered_set<std::string> quarters_;        ///< what may stand before an estate: 狮山
  std::size_t longest_name_ = 0;                    ///< of an estate, in bytes
  std::size_t findable_ = 0;
};

}  // namespace wangge::analysis
