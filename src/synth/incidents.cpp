#include "synth/incidents.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "base/random.h"
#include "synth/layer_builder.h"

namespace wangge::synth {
namespace {

using geo::Kind;
using geo::Point;
using model::Field;
using model::Role;

constexpr std::size_t ticket_count = 12'000, typhoon_count = 420, hazard_count = 640;
constexpr double rope_effect = 0.34;  // of falling objects that remain
constexpr const char* rope_theme = "平安创建";
constexpr const char* demo_mark = "演示数据";

struct TicketClass {
  const char* category;
  const char* subcategory;
  const char* text;
  double share;  // of all tickets
  double peak_hour, spread_hours;
  double weekend;  // how many times a weekday's number
  int limit_hours;
  int severity;
};

constexpr std::array classes{
    TicketClass{"高空坠物", "高空抛物", "有人从楼上抛下杂物", 0.075, 20, 3.5, 1.35, 24, 3},
    TicketClass{"高空坠物", "高空坠物", "外墙或阳台有物件坠落", 0.055, 15, 5, 1.05, 24, 3},
    TicketClass{"市容环境", "暴露垃圾", "路边垃圾堆放无人清理", 0.19, 9, 4, 0.9, 48, 1},
    TicketClass{"市容环境", "占道经营", "摊贩占用人行道", 0.10, 18, 3, 1.25, 48, 1},
    TicketClass{"违法停车", "机动车违停", "消防通道停放机动车", 0.17, 19, 3.5, 1.1, 12, 2},
    TicketClass{"违法停车", "电动车违停", "楼道停放电动车", 0.08, 21, 3, 1.0, 24, 2},
    TicketClass{"噪声扰民", "夜间施工", "夜间施工噪声", 0.08, 22.5, 2, 0.8, 12, 1},
    TicketClass{"噪声扰民", "广场舞", "音响音量过大", 0.06, 20, 1.5, 1.3, 24, 1},
    TicketClass{"公共设施", "井盖破损", "井盖松动", 0.04, 10, 4, 0.8, 24, 2},
    TicketClass{"公共设施", "路灯不亮", "路灯不亮影响通行", 0.05, 20, 2.5, 1.0, 72, 1},
    TicketClass{"房屋安全", "外墙渗漏", "外墙渗漏", 0.05, 10, 4, 0.8, 120, 2},
    TicketClass{"园林绿化", "树木倒伏", "树木倾斜或枝条过低", 0.05, 11, 4, 0.9, 48, 2}};
constexpr std::size_t fallen_trees = classes.size() - 1, rubbish = 2, falling_classes = 2;

/// A building for a ticket of a class: falling objects from height, all else where people live.
class BuildingChoice {
 public:
  BuildingChoice(const Town& town, bool falling) {
    for (std::size_t i = 0; i < town.buildings.size(); ++i) {
      const double people = town.homes[i].households + 4;
      double weight = people;
      if (falling) {
        weight *= std::pow(town.buildings[i].floors / 10.0, 1.3);
        // The complaints that the ropes were bought for.
        if (town.grid_of_building(i) == town.grid_named(rope_theme)) weight *= 3;
      }
      sums_.push_back((sums_.empty() ? 0 : sums_.back()) + weight);
    }
  }
  std::size_t draw(Random& random) const {
    const double at = random.uniform() * sums_.back();
    return static_cast<std::size_t>(std::upper_bound(sums_.begin(), sums_.end(), at) -
                                    sums_.begin());
  }

