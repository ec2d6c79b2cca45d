#include "analysis/question_answer.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "asked_town.h"
#include "base/i18n.h"
#include "support/threads.h"

namespace wangge::analysis {
namespace {

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

}  // namespace
}  // namespace wangge::analysis
