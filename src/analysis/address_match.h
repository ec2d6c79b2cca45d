#pragma once

#include <array>
#include <string>
#include <vector>

#include "analysis/address_index.h"
#include "base/progress.h"
#include "base/result.h"
#include "model/layer.h"

namespace wangge::analysis {

/// Below it a find is not taken: one weakness passes (AddressIndex), two do not.
constexpr double usual_min_score = 0.75;

/// Lower ends of the bands in which matched rows are counted by score: certain, one small weakness,
/// one weakness, the rest.
inline constexpr std::array score_bands{1.0, 0.9, 0.8, 0.0};

/// What became of every row of a table.
struct AddressMatching {
  std::vector<AddressMatch> rows;
  std::size_t matched = 0, ambiguous = 0, rejected = 0;           ///< sum: rows.size()
  std::array<std::size_t, score_bands.size()> by_band{};          ///< of matched
  std::array<std::size_t, all_address_levels.size()> by_level{};  ///< of matched
  std::array<std::size_t, all_address_faults.size()> by_fault{};  ///< of rejected
};

/// The column that holds a table's addresses: its field address, else the one that would be it if
/// the table were one of tickets. -1: none.
int address_column(const model::Layer& table);

/// Finds the building of every row by its address (field address; field community where there is
/// one). Addresses the rows lack are told as such: no row is left out.
///
/// errors  invalid_argument (no address column, or no building has an address), cancelled
/// cost    100,000 addresses in 50,000 buildings well under a second (tests/bench); all cores
Result<AddressMatching> match_addresses(const model::Layer& tickets, const model::Layer& buildings,
                                        const std::vector<AddressAlias>& aliases, double min_score,
                                        Progress& progress);

/// The matched rows, with three columns more: matched_building (its label), match_score,
/// match_level. Rows without a place lie on their building's label point, the others where they
/// were. points  in the CRS of the buildings, which the tickets have to share
model::Layer matched_layer(const model::Layer& tickets, const model::Layer& buildings,
                           const AddressMatching& matching);

/// All rows, with the same three columns, which are empty where nothing was found and take the
/// place of those of an earlier matching. Rows without a place get one where a building was found.
model::Layer placed_layer(const model::Layer& tickets, const model::Layer& buildings,
                          const AddressMatching& matching);

/// The other rows, with what to know in front: row (from 1), reason (a sentence in the current
/// language), candidates (labels), score.
model::Layer reject_layer(const model::Layer& tickets, const model::Layer& buildings,
                          const AddressMatching& matching);

/// A row whose place and whose address tell of different places.
struct AddressConflict {
  std::uint32_t row, building;
  double distance_m;  ///< from the place to the outline of the address's building
};

/// Rows whose place lies more than `tolerance_m` from the building that their address names, the
/// farthest first. Rows that have no place or no matched address cannot be compared.
/// compared  set to how many could
std::vector<AddressConflict> check_addresses(const model::Layer& tickets,
                                             const model::Layer& buildings,
                                             const AddressMatching& matching, double tolerance_m,
                                             std::size_t& compared);

/// A table of other names of estates: its first column the other name, its second the estate's.
/// errors  invalid_argument: fewer than two columns
Result<std::vector<AddressAlias>> aliases_of(const model::Layer& table);

/// Why an address was taken, or was not, in the current language.
std::string address_sentence(const AddressMatch& match);
/// "road and number agree", for lists of numbers.
std::string address_level_name(AddressLevel level);
std::string address_fault_name(AddressFault fault);
/// "0.9 to 1.0", of a place in score_bands.
std::string score_band_name(std::size_t band);

}  // namespace wangge::analysis