 private:
  std::vector<double> sums_;
};

Seconds draw_time(const TicketClass& kind, const DemoDays& days, Random& random) {
  while (true) {
    const auto day = static_cast<Seconds>(
        random.below(static_cast<std::uint32_t>((days.end - days.first) / day_s)));
    const Seconds midnight = days.first + day * day_s;
    const bool weekend = weekday(midnight) >= 5;
    if (!random.chance((weekend ? kind.weekend : 1.0) / 1.4)) continue;
    double hour = kind.peak_hour + kind.spread_hours * random.normal();
    hour = std::fmod(hour + 48, 24);
    return midnight + static_cast<Seconds>(hour * 3600) / 60 * 60;
  }
}

struct Report {
  std::size_t kind, building;
  Seconds at;
};

std::vector<Report> draw_reports(const Town& town, std::uint64_t seed) {
  const DemoDays days = demo_days();
  const BuildingChoice anywhere(town, false), high(town, true);
  const std::size_t roped = town.grid_named(rope_theme);
  Random random(seed, 10);
  std::vector<Report> reports;
  while (reports.size() < ticket_count - typhoon_count) {
    double share = random.uniform();
    std::size_t kind = 0;
    while (kind + 1 < classes.size() && share >= classes[kind].share)
      share -= classes[kind++].share;
    const bool falling = kind < falling_classes;
    const std::size_t building = (falling ? high : anywhere).draw(random);
    const Seconds at = draw_time(classes[kind], days, random);
    if (falling && at >= days.ropes && town.grid_of_building(building) == roped &&
        !random.chance(rope_effect))
      continue;
    reports.push_back({kind, building, at});
  }
  for (std::size_t i = 0; i < typhoon_count; ++i) {
    const double hour = std::clamp(11 + 4.5 * random.normal(), 0.0, 23.9);
    reports.push_back({random.chance(0.6) ? fallen_trees : rubbish, anywhere.draw(random),
                       days.typhoon + static_cast<Seconds>(hour * 60) * 60});
  }
  std::stable_sort(reports.begin(), reports.end(),
                   [](const Report& a, const Report& b) { return a.at < b.at; });
  return reports;
}

Point near_building(const Town& town, std::size_t i, Random& random) {
  const Point centre = town.buildings[i].centre;
  const double angle = random.between(0, 6.2832), distance = 6 + std::abs(random.normal()) * 7;
  return {centre.x + distance * std::cos(angle), centre.y + distance * std::sin(angle)};
}

}  // namespace

DemoDays demo_days() {
  return {from_civil({2024, 1, 1}), from_civil({2026, 1, 1}), from_civil({2025, 1, 1}),
          from_civil({2024, 9, 6})};
}

model::LayerPtr tickets_layer(const Town& town, std::uint64_t seed) {
  const DemoDays days = demo_days();
  LayerBuilder layer("tickets", Role::tickets, Kind::points);
  layer.text("工单编号", {Field::id})
      .text("大类", {Field::category})
      .text("小类", {Field::subcategory})
      .text("状态", {Field::status})
      .text("层级", {Field::level})
      .time("上报时间", {Field::reported_at})
      .time("受理时间", {Field::accepted_at})
      .time("结案时间", {Field::closed_at})
      .time("时限", {Field::due_at})
      .text("地址", {Field::address})
      .text("描述", {Field::description})
      .text("上报人", {Field::reporter})
      .text("电话", {Field::phone})
      .integer("严重程度", {Field::severity})
      .text("备注");
  const auto reports = draw_reports(town, seed);
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const Report& report = reports[i];
    const TicketClass& kind = classes[report.kind];
    Random random(seed, 1'000'000 + i);
    const Seconds accepted = report.at + static_cast<Seconds>(random.between(5, 240)) * 60;
    // Half are done in a third of the time allowed, one in eight is late.
    const double factor = std::exp(std::log(0.4) + 0.8 * random.normal());
    const Seconds closed = accepted + static_cast<Seconds>(kind.limit_hours * factor * 60) * 60;
    const bool is_closed = closed < days.end && !random.chance(0.004);
    const char* open_states[] = {"受理", "立案", "派遣", "处置", "核查"};
    const double level = random.uniform();
    layer.put(fmt::format("GD{}{:05}", to_civil(report.at).year, i + 1))
        .put(kind.category)
        .put(kind.subcategory)
        .put(is_closed             ? "结案"
             : accepted < days.end ? open_states[random.below(5)]
                                   : "上报")
        .put(level < 0.72   ? "网格"
             : level < 0.94 ? "社区"
                            : "街道")
        .put(report.at);
    accepted < days.end ? layer.put(accepted) : layer.put_null();
    is_closed ? layer.put(closed) : layer.put_null();
    layer.put(report.at + kind.limit_hours * Seconds{3600})
        .put(town.address(report.building))
        .put(kind.text)
        .put("演示居民")
        .put(fmt::format("000-0000-{:04}", random.below(10'000)))
        .put(std::int64_t{kind.severity})
        .put(demo_mark);
    if (random.chance(0.02)) {
      layer.geometry().end_feature();
    } else {
      layer.geometry().add_point_feature(near_building(town, report.building, random));
    }
    layer.end_row();
  }
  return layer.build();
}

model::LayerPtr hazards_layer(const Town& town, std::uint64_t seed) {
  constexpr std::array kinds{"房屋破损",     "杂物堆放", "消防通道堵塞", "电线老化",
                             "外墙瓷砖松动", "阳台花盆", "空调支架锈蚀"};
  constexpr std::size_t of_nanmei = 4;  // the first four are what 南美 worked on
  const DemoDays days = demo_days();
  const BuildingChoice anywhere(town, false);
  LayerBuilder layer("hazards", Role::hazards, Kind::points);
  layer.text("隐患编号", {Field::id})
      .text("隐患类型", {Field::category})
      .text("状态", {Field::status})
      .time("发现时间", {Field::found_at})
      .time("复查时间", {Field::rechecked_at})
      .time("整改时间", {Field::closed_at})
      .real("高度", {Field::height_m})
      .integer("严重程度", {Field::severity})
      .text("地址", {Field::address})
      .text("备注");
  for (std::size_t i = 0; i < hazard_count; ++i) {
    Random random(seed, 2'000'000 + i);
    std::size_t building = anywhere.draw(random);
    // Patrols were densest in 南美: a second draw if the first missed it.
    if (town.community_of_building(building) != "南美" && random.chance(0.4))
      building = anywhere.draw(random);
    const bool nanmei = town.community_of_building(building) == "南美";
    const std::size_t kind = nanmei ? random.below(of_nanmei) : random.below(kinds.size());
    const Seconds found = days.first + static_cast<Seconds>(random.below(730)) * day_s +
                          static_cast<Seconds>(random.between(9, 17) * 60) * 60;
    const Seconds fixed = found + static_cast<Seconds>(random.between(2, 60)) * day_s;
    const bool done = fixed < days.end && random.chance(nanmei ? 0.93 : 0.75);
    layer.put(fmt::format("YH{:05}", i + 1))
        .put(kinds[kind])
        .put(done ? "已结案" : "处置")
        .put(found);
    layer.put(found + 14 * day_s);
    done ? layer.put(fixed) : layer.put_null();
    layer.put(std::round(random.between(1, town.buildings[building].floors * 3.0)))
        .put(std::int64_t{1 + random.below(3)})
        .put(town.address(building))
        .put(demo_mark);
    layer.geometry().add_point_feature(near_building(town, building, random));
    layer.end_row();
  }
  return layer.build();
}

}  // namespace wangge::synth
