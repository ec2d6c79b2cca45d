// 狮山街道: the facts of the office's own page, and a made-up town around them. See city.h.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "base/random.h"
#include "synth/city.h"
#include "synth/division.h"
#include "synth/estates.h"
#include "synth/incidents.h"
#include "synth/layer_builder.h"
#include "synth/streets.h"
#include "synth/town.h"

namespace wangge::synth {
namespace {

using geo::Kind;
using geo::Point;
using model::Field;
using model::Role;

constexpr std::size_t building_count = 347, chief_count = 289, chat_group_count = 545;
constexpr std::int64_t rope_count = 2553;
constexpr int stool_count = 50;
constexpr double old_age_residents = 7600;  // the page says: more than 7,500

struct CommunityPlan {
  const char* name;
  double u, v;                      // where its middle lies, as shares of the town's box
  std::vector<const char*> themes;  // one a grid
};

const std::array<CommunityPlan, 5> communities{
    CommunityPlan{"南坑", 0.22, 0.30, {"平安创建", "文明楼道", "邻里守望", "绿色家园"}},
    CommunityPlan{"桃园", 0.56, 0.30, {"红色联盟", "老街活化", "平安家园", "银龄安康"}},
    CommunityPlan{"南美", 0.55, 0.78, {"五星楼道", "隐患清零", "和美庭院"}},
    CommunityPlan{"海湾（虚构）", 0.87, 0.32, {"滨海风尚", "商圈共治", "平安港湾"}},
    CommunityPlan{"山塘（虚构）", 0.88, 0.80, {"山水人家", "校园周边", "志愿同行"}}};

Estate choose_estate(const CommunityPlan& community, Random& random) {
  const double r = random.uniform();
  const std::string_view name = community.name;
  if (name == "桃园")
    return r < 0.55 ? Estate::old_slabs : r < 0.8 ? Estate::low : Estate::perimeter;
  if (name == "南坑") return r < 0.5 ? Estate::towers : r < 0.8 ? Estate::slabs : Estate::low;
  if (name == "南美") return r < 0.45 ? Estate::slabs : r < 0.75 ? Estate::old_slabs : Estate::low;
  if (r < 0.4) return Estate::towers;
  return r < 0.65 ? Estate::slabs : r < 0.85 ? Estate::perimeter : Estate::low;
}

/// Every block to the community whose middle is nearest; what is cut off from its community goes to
/// a neighbour's.
std::vector<int> choose_communities(const std::vector<Block>& blocks,
                                    const std::vector<std::vector<std::size_t>>& neighbours) {
  geo::Box box;
  for (const Block& block : blocks) box.grow(block.centre);
  std::vector<int> community(blocks.size());
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    double best = 1e9;
    for (std::size_t c = 0; c < communities.size(); ++c) {
      const double d =
          std::hypot(blocks[b].centre.x - (box.min_x + communities[c].u * box.width()),
                     blocks[b].centre.y - (box.min_y + communities[c].v * box.height()));
      if (d < best) best = d, community[b] = static_cast<int>(c);
    }
  }
  for (int c = 0; c < static_cast<int>(communities.size()); ++c) {
    // Pieces of the community; all but the largest change hands.
    std::vector<int> piece(blocks.size(), -1);
    std::vector<std::size_t> sizes;
    for (std::size_t start = 0; start < blocks.size(); ++start) {
      if (community[start] != c || piece[start] >= 0) continue;
      std::vector<std::size_t> queue{start};
      piece[start] = static_cast<int>(sizes.size());
      for (std::size_t i = 0; i < queue.size(); ++i) {
        for (const auto n : neighbours[queue[i]]) {
          if (community[n] == c && piece[n] < 0) piece[n] = piece[start], queue.push_back(n);
        }
      }
      sizes.push_back(queue.size());
    }
    const auto largest =
        static_cast<int>(std::max_element(sizes.begin(), sizes.end()) - sizes.begin());
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      if (piece[b] < 0 || piece[b] == largest) continue;
      for (const auto n : neighbours[b]) {
        if (community[n] != c) community[b] = community[n];
      }
    }
  }
  return community;
}

