// How many addresses of the demo are found, and how many wrongly, when they are written as people
// write them: the building that was meant is known, the damage is drawn from a fixed seed. The
// figures stand in address_index.h.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <set>

#include "analysis/address_match.h"
#include "base/random.h"
#include "io/read.h"

namespace wangge {
namespace {

using model::Field;

constexpr std::uint32_t nobody = analysis::no_building;

struct Meant {
  std::string address;
  std::uint32_t building;  ///< nobody: none that there is
};

/// An estate's name and a building's number as the demo has them.
struct Known {
  std::string community, estate, number;
};

const std::array<std::string, 6> endings{"小区", "大院", "新村", "雅居", "花园", "苑"};

std::string without_ending(const std::string& estate) {
  for (const std::string& ending : endings) {
    if (estate.ends_with(ending)) return estate.substr(0, estate.size() - ending.size());
  }
  return estate;
}

class DamagedAddresses : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    Progress progress;
    const auto read = io::read_file(WANGGE_SOURCE_DIR "/data/demo/buildings.shp", {}, progress);
    ASSERT_TRUE(read);
    buildings = read->layers.at(0);
    for (std::uint32_t row = 0; row < buildings->size(); ++row) {
      const auto key = analysis::address_key(buildings->field(Field::address)->text(row));
      known.push_back({key.community, key.estate, key.building});
      numbers.insert(key.estate + key.building);
    }
  }
  static void TearDownTestSuite() { buildings.reset(), known.clear(); }

  /// Every building once, and each damage as often as it can be done.
  struct Damage {
    const char* name;
    std::function<Meant(const Known&, std::uint32_t, Random&)> to;
  };
  static std::vector<Damage> damages() {
    const auto bare = [](const Known& one) { return one.estate + one.number; };
    return {
        {"as they stand",
         [](const Known& one, std::uint32_t row, Random&) {
           return Meant{one.community + "社区" + one.estate + one.number + "栋", row};
         }},
        {"another word for 栋, blanks, a room",
         [](const Known& one, std::uint32_t row, Random& random) {
           const std::array<std::string, 5> words{"号楼", "幢", "座", "#楼", " 栋 "};
           return Meant{one.community + "社区" + one.estate + one.number + words[random.below(5)] +
                            "1单元" + std::to_string(100 + random.below(900)),
                        row};
         }},
        {"no community",
         [](const Known& one, std::uint32_t row, Random&) {
           return Meant{one.estate + one.number + "栋", row};
         }},
        {"dropped ending",
         [](const Known& one, std::uint32_t row, Random&) {
           return Meant{one.community + "社区" + without_ending(one.estate) + one.number + "栋",
                        row};
         }},
        {"wrong number",
         [bare](const Known& one, std::uint32_t, Random& random) {
           Known other = one;
           do other.number = std::to_string(1 + random.below(60));
           while (numbers.contains(bare(other)));
           return Meant{one.community + "社区" + other.estate + other.number + "栋", nobody};
         }},
        {"other estate, longer name",
         [](const Known& one, std::uint32_t, Random& random) {
           const std::array<std::string, 3> before{"新", "阳光", "大"};
           const std::array<std::string, 3> behind{"东区", "二期", "北苑"};
           const std::string estate = random.chance(0.5) ? before[random.below(3)] + one.estate
                                                         : one.estate + behind[random.below(3)];
           return Meant{estate + one.number + "栋", nobody};
         }},
        {"other estate, one character",
         [](const Known& one, std::uint32_t, Random& random) {
           const std::array<std::string, 4> characters{"宁", "旺", "鹏", "润"};
           const std::string estate = characters[random.below(4)] + one.estate.substr(3);
           return Meant{estate + one.number + "栋", nobody};
         }},
    };
  }

  struct Figures {
    std::size_t right = 0, wrong = 0, meant = 0, rows = 0;
    void operator+=(const Figures& other) {
      right += other.right, wrong += other.wrong, meant += other.meant, rows += other.rows;
    }
    double precision() const {
      return right + wrong == 0 ? 1
                                : static_cast<double>(right) / static_cast<double>(right + wrong);
    }
    double recall() const {
      return meant == 0 ? 1 : static_cast<double>(right) / static_cast<double>(meant);
    }
  };

  static Figures measure(const Damage& damage, double min_score) {
    const analysis::AddressIndex index(*buildings);
    Figures figures;
    for (std::uint32_t row = 0; row < known.size(); ++row) {
      Random random(20260401, row);
      const Meant meant = damage.to(known[row], row, random);
      const auto match = index.find(meant.address, "", min_score);
      ++figures.rows;
      figures.meant += meant.building == nobody ? 0 : 1;
      if (match.outcome != analysis::AddressOutcome::matched) continue;
      (match.building == meant.building ? figures.right : figures.wrong) += 1;
    }
    return figures;
  }

  static inline model::LayerPtr buildings;
  static inline std::vector<Known> known;
  static inline std::set<std::string> numbers;
};

TEST_F(DamagedAddresses, TheThresholdKeepsWhatIsRightAndLeavesOutWhatIsNot) {
  for (const double least : {0.5, 0.6, 0.7, 0.75, 0.8, 0.9}) {
    Figures all;
    for (const Damage& damage : damages()) {
      const Figures one = measure(damage, least);
      all += one;
      if (least != analysis::usual_min_score) continue;
      fmt::print("{:<40} right {:>4} wrong {:>4} of {:>4}\n", damage.name, one.right, one.wrong,
                 one.rows);
    }
    fmt::print("{:.2f}: precision {:.3f}, recall {:.3f}\n", least, all.precision(), all.recall());
    if (least == analysis::usual_min_score) {
      EXPECT_GE(all.precision(), 0.99);
      EXPECT_GT(all.recall(), 0.97);
    }
  }
}

}  // namespace
}  // namespace wangge
