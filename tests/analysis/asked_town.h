#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <random>

#include "analysis/question_answer.h"
#include "analysis/question_text.h"

namespace wangge::analysis {

using model::Field;
using model::LayerId;

/// Fields of the columns that follow each other from the first on.
inline model::Layer layer_of(const char* name, model::Role role, std::vector<model::Column> columns,
                             const std::vector<std::pair<Field, int>>& fields) {
  model::Layer layer;
  layer.name = name;
  layer.role = role;
  layer.table.columns = std::move(columns);
  layer.table.rows = layer.table.columns.front().size();
  for (const auto& [field, column] : fields) layer.mapping.set(field, column);
  return layer;
}

constexpr int city_m = 2000;

/// Tickets with every type of column and values missing in each; a tenth have no place.
inline model::Layer random_tickets(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  const auto pick = [&](std::initializer_list<const char*> texts) {
    return std::string(texts.begin()[random() % texts.size()]);
  };
  model::TextsBuilder classes, addresses;
  model::Times reported, closed;
  model::Integers floors;
  model::Reals heights;
  model::Bools lifts;
  std::vector<model::Column> columns{{"GDLB", {}, {}},   {"地址", {}, {}},   {"上报", {}, {}},
                                     {"closed", {}, {}}, {"floors", {}, {}}, {"height", {}, {}},
                                     {"lift", {}, {}}};
  geo::PackedGeometry places;
  for (std::size_t row = 0; row < count; ++row) {
    classes.push_back(pick({"高空坠物", "噪声扰民", "违法停车", "", "  "}));
    addresses.push_back("狮山路" + std::to_string(random() % 50) + pick({"号A座", "号b座", "号"}));
    reported.seconds.push_back(from_civil({2025, 12, 1}) + random() % (120 * day_s));
    closed.seconds.push_back(reported.seconds.back() + random() % (20 * day_s));
    floors.push_back(static_cast<int>(random() % 30));
    heights.push_back(static_cast<double>(random() % 1000) / 10);
    lifts.values.push_back(random() % 2);
    for (std::size_t column = 0; column < columns.size(); ++column) {
      if (random() % 7 == 0) columns[column].nulls.set_null(row);
    }
    if (random() % 10 == 0) {
      places.end_feature();
    } else {
      places.add_point_feature({static_cast<double>(random() % city_m) + 435'000,
                                static_cast<double>(random() % city_m) + 2'462'000});
    }
  }
  columns[0].values = std::move(classes).build();
  columns[1].values = std::move(addresses).build();
  columns[2].values = std::move(reported);
  columns[3].values = std::move(closed);
  columns[4].values = std::move(floors);
  columns[5].values = std::move(heights);
  columns[6].values = std::move(lifts);
  model::Layer layer = layer_of("工单2026", model::Role::tickets, std::move(columns),
                                {{Field::category, 0},
                                 {Field::address, 1},
                                 {Field::reported_at, 2},
                                 {Field::closed_at, 3},
                                 {Field::floors, 4}});
  layer.geometry = std::move(places);
  return layer;
}

inline model::Layer communities() {
  model::TextsBuilder names;
  model::Layer layer;
  geo::PackedGeometry areas(geo::Kind::polygons);
  for (int i = 0; i < 4; ++i) {
    names.push_back(i == 0 ? "南坑社区" : "社区" + std::to_string(i));
    const double x = 435'000 + i % 2 * 1000.0, y = 2'462'000 + i / 2 * 1000.0;
    const geo::Point ring[] = {{x, y}, {x + 1000, y}, {x + 1000, y + 1000}, {x, y + 1000}, {x, y}};
    areas.add_ring_feature(ring);
  }
  layer = layer_of("communities", model::Role::communities,
                   {{"name", std::move(names).build(), {}}}, {{Field::name, 0}});
  layer.geometry = std::move(areas);
  return layer;
}

inline model::Layer facilities(std::size_t count) {
  std::mt19937 random(9);
  model::TextsBuilder kinds;
  geo::PackedGeometry places;
  for (std::size_t i = 0; i < count; ++i) {
    kinds.push_back(i % 2 == 0 ? "学校" : "红色驿站");
    places.add_point_feature({static_cast<double>(random() % city_m) + 435'000,
                              static_cast<double>(random() % city_m) + 2'462'000});
  }
  model::Layer layer = layer_of("facilities", model::Role::facilities,
                                {{"kind", std::move(kinds).build(), {}}}, {{Field::kind, 0}});
  layer.geometry = std::move(places);
  return layer;
}

/// Tickets, communities and facilities of a made-up town, and what is asked of them.
class Ask : public testing::Test {
 protected:
  Ask() {
    workspace.crs = *geo::Crs::from_text("EPSG:4547");
    open(communities());
    open(facilities(40));
    open(random_tickets(3000, 5));
  }
  void open(model::Layer layer) {
    layer.extent = layer.geometry.box();
    workspace.layers.push_back({LayerId{static_cast<std::uint32_t>(workspace.layers.size() + 1)},
                                std::make_shared<const model::Layer>(std::move(layer)), nullptr});
  }
  const model::Layer& tickets() const { return *workspace.find(model::Role::tickets)->layer; }

  Result<Answer> asked(const std::string& text) {
    const auto question = parse_question(text);
    EXPECT_TRUE(question) << text;
    if (!question) return question.error();
    return answer(*question, {&workspace, &selection, now}, progress);
  }
  model::Rows rows(const std::string& text) {
    const auto found = asked(text);
    EXPECT_TRUE(found) << text << to_text(found.error());
    return found ? found->rows : model::Rows();
  }
  Error refusal(const std::string& text) {
    const auto found = asked(text);
    EXPECT_FALSE(found) << text;
    return found ? Error() : found.error();
  }
  /// By asking every row.
  void expect_rows(const std::string& text, const std::function<bool(std::uint32_t)>& meets) {
    model::Rows slow;
    for (std::uint32_t row = 0; row < tickets().size(); ++row) {
      if (meets(row)) slow.push_back(row);
    }
    EXPECT_GT(slow.size(), 0U) << text;
    EXPECT_LT(slow.size(), tickets().size()) << text;
    EXPECT_EQ(rows(text), slow) << text;
  }
  std::string text(int column, std::uint32_t row) const {
    return tickets().table.columns[static_cast<std::size_t>(column)].text(row);
  }
  bool null(int column, std::uint32_t row) const {
    return tickets().table.columns[static_cast<std::size_t>(column)].is_null(row);
  }
  double number(int column, std::uint32_t row) const {
    return tickets().table.columns[static_cast<std::size_t>(column)].number(row);
  }
  geo::Point place(std::uint32_t row) const {
    return tickets().geometry.feature_points(row).front();
  }
  bool placed(std::uint32_t row) const { return tickets().geometry.has_geometry(row); }

  model::Workspace workspace;
  model::Selection selection;
  Seconds now = from_civil({2026, 3, 14, 9, 30});
  Progress progress;
};

/// Questions of every kind about it.
inline constexpr const char* many[] = {
    "tickets where class = 高空坠物 and within 200 m of (facilities where kind = 学校)",
    "tickets where within communities or touches communities or disjoint communities",
    "tickets where not (floors >= 7 or reported_at in last 3 weeks) and intersects communities",
    "tickets where closed_at is not empty and not nearest 5 to facilities",
    "tickets where address contains a座 or class is empty or equals facilities",
};

}  // namespace wangge::analysis