void name_estates(Town& town, Random& random) {
  constexpr std::array first{"海", "翠", "金", "丽", "康", "荔",
                             "银", "锦", "南", "兴", "明", "桂"};
  constexpr std::array second{"景", "华", "湾", "园", "湖", "怡", "福", "和", "安", "泰"};
  constexpr std::array kind{"花园", "新村", "苑", "小区", "雅居", "大院"};
  town.estate_names.resize(town.blocks.size());
  std::map<std::string, int> used;
  for (std::size_t b = 0; b < town.blocks.size(); ++b) {
    std::string name;
    do {
      name = std::string(first[random.below(first.size())]) + second[random.below(second.size())] +
             kind[random.below(kind.size())];
    } while (used[name]++ > 0);
    town.estate_names[b] = name;
  }
}

/// Households by the floors and the ground that one takes in such a house.
int households_in(const Building& building) {
  const double ground = std::abs(geo::signed_ring_area(building.outline));
  double m2_each = 0;
  switch (building.estate) {
    case Estate::towers:
      m2_each = 230;
      break;
    case Estate::slabs:
      m2_each = 330;
      break;
    case Estate::old_slabs:
      m2_each = 210;
      break;
    case Estate::low:
      m2_each = 190;
      break;
    case Estate::perimeter:
      m2_each = 360;
      break;
    default:
      return 0;
  }
  return std::max(1, static_cast<int>(building.floors * ground / m2_each));
}

/// Homes for everybody; then the facts that must come out exactly.
void settle_people(Town& town, Random& random) {
  auto& homes = town.homes;
  for (std::size_t i = 0; i < town.buildings.size(); ++i) {
    const Building& building = town.buildings[i];
    Home& home = homes.emplace_back();
    home.households = households_in(building);
    home.has_lift = building.floors >= 8 && building.estate != Estate::old_slabs;
    home.year = building.estate == Estate::old_slabs || building.estate == Estate::low
                    ? 1982 + static_cast<int>(random.below(14))
                    : 1998 + static_cast<int>(random.below(22));
    home.population = static_cast<int>(std::lround(home.households * random.between(2.4, 3.1)));
    home.chat_groups = 1;
  }
  // 银龄安康: old blocks without lifts, more than 7,500 residents.
  const std::size_t old_age = town.grid_named("银龄安康"), safe = town.grid_named("平安创建");
  double residents = 0;
  for (std::size_t i = 0; i < homes.size(); ++i) {
    if (town.grid_of_building(i) != old_age) continue;
    homes[i].has_lift = false;
    residents += homes[i].population;
  }
  for (std::size_t i = 0; i < homes.size() && residents > 0; ++i) {
    if (town.grid_of_building(i) != old_age) continue;
    homes[i].population =
        static_cast<int>(std::ceil(homes[i].population * old_age_residents / residents));
    homes[i].households = static_cast<int>(std::lround(homes[i].population / 2.7));
  }
  // 南坑 grid 1: ropes by households, the remainder one each.
  std::vector<std::size_t> roped;
  std::int64_t households = 0;
  for (std::size_t i = 0; i < homes.size(); ++i) {
    if (town.grid_of_building(i) == safe && homes[i].households > 0)
      roped.push_back(i), households += homes[i].households;
  }
  std::int64_t given = 0;
  for (const auto i : roped) {
    homes[i].ropes = rope_count * homes[i].households / households;
    given += homes[i].ropes;
  }
  for (std::size_t k = 0; given < rope_count; ++k, ++given) ++homes[roped[k % roped.size()]].ropes;
  // Chiefs and chat groups: a seeded order decides who has one, and who has a second one.
  std::vector<std::size_t> order(homes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = order.size(); i > 1; --i)
    std::swap(order[i - 1], order[random.below(static_cast<std::uint32_t>(i))]);
  for (std::size_t k = 0; k < std::min(chief_count, order.size()); ++k)
    homes[order[k]].chief = static_cast<int>(k) + 1;
  for (std::size_t k = 0; k < chat_group_count - building_count; ++k) ++homes[order[k]].chat_groups;
  for (std::size_t i = 0; i < homes.size(); ++i) {
    const bool stars = town.community_of_building(i) == "南美";
    homes[i].stars = stars ? (random.chance(0.45) ? 5 : 2 + static_cast<int>(random.below(3)))
                           : static_cast<int>(random.below(4));
  }
}

