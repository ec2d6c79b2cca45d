#include "analysis/question_answer.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <random>

#include "analysis/question_text.h"
#include "base/i18n.h"
#include "support/threads.h"

namespace wangge::analysis {
namespace {

using model::Field;
using model::LayerId;

/// Fields of the columns that follow each other from the first on.
model::Layer layer_of(const char* name, model::Role role, std::vector<model::Column> columns,
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
model::Layer random_tickets(std::size_t count, unsigned seed) {
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

model::Layer communities() {
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

model::Layer facilities(std::size_t count) {
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

TEST_F(Ask, WithoutConditionsAllRowsAnswer) {
  EXPECT_EQ(rows("tickets").size(), tickets().size());
  EXPECT_EQ(rows("tickets where ()").size(), tickets().size());
  EXPECT_TRUE(rows("tickets where not ()").empty());
}

TEST_F(Ask, ComparisonsAgreeWithAskingRowByRow) {
  const auto has = [&](int column, std::uint32_t row) { return !null(column, row); };
  expect_rows("tickets where class = 高空坠物",
              [&](auto row) { return has(0, row) && text(0, row) == "高空坠物"; });
  expect_rows("工单2026 where GDLB in (高空坠物, 违法停车)", [&](auto row) {
    return has(0, row) && (text(0, row) == "高空坠物" || text(0, row) == "违法停车");
  });
  expect_rows("tickets where class != 高空坠物",
              [&](auto row) { return !has(0, row) || text(0, row) != "高空坠物"; });
  expect_rows("tickets where not class = 高空坠物",
              [&](auto row) { return !has(0, row) || text(0, row) != "高空坠物"; });
  expect_rows("tickets where class = ''",
              [&](auto row) { return has(0, row) && text(0, row).empty(); });
  expect_rows("tickets where class is empty", [&](auto row) {
    return !has(0, row) || text(0, row).find_first_not_of(' ') == std::string::npos;
  });
  expect_rows("tickets where class is not empty", [&](auto row) {
    return has(0, row) && text(0, row).find_first_not_of(' ') != std::string::npos;
  });
  expect_rows("tickets where class > 噪",
              [&](auto row) { return has(0, row) && text(0, row) > "噪"; });
  expect_rows("tickets where floors >= 7",
              [&](auto row) { return has(4, row) && number(4, row) >= 7; });
  expect_rows("tickets where floors < 6.5",
              [&](auto row) { return has(4, row) && number(4, row) < 6.5; });
  expect_rows("tickets where floors in (3, 4.0, 5.5)", [&](auto row) {
    return has(4, row) && (number(4, row) == 3 || number(4, row) == 4);
  });
  expect_rows("tickets where floors != 3",
              [&](auto row) { return !has(4, row) || number(4, row) != 3; });
  expect_rows("tickets where height <= 12.5",
              [&](auto row) { return has(5, row) && number(5, row) <= 12.5; });
  expect_rows("tickets where lift = 是",
              [&](auto row) { return has(6, row) && number(6, row) == 1; });
  expect_rows("tickets where lift is empty", [&](auto row) { return null(6, row); });
  expect_rows("tickets where address contains (a座, 1号)", [&](auto row) {
    return has(1, row) &&
           (text(1, row).ends_with("A座") || text(1, row).find("1号") != std::string::npos);
  });
  expect_rows("tickets where address starts with 狮山路1",
              [&](auto row) { return has(1, row) && text(1, row).starts_with("狮山路1"); });
  expect_rows("tickets where address not starts with 狮山路1",
              [&](auto row) { return !has(1, row) || !text(1, row).starts_with("狮山路1"); });
  expect_rows("tickets where floors contains 2",
              [&](auto row) { return has(4, row) && text(4, row).find('2') != std::string::npos; });
  expect_rows("tickets where 上报 starts with 2026-01",
              [&](auto row) { return has(2, row) && text(2, row).starts_with("2026-01"); });
  expect_rows("tickets where reported_at >= '2026-02-03 12:00'",
              [&](auto row) { return has(2, row) && text(2, row) >= "2026-02-03 12:00"; });
}

TEST_F(Ask, GroupsAgreeWithAskingRowByRow) {
  expect_rows("tickets where closed_at is empty or not (floors >= 7 and class = 高空坠物)",
              [&](auto row) {
                return null(3, row) || !(!null(4, row) && number(4, row) >= 7 && !null(0, row) &&
                                         text(0, row) == "高空坠物");
              });
}

TEST_F(Ask, CountsWhatMeetsEachConditionAlone) {
  const auto found = asked("tickets where floors >= 7 and class = 高空坠物 and closed_at is empty");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->alone,
            (std::vector<std::size_t>{rows("tickets where floors >= 7").size(),
                                      rows("tickets where class = 高空坠物").size(),
                                      rows("tickets where closed_at is empty").size()}));
}

TEST_F(Ask, TimesLieInTheHalfOpenSpan) {
  expect_rows("tickets where reported_at from 2026-01-10 until 2026-02-01", [&](auto row) {
    return !null(2, row) && text(2, row) >= "2026-01-10" && text(2, row) < "2026-02-01";
  });
  expect_rows("tickets where reported_at in last 30 days", [&](auto row) {
    return !null(2, row) && text(2, row) >= "2026-02-13" && text(2, row) < "2026-03-15";
  });
  expect_rows("tickets where reported_at in last 2 months", [&](auto row) {
    return !null(2, row) && text(2, row) >= "2026-01-15" && text(2, row) < "2026-03-15";
  });
}

/// The first moment of "the last …" asked at a time.
std::string begins(const char* last, const char* now) {
  model::Layer layer;
  model::Times times;
  const Seconds asked = *parse_time(now);
  for (Seconds t = asked - 800 * day_s; t < asked + 2 * day_s; t += 1800)
    times.seconds.push_back(t);
  layer.name = "t";
  layer.table.rows = times.seconds.size();
  layer.table.columns = {{"at", std::move(times), {}}};
  for (std::size_t i = 0; i < layer.size(); ++i) layer.geometry.end_feature();
  model::Workspace workspace;
  workspace.layers.push_back({LayerId{1}, std::make_shared<const model::Layer>(layer), nullptr});
  Progress progress;
  const auto found = answer(*parse_question(std::string("t where at in last ") + last),
                            {&workspace, nullptr, asked}, progress);
  const auto& column = layer.table.columns[0];
  return column.text(found->rows.front()) + " .. " + column.text(found->rows.back());
}

TEST(TheLast, StepsGoByTheCalendar) {
  EXPECT_EQ(begins("1 days", "2026-03-14 09:30"), "2026-03-14 00:00 .. 2026-03-14 23:30");
  EXPECT_EQ(begins("2 weeks", "2026-03-14 09:30"), "2026-03-01 00:00 .. 2026-03-14 23:30");
  EXPECT_EQ(begins("3 hours", "2026-03-14 09:30"), "2026-03-14 06:30 .. 2026-03-14 09:00");
  EXPECT_EQ(begins("1 months", "2026-03-14 09:30"), "2026-02-15 00:00 .. 2026-03-14 23:30");
  EXPECT_EQ(begins("1 months", "2026-03-31 09:30"), "2026-03-01 00:00 .. 2026-03-31 23:30");
  EXPECT_EQ(begins("1 months", "2026-03-30 09:30"), "2026-02-28 00:00 .. 2026-03-30 23:30")
      << "February has no 31st";
  EXPECT_EQ(begins("1 months", "2024-03-30 09:30"), "2024-02-29 00:00 .. 2024-03-30 23:30");
  EXPECT_EQ(begins("12 months", "2026-01-05 09:30"), "2025-01-06 00:00 .. 2026-01-05 23:30");
  EXPECT_EQ(begins("1 years", "2025-02-28 09:30"), "2024-03-01 00:00 .. 2025-02-28 23:30");
  EXPECT_EQ(begins("1 years", "2024-02-28 09:30"), "2023-02-28 00:00 .. 2024-02-28 23:30")
      << "the day after is the leap day, which 2023 did not have";
}

TEST_F(Ask, PlacesAreLayersOrSomeOfTheirFeatures) {
  const auto& schools = *workspace.find(model::Role::facilities)->layer;
  const auto near_school = [&](std::uint32_t row, double distance_m) {
    if (!placed(row)) return false;
    for (std::uint32_t school = 0; school < schools.size(); school += 2) {
      const geo::Point there = schools.geometry.points()[school], here = place(row);
      const double dx = there.x - here.x, dy = there.y - here.y;
      if (dx * dx + dy * dy <= distance_m * distance_m) return true;
    }
    return false;
  };
  const auto in_nankeng = [&](std::uint32_t row) {
    return placed(row) && place(row).x > 435'000 && place(row).x < 436'000 &&
           place(row).y > 2'462'000 && place(row).y < 2'463'000;
  };
  expect_rows("tickets where within 100 m of (facilities where kind = 学校)",
              [&](auto row) { return near_school(row, 100); });
  expect_rows("tickets where within (communities where name = 南坑社区)", in_nankeng);
  expect_rows("tickets where not within (communities where name = 南坑社区)",
              [&](auto row) { return !in_nankeng(row); });
  expect_rows(
      "tickets where class = 高空坠物 and closed_at is empty and reported_at in last 90 days and "
      "within (communities where name = 南坑社区) and within 0.3 km of (facilities where kind = "
      "学校)",
      [&](auto row) {
        return !null(0, row) && text(0, row) == "高空坠物" && null(3, row) && !null(2, row) &&
               text(2, row) >= "2025-12-15" && text(2, row) < "2026-03-15" && in_nankeng(row) &&
               near_school(row, 300);
      });
  expect_rows(
      "tickets where within 100 m of (facilities where within (communities where name = "
      "南坑社区))",
      [&](auto row) {
        if (!placed(row)) return false;
        for (const geo::Point p : schools.geometry.points()) {
          if (p.x > 435'000 && p.x < 436'000 && p.y > 2'462'000 && p.y < 2'463'000 &&
              std::pow(p.x - place(row).x, 2) + std::pow(p.y - place(row).y, 2) <= 1e4) {
            return true;
          }
        }
        return false;
      });
  EXPECT_TRUE(rows("tickets where within (communities where name = 无此社区)").empty());
}

TEST_F(Ask, TheSelectionIsAPlace) {
  selection = {workspace.layers[0].id, {0, 3}};
  const auto inside = rows("tickets where intersects selection");
  auto expected = rows("tickets where intersects (communities where name in (南坑社区, 社区3))");
  EXPECT_EQ(inside, expected);
  EXPECT_GT(inside.size(), 100U);
}

TEST_F(Ask, ADrawnShapeMeansTheSamePlaceInEverySystem) {
  // A square of 0.005 degrees, about 500 m, drawn around the middle of the city.
  const auto transformer = geo::Transformer::make(workspace.crs, geo::Crs::wgs84());
  const geo::Point middle = transformer->transform({436'000, 2'463'000});
  const auto corner = [&](int dx, int dy) {
    return fmt::format("{:.7f} {:.7f}", middle.x + dx * 0.0025, middle.y + dy * 0.0025);
  };
  const std::string text = "tickets where intersects shape 'POLYGON ((" + corner(-1, -1) + ", " +
                           corner(1, -1) + ", " + corner(1, 1) + ", " + corner(-1, 1) + ", " +
                           corner(-1, -1) + "))'";
  expect_rows(text, [&](auto row) {
    if (!placed(row)) return false;
    const geo::Point at = transformer->transform(place(row));
    return std::abs(at.x - middle.x) <= 0.0025 && std::abs(at.y - middle.y) <= 0.0025;
  });
}

TEST_F(Ask, TheNearestAreThoseOfBruteForceTiesByRow) {
  const auto& schools = *workspace.find(model::Role::facilities)->layer;
  for (const std::size_t count : {1U, 3U, 50U, 10'000U}) {
    std::vector<bool> wanted(tickets().size());
    for (const geo::Point there : schools.geometry.points()) {
      model::Rows all;
      for (std::uint32_t row = 0; row < tickets().size(); ++row) {
        if (placed(row)) all.push_back(row);
      }
      std::stable_sort(all.begin(), all.end(), [&](auto a, auto b) {
        return geo::distance(place(a), there) < geo::distance(place(b), there);
      });
      all.resize(std::min(all.size(), count));
      for (const auto row : all) wanted[row] = true;
    }
    model::Rows slow;
    for (std::uint32_t row = 0; row < wanted.size(); ++row) {
      if (wanted[row]) slow.push_back(row);
    }
    EXPECT_EQ(rows("tickets where nearest " + std::to_string(count) + " to facilities"), slow);
  }
}

TEST_F(Ask, MeasuresOfTheGeometryAreColumns) {
  EXPECT_EQ(rows("communities where area_m2 = 1000000 and length_m > 3999").size(), 4U);
  EXPECT_EQ(refusal("tickets where area_m2 > 3").code, ErrorCode::not_found);
}

TEST_F(Ask, TheTopmostLayerOfARoleAnswers) {
  open(facilities(3));
  EXPECT_EQ(asked("facilities")->layer, workspace.layers.back().id);
  EXPECT_EQ(asked("工单2026")->layer, workspace.layers[2].id);
}

TEST_F(Ask, SaysWhatIsWrong) {
  EXPECT_EQ(to_text(refusal("hazards where class = x")),
            "hazards: No open layer is called “hazards”, and none has that role. Open are: "
            "communities, facilities, 工单2026.");
  EXPECT_EQ(to_text(refusal("tickets where within 网格")),
            "within 网格: No open layer is called “网格”, and none has that role. Open are: "
            "communities, facilities, 工单2026.");
  EXPECT_EQ(to_text(refusal("communities where 层数 > 7")),
            "层数 > 7: “communities” has no column “层数”. Its columns are: name, area_m2, "
            "length_m.");
  EXPECT_EQ(to_text(refusal("tickets where floors = 七")),
            "floors = 七: “七” is no number. Write a number without unit, for example 12.5.");
  EXPECT_EQ(to_text(refusal("tickets where reported_at from 2026-02-30")),
            "reported_at from 2026-02-30: “2026-02-30” is no date. Write dates as 2026-03-01 or "
            "'2026-03-01 08:30'.");
  EXPECT_EQ(to_text(refusal("tickets where reported_at in last 0 days")),
            "reported_at in last 0 days: “0” is no whole number from 1 to 10,000.");
  EXPECT_EQ(to_text(refusal("tickets where class in last 3 days")),
            "class in last 3 days: The column “class” holds no times. Choose a column of times.");
  EXPECT_EQ(to_text(refusal("tickets where within $d m of facilities")),
            "within $d m of facilities: The parameter “d” has no value. Give every parameter a "
            "value before asking.");
  EXPECT_EQ(to_text(refusal("tickets where within '-5' m of facilities")),
            "within '-5' m of facilities: A distance must be a number of metres from 0 up.");
  EXPECT_EQ(to_text(refusal("tickets where (within selection)")),
            "within selection: Nothing is selected. Select features before asking.");
  EXPECT_EQ(refusal("tickets where lift = vielleicht").code, ErrorCode::invalid_argument);
  EXPECT_EQ(refusal("tickets where nearest 1.5 to facilities").code, ErrorCode::invalid_argument);
  workspace.crs = geo::Crs::wgs84();
  EXPECT_EQ(refusal("tickets where within shape 'POINT (113 22)'").code, ErrorCode::unknown_crs);
  progress.cancel();
  EXPECT_EQ(refusal("tickets where within communities").code, ErrorCode::cancelled);
}

const char* const many[] = {
    "tickets where class = 高空坠物 and within 200 m of (facilities where kind = 学校)",
    "tickets where within communities or touches communities or disjoint communities",
    "tickets where not (floors >= 7 or reported_at in last 3 weeks) and intersects communities",
    "tickets where closed_at is not empty and not nearest 5 to facilities",
    "tickets where address contains a座 or class is empty or equals facilities",
};

TEST_F(Ask, AnyNumberOfThreadsAnswersTheSame) {
  for (const char* text : many) {
    const auto one = test::on_threads(1, [&] { return rows(text); });
    EXPECT_EQ(test::on_threads(4, [&] { return rows(text); }), one) << text;
  }
}

TEST_F(Ask, RowsInReverseAnswerInReverse) {
  model::Rows backwards(tickets().size());
  std::iota(backwards.rbegin(), backwards.rend(), 0U);
  const model::Layer reversed = model::subset(tickets(), backwards);
  std::vector<model::Rows> before;
  for (const char* text : many) before.push_back(rows(text));
  workspace.layers.back().layer = std::make_shared<const model::Layer>(reversed);
  for (std::size_t i = 0; i < before.size(); ++i) {
    // Of equal distances the first row wins: that one depends on the order.
    if (std::string_view(many[i]).find("nearest") != std::string_view::npos) continue;
    model::Rows after = rows(many[i]);
    for (std::uint32_t& row : after) row = static_cast<std::uint32_t>(tickets().size()) - 1 - row;
    std::reverse(after.begin(), after.end());
    EXPECT_EQ(after, before[i]) << many[i];
  }
}

TEST_F(Ask, ReasonsAgreeWithTheAnswerForEveryRow) {
  selection = {workspace.layers[0].id, {1}};
  for (const char* text : many) {
    const Question question = *parse_question(text);
    const auto found = asked(text);
    ASSERT_TRUE(found);
    for (std::uint32_t row = 0; row < tickets().size(); row += 7) {
      const auto reasons = explain(question, {&workspace, &selection, now}, row, progress);
      ASSERT_TRUE(reasons) << to_text(reasons.error());
      ASSERT_EQ(reasons->size(), question.where.conditions.size());
      bool all = true, any = false;
      for (const Reason& reason : *reasons) {
        all = all && reason.met, any = any || reason.met;
        EXPECT_FALSE(reason.text.empty());
      }
      EXPECT_EQ(question.where.any ? any : all,
                std::binary_search(found->rows.begin(), found->rows.end(), row))
          << text << " row " << row;
    }
  }
}

/// A reason and, where it is not met, what was found and asked for.
TEST_F(Ask, ReasonsSayWhatWasFoundAndWhatWasAskedFor) {
  model::TextsBuilder classes;
  classes.push_back("违法停车");
  model::Times reported{{from_civil({2026, 3, 1, 10, 5})}};
  model::Layer layer =
      layer_of("ticket", model::Role::tickets,
               {{"class", std::move(classes).build(), {}},
                {"reported", std::move(reported), {}},
                {"floors", model::Integers{5}, {}}},
               {{Field::category, 0}, {Field::reported_at, 1}, {Field::floors, 2}});
  const geo::Point school = workspace.layers[1].layer->geometry.points()[0];
  layer.geometry.add_point_feature({school.x + 3, school.y + 4});
  open(layer);
  const auto said = [&](const std::string& condition) {
    const auto reasons = explain(*parse_question("tickets where " + condition),
                                 {&workspace, nullptr, now}, 0, progress);
    EXPECT_TRUE(reasons) << condition;
    return reasons ? std::string(reasons->front().met ? "+ " : "- ") + reasons->front().text : "";
  };
  EXPECT_EQ(said("class = 高空坠物"), "- class is “违法停车”; asked for: “高空坠物”");
  EXPECT_EQ(said("floors >= 7"), "- floors is “5”; asked for: ≥ 7");
  EXPECT_EQ(said("reported_at in last 30 days"),
            "+ reported at is “2026-03-01 10:05”; asked for: of the last 30 days");
  EXPECT_EQ(said("within 3 m of facilities"),
            "- 5.0 m from the nearest of facilities; asked for: within 3 m of facilities");
  EXPECT_EQ(said("not within 3 m of facilities").substr(0, 1), "+");
  EXPECT_EQ(said("not within (communities where name = x)"), "+ is not within x");
  set_language(Language::chinese, WANGGE_BUILD_DIR "/locale");
  EXPECT_EQ(said("class = 高空坠物"), "- 类别是“违法停车”，要求“高空坠物”");
  EXPECT_EQ(said("within 3 m of (facilities where kind = 学校)"),
            "- 距最近的学校 5.0 米，要求距学校 3 米以内");
  EXPECT_EQ(said("reported_at in last 7 days"), "- 上报时间是“2026-03-01 10:05”，要求近 7 天");
  EXPECT_EQ(said("floors = 7 or class = x").substr(0, 1), "-");
  set_language(Language::english);
}

}  // namespace
}  // namespace wangge::analysis
