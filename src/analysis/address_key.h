#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wangge::analysis {

/// How an address says which building of an estate is meant.
enum class BuildingMark : std::uint8_t {
  none,      ///< not at all
  word,      ///< with a word for it: 2栋, 二幢, B座, ２号楼, 2#
  dash,      ///< before the room: 锦安苑2-301
  number,    ///< by a bare number: 锦安苑2号
  unit_run,  ///< only a unit or a room follows: 锦安苑3单元, 锦安苑301室
  several,   ///< more than one: 1、2栋, 3栋和5栋
};

/// An address taken apart into what can be compared. All parts are normalised: compatible forms,
/// full width and case are one (Unicode NFKC with case folding), blanks and signs are gone, Chinese
/// numerals before a counter are digits (二十一栋, 贰单元; but 五一路 stays), leading zeros are
/// dropped.
struct AddressKey {
  std::string text;       ///< the whole address normalised, province … street office taken off
  std::string community;  ///< "南坑" of 南坑社区
  std::string road;       ///< "狮山路" of 狮山路12号
  std::string number;     ///< "12"; of 太仓路181弄22号 "181弄22"
  std::string estate;     ///< "锦安苑", with what stands behind it where no building follows
  std::string building;  ///< "2" of 2栋, 二幢, 第02座, 2号楼, 2#楼; "b" of B座; "东2" of 东2栋
  std::string unit;  ///< "1" of 1单元
  BuildingMark mark = BuildingMark::none;

  bool operator==(const AddressKey&) const = default;
};

/// Takes an address apart (METHODS §9, "Address keys"). Any bytes will do: what is not UTF-8 is
/// read with replacement characters; what is no address has an estate of that text.
///
/// cost    about a microsecond for 20 characters; pure, any thread
AddressKey address_key(std::string_view address);

/// The name of an estate alone, as AddressKey::estate has it: 锦绣花园（二期） is 锦绣花园2期.
std::string estate_key(std::string_view name);
/// The number of a building alone, as AddressKey::building has it, of "2栋", "2", "锦安苑2栋".
/// Empty where there is none.
std::string building_key(std::string_view name);

}  // namespace wangge::analysis