Town lay_town(std::uint64_t seed, Point centre) {
  Town town;
  StreetPlan streets = lay_streets(seed, centre);
  town.blocks = streets.blocks;
  town.streets = streets.streets;
  town.waterfront = streets.waterfront;
  town.hill = streets.hill;
  const auto neighbours = neighbours_of(town.blocks);
  town.community_of_block = choose_communities(town.blocks, neighbours);
  Random random(seed, 2);
  std::vector<Estate> estates;
  for (std::size_t b = 0; b < town.blocks.size(); ++b) {
    estates.push_back(
        choose_estate(communities[static_cast<std::size_t>(town.community_of_block[b])], random));
  }
  // One school, hospital and market in each of the first communities, on blocks of decent size.
  std::map<int, int> public_buildings;
  for (std::size_t b = 5; b < town.blocks.size(); b += 4) {
    int& have = public_buildings[town.community_of_block[b]];
    if (town.blocks[b].hill || town.blocks[b].width_m < 95 || town.blocks[b].depth_m < 80 ||
        have >= 3)
      continue;
    estates[b] = have == 0 ? Estate::school : have == 1 ? Estate::market : Estate::hospital;
    ++have;
  }
  town.buildings = build_estates(town.blocks, estates, building_count, seed);

  std::vector<double> weights(town.blocks.size(), 5);  // an empty block is some work too
  for (const Building& building : town.buildings)
    weights[building.block] += households_in(building);
  town.grid_of_block.resize(town.blocks.size());
  for (std::size_t c = 0; c < communities.size(); ++c) {
    town.community_names.emplace_back(communities[c].name);
    std::vector<std::size_t> members;
    for (std::size_t b = 0; b < town.blocks.size(); ++b) {
      if (town.community_of_block[b] == static_cast<int>(c)) members.push_back(b);
    }
    const auto groups = divide(town.blocks, neighbours, members, weights,
                               static_cast<int>(communities[c].themes.size()));
    const std::size_t first = town.grids.size();
    for (std::size_t g = 0; g < communities[c].themes.size(); ++g) {
      // County, street, community, serial.
      town.grids.push_back({fmt::format("440402{:03}{:03}{:02}", 6, c + 1, g + 1),
                            fmt::format("{}第{}网格", communities[c].name, g + 1),
                            communities[c].themes[g], static_cast<int>(c)});
    }
    for (std::size_t m = 0; m < members.size(); ++m) {
      town.grid_of_block[members[m]] = first + static_cast<std::size_t>(groups[m]);
    }
  }
  name_estates(town, random);
  settle_people(town, random);
  return town;
}

constexpr const char* demo_mark = "演示数据";

/// The outline around blocks of one group: edges that only one of them has, chained into rings.
void add_union(geo::PackedGeometry& geometry, const std::vector<Block>& blocks,
               const std::vector<std::size_t>& members) {
  using Corner = std::pair<double, double>;
  std::map<std::pair<Corner, Corner>, int> directed;
  for (const auto b : members) {
    const auto& line = blocks[b].outline;
    for (std::size_t i = 1; i < line.size(); ++i) {
      const Corner from{line[i - 1].x, line[i - 1].y}, to{line[i].x, line[i].y};
      if (const auto back = directed.find({to, from}); back != directed.end()) {
        directed.erase(back);
      } else {
        directed[{from, to}] = 1;
      }
    }
  }
  std::map<Corner, Corner> next;
  for (const auto& [edge, unused] : directed) next[edge.first] = edge.second;
  // The outer ring turns left; whatever else is left over is a hole of it.
  std::vector<std::vector<Point>> rings;
  while (!next.empty()) {
    std::vector<Point> ring;
    const Corner start = next.begin()->first;
    Corner at = start;
    do {
      ring.push_back({at.first, at.second});
      const auto step = next.find(at);
      at = step->second;
      next.erase(step);
    } while (at != start && next.contains(at));
    ring.push_back(ring.front());
    rings.push_back(std::move(ring));
  }
  std::stable_sort(rings.begin(), rings.end(), [](const auto& a, const auto& b) {
    return geo::signed_ring_area(a) > geo::signed_ring_area(b);
  });
  for (const auto& ring : rings) {
    for (const Point p : ring) geometry.add_point(p);
    geometry.end_ring();
  }
  geometry.end_part();
  geometry.end_feature();
}

template <typename Belongs>
std::vector<std::size_t> members_of(const Town& town, Belongs belongs) {
  std::vector<std::size_t> members;
  for (std::size_t b = 0; b < town.blocks.size(); ++b) {
    if (belongs(b)) members.push_back(b);
  }
  return members;
}

model::LayerPtr communities_layer(const Town& town) {
  LayerBuilder layer("communities", Role::communities, Kind::polygons);
  layer.text("code", {Field::code}).text("name", {Field::name}).text("note");
  for (std::size_t c = 0; c < town.community_names.size(); ++c) {
    layer.put(fmt::format("440402{:03}{:03}", 6, c + 1))
        .put(town.community_names[c] + "社区")
        .put(demo_mark);
    add_union(layer.geometry(), town.blocks, members_of(town, [&](std::size_t b) {
                return town.community_of_block[b] == static_cast<int>(c);
              }));
    layer.end_row();
  }
  return layer.build();
}

model::LayerPtr grids_layer(const Town& town) {
  LayerBuilder layer("grids", Role::grids, Kind::polygons);
  layer.text("code", {Field::code})
      .text("name", {Field::name})
      .text("community", {Field::community})
      .text("theme", {Field::theme})
      .text("officers", {Field::officers})
      .time("valid_from", {Field::valid_from})
      .time("valid_to", {Field::valid_to})
      .text("note");
  for (std::size_t g = 0; g < town.grids.size(); ++g) {
    const Grid& grid = town.grids[g];
    layer.put(grid.code)
        .put(grid.name)
        .put(town.community_names[static_cast<std::size_t>(grid.community)])
        .put(grid.theme)
        .put(fmt::format("网格长 演示{0:02}；网格员 演示{0:02}甲、演示{0:02}乙、演示{0:02}丙",
                         g + 1))
        .put(from_civil({2024, 1, 1}))
        .put_null()
        .put(demo_mark);
    add_union(layer.geometry(), town.blocks,
              members_of(town, [&](std::size_t b) { return town.grid_of_block[b] == g; }));
    layer.end_row();
  }
  return layer.build();
}

model::LayerPtr units_layer(const Town& town) {
  LayerBuilder layer("units", Role::units, Kind::polygons);
  layer.text("id", {Field::id})
      .text("grid_code", {Field::code})
      .text("community", {Field::community})
      .integer("households", {Field::households})
      .integer("population", {Field::population})
      .text("note");
  std::vector<std::int64_t> households(town.blocks.size()), people(town.blocks.size());
  for (std::size_t i = 0; i < town.buildings.size(); ++i) {
    households[town.buildings[i].block] += town.homes[i].households;
    people[town.buildings[i].block] += town.homes[i].population;
  }
  for (std::size_t b = 0; b < town.blocks.size(); ++b) {
    const Grid& grid = town.grids[town.grid_of_block[b]];
    layer.put(fmt::format("U{:04}", b + 1))
        .put(grid.code)
        .put(town.community_names[static_cast<std::size_t>(grid.community)])
        .put(households[b])
        .put(people[b])
        .put(demo_mark);
    layer.geometry().add_ring_feature(town.blocks[b].outline);
    layer.end_row();
  }
  return layer.build();
}

model::LayerPtr buildings_layer(const Town& town) {
  LayerBuilder layer("buildings", Role::buildings, Kind::polygons);
  layer.text("楼栋编号", {Field::id})
      .text("名称", {Field::name})
      .text("小区", {Field::estate})
      .text("地址", {Field::address})
      .integer("层数", {Field::floors})
      .real("高度", {Field::height_m})
      .integer("户数", {Field::households})
      .integer("人口", {Field::population})
      .text("电梯", {Field::has_lift})
      .text("楼长", {Field::chief})
      .integer("防坠索", {Field::ropes})
      .integer("建成年", {Field::construction_year})
      .integer("微信群")
      .integer("星级")
      .text("备注");
  for (std::size_t i = 0; i < town.buildings.size(); ++i) {
    const Building& building = town.buildings[i];
    const Home& home = town.homes[i];
    layer.put(fmt::format("B{:04}", i + 1))
        .put(town.building_name(i))
        .put(town.estate_names[building.block])
        .put(town.address(i))
        .put(std::int64_t{building.floors})
        .put(building.floors * 3.0 + 1)
        .put(std::int64_t{home.households})
        .put(std::int64_t{home.population})
        .put(home.has_lift ? "有" : "无");
    home.chief > 0 ? layer.put(fmt::format("演示楼长{:03}", home.chief)) : layer.put_null();
    layer.put(home.ropes)
        .put(std::int64_t{home.year})
        .put(std::int64_t{home.chat_groups})
        .put(std::int64_t{home.stars})
        .put(demo_mark);
    layer.geometry().add_ring_feature(building.outline);
    layer.end_row();
  }
  return layer.build();
}

model::LayerPtr roads_layer(const Town& town) {
  constexpr std::array arterials{"狮山路", "南坑大道", "桃园路", "人民路", "迎宾路"};
  constexpr std::array streets{"康宁街", "翠香街", "凤凰街", "银桦街", "朝阳街", "兴业街", "紫荆街",
                               "健民街", "乐园街", "教育街", "为农街", "安平街", "青春街", "柠溪街",
                               "红山街", "福石街", "育才街", "敬业街", "长盛街", "白石街"};
  constexpr std::array kinds{"滨海路", "主干路", "支路", "巷"};
  LayerBuilder layer("roads", Role::base, Kind::lines);
  layer.text("name", {Field::name}).text("class", {Field::kind}).text("note");
  for (const Street& street : town.streets) {
    const auto n = static_cast<std::size_t>(street.number - 1);
    std::string name = street.rank == 0   ? "情侣路（演示）"
                       : street.rank == 1 ? std::string(arterials[n % arterials.size()])
                       : street.rank == 2 ? std::string(streets[n % streets.size()])
                                          : fmt::format("南坑{}巷", n + 1);
    layer.put(name).put(kinds[static_cast<std::size_t>(street.rank)]).put(demo_mark);
    for (const Point p : street.line) layer.geometry().add_point(p);
    layer.geometry().end_ring();
    layer.geometry().end_part();
    layer.geometry().end_feature();
    layer.end_row();
  }
  return layer.build();
}

model::LayerPtr water_layer(const Town& town) {
  LayerBuilder layer("water", Role::base, Kind::polygons);
  layer.text("name", {Field::name}).text("kind", {Field::kind}).text("note");
  // The sea: from a promenade's width off the waterfront road to beyond the map.
  std::vector<Point> sea;
  const Point first = town.waterfront.front(), last = town.waterfront.back();
  const double length = geo::distance(first, last);
  const Point along{(last.x - first.x) / length, (last.y - first.y) / length},
      out{along.y, -along.x};
  const auto at = [&](Point p, double a, double o) {
    return Point{p.x + along.x * a + out.x * o, p.y + along.y * a + out.y * o};
  };
  sea.push_back(at(first, -900, 60));
  sea.push_back(at(first, -420, 20));
  for (std::size_t i = 0; i < town.waterfront.size(); ++i) {
    const double promenade = 17 + 5 * std::sin(static_cast<double>(i) * 0.7) +
                             3 * std::sin(static_cast<double>(i) * 1.9);
    sea.push_back(at(town.waterfront[i], 0, promenade));
  }
  sea.push_back(at(last, 430, -30));
  sea.push_back(at(last, 900, 10));
  sea.push_back(at(last, 900, 700));
  sea.push_back(at(first, -900, 700));
  sea.push_back(sea.front());
  layer.put("香炉湾（示意）").put("海").put(demo_mark);
  layer.geometry().add_ring_feature(sea);
  layer.end_row();
  return layer.build();
}

model::LayerPtr green_layer(const Town& town) {
  LayerBuilder layer("green", Role::base, Kind::polygons);
  layer.text("name", {Field::name}).text("kind", {Field::kind}).text("note");
  layer.put("狮山").put("山").put(demo_mark);
  layer.geometry().add_ring_feature(town.hill);
  layer.end_row();
  // Parks: blocks on which nothing is built, drawn in from their streets.
  std::vector<int> built(town.blocks.size());
  for (const Building& building : town.buildings) ++built[building.block];
  int number = 0;
  for (std::size_t b = 0; b < town.blocks.size(); ++b) {
    const Block& block = town.blocks[b];
    if (block.hill || built[b] > 0) continue;
    std::vector<Point> park;
    for (const Point p : block.outline) {
      park.push_back({block.centre.x + (p.x - block.centre.x) * 0.84,
                      block.centre.y + (p.y - block.centre.y) * 0.84});
    }
    layer.put(fmt::format("口袋公园{}", ++number)).put("公园").put(demo_mark);
    layer.geometry().add_ring_feature(park);
    layer.end_row();
  }
  return layer.build();
}

model::LayerPtr facilities_layer(const Town& town, Random& random) {
  LayerBuilder layer("facilities", Role::facilities, Kind::points);
  layer.text("id", {Field::id})
      .text("kind", {Field::kind})
      .text("name", {Field::name})
      .text("note");
  int number = 0;
  const auto add = [&](const char* kind, const std::string& name, Point place) {
    layer.put(fmt::format("F{:03}", ++number)).put(kind).put(name).put(demo_mark);
    layer.geometry().add_point_feature(place);
    layer.end_row();
  };
  const auto beside = [&](std::size_t i, double distance) {
    const Building& building = town.buildings[i];
    const Block& block = town.blocks[building.block];
    const double side = random.chance(0.5) ? distance : -distance;
    return Point{
        building.centre.x + block.across.x * side + block.along.x * random.between(-12, 12),
        building.centre.y + block.across.y * side + block.along.y * random.between(-12, 12)};
  };
  for (std::size_t g = 0; g < town.grids.size(); ++g) {
    for (std::size_t i = 0; i < town.buildings.size(); ++i) {
      if (town.grid_of_building(i) != g) continue;
      add("红色驿站", town.grids[g].name + "驿站", beside(i, 16));
      break;
    }
  }
  for (std::size_t i = 0; i < town.buildings.size(); ++i) {
    const Estate estate = town.buildings[i].estate;
    if (estate == Estate::school)
      add("学校", town.estate_names[town.buildings[i].block] + "学校（演示）",
          town.buildings[i].centre);
    if (estate == Estate::hospital)
      add("医院", town.estate_names[town.buildings[i].block] + "医院（演示）",
          town.buildings[i].centre);
    if (estate == Estate::market)
      add("市场", town.estate_names[town.buildings[i].block] + "市场（演示）",
          town.buildings[i].centre);
  }
  std::vector<std::size_t> old_blocks;
  for (std::size_t i = 0; i < town.buildings.size(); ++i) {
    if (town.grid_of_building(i) == town.grid_named("银龄安康")) old_blocks.push_back(i);
  }
  for (int s = 0; s < stool_count; ++s) {
    add("便民凳", fmt::format("便民凳{:02}", s + 1),
        beside(old_blocks[static_cast<std::size_t>(s) % old_blocks.size()], 9));
  }
  return layer.build();
}

}  // namespace

City make_demo(std::uint64_t seed) {
  const geo::Crs crs = geo::Crs::from_text("EPSG:4547").value();
  const Point centre =
      geo::Transformer::make(geo::Crs::wgs84(), crs)->transform(Point{113.545, 22.265});
  const Town town = lay_town(seed, centre);
  Random random(seed, 3);
  return {{water_layer(town), green_layer(town), roads_layer(town), buildings_layer(town),
           units_layer(town), grids_layer(town), communities_layer(town),
           facilities_layer(town, random), hazards_layer(town, seed), tickets_layer(town, seed)},
          crs};
}

}  // namespace wangge::synth
